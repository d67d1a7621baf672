# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0

import math
from collections import Counter

from promptflow.core import tool
from words import words

MOST = 4  # words in a row
SMOOTHING = 5


def grams(text: list, size: int) -> Counter:
    return Counter(tuple(text[at : at + size]) for at in range(len(text) - size + 1))


def brevity(response: int, ground_truth: int) -> float:
    """Short responses are worth less."""
    return 1.0 if response > ground_truth else math.exp(1 - ground_truth / response)


def bleu(response: list, ground_truth: list) -> float:
    length = len(response)
    logarithms = []
    doublings = 0
    for size in range(1, MOST + 1):
        given = grams(response, size)
        shared = sum((given & grams(ground_truth, size)).values())
        if size == 1 and shared == 0:
            return 0.0
        total = max(1, sum(given.values()))
        if shared == 0 and length > 1:
            # Longer responses get less for what they don't share.
            doublings += 1
            logarithms.append(math.log(1 / (2**doublings * SMOOTHING / math.log(length)) / total) / MOST)
        elif shared > 0:
            logarithms.append(math.log(shared / total) / MOST)
    return brevity(length, len(ground_truth)) * math.exp(math.fsum(logarithms))


@tool
def measure(response: str, ground_truth: str, threshold: float = 0.5) -> dict:
    score = bleu(words(response), words(ground_truth))
    return {"bleu_score": score, "bleu_result": "pass" if score >= threshold else "fail", "bleu_threshold": threshold}
