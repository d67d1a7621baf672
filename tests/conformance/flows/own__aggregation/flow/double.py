# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0

from promptflow.core import tool


@tool
def double(n: int):
    return {"value": 2 * n}
