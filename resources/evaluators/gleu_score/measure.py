# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0

from collections import Counter

from promptflow.core import tool
from words import words

MOST = 4  # words in a row


def grams(text: list) -> Counter:
    return Counter(
        tuple(text[at : at + size]) for size in range(1, MOST + 1) for at in range(len(text) - size + 1)
    )


def gleu(response: list, ground_truth: list) -> float:
    given, expected = grams(response), grams(ground_truth)
    most = max(sum(given.values()), sum(expected.values()))
    return sum((given & expected).values()) / most if most else 0.0


@tool
def measure(response: str, ground_truth: str, threshold: float = 0.5) -> dict:
    score = gleu(words(response), words(ground_truth))
    return {"gleu_score": score, "gleu_result": "pass" if score >= threshold else "fail", "gleu_threshold": threshold}
