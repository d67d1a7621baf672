# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0

"""Loading a flow's tools and reading their signatures.

`inspect` and `typing` are not imported: they cost more than everything else here.
"""

import os
import sys

from postern_worker.errors import LoadError, safe_str

_GENERATOR, _COROUTINE, _ASYNC_GENERATOR = 0x20, 0x80, 0x200
_VARARGS, _VARKEYWORDS = 0x04, 0x08
_MISSING = object()
_FUNCTION = type(lambda: None)

_VALUE_TYPES = {int: "int", float: "double", bool: "bool", str: "string", list: "list"}
_OWN_TYPES = {
    "Secret": "secret",
    "PromptTemplate": "prompt_template",
    "FilePath": "file_path",
    "Image": "image",
    "AssistantDefinition": "assistant_definition",
}
MODEL_CONFIGURATIONS = ("AzureOpenAIModelConfiguration", "OpenAIModelConfiguration")


class Parameter:
    """A parameter of a function, without what inspect makes of it."""

    __slots__ = ("name", "annotation", "default")

    def __init__(self, name, annotation=_MISSING, default=_MISSING):
        self.name = name
        self.annotation = annotation
        self.default = default

    @property
    def has_default(self):
        return self.default is not _MISSING

    @property
    def has_annotation(self):
        return self.annotation is not _MISSING


def original(function):
    """What a decorator wrapped."""
    for _ in range(100):
        inner = getattr(function, "__wrapped__", None)
        if inner is None:
            return function
        function = inner
    return function


def read_signature(function):
    """([Parameter], accepts_kwargs) of a function or method, its `self` left out."""
    function = original(function)
    function = getattr(function, "__func__", function)
    code = getattr(function, "__code__", None)
    if code is None:
        return _signature_by_inspect(function)
    count = code.co_argcount
    names = code.co_varnames[: count + code.co_kwonlyargcount]
    defaults = function.__defaults__ or ()
    keyword_defaults = function.__kwdefaults__ or {}
    annotations = function.__annotations__
    parameters = []
    for index, name in enumerate(names):
        if name == "self":
            continue
        if index >= count:
            default = keyword_defaults.get(name, _MISSING)
        elif index >= count - len(defaults):
            default = defaults[index - count + len(defaults)]
        else:
            default = _MISSING
        parameters.append(Parameter(name, annotations.get(name, _MISSING), default))
    return parameters, bool(code.co_flags & _VARKEYWORDS)


def _signature_by_inspect(function):
    import inspect

    parameters = []
    kwargs = False
    for name, parameter in inspect.signature(function).parameters.items():
        if parameter.kind is parameter.VAR_KEYWORD:
            kwargs = True
        elif parameter.kind is not parameter.VAR_POSITIONAL and name != "self":
            annotation = parameter.annotation
            default = parameter.default
            parameters.append(
                Parameter(
                    name,
                    _MISSING if annotation is parameter.empty else annotation,
                    _MISSING if default is parameter.empty else default,
                )
            )
    return parameters, kwargs


def _is_union(annotation):
    typing = sys.modules.get("typing")
    return typing is not None and getattr(annotation, "__origin__", None) is typing.Union


def is_connection_class(kind):
    return isinstance(kind, type) and any(
        base.__name__ == "_Connection" and base.__module__.startswith("promptflow")
        for base in kind.__mro__
    )


def is_strong_type(kind):
    return is_connection_class(kind) and any(
        base.__name__ == "CustomStrongTypeConnection" for base in kind.__mro__[1:]
    )


def _connection_type_name(kind):
    return "CustomConnection" if is_strong_type(kind) else kind.__name__


def _is_enum(kind):
    enum = sys.modules.get("enum")
    return enum is not None and isinstance(kind, enum.EnumMeta)


def value_type(kind):
    """prompt flow's ValueType of an annotation."""
    try:
        if kind in _VALUE_TYPES:
            return _VALUE_TYPES[kind]
    except TypeError:
        return "object"
    if isinstance(kind, type) and kind.__module__.startswith("promptflow."):
        return _OWN_TYPES.get(kind.__name__, "object")
    return "object"


def resolved(annotation):
    """The type or, of a union, the list of types that prompt flow takes an annotation for."""
    if annotation is _MISSING or not _is_union(annotation):
        return annotation
    kinds = [item for item in annotation.__args__ if item is not type(None)]
    return kinds[0] if len(kinds) == 1 else kinds


def kind_of(parameter):
    """resolved() of a parameter's annotation or, without one, the class of its default."""
    if not parameter.has_annotation and parameter.has_default:
        return type(parameter.default)
    return resolved(parameter.annotation)


def describe(parameter):
    """A parameter as the engine knows it: type, connection types, default."""
    kind = kind_of(parameter)
    if _is_enum(kind):
        kind = str
    connections = []
    if isinstance(kind, list):
        if kind and all(is_connection_class(item) for item in kind):
            for item in kind:
                name = _connection_type_name(item)
                if name not in connections:
                    connections.append(name)
        typename = connections[0] if connections else "object"
    elif is_connection_class(kind):
        connections.append(_connection_type_name(kind))
        typename = connections[0]
    elif isinstance(kind, type) and kind.__name__ in MODEL_CONFIGURATIONS:
        typename = kind.__name__
    else:
        typename = value_type(kind)
    default = parameter.default if parameter.has_default else None
    if _is_enum(type(default)):
        default = default.value
    return {
        "name": parameter.name,
        "type": typename,
        "hasDefault": parameter.has_default,
        "default": default,
        "isConnection": bool(connections),
        "connectionTypes": connections,
    }


