# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0

"""Assistants: the file that a node's input names, and the functions that are its tools."""

import os
from copy import deepcopy
from enum import EnumMeta
from functools import partial

from postern_worker import connections, docstrings, host, packages, tools
from postern_worker.errors import LoadError, safe_str
from promptflow.contracts.tool import ValueType
from promptflow.contracts.types import AssistantDefinition
from promptflow.executor._assistant_tool_invoker import (
    AssistantToolInvoker,
    AssistantToolResolver,
    ResolvedAssistantTool,
    to_json_type_mapping,
    unsupported,
)

_REQUEST = ("UserError", "ValidationError", "InvalidFlowRequest")
_VALIDATION = ("UserError", "ValidationError")

_made = {}  # (node, input): (what the file says, the object)
_open = []  # the files being read


def read(node, name, path, known):
    """What the file says: {"model", "instructions", "tools"}. Its tools are made, with the
    connections that `known` lists, and kept for definition()."""
    from promptflow._utils.yaml_utils import load_yaml

    try:
        if path is None or not os.path.isfile(os.path.join(os.getcwd(), path)):
            raise LoadError(
                "InvalidSource",
                "Input '%s' for node '%s' of value '%s' is not a valid path." % (name, node, path),
                _VALIDATION,
            )
        if path in _open:
            raise RecursionError("%s is an input of one of its own tools" % path)
        data = AssistantDefinition.deserialize(load_yaml(path) or {}).serialize()
        _open.append(path)
        try:
            _made[node, name] = (deepcopy(data), _make(node, data, known))
        finally:
            _open.pop()
    except Exception as error:
        raise LoadError(
            "NodeInputValidationError",
            "Failed to load assistant definition from input '%s': %s" % (name, _told(error)),
            _REQUEST,
        ) from error
    return data


def definition(node, name, data):
    """The assistant of a node's input: one object for all calls."""
    made = _made.get((node, name))
    if made is None or made[0] != data:
        made = _made[node, name] = (deepcopy(data), _make(node, data, None))
    return made[1]


def _told(error):
    kind = error.codes[-1] if isinstance(error, LoadError) else type(error).__name__
    return "(%s) %s" % (kind, safe_str(error))


def _make(node, data, known):
    assistant = AssistantDefinition.deserialize(data)
    found = {}
    for entry in assistant.tools:
        kind = entry["type"]
        if kind == "function":
            made = _function(node, AssistantToolResolver.from_dict(entry, node), known)
        elif kind in ("code_interpreter", "retrieval"):
            made = ResolvedAssistantTool(kind, entry, None)
        else:
            raise unsupported(node, kind)
        found[made.name] = made
    assistant._tool_invoker = AssistantToolInvoker(found)
    return assistant


def _function(node, wanted, known):
    try:
        if wanted.source.tool and wanted.source.type == "package":
            tool = packages.load(wanted.source.tool)
        else:
            tool = _script(node, wanted.source.path)
        inputs = _Inputs(node, tool, known).read(wanted.predefined_inputs or {})
        function = tool.function
        if tool.provider is not None:
            instance = tool.make_instance({key: inputs.pop(key) for key in tool.init_names & set(inputs)})
            function = getattr(instance, function.__name__)
        described = _described(tool, function, inputs)
    except Exception as error:
        raise LoadError(
            "ResolveToolError", "Tool load failed in '%s': %s" % (node, _told(error))
        ) from error
    return ResolvedAssistantTool(
        tools.original(function).__name__,
        described,
        partial(function, **inputs) if inputs else function,
    )


def _script(node, path):
    if not os.path.isfile(os.path.join(os.getcwd(), path)):
        raise LoadError(
            "InvalidSource",
            "Load tool failed for node '%s'. Tool file '%s' can not be found." % (node, path),
            _VALIDATION,
        )
    return tools.load_source(os.path.join(os.getcwd(), path), node)


