# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0

"""OpenAI in Python code. The engine asks the model."""

from promptflow._core.tool import ToolProvider, tool
from promptflow._lazy import attach
from promptflow.contracts.types import PromptTemplate
from promptflow.core._connection import OpenAIConnection
from promptflow.tools._ask import ask

__getattr__ = attach(__name__)

_PROVIDER = "OpenAI"


class OpenAI(ToolProvider):
    def __init__(self, connection: OpenAIConnection):
        super().__init__()
        self.connection = connection

    @tool
    def completion(self, prompt: PromptTemplate, model: str = "text-davinci-003", **kwargs):
        return completion(self.connection, prompt, model, **kwargs)

    @tool
    def chat(self, prompt: PromptTemplate, model: str = "gpt-3.5-turbo", **kwargs):
        return chat(self.connection, prompt, model, **kwargs)


def completion(
    connection: OpenAIConnection, prompt: PromptTemplate, model: str = "text-davinci-003", **kwargs
):
    """Completes a prompt; further arguments are those of the llm node."""
    return ask(_PROVIDER, "completion", connection, prompt, kwargs, model=model)


def chat(
    connection: OpenAIConnection, prompt: PromptTemplate, model: str = "gpt-3.5-turbo", **kwargs
):
    """Answers a chat prompt; further arguments are those of the llm node, or variables."""
    return ask(_PROVIDER, "chat", connection, prompt, kwargs, model=model)
