# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0

"""Flex flows: an entry is a function, or a class with __call__ and maybe __aggregate__."""

import os

from postern_worker import tools
from postern_worker.errors import LoadError, safe_str

_FUNCTION = type(lambda: None)


class Entry(tools.Tool):
    """A function to call like a tool's; a class needs its instance first."""

    is_entry = True

    def __init__(self, function, kind):
        tools.Tool.__init__(self, function)
        self.kind = kind
        self.instance = None
        self.where = getattr(tools.original(function), "__qualname__", "entry")
        self.init_signature = []
        if kind is not None and kind.__init__ is not object.__init__:
            self.init_signature = tools.read_signature(kind.__init__)[0]


def load(entry):
    from importlib import import_module

    module_name, _, name = entry.partition(":")
    try:
        module = import_module(module_name)
    except Exception as error:
        file = os.path.join(os.getcwd(), module_name.replace(".", "/") + ".py")
        is_own = os.path.exists(file)
        where = "from file '%s'" % file if is_own else "'%s' from entry '%s'" % (module_name, entry)
        absent = getattr(error, "name", None)
        if not is_own and absent and (module_name + ".").startswith(absent + "."):
            error._postern_place = ("", 0)  # no code is to blame for it
        raise LoadError(
            "PythonLoadError",
            "Failed to load python module %s: (%s) %s" % (where, type(error).__name__, safe_str(error)),
        ) from error
    value = getattr(module, name, None)
    found = None
    if isinstance(value, _FUNCTION):
        found = Entry(value, None)
    elif isinstance(value, type) and "__call__" in dir(value) and hasattr(value.__call__, "__code__"):
        found = Entry(value.__call__, value)
    if found is None:
        raise LoadError(
            "PythonLoadError",
            # prompt flow's text never says which module
            "Failed to collect flow entry '%s' in module '<module>'." % entry,
        )
    try:
        _check_interface(found, name, module_name)
    except LoadError as error:
        if not hasattr(error, "_postern_place"):
            error._postern_place = _place_of(found.function)
        raise
    return found


def _place_of(function):
    """Where a function is defined: the file, and the line of its "def" below the decorators."""
    from linecache import getline

    code = tools.original(function).__code__
    for line in range(code.co_firstlineno, code.co_firstlineno + 50):
        if getline(code.co_filename, line).lstrip().startswith(("def ", "async def ")):
            return code.co_filename, line
    return code.co_filename, code.co_firstlineno


def _check_interface(entry, name, module):
    """What `pf` refuses when it reads an entry's signature: what can't be served as JSON."""
    function = tools.original(entry.function)
    _check_parameters(tools.read_signature(function)[0], entry.where, ())
    returns = tools.resolved(getattr(function, "__annotations__", {}).get("return", str))
    fields = _fields_of(returns)
    if fields is not None:
        for field, annotation in fields.items():
            if tools.value_type(annotation) == "object" and _is_complex(annotation, ()):
                raise _complex_port(entry.where, "output", field)
    elif returns is not str:
        # prompt flow runs the file as its __pf_main__ to read the signature
        shown = str(returns).replace("<class '%s." % module, "<class '__pf_main__.")
        raise LoadError(
            "BadFunctionInterface",
            "Parse interface for '%s' failed: The return annotation of the entry function must be "
            "dataclass, TypedDict or string, but got %s." % (name, shown),
        )
    if entry.init_signature:
        try:
            _check_parameters(entry.init_signature, entry.where, tools.MODEL_CONFIGURATIONS)
        except LoadError as error:
            if isinstance(entry.kind.__init__, _FUNCTION):
                error._postern_place = _place_of(entry.kind.__init__)
            raise


def _fields_of(returns):
    """The names and types of a dataclass or TypedDict; None of anything else."""
    fields = getattr(returns, "__dataclass_fields__", None)
    if fields is not None:
        return {name: field.type for name, field in fields.items()}
    if isinstance(returns, type) and issubclass(returns, dict):
        return getattr(returns, "__annotations__", None)
    return None


def _output_fields(function):
    returns = getattr(tools.original(function), "__annotations__", {}).get("return")
    fields = _fields_of(tools.resolved(returns))
    return ("output",) if fields is None else fields