class Tool:
    """A loaded tool: what to call, and what its parameters want."""

    is_entry = False

    def __init__(self, function, provider=None, module=None):
        self.function = function
        self.provider = provider
        self.module = module
        self.bound = {}  # arguments of every call
        inner = original(function)
        self.name = getattr(function, "__name", None) or getattr(
            inner, "__qualname__", type(inner).__name__
        )
        flags = getattr(getattr(inner, "__code__", None), "co_flags", 0)
        self.is_async = bool(flags & _COROUTINE)
        self.is_generator = bool(flags & (_GENERATOR | _ASYNC_GENERATOR))
        self.parameters, self.accepts_kwargs = read_signature(function)
        self.init_parameters = []
        if provider is not None:
            self.init_parameters = read_signature(provider.__init__)[0]
            if provider.__init__ is object.__init__:
                self.init_parameters = []
            self._check_duplicates(inner)
        self.init_names = frozenset(parameter.name for parameter in self.init_parameters)
        self.connections = {}
        self.assistants = []  # names of parameters
        for parameter in self.init_parameters + self.parameters:
            wanted = self._strong_type(parameter.annotation)
            described = describe(parameter)
            if wanted is not None or described["isConnection"]:
                self.connections[parameter.name] = wanted
            elif described["type"] == "assistant_definition":
                self.assistants.append(parameter.name)
        self.instances = {}

    def _check_duplicates(self, function):
        own = {parameter.name for parameter in self.parameters}
        if any(parameter.name in own for parameter in self.init_parameters):
            raise LoadError(
                "BadFunctionInterface",
                "Parse interface for tool '%s' failed: (Exception) Duplicate inputs found from "
                "'%s' and \"__init__()\"!" % (function.__name__, function.__name__),
            )

    @staticmethod
    def _strong_type(annotation):
        kinds = annotation.__args__ if _is_union(annotation) else (annotation,)
        for kind in kinds:
            if is_strong_type(kind):
                return kind
        return None

    def make_instance(self, arguments):
        """An object of the class whose method the tool is."""
        missing = [
            p.name for p in self.init_parameters if not p.has_default and p.name not in arguments
        ]
        if missing:
            raise LoadError(
                "MissingRequiredInputs",
                "Required inputs %s are not provided for tool '%s'." % (missing, self.name),
                ("UserError", "ValidationError"),
            )
        try:
            return self.provider(**arguments)
        except Exception as error:
            raise LoadError(
                "ToolLoadError",
                "Failed to load package tool '%s': (%s) %s"
                % (self.name, type(error).__name__, safe_str(error)),
                ("UserError",),
            ) from error

    def info(self):
        inner = original(self.function)
        return {
            "function": getattr(inner, "__qualname__", type(inner).__name__),
            "name": self.name,
            "parameters": [describe(p) for p in self.init_parameters + self.parameters],
            "initCount": len(self.init_parameters),
            "acceptsKwargs": self.accepts_kwargs,
            "isAsync": self.is_async,
            "isGenerator": self.is_generator,
        }


def is_tool(value):
    return isinstance(value, _FUNCTION) and hasattr(value, "__tool")


def _is_provider(kind):
    return isinstance(kind, type) and any(
        base.__name__ == "ToolProvider" and base.__module__.startswith("promptflow")
        for base in kind.__mro__
    )


def tools_of(module):
    """[(function, provider or None)] of the tools that a module defines."""
    found = []
    for name in sorted(dir(module)):
        value = getattr(module, name, None)
        if is_tool(value) and value.__module__ == module.__name__:
            found.append((value, None))
    for name in sorted(dir(module)):
        kind = getattr(module, name, None)
        if _is_provider(kind) and kind.__module__ == module.__name__:
            for method in sorted(dir(kind)):
                value = getattr(kind, method, None)
                if is_tool(value):
                    found.append((value, kind))
    return found


def _unsaved():
    """The module of that name, in a run that has texts which aren't saved."""
    return sys.modules.get("postern_worker.unsaved")


def load_module(path):
    """Runs a source file as prompt flow does, as a module called __pf_main__ that is not in
    sys.modules."""
    from importlib.util import module_from_spec, spec_from_file_location

    unsaved = _unsaved()
    loader = unsaved.loader("__pf_main__", path) if unsaved else None
    spec = spec_from_file_location("__pf_main__", path, loader=loader)
    if spec is None or spec.loader is None:
        raise LoadError(
            "PythonLoaderNotFound",
            "Failed to load python file '%s'. Please make sure it is a valid .py file." % path,
            ("UserError", "ToolValidationError"),
        )
    module = module_from_spec(spec)
    try:
        spec.loader.exec_module(module)
    except Exception as error:
        raise LoadError(
            "PythonLoadError",
            "Failed to load python module from file '%s': (%s) %s"
            % (path, type(error).__name__, safe_str(error)),
        ) from error
    return module


def load_source(path, tool_id):
    unsaved = _unsaved()
    if not os.path.isfile(path) and not (unsaved and unsaved.text(path) is not None):
        raise LoadError(
            "InvalidSource",
            "Load tool failed for node '%s'. Tool file '%s' can not be found." % (tool_id, path),
            ("UserError", "ValidationError"),
        )
    module = load_module(os.path.realpath(path))
    found = tools_of(module)
    advice = "Please make sure you have one and only one tool definition in your script."
    if not found:
        raise LoadError("NoToolDefined", "No tool found in the python script. " + advice)
    if len(found) > 1:
        raise LoadError(
            "MultipleToolsDefined",
            "Expected 1 but collected %d tools: %s. %s"
            % (len(found), ", ".join(function.__name__ for function, _ in found), advice),
        )
    function, provider = found[0]
    return Tool(function, provider, module)
