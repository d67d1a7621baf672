# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0

"""Azure AI Content Safety. The engine asks it."""

from enum import Enum

from promptflow._core.tool import ToolProvider, tool
from promptflow._lazy import attach
from promptflow.core._connection import AzureContentSafetyConnection
from promptflow.tools._ask import call

__getattr__ = attach(__name__)


class TextCategorySensitivity(str, Enum):
    DISABLE = "disable"
    LOW_SENSITIVITY = "low_sensitivity"
    MEDIUM_SENSITIVITY = "medium_sensitivity"
    HIGH_SENSITIVITY = "high_sensitivity"


_MEDIUM = TextCategorySensitivity.MEDIUM_SENSITIVITY


@tool
def analyze_text(
    connection: AzureContentSafetyConnection,
    text: str,
    hate_category: TextCategorySensitivity = _MEDIUM,
    sexual_category: TextCategorySensitivity = _MEDIUM,
    self_harm_category: TextCategorySensitivity = _MEDIUM,
    violence_category: TextCategorySensitivity = _MEDIUM,
):
    """Whether to accept a text, as a whole and by category."""
    arguments = {
        "text": text,
        "hate_category": hate_category,
        "sexual_category": sexual_category,
        "self_harm_category": self_harm_category,
        "violence_category": violence_category,
    }
    return call("azure_content_safety.analyze_text", connection, arguments)


class AzureContentSafety(ToolProvider):
    def __init__(self, connection: AzureContentSafetyConnection):
        self.connection = connection
        super().__init__()

    @tool
    def analyze_text(
        self,
        text: str,
        hate_category: TextCategorySensitivity = _MEDIUM,
        sexual_category: TextCategorySensitivity = _MEDIUM,
        self_harm_category: TextCategorySensitivity = _MEDIUM,
        violence_category: TextCategorySensitivity = _MEDIUM,
    ):
        return analyze_text(
            self.connection,
            text,
            hate_category,
            sexual_category,
            self_harm_category,
            violence_category,
        )
