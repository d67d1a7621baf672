# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0

import unicodedata

from promptflow.core import tool


def plain(text: str, ignore_case: bool) -> str:
    """The text in one form of Unicode, without spaces around it and more than one in it."""
    text = " ".join(unicodedata.normalize("NFC", text).split())
    return text.casefold() if ignore_case else text


@tool
def measure(response: str, ground_truth: str, ignore_case: bool = True) -> dict:
    is_same = plain(response, ignore_case) == plain(ground_truth, ignore_case)
    return {"exact_match": 1.0 if is_same else 0.0, "exact_match_result": "pass" if is_same else "fail"}
