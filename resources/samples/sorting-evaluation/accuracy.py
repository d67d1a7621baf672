# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0

from promptflow.core import log_metric, tool


@tool
def accuracy(lines: list) -> float:
    """The share of pages that were sorted right. A line that failed before it was graded is no line here."""
    graded = [line["grade"] for line in lines if line]
    share = round(graded.count("Correct") / len(graded), 3) if graded else 0.0
    log_metric("accuracy", share)
    log_metric("lines", len(graded))
    return share
