# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0

"""The types of inputs and tools."""

from enum import Enum

from promptflow._lazy import attach

__getattr__ = attach(__name__)


class ValueType(str, Enum):
    """The type of an input."""

    INT = "int"
    DOUBLE = "double"
    BOOL = "bool"
    STRING = "string"
    SECRET = "secret"
    PROMPT_TEMPLATE = "prompt_template"
    LIST = "list"
    OBJECT = "object"
    FILE_PATH = "file_path"
    IMAGE = "image"
    ASSISTANT_DEFINITION = "assistant_definition"

    @staticmethod
    def from_type(t):
        from postern_worker.tools import value_type

        return ValueType(value_type(t))

    @staticmethod
    def from_value(t):
        from postern_worker.tools import value_type

        for kind in type(t).__mro__:
            name = value_type(kind)
            if name != "object":
                return ValueType(name)
        return ValueType.OBJECT

    def parse(self, v):
        """Converts a literal or an input to this type."""
        if self in (ValueType.INT, ValueType.DOUBLE, ValueType.STRING):
            return {"int": int, "double": float, "string": str}[self.value](v)
        if self is ValueType.BOOL:
            if isinstance(v, bool):
                return v
            if isinstance(v, str) and v.lower() in ("true", "false"):
                return v.lower() == "true"
            raise ValueError("Invalid boolean value %r" % (v,))
        if self is ValueType.LIST:
            v = _from_json(v) if isinstance(v, str) else v
            if not isinstance(v, list):
                raise ValueError("Invalid list value %r" % (v,))
        elif self is ValueType.OBJECT and isinstance(v, str):
            try:
                return _from_json(v)
            except ValueError:
                return v
        return v


def _from_json(text):
    import json

    return json.loads(text)


class ToolType(str, Enum):
    """The kind of a tool."""

    LLM = "llm"
    PYTHON = "python"
    CSHARP = "csharp"
    PROMPT = "prompt"
    _ACTION = "action"
    CUSTOM_LLM = "custom_llm"
