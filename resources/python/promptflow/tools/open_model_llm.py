# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0

"""Open models behind online endpoints in Python code. The engine asks them."""

from enum import Enum

from promptflow._core.tool import ToolProvider, tool
from promptflow._lazy import attach
from promptflow.contracts.types import PromptTemplate
from promptflow.tools._ask import call

__getattr__ = attach(__name__)


class API(str, Enum):
    CHAT = "chat"
    COMPLETION = "completion"


class OpenModelLLM(ToolProvider):
    @tool
    def call(self, prompt: PromptTemplate, api: API, endpoint_name: str, **kwargs) -> str:
        """endpoint_name is localConnection/NAME, of a custom connection with endpoint_url,
        model_family and endpoint_api_key. Further arguments are the tool's inputs, or variables."""
        from postern_worker import host
        from postern_worker.connections import make

        data = host.connection(endpoint_name.partition("/")[2])
        connection = None if data is None else make(data)
        arguments = {"api": api, "endpoint_name": endpoint_name, **kwargs}
        return call("open_model_llm.OpenModelLLM.call", connection, arguments, prompt)
