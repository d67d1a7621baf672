# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0

"""The kinds of spans."""

from enum import Enum

from promptflow._lazy import attach

__getattr__ = attach(__name__)


class TraceType(str, Enum):
    """What a span is the work of."""

    LLM = "LLM"
    FUNCTION = "Function"
    LANGCHAIN = "LangChain"
    FLOW = "Flow"
    EMBEDDING = "Embedding"
    RETRIEVAL = "Retrieval"
