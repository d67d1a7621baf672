# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0

from promptflow.core import log_metric, tool


def f1(lines: list, name: str) -> float:
    """Of precision (what was called so is so) and recall (what is so was called so)."""
    right = sum(line["given"] == line["expected"] == name for line in lines)
    called = sum(line["given"] == name for line in lines)
    are = sum(line["expected"] == name for line in lines)
    return 2 * right / (called + are) if called + are else 0.0


@tool
def by_class(lines: list) -> dict:
    """F1 of each class of the ground truths, and their mean."""
    graded = [line for line in lines if line]
    scores = {name: f1(graded, name) for name in sorted({line["expected"] for line in graded})}
    for name, score in scores.items():
        log_metric(f"f1.{name}", score)
    mean = sum(scores.values()) / len(scores) if scores else 0.0
    log_metric("macro_f1", mean)
    return {"f1": scores, "macro_f1": mean}
