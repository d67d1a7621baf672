# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0

"""Chat with a model of AzureOpenAI's that sees. The engine asks it."""

from promptflow._core.tool import ToolProvider, tool
from promptflow._lazy import attach
from promptflow.contracts.types import PromptTemplate
from promptflow.core._connection import AzureOpenAIConnection
from promptflow.tools._ask import call

__getattr__ = attach(__name__)


class AzureOpenAI(ToolProvider):
    def __init__(self, connection: AzureOpenAIConnection):
        super().__init__()
        self.connection = connection

    @tool(streaming_option_parameter="stream")
    def chat(self, prompt: PromptTemplate, deployment_name: str, **kwargs):
        """Further arguments are the tool's inputs, or variables, images among them."""
        arguments = {"deployment_name": deployment_name, **kwargs}
        return call("aoai_gpt4v.AzureOpenAI.chat", self.connection, arguments, prompt)
