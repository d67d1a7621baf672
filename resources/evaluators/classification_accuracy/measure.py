# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0

from promptflow.core import tool


def class_of(text: str) -> str:
    """The class itself: without case, spaces, quotes and a full stop."""
    return text.strip().strip("\"'`.").strip().casefold()


@tool
def measure(response: str, ground_truth: str) -> dict:
    given, expected = class_of(response), class_of(ground_truth)
    is_right = given == expected
    return {
        "accuracy": 1.0 if is_right else 0.0,
        "grade": "Correct" if is_right else "Incorrect",
        "given": given,
        "expected": expected,
    }
