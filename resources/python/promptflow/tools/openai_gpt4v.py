# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0

"""Chat with a model of OpenAI's that sees. The engine asks it."""

from promptflow._core.tool import ToolProvider, tool
from promptflow._lazy import attach
from promptflow.contracts.types import PromptTemplate
from promptflow.core._connection import OpenAIConnection
from promptflow.tools._ask import call

__getattr__ = attach(__name__)


class OpenAI(ToolProvider):
    def __init__(self, connection: OpenAIConnection):
        super().__init__()
        self.connection = connection

    @tool(streaming_option_parameter="stream")
    def chat(self, prompt: PromptTemplate, model: str = "gpt-4-vision-preview", **kwargs):
        """Further arguments are the tool's inputs, or variables, images among them."""
        arguments = {"model": model, **kwargs}
        return call("openai_gpt4v.OpenAI.chat", self.connection, arguments, prompt)
