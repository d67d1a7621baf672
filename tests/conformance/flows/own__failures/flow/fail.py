# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0

from promptflow.core import tool


@tool
def fail(how: str):
    if how == "raise":
        raise ValueError("boom")
    if how == "set":
        return {"there": {1, 2}}
    if how == "die":
        import os

        os._exit(3)
    return {"here": 1}
