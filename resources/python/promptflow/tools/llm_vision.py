# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0

"""Any chat model that sees in Python code. The engine asks it."""

from typing import Union

from promptflow._core.tool import tool
from promptflow._lazy import attach
from promptflow.contracts.types import PromptTemplate
from promptflow.core._connection import AzureOpenAIConnection, OpenAIConnection
from promptflow.tools._ask import call

__getattr__ = attach(__name__)


@tool(streaming_option_parameter="stream")
def llm_vision(
    connection: Union[AzureOpenAIConnection, OpenAIConnection],
    prompt: PromptTemplate,
    deployment_name: str = "",
    model: str = "",
    **kwargs,
):
    """Further arguments are the tool's inputs, or variables, images among them."""
    arguments = {"deployment_name": deployment_name, "model": model, **kwargs}
    return call("llm_vision.llm_vision", connection, arguments, prompt)
