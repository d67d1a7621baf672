# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0

from promptflow.contracts.multimedia import Image
from promptflow.core import tool


@tool
def size(image: Image):
    return [type(image).__name__, len(image)]
