# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0

"""Manifests of tools, made of their functions, and what is wrong with them."""

from enum import Enum, EnumMeta

from postern_worker import tools

# What a function gets from the workspace rather than from other inputs.
_OF_WORKSPACE = ("subscription_id", "resource_group_name", "workspace_name")
_ICONS = ("icon", "icon_light", "icon_dark")


class ToolFunction:
    """A function or method that is a tool, with what its decorator was given."""

    def __init__(self, function, provider=None):
        self.function = function
        self.provider = provider
        self.inner = tools.original(function)
        self.settings = getattr(function, "__input_settings", None) or {}
        self.extra = dict(getattr(function, "__extra_info", None) or {})
        self.parameters, self.accepts_kwargs = tools.read_signature(function)
        if provider is not None and provider.__init__ is not object.__init__:
            self.parameters = tools.read_signature(provider.__init__)[0] + self.parameters

    @property
    def identifier(self):
        return "%s.%s" % (self.inner.__module__, self.inner.__qualname__)

    def manifest(self):
        from inspect import getdoc

        made = {
            "name": getattr(self.function, "__name", None) or self.inner.__qualname__,
            "type": getattr(self.function, "__type", None) or "python",
            "inputs": self._inputs(),
            "description": getattr(self.function, "__description", None) or getdoc(self.inner),
            "module": self.inner.__module__,
            "class_name": self.inner.__qualname__.rpartition(".")[0] or None,
            "function": self.inner.__name__,
            "enable_kwargs": self.accepts_kwargs,
        }
        made = {key: value for key, value in made.items() if value}
        made.update(_with_icons(self.extra))
        return made

    def _inputs(self):
        inputs = {}
        for parameter in self.parameters:
            described = tools.describe(parameter)
            if described["type"] != "prompt_template":
                inputs[parameter.name] = _input(parameter, described)
        for name, settings in self.settings.items():
            entry = inputs.setdefault(name, {})
            entry.update(_settings(settings))
        for settings in self.settings.values():
            generated = getattr(settings, "generated_by", None)
            for name, hidden in _generating_inputs(generated).items():
                inputs.setdefault(name, hidden)
        return inputs

    def problems(self):
        """Sentences, empty when the manifest is fine."""
        found = []
        if "icon" in self.extra and ("icon_light" in self.extra or "icon_dark" in self.extra):
            found.append("Cannot provide both `icon` and `icon_light` or `icon_dark`.")
        names = {parameter.name for parameter in self.parameters}
        for name, settings in self.settings.items():
            if name not in names:
                found.append("Cannot find %s in tool inputs." % name)
            if settings.enabled_by and settings.enabled_by not in names:
                found.append(
                    'Cannot find the input "%s" for the enabled_by of %s.'
                    % (settings.enabled_by, name)
                )
            if settings.dynamic_list:
                found.extend(_dynamic_list_problems(settings.dynamic_list, names))
        for key in _ICONS:
            if key in self.extra and not _exists(self.extra[key]):
                found.append("Cannot find the icon path %s." % self.extra[key])
        return found


def _exists(path):
    import os

    return os.path.exists(path)


def tools_of(module):
    """The tools that a module defines: functions, then methods of its ToolProviders."""
    return [ToolFunction(function, provider) for function, provider in tools.tools_of(module)]


def _input(parameter, described):
    entry = {"type": described["connectionTypes"] or [described["type"]]}
    if parameter.has_default and parameter.default is not None:
        default = parameter.default
        entry["default"] = default.value if isinstance(default, Enum) else str(default)
    for kind in (parameter.annotation, type(parameter.default)):
        if isinstance(kind, EnumMeta):
            entry["enum"] = [str(option.value) for option in kind]
            break
    strong = [kind.__name__ for kind in _kinds(parameter.annotation) if tools.is_strong_type(kind)]
    if strong:
        entry["custom_type"] = strong
    return {key: value for key, value in entry.items() if value != ""}


def _kinds(annotation):
    return getattr(annotation, "__args__", None) or (annotation,)


def _settings(settings):
    entry = {}
    for key in ("is_multi_select", "allow_manual_entry", "enabled_by", "enabled_by_value"):
        if getattr(settings, key, None):
            entry[key] = getattr(settings, key)
    if settings.dynamic_list:
        listing = settings.dynamic_list
        entry["dynamic_list"] = {
            "func_path": listing.func_path,
            "func_kwargs": _function_inputs(listing._func_obj, listing._input_mapping),
        }
    if settings.generated_by:
        made = settings.generated_by
        entry["generated_by"] = {
            "func_path": made.func_path,
            "func_kwargs": _function_inputs(made._func_obj, None),
            "reverse_func_path": made.reverse_func_path,
        }
    entry.update(settings._kwargs or {})
    return entry


def _generating_inputs(generated_by):
    """The inputs of a form from which another input is made: shown, but the tool's no parameters."""
    hidden = {}
    for name, settings in (getattr(generated_by, "_input_settings", None) or {}).items():
        hidden[name] = {**_settings(settings), "input_type": "uionly_hidden"}
    return hidden


def _function(function):
    """A function, maybe given by its path."""
    if not isinstance(function, str):
        return function
    from importlib import import_module

    module, _, name = function.rpartition(".")
    return getattr(import_module(module), name)


def _function_inputs(function, mapping):
    """What the manifest says of the parameters of a listing or generating function; without a
    mapping each is bound to the input of its own name."""
    inputs = []
    for parameter in tools.read_signature(_function(function))[0]:
        if parameter.name in _OF_WORKSPACE:
            continue
        entry = {"name": parameter.name, "type": [tools.describe(parameter)["type"]]}
        source = parameter.name if mapping is None else mapping.get(parameter.name)
        if source:
            entry["reference"] = "${inputs.%s}" % source
        entry["optional"] = parameter.has_default
        if parameter.has_default:
            entry["default"] = parameter.default
        inputs.append(entry)
    return inputs


def _dynamic_list_problems(listing, names):
    try:
        parameters, accepts_kwargs = tools.read_signature(_function(listing._func_obj))
    except Exception as error:
        return ["Cannot find the dynamic_list func %s: %s" % (listing.func_path, error)]
    known = {parameter.name for parameter in parameters}
    mapping = listing._input_mapping
    found = []
    for name, source in mapping.items():
        if not accepts_kwargs and name not in known:
            found.append(
                "Cannot find %s in the inputs of dynamic_list func %s" % (name, listing.func_path)
            )
        if source not in names:
            found.append("Cannot find %s in the tool inputs." % source)
    missing = [
        parameter.name
        for parameter in parameters
        if not parameter.has_default
        and parameter.name not in mapping
        and parameter.name not in _OF_WORKSPACE
    ]
    if missing:
        found.append("Missing required input(s) of dynamic_list function: %s" % missing)
    return found


def _with_icons(extra):
    """The decorator's other arguments, with pictures as data URLs."""
    made = dict(extra)
    icons = {key: _picture(made.pop(key)) for key in _ICONS if made.get(key) and _exists(made[key])}
    if "icon" in icons:
        made["icon"] = icons["icon"]
    elif icons:
        made["icon"] = {key.partition("_")[2]: icon for key, icon in icons.items()}
    return made


def _picture(path):
    from base64 import b64encode
    from mimetypes import guess_type

    with open(path, "rb") as file:
        data = b64encode(file.read()).decode()
    return "data:%s;base64,%s" % (guess_type(str(path))[0] or "image/png", data)
