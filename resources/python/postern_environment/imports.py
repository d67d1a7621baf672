# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0

"""What Python files import and nobody has. The files are read, never run, and so is what they
import."""

import ast
import os
import sys
from importlib.machinery import PathFinder

_MOST_FILES = 500
_MOST_BYTES = 4 << 20
_CAUGHT = {"ImportError", "ModuleNotFoundError", "Exception", "BaseException"}
_STANDARD = set(sys.builtin_module_names) | set(getattr(sys, "stdlib_module_names", ()))


def _catches(handler):
    kinds = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    return any(kind is None or getattr(kind, "id", getattr(kind, "attr", "")) in _CAUGHT
               for kind in kinds)


def _imports(tree):
    """(module, line) of the imports that must succeed: not those in a try that catches their
    failure, nor those for type checkers alone."""
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield alias.name, node.lineno
        elif isinstance(node, ast.ImportFrom):
            if node.level == 0 and node.module:
                yield node.module, node.lineno
        elif isinstance(node, ast.Try) and any(map(_catches, node.handlers)):
            waiting += node.orelse + node.finalbody
        elif isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test):
            waiting += node.orelse
        else:
            waiting += ast.iter_child_nodes(node)


def _spec(name, path, at_top):
    for finder in sys.meta_path:
        where = path if finder is PathFinder or not at_top else None
        try:
            spec = finder.find_spec(name, where)
        except Exception:  # a finder of somebody else's
            continue
        if spec is not None:
            return spec
    return None


class Search:
    def __init__(self, folders):
        # The folder's own files come first, as in a run.
        self._path = [*folders, *sys.path]

    def find(self, name):
        """(what is missing or None, files of the parts that were found). A part of a package with
        code of its own may come from that code: only namespaces are looked into."""
        path, files, full = self._path, [], ""
        for part in name.split("."):
            full = full + "." + part if full else part
            at_top = "." not in full
            if at_top and part in _STANDARD:
                return None, files
            spec = _spec(full, path, at_top)
            if spec is None:
                return full, files
            if spec.has_location and spec.origin:
                files.append(spec.origin)
            locations = spec.submodule_search_locations
            if locations is None or spec.has_location:
                return None, files + _below(locations, name[len(full) + 1:])
            path = list(getattr(locations, "_path", locations))
        return None, files


def _below(locations, rest):
    """The files of a package's part, as far as they are plain files."""
    files = []
    for folder in locations or ():
        for part in filter(None, rest.split(".")):
            folder = os.path.join(folder, part)
            for file in (os.path.join(folder, "__init__.py"), folder + ".py"):
                if os.path.isfile(file):
                    files.append(file)
    return files


def _parse(file):
    try:
        if os.path.getsize(file) > _MOST_BYTES:
            return None
        with open(file, "rb") as stream:
            return ast.parse(stream.read())
    except (OSError, SyntaxError, ValueError, RecursionError, MemoryError):
        return None  # what is wrong with it is told elsewhere


def missing(folders, files):
    """The modules that the files, and what they import from the folders, lack: each once."""
    search = Search(folders)
    own = tuple(os.path.join(os.path.realpath(folder), "") for folder in folders)
    waiting = [os.path.realpath(file) for file in files]
    seen, told, found = set(waiting), set(), []
    while waiting and len(seen) < _MOST_FILES:
        file = waiting.pop(0)
        tree = _parse(file)
        for name, line in sorted(_imports(tree), key=lambda one: one[1]) if tree else ():
            module, used = search.find(name)
            if module is not None and module not in told:
                told.add(module)
                found.append({"module": module, "file": file, "line": line})
            for one in map(os.path.realpath, used):
                if one.endswith(".py") and one.startswith(own) and "site-packages" not in one:
                    if one not in seen:
                        seen.add(one)
                        waiting.append(one)
    return found
