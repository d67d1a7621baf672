# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0

"""Entry point: python3 -X utf8 .../postern_worker/__main__.py CHANNEL_FD WATCH_FD [CACHE]."""

import os
import sys

import _frozen_importlib_external as importing

_CACHE = sys.argv[3] if len(sys.argv) > 3 else ""
_ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


class _CachedLoader(importing.SourceFileLoader):
    """Keeps the bytecode of our own packages in Postern's home: where they are installed they can
    seldom be written to, and compiling them takes longer than all else of a start."""

    def get_code(self, fullname):
        settings = sys.pycache_prefix, sys.dont_write_bytecode
        sys.pycache_prefix, sys.dont_write_bytecode = _CACHE or None, not _CACHE
        try:
            return super().get_code(fullname)
        finally:
            sys.pycache_prefix, sys.dont_write_bytecode = settings


def _find_own(path):
    if path != _ROOT and not path.startswith(_ROOT + os.sep):
        raise ImportError
    return importing.FileFinder(path, (_CachedLoader, [".py"]))


sys.path_hooks.insert(0, _find_own)
# The flow's folder comes first for what the flow imports, then our own packages.
sys.path[0] = _ROOT

from postern_worker.server import main  # noqa: E402

main(int(sys.argv[1]), int(sys.argv[2]))
