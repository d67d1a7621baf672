# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0

"""The tools of an assistant: what its definition says of one, and the functions behind them."""

from promptflow._lazy import attach
from promptflow.contracts.flow import ToolSource, ToolSourceType
from promptflow.contracts.tool import ToolType, ValueType
from promptflow.exceptions import ErrorTarget
from promptflow.executor._errors import InvalidAssistantTool

__getattr__ = attach(__name__)

to_json_type_mapping = {
    ValueType.INT: "number",
    ValueType.DOUBLE: "number",
    ValueType.BOOL: "boolean",
    ValueType.STRING: "string",
    ValueType.LIST: "array",
    ValueType.OBJECT: "object",
}

_KINDS = ("code_interpreter", "function", "retrieval")
_ADVICE = "Please make sure the assistant definition is correct."


class AssistantTool:
    """One entry under `tools` of a definition: a function and the inputs it always gets."""

    def __init__(self, type, tool_type, source, predefined_inputs=None):
        self.type = type
        self.tool_type = tool_type
        self.source = source
        self.predefined_inputs = predefined_inputs


class AssistantToolResolver:
    """Reads such an entry."""

    @classmethod
    def from_dict(cls, data, node_name=None):
        """Raises InvalidAssistantTool."""
        kind = data.get("type")
        if kind not in _KINDS:
            raise unsupported(node_name, kind)
        tool_type = data.get("tool_type")
        if tool_type not in [known.value for known in ToolType]:
            raise _invalid(
                "The 'tool_type' property is missing or invalid in assistant node '%s'." % node_name
            )
        if tool_type != ToolType.PYTHON.value:
            raise _invalid(
                "Tool type '%s' is not supported in assistant node '%s'." % (tool_type, node_name)
            )
        if "source" not in data:
            raise _invalid(
                "The 'source' property is missing in the assistant node '%s'." % node_name
            )
        source = ToolSource.deserialize(data["source"])
        _check_source(source, node_name)
        return AssistantTool(kind, ToolType.PYTHON, source, data.get("predefined_inputs"))


def _check_source(source, node_name):
    missing = "The '%s' property is missing in 'source' of the assistant %s tool in node '%s'."
    if source.type == ToolSourceType.Package.value:
        if not source.tool:
            raise _invalid(missing % ("tool", "package", node_name))
    elif source.type == ToolSourceType.Code.value:
        if not source.path:
            raise _invalid(missing % ("path", "python", node_name))
    else:
        raise _invalid(
            "Tool source type '%s' is not supported in assistant node '%s'."
            % (source.type, node_name)
        )


def unsupported(node_name, kind):
    """The error of a tool that is no function and none that OpenAI runs itself."""
    return InvalidAssistantTool(
        "Unsupported assistant tool's type in node %s : %s. Please make sure the type is restricted "
        "within ['code_interpreter', 'function', 'retrieval']." % (node_name, kind),
        target=ErrorTarget.EXECUTOR,
    )


def _invalid(sentence):
    return InvalidAssistantTool(sentence + " " + _ADVICE, target=ErrorTarget.EXECUTOR)


class ResolvedAssistantTool:
    """A tool ready to be offered to a model and called: `func` is None for OpenAI's own."""

    def __init__(self, name, openai_definition, func):
        self.name = name
        self.openai_definition = openai_definition
        self.func = func


class AssistantToolInvoker:
    """The tools of one definition, by name."""

    def __init__(self, tools):
        self._assistant_tools = tools

    def invoke_tool(self, func_name, kwargs):
        """Calls a function with the arguments that the model gave."""
        return self._assistant_tools[func_name].func(**kwargs)

    def to_openai_tools(self):
        """The list for `tools` of OpenAI's assistants and runs."""
        return [tool.openai_definition for tool in self._assistant_tools.values()]
