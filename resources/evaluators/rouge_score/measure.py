# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0

import re
from collections import Counter

from promptflow.core import tool


def words(text: str) -> list:
    """As the first program of this name had them: lower case letters and digits of ASCII."""
    return re.findall(r"[a-z0-9]+", text.lower())


def grams(text: list, size: int) -> Counter:
    return Counter(tuple(text[at : at + size]) for at in range(len(text) - size + 1))


def longest_sequence(first: list, second: list) -> int:
    """How many words are in both, in the same order."""
    row = [0] * (len(second) + 1)
    for word in first:
        diagonal = 0
        for at, other in enumerate(second, start=1):
            above = row[at]
            row[at] = diagonal + 1 if word == other else max(above, row[at - 1])
            diagonal = above
    return row[-1]


def rouge(response: list, ground_truth: list, rouge_type: str) -> tuple:
    """(precision, recall, F1)"""
    if rouge_type == "rougeL":
        shared = longest_sequence(ground_truth, response)
        given, expected = len(response), len(ground_truth)
    elif re.fullmatch(r"rouge[1-9]", rouge_type):
        size = int(rouge_type[-1])
        given_grams, expected_grams = grams(response, size), grams(ground_truth, size)
        shared = sum((given_grams & expected_grams).values())
        given, expected = sum(given_grams.values()), sum(expected_grams.values())
    else:
        raise ValueError(f"There is no ROUGE of the type '{rouge_type}': rouge1 to rouge9 and rougeL are known.")
    precision = shared / max(given, 1)
    recall = shared / max(expected, 1)
    both = precision + recall
    return precision, recall, 2 * precision * recall / both if both > 0 else 0.0


@tool
def measure(
    response: str,
    ground_truth: str,
    rouge_type: str = "rouge1",
    precision_threshold: float = 0.5,
    recall_threshold: float = 0.5,
    f1_score_threshold: float = 0.5,
) -> dict:
    scores = rouge(words(response), words(ground_truth), rouge_type)
    names = ("rouge_precision", "rouge_recall", "rouge_f1_score")
    thresholds = (precision_threshold, recall_threshold, f1_score_threshold)
    result = {name: float(score) for name, score in zip(names, scores)}
    for name, score, threshold in zip(names, scores, thresholds):
        result[name + "_result"] = "pass" if score >= threshold else "fail"
        result[name + "_threshold"] = threshold
    return result
