# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0

"""What the engine asks about tools, outside any run of a flow."""

import os

from postern_worker import packages
from postern_worker.errors import LoadError, safe_str

_TYPES = ("llm", "python", "csharp", "prompt", "action", "custom_llm")
_VALUE_TYPES = (
    "int",
    "double",
    "bool",
    "string",
    "secret",
    "prompt_template",
    "object",
    "list",
    "file_path",
    "image",
    "assistant_definition",
    "function_list",
    "function_str",
)


def answer(question, arguments):
    return _ANSWERS[question](**arguments)


def _list():
    """{id: manifest} of the package tools of this environment."""
    return packages.listed()


def _describe(path):
    """The manifest of the one tool that a file defines, or {"error": sentence}."""
    from postern_worker import toolmeta, tools

    try:
        tool = tools.load_source(os.path.join(os.getcwd(), path), path)
        manifest = toolmeta.ToolFunction(tool.function, tool.provider).manifest()
    except Exception as error:
        return {"error": "(%s) %s" % (type(error).__name__, safe_str(error))}
    manifest.pop("module", None)
    manifest["source"] = path
    return manifest


def _options(function, values):
    """What a function of a dynamic_list or generated_by gives for these values of inputs; `function`
    is "module.name" or "file:name"."""
    import json

    from postern_worker import tools

    try:
        found = _find_function(function)
        parameters, accepts_kwargs = tools.read_signature(found)
        known = {parameter.name for parameter in parameters}
        given = {key: item for key, item in values.items() if accepts_kwargs or key in known}
        result = found(**given)
        json.dumps(result)  # refused here, where the function's name is known
    except Exception as error:
        raise LoadError(
            "RetrieveToolFuncResultError",
            "Unable to retrieve result due to 'Error when calling function %s: %s'. \n"
            "Please contact the tool author/support team for troubleshooting assistance."
            % (function, safe_str(error)),
            ("UserError",),
        ) from error
    return result


def _find_function(path):
    from importlib import import_module

    file, colon, name = path.rpartition(":")
    if colon:
        from postern_worker.tools import load_module

        return getattr(load_module(file), name)
    module, _, name = path.rpartition(".")
    return getattr(import_module(module), name)


def _validate(source):
    """{"result", "total_count", "invalid_count", "errors"} of a package, a tool's id or a script."""
    errors = []
    found, manifests = _collect(source)
    invalid = set()
    for tool in found:
        for sentence in tool.problems():
            errors.append(_error(sentence, tool.inner.__name__, tool.inner.__code__.co_filename))
            invalid.add(tool.identifier)
    for identifier, manifest in manifests.items():
        for sentence in _manifest_problems(identifier, manifest):
            errors.append(_error(sentence, identifier, manifest.get("package", "")))
            invalid.add(identifier)
    total = {tool.identifier for tool in found} | set(manifests)
    report = {
        "result": "Failed" if errors else "Succeeded",
        "total_count": len(total),
        "invalid_count": len(invalid),
    }
    if errors:
        report["errors"] = errors
    return report


def _error(message, name, location):
    return {"message": message, "function_name": name, "location": location}


def _collect(source):
    """([ToolFunction], {id: manifest}) of a source. A path of a file wins over a module's name."""
    from importlib import import_module

    from postern_worker import toolmeta, tools

    if os.path.isfile(source):
        return toolmeta.tools_of(tools.load_module(os.path.realpath(source))), {}
    manifests = {
        key: item
        for key, item in packages.listed().items()
        if key == source or item["module"].partition(".")[0] == source
    }
    if source in manifests:
        return _tool_of(source, manifests[source]), manifests
    try:
        module = import_module(source)
    except ImportError:
        return _collect_function(source), {}
    found = [tool for part in _modules_of(module) for tool in toolmeta.tools_of(part)]
    if not manifests and not found:
        raise LoadError("UserErrorException", "Invalid package tool.", ("UserError",))
    return found, manifests


