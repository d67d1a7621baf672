# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0

"""Azure OpenAI in Python code. The engine asks the model."""

from promptflow._core.tool import ToolProvider, tool
from promptflow._lazy import attach
from promptflow.contracts.types import PromptTemplate
from promptflow.core._connection import AzureOpenAIConnection
from promptflow.tools._ask import ask

__getattr__ = attach(__name__)

_PROVIDER = "AzureOpenAI"


class AzureOpenAI(ToolProvider):
    def __init__(self, connection: AzureOpenAIConnection):
        super().__init__()
        self.connection = connection

    @tool
    def completion(self, prompt: PromptTemplate, deployment_name: str, **kwargs):
        return completion(self.connection, prompt, deployment_name, **kwargs)

    @tool
    def chat(self, prompt: PromptTemplate, deployment_name: str, **kwargs):
        return chat(self.connection, prompt, deployment_name, **kwargs)


def completion(
    connection: AzureOpenAIConnection, prompt: PromptTemplate, deployment_name: str, **kwargs
):
    """Completes a prompt; further arguments are those of the llm node."""
    return ask(_PROVIDER, "completion", connection, prompt, kwargs, deployment_name=deployment_name)


def chat(
    connection: AzureOpenAIConnection, prompt: PromptTemplate, deployment_name: str, **kwargs
):
    """Answers a chat prompt; further arguments are those of the llm node, or variables."""
    return ask(_PROVIDER, "chat", connection, prompt, kwargs, deployment_name=deployment_name)
