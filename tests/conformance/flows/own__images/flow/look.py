# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0

from promptflow.core import tool


@tool
def look(picture, many, literal):
    return [picture, type(picture).__name__, len(picture), str(picture), many, literal]
