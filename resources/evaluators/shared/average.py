# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0

from promptflow.core import log_metric, tool


@tool
def average(values: list, name: str) -> float:
    """The mean of what the lines got, as a metric of this name; lines that failed don't count."""
    numbers = [value for value in values if isinstance(value, (int, float)) and value == value]
    mean = sum(numbers) / len(numbers) if numbers else 0.0
    log_metric(name, mean)
    return mean
