# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0
"""Programs and shared libraries: what they need, and how they are made to find it beside themselves."""

import os
import pathlib
import re
import subprocess


def is_elf(path):
    if path.is_symlink() or not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(4) == b"\x7fELF"


def needed(path):
    """The sonames that a file asks for."""
    printed = subprocess.run(["patchelf", "--print-needed", path], check=True, capture_output=True, text=True)
    return printed.stdout.split()


# What the programs load when they need it, see SharedLibrary in engine/base.
LOADED_LATER = ["libcurl.so.4", "libsecret-1.so.0"]


def loaded_later():
    """Soname to path of LOADED_LATER."""
    listed = subprocess.run(["/sbin/ldconfig", "-p"], check=True, capture_output=True, text=True).stdout
    found = dict(reversed(re.findall(r"^\s*(\S+) \(.*x86-64.*\) => (/\S+)$", listed, re.M)))
    return {name: pathlib.Path(found[name]) for name in LOADED_LATER}


def libraries(paths):
    """All shared libraries that these files load on this machine, and theirs: soname to path."""
    later = loaded_later()
    return {**later, **_linked([*paths, *later.values()])}


def _linked(paths):
    printed = subprocess.run(["ldd", *paths], check=True, capture_output=True, text=True).stdout
    missing = re.findall(r"^\s*(\S+) => not found", printed, re.M)
    if missing:
        raise SystemExit(f"Shared libraries are missing on this machine: {', '.join(sorted(set(missing)))}")
    return {name: pathlib.Path(path) for name, path in re.findall(r"^\s*(\S+) => (/\S+) \(0x", printed, re.M)}


def look_beside(path, folder):
    """Lets a file look for libraries in `folder`, said from where the file itself is."""
    relative = os.path.relpath(folder, path.parent)
    subprocess.run(["patchelf", "--set-rpath", "$ORIGIN" if relative == "." else f"$ORIGIN/{relative}", path], check=True)


def glibc_version(paths):
    """The oldest glibc that has all that these files ask of it, as (2, 36)."""
    printed = subprocess.run(["readelf", "--version-info", "--wide", *paths], check=True, capture_output=True, text=True)
    return max(tuple(map(int, version.split("."))) for version in re.findall(r"GLIBC_(2\.\d+)", printed.stdout))
