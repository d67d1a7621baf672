# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0

"""What LangChain does, as spans of the node that runs it."""

try:
    from langchain_core.callbacks import BaseCallbackHandler
except ImportError:
    from langchain.callbacks.base import BaseCallbackHandler

from enum import IntEnum

from promptflow._lazy import attach
from promptflow.tracing import _trace

__getattr__ = attach(__name__)


class LangChainEventType(IntEnum):
    """Inner ones are smaller."""

    LLM = 0
    CHAIN = 1
    TOOL = 2
    AGENT = 3


class PromptFlowCallbackHandler(BaseCallbackHandler):
    """Hand it over as one of a chain's `callbacks`."""

    def __init__(self):
        super().__init__()
        self._open = []  # (event, span)

    @property
    def always_verbose(self):
        return True

    def _begin(self, event, name, inputs):
        if _trace.is_recording():
            self._open.append((event, _trace.Span(name, inputs, "LangChain")))

    def _end(self, event, output=None, error=None):
        """Ends the event and what was left open inside it. An end without a beginning is none."""
        while self._open and self._open[-1][0] < event:
            self._open.pop()[1].end()
        if self._open and self._open[-1][0] == event:
            self._open.pop()[1].end(output, error)

    def on_llm_start(self, serialized, prompts, **kwargs):
        self._begin(LangChainEventType.LLM, _name(serialized, "LLM"), {"prompts": prompts})

    def on_llm_end(self, response, **kwargs):
        self._end(LangChainEventType.LLM, response)

    def on_llm_error(self, error, **kwargs):
        self._end(LangChainEventType.LLM, error=error)

    def on_chain_start(self, serialized, inputs, **kwargs):
        self._begin(LangChainEventType.CHAIN, _name(serialized, "Chain"), inputs)

    def on_chain_end(self, outputs, **kwargs):
        self._end(LangChainEventType.CHAIN, outputs)

    def on_chain_error(self, error, **kwargs):
        self._end(LangChainEventType.CHAIN, error=error)

    def on_tool_start(self, serialized, input_str, **kwargs):
        self._begin(LangChainEventType.TOOL, _name(serialized, "Tool"), {"input_str": input_str})

    def on_tool_end(self, output, **kwargs):
        self._end(LangChainEventType.TOOL, output)

    def on_tool_error(self, error, **kwargs):
        self._end(LangChainEventType.TOOL, error=error)

    def on_agent_action(self, action, **kwargs):
        self._begin(LangChainEventType.AGENT, action.tool, {"tool_input": action.tool_input})

    def on_agent_finish(self, finish, **kwargs):
        self._end(LangChainEventType.AGENT, finish.return_values)


def _name(serialized, default):
    serialized = serialized or {}
    if "name" in serialized:
        return serialized["name"]
    path = serialized.get("id")
    return path[-1] if isinstance(path, list) else default
