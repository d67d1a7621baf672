# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0

"""Texts of files that are being edited and not saved.

Code that imports or reads such a file gets its text, by content: nothing is written to the disk for
that, the file keeps its name, in tracebacks too, and once code has written to it, what it wrote
counts. What reads past Python's open(), as native code and child processes do, sees the disk.
"""

import builtins
import io
import os
import sys

import _frozen_importlib_external as importing

_texts = {}  # bytes, by absolute path and by the one without links
_open = builtins.open
_get_data = importing.FileLoader.get_data


def _names(file):
    """What a file may be known by; nothing for a descriptor."""
    try:
        name = os.fsdecode(os.fspath(file))
        return os.path.abspath(name), os.path.realpath(name)
    except (TypeError, ValueError, OSError):
        return ()


def text(file):
    """The bytes of a file that isn't saved; None of any other."""
    for name in _names(file):
        if name in _texts:
            return _texts[name]
    return None


def _forget(file):
    """The disk counts from now on."""
    import linecache

    for name in _names(file):
        _texts.pop(name, None)
        linecache.cache.pop(name, None)


class _Loader(importing.SourceFileLoader):
    """Loads a module from the text, without the bytecode that stands for the file."""

    def path_stats(self, path):
        raise OSError(path)  # so that no bytecode is looked for, or kept


def loader(name, path):
    """For a module of a file that isn't saved; None for any other."""
    return None if text(path) is None else _Loader(name, path)


class _Finder:
    """Stands in for the finder of files on sys.path."""

    @staticmethod
    def find_spec(name, path=None, target=None):
        spec = importing.PathFinder.find_spec(name, path, target)
        if spec is None or spec.loader is None:
            return _Finder._absent(name, path) or spec
        if isinstance(spec.loader, importing.SourceFileLoader):
            spec.loader = loader(name, spec.origin) or spec.loader
        return spec

    @staticmethod
    def _absent(name, path):
        """Of a module whose file is gone from the disk."""
        for folder in sys.path if path is None else path:
            base = os.path.join(folder, name.rpartition(".")[2])
            for file, places in ((os.path.join(base, "__init__.py"), [base]), (base + ".py", None)):
                own = loader(name, file)
                if own is not None:
                    return importing.spec_from_file_location(
                        name, file, loader=own, submodule_search_locations=places
                    )
        return None


def _data_of(self, path):
    """What a loader reads: a module's source, and a package's data."""
    data = text(path)
    return _get_data(self, path) if data is None else data


def _descriptor(data):
    """Of an open file with this content that is nowhere on the disk."""
    if hasattr(os, "memfd_create"):
        descriptor = os.memfd_create("unsaved")
    else:
        from tempfile import TemporaryFile

        with TemporaryFile() as file:
            descriptor = os.dup(file.fileno())
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]
    os.lseek(descriptor, 0, os.SEEK_SET)
    return descriptor


class _Opener:
    """open(). An object, since pathlib keeps it in a class, where a function would be a method."""

    __name__ = __qualname__ = "open"
    __doc__ = _open.__doc__

    def __call__(self, file, mode="r", *arguments, **options):
        data = text(file)
        if data is None or not isinstance(mode, str):
            return _open(file, mode, *arguments, **options)
        if any(letter in mode for letter in "wax+"):
            opened = _open(file, mode, *arguments, **options)
            _forget(file)
            return opened
        options.pop("opener", None)
        return _open(file, mode, *arguments[:5], opener=lambda *_: _descriptor(data), **options)


def _remember_lines(path, data):
    """For tracebacks, which would show the disk's."""
    import linecache

    try:
        lines = importing.decode_source(data).splitlines(True)
    except (SyntaxError, UnicodeDecodeError, LookupError):
        return
    linecache.cache[path] = (len(data), None, lines, path)


def _drop_changed(before, folder, since):
    """Modules of the folder whose text is another one by now are imported anew where they are next."""
    for name, module in list(sys.modules.items()):
        file = getattr(module, "__file__", None)
        if not isinstance(file, str) or not os.path.realpath(file).startswith(folder + os.sep):
            continue
        try:
            changed = os.stat(file).st_mtime >= since
        except OSError:
            changed = True
        own = os.path.abspath(file)
        if changed or before.get(own) != _texts.get(own):
            del sys.modules[name]


def read_anew(files, folder, since):
    """Code that is loaded from now on finds these texts in place of those of before, and else the
    disk as it is; `since` is when the last ones were given."""
    import importlib
    import linecache

    before = dict(_texts)
    _texts.clear()
    install(files)
    importlib.invalidate_caches()
    linecache.checkcache()
    _drop_changed(before, os.path.realpath(folder), since)


def install(files):
    """From now on code finds these texts: [(path, content)] in bytes."""
    for path, data in files:
        for name in _names(path):
            _texts[name] = data
    _remember()
    if importing.FileLoader.get_data is _data_of:
        return
    importing.FileLoader.get_data = _data_of
    opener = _Opener()
    builtins.open = io.open = opener
    accessor = getattr(sys.modules.get("pathlib"), "_NormalAccessor", None)  # Python 3.10
    if accessor is not None and getattr(accessor, "open", None) is _open:
        accessor.open = opener
    sys.meta_path.insert(sys.meta_path.index(importing.PathFinder), _Finder)


def _remember():
    for name, data in _texts.items():
        if name.endswith(".py"):
            _remember_lines(name, data)
