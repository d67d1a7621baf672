# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0

"""promptflow.connections: the connection classes."""

from promptflow._lazy import attach, extend_path

__path__ = extend_path(__path__, __name__)

_NAMES = (
    "AzureAIServicesConnection",
    "AzureContentSafetyConnection",
    "AzureOpenAIConnection",
    "CognitiveSearchConnection",
    "CustomConnection",
    "CustomStrongTypeConnection",
    "FormRecognizerConnection",
    "OpenAIConnection",
    "QdrantConnection",
    "SerpConnection",
    "ServerlessConnection",
    "WeaviateConnection",
    "_Connection",
)

__all__ = [name for name in _NAMES if name[0] != "_"]
__getattr__ = attach(
    __name__,
    {
        **{name: "promptflow.core._connection" for name in _NAMES},
        "Secret": "promptflow.contracts.types",
    },
)
