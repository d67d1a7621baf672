# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0

"""Reads the signatures of tool files without running them: python3 -I -S signatures.py FILE...

Prints one JSON list with an entry a file: {"file", "tools": [{"function", "parameters",
"acceptsKwargs", "isAsync", "isGenerator"}], "error"}. A parameter's type is prompt flow's
ValueType as far as the text tells: an annotation's name that is no known one is "object", a name
ending in Connection is a connection class.

With --entry NAME it reads the text of a module from its standard input and prints what a flex
flow's entry of that name takes and gives: {"line", "isClass", "init", "parameters", "outputs":
[{"name", "type"}]}, {"module", "name"} for one that is imported from elsewhere, else null.
"""

import ast
import json
import sys

_TYPES = {
    "int": "int",
    "float": "double",
    "bool": "bool",
    "str": "string",
    "list": "list",
    "Secret": "secret",
    "PromptTemplate": "prompt_template",
    "FilePath": "file_path",
    "Image": "image",
    "AssistantDefinition": "assistant_definition",
}
_MAX_BYTES = 4 << 20


def _last_name(node):
    if isinstance(node, ast.Call):
        node = node.func
    if isinstance(node, ast.Attribute):
        return node.attr
    if isinstance(node, ast.Name):
        return node.id
    return ""


def _union_members(node):
    """The members of Optional[...] and Union[...] without None; [node] for anything else."""
    name = _last_name(node.value) if isinstance(node, ast.Subscript) else ""
    if name not in ("Optional", "Union"):
        return [node]
    inner = node.slice
    if isinstance(inner, ast.Index):  # before Python 3.9
        inner = inner.value
    members = inner.elts if isinstance(inner, ast.Tuple) else [inner]
    return [m for m in members if not (isinstance(m, ast.Constant) and m.value is None)]


def _type_of(annotation, default):
    """(type, connection types) of a parameter."""
    if annotation is None:
        if isinstance(default, ast.Constant):
            return _TYPES.get(type(default.value).__name__, "object"), []
        return ("list" if isinstance(default, ast.List) else "object"), []
    names = [
        _last_name(m) if isinstance(m, (ast.Name, ast.Attribute)) else ""
        for m in _union_members(annotation)
    ]
    if names and all(name.endswith("Connection") for name in names):
        return names[0], names
    if len(names) != 1:
        return "object", []
    if names[0].endswith("ModelConfiguration"):
        return names[0], []
    return _TYPES.get(names[0], "object"), []


def _default_of(node):
    """(has default, its value where JSON can tell it)."""
    if node is None:
        return False, None
    try:
        value = ast.literal_eval(node)
        json.dumps(value)
        return True, value
    except (ValueError, TypeError, RecursionError):
        return True, None


def _parameters(arguments):
    positional = [*getattr(arguments, "posonlyargs", []), *arguments.args]
    defaults = [None] * (len(positional) - len(arguments.defaults)) + arguments.defaults
    pairs = [*zip(positional, defaults), *zip(arguments.kwonlyargs, arguments.kw_defaults)]
    found = []
    for argument, default in pairs:
        if argument.arg == "self":
            continue
        typename, connections = _type_of(argument.annotation, default)
        has_default, value = _default_of(default)
        found.append(
            {
                "name": argument.arg,
                "type": typename,
                "hasDefault": has_default,
                "default": value,
                "isConnection": bool(connections),
                "connectionTypes": connections,
            }
        )
    return found


def _yields(function):
    pending = list(function.body)
    while pending:
        node = pending.pop()
        if isinstance(node, (ast.Yield, ast.YieldFrom)):
            return True
        if not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda, ast.ClassDef)):
            pending.extend(ast.iter_child_nodes(node))
    return False


def _describe(function, owner=None):
    parameters = _parameters(function.args)
    if owner is not None:
        for item in owner.body:
            if isinstance(item, ast.FunctionDef) and item.name == "__init__":
                parameters = _parameters(item.args) + parameters
    yields = _yields(function)
    return {
        "function": "%s.%s" % (owner.name, function.name) if owner else function.name,
        "line": function.lineno,
        "parameters": parameters,
        "acceptsKwargs": function.args.kwarg is not None,
        "isAsync": isinstance(function, ast.AsyncFunctionDef) and not yields,
        "isGenerator": yields,
    }


def _is_tool(node):
    return isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) and any(
        _last_name(decorator) == "tool" for decorator in node.decorator_list
    )


def read_tools(source, path="<text>"):
    tools = []
    for node in ast.parse(source, path).body:
        if _is_tool(node):
            tools.append(_describe(node))
        elif isinstance(node, ast.ClassDef):
            tools.extend(_describe(item, node) for item in node.body if _is_tool(item))
    return tools


def read(path):
    result = {"file": path, "tools": [], "error": None}
    try:
        with open(path, "rb") as file:
            source = file.read(_MAX_BYTES + 1)
        if len(source) > _MAX_BYTES:
            raise ValueError("the file is larger than %d bytes" % _MAX_BYTES)
        result["tools"] = read_tools(source, path)
    except (OSError, SyntaxError, ValueError, RecursionError, MemoryError) as error:
        result["error"] = "%s: %s" % (type(error).__name__, error)
    return result


def _members(tree):
    """What the module's top level binds each name to: a definition, or (import, its name there)."""
    found = {}
    for node in tree.body:
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            found[node.name] = node
        elif isinstance(node, ast.ImportFrom):
            for alias in node.names:
                found[alias.asname or alias.name] = (node, alias.name)
    return found


def _method(owner, name, members, seen=()):
    """A method of a class, its own or of a base in the same file."""
    for item in reversed(owner.body):
        if isinstance(item, (ast.FunctionDef, ast.AsyncFunctionDef)) and item.name == name:
            return item
    for base in owner.bases:
        kind = members.get(_last_name(base))
        if isinstance(kind, ast.ClassDef) and kind.name not in seen:
            method = _method(kind, name, members, (*seen, owner.name))
            if method is not None:
                return method
    return None


def _outputs(function, members):
    """The fields of the dataclass or TypedDict that is returned; one "output" for all else."""
    kind = members.get(_last_name(function.returns)) if function.returns else None
    if isinstance(kind, ast.ClassDef):
        fields = [
            {"name": item.target.id, "type": _type_of(item.annotation, None)[0]}
            for item in kind.body
            if isinstance(item, ast.AnnAssign) and isinstance(item.target, ast.Name)
        ]
        if fields:
            return fields
    return [{"name": "output", "type": _type_of(function.returns, None)[0]}]


def read_entry(source, name):
    members = _members(ast.parse(source))
    found = members.get(name)
    if isinstance(found, tuple):
        imported, original = found
        return {"module": "." * imported.level + (imported.module or ""), "name": original}
    if found is None:
        return None
    owner = found if isinstance(found, ast.ClassDef) else None
    function = _method(owner, "__call__", members) if owner else found
    if function is None:
        return None
    init = _method(owner, "__init__", members) if owner else None
    return {
        "line": found.lineno,
        "isClass": owner is not None,
        "init": _parameters(init.args) if init else [],
        "parameters": _parameters(function.args),
        "outputs": _outputs(function, members),
    }


def _print_entry(name):
    try:
        answer = read_entry(sys.stdin.buffer.read(_MAX_BYTES + 1), name)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        answer = None  # the check of the folder says what is wrong with the text
    json.dump(answer, sys.stdout)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--entry"]:
        _print_entry(sys.argv[2])
    else:
        json.dump([read(path) for path in sys.argv[1:]], sys.stdout)
