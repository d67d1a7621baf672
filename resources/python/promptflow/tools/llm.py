# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0

"""Any chat or completion model in Python code. The engine asks it."""

from promptflow._core.tool import tool
from promptflow._lazy import attach
from promptflow.contracts.types import PromptTemplate
from promptflow.tools._ask import call

__getattr__ = attach(__name__)


@tool(streaming_option_parameter="stream")
def llm(
    connection,
    prompt: PromptTemplate,
    api: str = "chat",
    deployment_name: str = "",
    model: str = "",
    **kwargs,
):
    """Further arguments are the tool's inputs, or variables."""
    arguments = {"api": api, "deployment_name": deployment_name, "model": model, **kwargs}
    return call("llm.llm", connection, arguments, prompt)
