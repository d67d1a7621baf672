# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0

from promptflow.core import tool


@tool
def grade_line(category: str, prediction: str) -> dict:
    """Correct when the page was put where a person put it."""
    expected = category.strip().lower()
    grade = "Correct" if prediction == expected else "Incorrect"
    return {"category": expected, "prediction": prediction, "grade": grade}