class _Inputs:
    """The predefined inputs of a tool, in the types of its parameters."""

    def __init__(self, node, tool, known):
        self._node = node
        self._tool = tool
        self._known = known
        self._parameters = {entry["name"]: entry for entry in tool.info()["parameters"]}

    def read(self, given):
        values = {}
        for name, value in given.items():
            reference = _reference(value)
            if reference is not None:
                if name in self._tool.init_names:
                    raise self._no_literal(name, value)
                values[name] = reference
            elif value is not None and value != "":
                values[name] = self._converted(name, value)
        return values

    def _converted(self, name, value):
        parameter = self._parameters.get(name)
        kind = parameter["type"] if parameter else ""
        if not kind:
            return value
        if parameter["isConnection"]:
            return self._connection(name, value, parameter["connectionTypes"])
        if kind == "assistant_definition":
            read(self._node, name, value, self._known)
            return _made.pop((self._node, name))[1]
        if kind not in [known.value for known in ValueType]:
            raise LoadError(
                "ValueTypeUnresolved",
                "Unresolved input type %r, please check if it is supported in current version." % kind,
                _VALIDATION,
            )
        if kind == "image":
            return self._with_images(name, value, False)
        try:
            value = ValueType(kind).parse(value)
        except Exception as error:
            raise LoadError(
                "NodeInputValidationError",
                "Input '%s' for node '%s' of value '%s' is not type %s."
                % (name, self._node, value, kind),
                _REQUEST,
            ) from error
        return self._with_images(name, value, True) if isinstance(value, (dict, list)) else value

    @staticmethod
    def _with_images(name, value, nested):
        try:
            return host.ask("image", value=value, folder=os.getcwd(), nested=nested)
        except Exception as error:
            raise LoadError(
                "NodeInputValidationError",
                "Failed to load image for input '%s': %s" % (name, _told(error)),
                _REQUEST,
            ) from error

    def _connection(self, name, value, kinds):
        is_known = isinstance(value, str) and (self._known is None or value in self._known)
        data = host.connection(value) if is_known else None
        if data is None:
            raise LoadError(
                "GetConnectionError",
                "Get connection '%s' for node '%s' error: Connection %r not found in dict connection "
                "provider. Available keys are %s." % (value, self._node, value, self._known or []),
                _VALIDATION,
            )
        wanted = self._tool.connections.get(name)
        made = connections.make(data, wanted, self._tool.module)
        if wanted is None and type(made).__name__ not in kinds:
            raise LoadError(
                "NodeInputValidationError",
                "Input '%s' for node '%s' of type %r is not supported, valid types %s."
                % (name, self._node, type(made).__name__, kinds),
                _REQUEST,
            )
        return made

    def _no_literal(self, name, value):
        return LoadError(
            "InputTypeMismatch",
            "Invalid input for '%s': Initialization input '%s' requires a literal value, but %s was "
            "received." % (self._tool.name, name, value.replace("${inputs.", "${flow.")),
            _VALIDATION,
        )


def _reference(value):
    """What a ${reference} names: that is all a tool of an assistant gets of it. None for others."""
    if not isinstance(value, str) or len(value) < 4 or value[:2] != "${" or value[-1] != "}":
        return None
    inner = value[2:-1]
    for prefix in ("flow.", "inputs."):
        if inner.startswith(prefix):
            return inner[len(prefix) :]
    return inner.partition(".")[0]


def _described(tool, function, predefined):
    """The function as OpenAI wants it described."""
    try:
        description, told = docstrings.read(function.__doc__)
    except docstrings.Unreadable:
        description, told = None, {}
    properties = {}
    required = []
    for parameter in tools.read_signature(function)[0]:
        name = parameter.name
        if name in predefined:
            continue
        if not parameter.has_default:
            required.append(name)
        properties[name] = {
            "type": to_json_type_mapping.get(tools.describe(parameter)["type"], "object"),
            "description": told.get(name, {}).get("description", ""),
        }
        try:
            choices = _choices(tool, parameter)
        except KeyError as error:
            raise LoadError(
                "FailedToGenerateToolDefinition",
                "Failed to generate openai tool definition for function '%s'. Error: (KeyError) %s."
                % (function.__name__, error),
                ("UserError",),
            ) from error
        if choices:
            properties[name]["enum"] = choices
    return {
        "type": "function",
        "function": {
            "name": tools.original(function).__name__,
            "description": description,
            "parameters": {"type": "object", "properties": properties, "required": required},
        },
    }


def _choices(tool, parameter):
    if isinstance(tool, packages.PackageTool):
        return tool.inputs[parameter.name].get("enum")
    kind = tools.kind_of(parameter)
    return [str(option.value) for option in kind] if isinstance(kind, EnumMeta) else None
