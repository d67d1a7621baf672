# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0

"""Names that are imported when they are first asked for, and the way to a real promptflow.

Where the environment has the real package, what this one does not provide is taken from there:
submodules through __path__, names of a module through its __getattr__.
"""

import os
import sys

_HERE = os.path.dirname(os.path.abspath(__file__))


def extend_path(path, package):
    """A package's __path__ with the real package's folders after ours."""
    relative = package.replace(".", os.sep)
    found = list(path)
    for entry in sys.path:
        folder = os.path.join(entry or os.curdir, relative)
        if folder not in found and not _is_ours(folder) and os.path.isdir(folder):
            found.append(folder)
    return found


def _is_ours(folder):
    return os.path.abspath(folder).startswith(_HERE)


def attach(module, names=None):
    """The __getattr__ of a module: `names` maps a name to the module that holds it."""
    names = names or {}

    def __getattr__(name):
        from importlib import import_module

        owner = names.get(name)
        if owner is not None:
            value = getattr(import_module(owner), name)
        elif name[:2] == "__":
            raise AttributeError("module %r has no attribute %r" % (module, name))
        else:
            value = _from_real(module, name)
        setattr(sys.modules[module], name, value)
        return value

    return __getattr__


def _from_real(module, name):
    found = real(module)
    if found is None or not hasattr(found, name):
        raise AttributeError(
            "module %r has no attribute %r. Postern brings its own promptflow package without it; "
            "installing promptflow in the flow's environment provides it." % (module, name)
        )
    return getattr(found, name)


def real(module):
    """The real package's module of that name, loaded beside ours; None when there is none."""
    alias = "_postern_real." + module
    if alias in sys.modules:
        return sys.modules[alias]
    relative = module.replace(".", os.sep)
    for entry in sys.path:
        for tail, is_package in ((os.sep + "__init__.py", True), (".py", False)):
            path = os.path.join(entry or os.curdir, relative + tail)
            if os.path.isfile(path) and not _is_ours(path):
                return _load_real(alias, module, path, is_package)
    return None


def _load_real(alias, module, path, is_package):
    from importlib.util import module_from_spec, spec_from_file_location

    spec = spec_from_file_location(alias, path)
    loaded = module_from_spec(spec)
    # Its relative imports must lead to the modules that everybody else sees.
    loaded.__package__ = module if is_package else module.rpartition(".")[0]
    sys.modules[alias] = loaded
    try:
        spec.loader.exec_module(loaded)
    except ImportError:
        del sys.modules[alias]
        return None
    return loaded
