# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0

from promptflow.core import tool


@tool
def together(pictures: list, many: list, looks: list):
    return [str(pictures), str(many), looks]
