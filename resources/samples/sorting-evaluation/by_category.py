# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0

from promptflow.core import log_metric, tool


def f1(lines, category):
    """Of precision (what was put there belongs there) and recall (what belongs there was put there)."""
    right = sum(line["category"] == line["prediction"] == category for line in lines)
    put = sum(line["prediction"] == category for line in lines)
    belong = sum(line["category"] == category for line in lines)
    return 2 * right / (put + belong) if put + belong else 0.0


@tool
def by_category(lines: list) -> dict:
    """F1 of each category, their mean, and which categories were taken for which."""
    graded = [line for line in lines if line]
    scores = {name: round(f1(graded, name), 3) for name in sorted({line["category"] for line in graded})}
    for name, score in scores.items():
        log_metric(f"f1.{name}", score)
    log_metric("f1", round(sum(scores.values()) / len(scores), 3) if scores else 0.0)
    mistaken = sorted(f"{line['category']} -> {line['prediction']}" for line in graded if line["grade"] == "Incorrect")
    return {"f1": scores, "mistaken": mistaken}
