# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0

from promptflow.core import tool


@tool
def clean_prediction(prediction: str) -> str:
    """The word itself: without case, quotes and a full stop."""
    return prediction.strip().strip("\"'`.").lower()
