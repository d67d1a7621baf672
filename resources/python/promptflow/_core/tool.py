# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0

"""The @tool decorator and the base class of tool classes."""

from promptflow._lazy import attach

__getattr__ = attach(__name__, {"ToolType": "promptflow.contracts.tool"})

STREAMING_OPTION_PARAMETER_ATTR = "_streaming_option_parameter"
INPUTS_TO_ESCAPE_PARAM_KEY = "_inputs_to_escape"

_TYPES = ("llm", "python", "csharp", "prompt", "action", "custom_llm")
_FUNCTION = type(lambda: None)


def tool(
    func=None,
    *,
    name=None,
    description=None,
    type=None,
    input_settings=None,
    streaming_option_parameter=None,
    **kwargs,
):
    """Marks a function as a flow's tool. The function stays what it is."""

    def mark(function):
        if type is not None and type not in _TYPES:
            from promptflow.exceptions import UserErrorException

            raise UserErrorException("Tool type %s is not supported yet." % type)
        if not isinstance(function, _FUNCTION):
            function = _as_function(function)
        attributes = function.__dict__
        attributes["__tool"] = None
        attributes["__name"] = name
        attributes["__description"] = description
        attributes["__type"] = type
        attributes["__input_settings"] = input_settings
        attributes["__extra_info"] = kwargs
        attributes["__original_function"] = function
        if isinstance(streaming_option_parameter, str) and streaming_option_parameter:
            attributes[STREAMING_OPTION_PARAMETER_ATTR] = streaming_option_parameter
        return function

    return mark if func is None else mark(func)


def _as_function(target):
    from functools import wraps

    @wraps(target)
    def call(*args, **kwargs):
        return target(*args, **kwargs)

    return call


class ToolProvider:
    """Base of classes whose methods are tools: parameters of __init__ are inputs of each."""

    _instance_init_params = None

    def __new__(cls, *args, **kwargs):
        names = list(cls.get_initialize_inputs())
        cls._instance_init_params = {**dict(zip(names, args)), **kwargs}
        return super().__new__(cls)

    def __init__(self):
        self._init_params = self._instance_init_params

    @classmethod
    def get_initialize_inputs(cls):
        import inspect

        parameters = inspect.signature(cls.__init__).parameters
        return {key: value for key, value in parameters.items() if key != "self"}

    @classmethod
    def get_required_initialize_inputs(cls):
        return {
            key: value
            for key, value in cls.get_initialize_inputs().items()
            if value.default is value.empty
        }


class ToolInvoker:
    """Only there to be found: the engine calls tools itself."""

    _active_tool_invoker = None

    @classmethod
    def activate(cls, tool_invoker):
        cls._active_tool_invoker = tool_invoker

    @classmethod
    def deactivate(cls):
        cls._active_tool_invoker = None

    @classmethod
    def active_instance(cls):
        return cls._active_tool_invoker


class DynamicList:
    """Settings of an input whose choices a function lists."""

    def __init__(self, function, input_mapping=None):
        self._func_obj = function
        self._input_mapping = input_mapping or {}
        self.func_path = _path_of(function)
        self.func_kwargs = []


class GeneratedBy:
    """Settings of an input that a function makes of others."""

    def __init__(self, function, reverse_function, input_settings=None):
        self._func_obj = function
        self._reverse_func_obj = reverse_function
        self._input_settings = input_settings or {}
        self.func_path = _path_of(function)
        self.reverse_func_path = _path_of(reverse_function)
        self.func_kwargs = []


class InputSetting:
    """Settings of a tool's input, for who shows a form."""

    def __init__(self, **kwargs):
        self.is_multi_select = kwargs.pop("is_multi_select", None)
        self.allow_manual_entry = kwargs.pop("allow_manual_entry", None)
        self.enabled_by = kwargs.pop("enabled_by", None)
        self.enabled_by_value = kwargs.pop("enabled_by_value", None)
        self.dynamic_list = kwargs.pop("dynamic_list", None)
        self.generated_by = kwargs.pop("generated_by", None)
        self._kwargs = kwargs


def _path_of(function):
    if isinstance(function, str):
        return function
    if function.__module__ == "__pf_main__":  # a tool's file, which can't be imported by name
        return "%s:%s" % (function.__code__.co_filename, function.__name__)
    return "%s.%s" % (function.__module__, function.__name__)
