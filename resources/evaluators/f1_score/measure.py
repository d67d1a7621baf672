# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0

import re
import string
from collections import Counter

from promptflow.core import tool

WITHOUT_PUNCTUATION = str.maketrans("", "", string.punctuation)


def words(text: str) -> list:
    """Lower case, without ASCII punctuation and English articles."""
    return re.sub(r"\b(?:a|an|the)\b", " ", text.lower().translate(WITHOUT_PUNCTUATION)).split()


def f1(response: str, ground_truth: str) -> float:
    given, expected = words(response), words(ground_truth)
    shared = sum((Counter(given) & Counter(expected)).values())
    if shared == 0:
        return 0.0
    precision = shared / len(given)
    recall = shared / len(expected)
    return 2.0 * precision * recall / (precision + recall)


@tool
def measure(response: str, ground_truth: str, threshold: float = 0.5) -> dict:
    score = f1(response, ground_truth)
    return {"f1_score": score, "f1_result": "pass" if score >= threshold else "fail", "f1_threshold": threshold}
