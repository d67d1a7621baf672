# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0

from promptflow.core import tool


def shown(value):
    if isinstance(value, list):
        return [shown(item) for item in value]
    if isinstance(value, dict):
        return {key: shown(item) for key, item in value.items()}
    return type(value).__name__ + ":" + repr(value) + ":" + str(value)


@tool
def show(**kwargs):
    return {key: shown(value) for key, value in kwargs.items()}
