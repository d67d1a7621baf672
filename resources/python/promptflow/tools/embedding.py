# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0

"""Embeddings in Python code. The engine asks the model."""

from enum import Enum
from typing import Union

from promptflow._core.tool import tool
from promptflow._lazy import attach
from promptflow.core._connection import (
    AzureOpenAIConnection,
    OpenAIConnection,
    ServerlessConnection,
)
from promptflow.tools._ask import call

__getattr__ = attach(__name__)


class EmbeddingModel(str, Enum):
    TEXT_EMBEDDING_ADA_002 = "text-embedding-ada-002"
    TEXT_SEARCH_ADA_DOC_001 = "text-search-ada-doc-001"
    TEXT_SEARCH_ADA_QUERY_001 = "text-search-ada-query-001"


@tool
def embedding(
    connection: Union[AzureOpenAIConnection, OpenAIConnection, ServerlessConnection],
    input: str,
    deployment_name: str = "",
    model: EmbeddingModel = EmbeddingModel.TEXT_EMBEDDING_ADA_002,
):
    """The vector of a text."""
    arguments = {"input": input, "deployment_name": deployment_name, "model": model}
    return call("embedding.embedding", connection, arguments)
