# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0

import re

from promptflow.core import tool

LONG = 900  # characters
PRICE = re.compile(r"(?:€|\$|£|₩)\s?\d|\d\s?(?:€|EUR|USD|KRW)\b")


@tool
def count_signs(page: dict) -> dict:
    """What can be counted on a page without a model."""
    return {
        **page["counts"],
        "prices": len(PRICE.findall(page["text"])),
        "is_long": len(page["text"]) > LONG,
    }
