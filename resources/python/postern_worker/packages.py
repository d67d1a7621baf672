# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0

"""Package tools: those that installed packages list under the entry point group package_tools."""

import sys

from postern_worker import tools
from postern_worker.errors import LoadError, safe_str

_GROUP = "package_tools"
_VALIDATION = ("UserError", "ValidationError")

_listed = None


def listed():
    """{id: manifest} of all packages, each manifest with its package's name and version. Runs the
    packages' own listing, once; a package whose listing fails is told of and left out."""
    global _listed
    if _listed is None:
        _listed = {}
        for entry_point in _entry_points():
            try:
                _listed.update(_tools_of(entry_point))
            except Exception as error:
                _warn(_package(entry_point)[0], error)
    return _listed


def _entry_points():
    from importlib.metadata import entry_points

    found = entry_points()
    if hasattr(found, "select"):
        return found.select(group=_GROUP)
    return found.get(_GROUP, [])  # before Python 3.10


def _package(entry_point):
    """Name and version of an entry point's package."""
    package = getattr(entry_point, "dist", None)
    if package is None:
        return entry_point.value.partition(".")[0].partition(":")[0], ""
    return package.metadata["Name"], package.version


def _tools_of(entry_point):
    name, version = _package(entry_point)
    manifests = {}
    for identifier, manifest in entry_point.load()().items():
        for key in ("module", "function"):
            if not isinstance(manifest.get(key), str):
                raise ValueError("the manifest of %s has no %s" % (identifier, key))
        manifests[str(identifier)] = {**manifest, "package": name, "package_version": version}
    return manifests


def _warn(package, error):
    sys.stderr.write(
        "Failed to load tools from package %s: (%s) %s\n"
        % (package, type(error).__name__, safe_str(error))
    )


def find(identifier):
    """The manifest of that id, or of the one that took its place; None when there is none."""
    manifests = listed()
    if identifier in manifests:
        return manifests[identifier]
    owners = [
        (new, manifest)
        for new, manifest in manifests.items()
        if identifier in (manifest.get("deprecated_tools") or ())
    ]
    if len(owners) > 1:
        raise LoadError(
            "DuplicateToolMappingError",
            "The tools '%s', '%s' are both linked to the deprecated tool ID '%s'. To ensure secure "
            "operation, please either remove or adjust one of these tools in your environment and "
            "fix this conflict." % (owners[0][0], owners[1][0], identifier),
            _VALIDATION,
        )
    if not owners:
        return None
    sys.stderr.write(
        "Tool ID '%s' is deprecated. Please use '%s' instead.\n" % (identifier, owners[0][0])
    )
    return owners[0][1]


def load(identifier, prompt=None):
    """The tool of that id. `prompt` is the text of a custom_llm node's template."""
    from importlib import import_module

    manifest = find(identifier)
    module = None
    if manifest is not None:
        try:
            module = import_module(manifest["module"])
        except Exception as error:
            _warn(manifest["package"], error)
    if module is None:
        raise LoadError(
            "PackageToolNotFoundError",
            "Package tool '%s' is not found in the current environment. "
            "All available package tools are: []." % identifier,
            _VALIDATION,
        )
    class_name = manifest.get("class_name")
    provider = getattr(module, class_name) if class_name else None
    function = getattr(provider if class_name else module, manifest["function"])
    tool = PackageTool(function, provider, module, manifest)
    if prompt is not None:
        tool.bind_prompt(prompt)
    return tool


class PackageTool(tools.Tool):
    """A tool whose inputs have the types that its package's manifest gives them."""

    def __init__(self, function, provider, module, manifest):
        tools.Tool.__init__(self, function, provider, module)
        self.name = manifest.get("name") or self.name
        self.inputs = manifest.get("inputs") or {}
        self.connections = {}
        self.assistants = []
        for name, settings in self.inputs.items():
            if _connection_types(settings):
                self.connections[name] = _strong_type(settings, module)
            elif _types(settings)[:1] == ["assistant_definition"]:
                self.assistants.append(name)

    def bind_prompt(self, text):
        from promptflow.contracts.types import PromptTemplate

        parameter = next(
            (p.name for p in self.parameters if p.annotation is PromptTemplate),
            None,
        )
        if parameter is None:
            raise LoadError(
                "InvalidCustomLLMTool",
                "Invalid Custom LLM tool %s: function %s is missing a prompt template argument."
                % (self.name, tools.original(self.function).__name__),
                _VALIDATION,
            )
        self.bound = {parameter: PromptTemplate(text)}

    def info(self):
        info = tools.Tool.info(self)
        described = info["parameters"]
        for parameter in described:
            if parameter["type"] != "prompt_template":
                _retype(parameter, self.inputs.get(parameter["name"]))
        names = {parameter["name"] for parameter in described}
        for name, settings in self.inputs.items():
            if name not in names:
                parameter = {"name": name, "hasDefault": False, "default": None}
                _retype(parameter, settings)
                described.append(parameter)
        return info


def _retype(parameter, settings):
    """Gives a parameter the type of the manifest; what isn't there is handed on as it is."""
    connections = _connection_types(settings)
    parameter["type"] = (_types(settings) or [""])[0]
    parameter["isConnection"] = bool(connections)
    parameter["connectionTypes"] = connections


def _types(settings):
    kinds = settings.get("type") if isinstance(settings, dict) else None
    return [str(kind) for kind in ([kinds] if isinstance(kinds, str) else kinds or [])]


def _connection_types(settings):
    return [kind for kind in _types(settings) if kind.endswith("Connection")]


def _strong_type(settings, module):
    for name in settings.get("custom_type") or ():
        kind = getattr(module, name, None)
        if kind is not None and tools.is_strong_type(kind):
            return kind
    return None
