# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0

"""What this interpreter has read to start: after a change there, another one would start
differently."""

import os
import sys

_OWN = os.path.dirname(os.path.dirname(os.path.abspath(__file__))) + os.sep


def start_files():
    """Paths of files and folders; some aren't there, and their coming is a change, too."""
    paths = {sys.executable}
    for place in (sys.prefix, os.path.dirname(sys.executable), sys.exec_prefix):
        paths.add(os.path.join(place, "pyvenv.cfg"))
    user = getattr(sys.modules.get("site"), "USER_SITE", None)
    for folder in [*sys.path, user]:
        if isinstance(folder, str):
            paths.add(folder)
            paths.update(_path_files(folder))
    library = os.path.dirname(os.__file__) + os.sep
    for module in list(sys.modules.values()):
        file = getattr(module, "__dict__", {}).get("__file__")
        if not isinstance(file, str) or file.startswith(_OWN):
            continue
        if not file.startswith(library) or "-packages" in file:
            paths.add(file)
    return sorted(paths)


def _path_files(folder):
    try:
        names = os.listdir(folder)
    except OSError:
        return []
    return [os.path.join(folder, name) for name in names if name.endswith((".pth", "._pth"))]