def _collect_function(source):
    from importlib import import_module

    from postern_worker import toolmeta, tools

    module, _, name = source.rpartition(".")
    try:
        function = getattr(import_module(module), name)
    except (ImportError, AttributeError, ValueError) as error:
        raise LoadError(
            "UserErrorException", "Invalid source to validate tools.", ("UserError",)
        ) from error
    if isinstance(function, type):
        return [tool for tool in toolmeta.tools_of(import_module(module)) if tool.provider is function]
    if not tools.is_tool(function):
        raise LoadError("UserErrorException", "Invalid source to validate tools.", ("UserError",))
    return [toolmeta.ToolFunction(function)]


def _tool_of(identifier, manifest):
    from postern_worker import toolmeta

    try:
        tool = packages.load(identifier)
    except LoadError:
        return []  # _manifest_problems() says why
    return [toolmeta.ToolFunction(tool.function, tool.provider)]


def _modules_of(package):
    from importlib import import_module
    from pkgutil import walk_packages

    yield package
    for found in walk_packages(getattr(package, "__path__", ()), package.__name__ + "."):
        yield import_module(found.name)


def _manifest_problems(identifier, manifest):
    if manifest.get("type") not in _TYPES:
        yield "The type '%s' of the tool is none of %s." % (manifest.get("type"), ", ".join(_TYPES))
    if not manifest.get("name"):
        yield "The tool has no name."
    try:
        packages.load(identifier)
    except Exception as error:
        yield "The tool can't be loaded: (%s) %s" % (type(error).__name__, safe_str(error))
        return
    inputs = manifest.get("inputs") or {}
    if not isinstance(inputs, dict):
        yield "The inputs of the tool are no mapping."
        return
    for name, settings in inputs.items():
        yield from _input_problems(name, settings, inputs)


def _input_problems(name, settings, inputs):
    kinds = settings.get("type") if isinstance(settings, dict) else None
    kinds = [kinds] if isinstance(kinds, str) else kinds
    if not isinstance(kinds, list) or not kinds:
        if not (isinstance(settings, dict) and settings.get("input_type") == "uionly_hidden"):
            yield "The input %s has no type." % name
        return
    for kind in kinds:
        if str(kind) not in _VALUE_TYPES and not str(kind).endswith("Connection"):
            yield "The type '%s' of the input %s isn't known." % (kind, name)
    if settings.get("enabled_by") and settings["enabled_by"] not in inputs:
        yield 'Cannot find the input "%s" for the enabled_by of %s.' % (settings["enabled_by"], name)
    for key in ("enum", "enabled_by_value", "enabled_by_type"):
        if key in settings and not isinstance(settings[key], list):
            yield "%s of the input %s is no list." % (key, name)
    for key in ("dynamic_list", "generated_by"):
        if key in settings:
            yield from _function_problems(name, key, settings[key], inputs)


def _function_problems(name, key, entry, inputs):
    if not isinstance(entry, dict) or not isinstance(entry.get("func_path"), str):
        yield "%s of the input %s has no func_path." % (key, name)
        return
    for path in (entry["func_path"], entry.get("reverse_func_path")):
        try:
            if path and not callable(_find_function(path)):
                yield "%s of the input %s: '%s' is no function." % (key, name, path)
        except Exception as error:
            yield "%s of the input %s: '%s' can't be found: (%s) %s" % (
                key,
                name,
                path,
                type(error).__name__,
                safe_str(error),
            )
    for argument in entry.get("func_kwargs") or ():
        reference = str(argument.get("reference", "")) if isinstance(argument, dict) else ""
        if reference.startswith("${inputs.") and reference[9:-1] not in inputs:
            yield "%s of the input %s refers to %s, which is no input." % (key, name, reference)


def _assistant(**arguments):
    """What the file of an assistant says, its tools made."""
    from postern_worker import assistants

    return assistants.read(**arguments)


_ANSWERS = {
    "assistant": _assistant,
    "list": _list,
    "describe": _describe,
    "options": _options,
    "validate": _validate,
}
