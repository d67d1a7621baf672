# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0

"""promptflow.entities: connections and settings of inputs."""

from promptflow._lazy import attach, extend_path

__path__ = extend_path(__path__, __name__)

__getattr__ = attach(
    __name__,
    {
        **{
            name: "promptflow.core._connection"
            for name in (
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
            )
        },
        "AzureAIServicesConnection": "promptflow.core._connection",
        "FlowContext": "promptflow.core._context",
        "InputSetting": "promptflow._core.tool",
        "DynamicList": "promptflow._core.tool",
        "GeneratedBy": "promptflow._core.tool",
    },
)
