# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0

from promptflow.core import tool
from stems import stem
from synonyms import synonyms
from words import words


def match(response: list, ground_truth: list, alternatives) -> list:
    """Pairs of places whose words go together, taken from the end. What was matched leaves both lists."""
    places = {}
    for place, word in ground_truth:
        places.setdefault(word, []).append(place)
    pairs = []
    for place, word in reversed(response):
        known = [other for other in alternatives(word) if places.get(other)]
        if known:
            best = max(known, key=lambda other: places[other][-1])
            pairs.append((place, places[best].pop()))
    given = {pair[0] for pair in pairs}
    expected = {pair[1] for pair in pairs}
    response[:] = [one for one in response if one[0] not in given]
    ground_truth[:] = [one for one in ground_truth if one[0] not in expected]
    return pairs


def itself(word: str) -> tuple:
    return (word,)


def aligned(response: list, ground_truth: list) -> list:
    """Places of the response with those of the ground truth: same words first, then stems, then synonyms.

    As in nltk, synonyms are looked up among what the stems left, as words.
    """
    given = list(enumerate(word.lower() for word in response))
    expected = list(enumerate(word.lower() for word in ground_truth))
    pairs = match(given, expected, itself)
    given = [(place, stem(word)) for place, word in given]
    expected = [(place, stem(word)) for place, word in expected]
    pairs += match(given, expected, itself)
    pairs += match(given, expected, synonyms)
    return sorted(pairs)


def meteor(response: list, ground_truth: list, alpha: float, beta: float, gamma: float) -> float:
    pairs = aligned(response, ground_truth)
    if not pairs:
        return 0.0
    precision = len(pairs) / len(response)
    recall = len(pairs) / len(ground_truth)
    mean = precision * recall / (alpha * precision + (1 - alpha) * recall)
    chunks = 1 + sum(
        second != (first[0] + 1, first[1] + 1) for first, second in zip(pairs, pairs[1:])
    )
    return (1 - gamma * (chunks / len(pairs)) ** beta) * mean


@tool
def measure(
    response: str,
    ground_truth: str,
    threshold: float = 0.5,
    alpha: float = 0.9,
    beta: float = 3.0,
    gamma: float = 0.5,
) -> dict:
    score = meteor(words(response), words(ground_truth), alpha, beta, gamma)
    return {
        "meteor_score": score,
        "meteor_result": "pass" if score >= threshold else "fail",
        "meteor_threshold": threshold,
    }