def _check_parameters(parameters, where, allowed):
    for parameter in parameters:
        kind = tools.describe(parameter)["type"]
        is_model = kind.endswith("ModelConfiguration") and not allowed
        if (kind != "object" and not is_model) or not parameter.has_annotation:
            continue
        if _is_complex(parameter.annotation, allowed):
            raise _complex_port(where, "input", parameter.name)


def _is_complex(annotation, allowed):
    """Whether it is anything but a dict, or a union of them."""
    kind = tools.resolved(annotation)
    kinds = kind if isinstance(kind, list) else [kind]
    return any(item is not dict and getattr(item, "__name__", None) not in allowed for item in kinds)


def _complex_port(where, port, name):
    return LoadError(
        "BadFunctionInterface",
        "Parse interface for tool '%s' failed: The %s '%s' is of a complex python type. "
        "Please use a dict instead." % (where, port, name),
    )


def describe(entry):
    info = entry.info()
    for parameter in info["parameters"]:
        # prompt flow reads them from text, so that [1] is one and ['a'] is none
        if parameter["default"] is not None and not isinstance(parameter["default"], str):
            parameter["default"] = str(parameter["default"])
    info["initParameters"] = [tools.describe(parameter) for parameter in entry.init_signature]
    info["isClass"] = entry.kind is not None
    info["hasAggregate"] = hasattr(entry.kind, "__aggregate__")
    info["outputs"] = list(_output_fields(entry.function))
    return info


def make_instance(entry, arguments, connections):
    """Makes the instance that all calls use; strings and dicts become the connections and model
    configurations that the signature asks for."""
    if entry.kind is None:
        return
    prepared = dict(arguments)
    try:
        for parameter in entry.init_signature:
            if parameter.name in prepared:
                value = prepared[parameter.name]
                prepared[parameter.name] = _convert(value, parameter, connections)
            elif _is_looked_up(parameter):
                raise KeyError(parameter.name)  # as prompt flow, whatever the default
        entry.instance = entry.kind(**prepared)
    except Exception as error:
        raise LoadError(
            "FlowEntryInitializationError",
            "Failed to initialize flow entry with '%s', ex:'%s."
            % (_without_secrets(arguments), safe_str(error)),
            ("UserError",),
        ) from error


def _without_secrets(value):
    if not isinstance(value, dict):
        return value
    return {
        key: "******" if "key" in str(key).lower() else _without_secrets(item)
        for key, item in value.items()
    }


def _is_looked_up(parameter):
    described = tools.describe(parameter)
    return described["isConnection"] or described["type"].endswith("ModelConfiguration")


def _convert(value, parameter, connections):
    kind = tools.describe(parameter)
    if kind["isConnection"]:
        is_name = value is None or isinstance(value, (str, int, float))
        return _connection(value, connections) if is_name else value
    if kind["type"].endswith("ModelConfiguration"):
        from promptflow.core._model_configuration import MODEL_CONFIG_NAME_2_CLASS

        configuration = MODEL_CONFIG_NAME_2_CLASS[kind["type"]]
        if not isinstance(value, dict):
            raise ValueError(
                "Model config value is not an instance of %s, got %s" % (configuration, type(value))
            )
        given = configuration(**value)  # refuses a connection beside other settings
        fields = dict(value)
        name = fields.pop("connection", None)
        if not name:
            return given
        return configuration.from_connection(_connection(name, connections), **fields)
    return value


def _connection(name, connections):
    from postern_worker.connections import make

    if name not in connections:
        raise ValueError("Connection %r is not found." % (name,))
    return make(connections[name])


def function(entry, aggregate):
    """What a call of the entry runs."""
    if entry.kind is None:
        return entry.function
    if entry.instance is None:
        make_instance(entry, {}, {})
    if aggregate:
        return _bind_aggregate(entry.instance.__aggregate__)
    return entry.instance.__call__


def _bind_aggregate(method):
    """The engine passes the results as `line_results`, whatever the parameter is called. Dicts
    allow attribute access, as prompt flow gives them."""
    from promptflow.contracts.types import AttrDict

    def call(line_results):
        results = [AttrDict(item) if isinstance(item, dict) else item for item in line_results]
        value = method(results)
        if hasattr(value, "__await__"):
            import asyncio

            return asyncio.run(value)
        return value

    return call
