# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0
"""CPython of the distribution for machines that have none: the interpreter and its standard library, compiled."""

import pathlib
import re
import subprocess

import debian

FOLDER = pathlib.Path("libexec/python")
# Of no use to a flow: its own tests, windows, editors and what is made at installation.
LEFT_OUT = re.compile(r"/(test|tests|idlelib|tkinter|turtledemo|lib2to3|__pycache__|config-[^/]+)/|/turtle\.py$|/sitecustomize\.py$")


def version():
    """"3.11", of the distribution's own interpreter."""
    return pathlib.Path("/usr/bin/python3").resolve().name.removeprefix("python")


def files():
    """{path below FOLDER: the distribution's file}"""
    number = version()
    found = {"bin/python3": pathlib.Path(f"/usr/bin/python{number}")}
    for package in (f"libpython{number}-minimal", f"libpython{number}-stdlib"):
        for path in debian.files(package):
            if path.is_relative_to(f"/usr/lib/python{number}") and not path.is_symlink() and not LEFT_OUT.search(str(path)):
                found[path.relative_to("/usr").as_posix()] = path
    return found


def compile_library(tree):
    """Compiles the library where it lies, since a package may be installed where its users can't write. Returns
    {compiled file: its source}, paths below the tree. The same sources give the same bytes: they name no folder of
    this machine and no time."""
    library = tree / FOLDER / "lib" / f"python{version()}"
    subprocess.run([tree.resolve() / FOLDER / "bin/python3", "-I", "-m", "compileall", "-q", "--invalidation-mode", "unchecked-hash",
                    "-s", tree.resolve(), "-p", "/", library.resolve()], check=True)
    compiled = {}
    for path in library.rglob("__pycache__/*.pyc"):
        source = path.parent.parent / f"{path.name.split('.')[0]}.py"
        compiled[path.relative_to(tree).as_posix()] = source.relative_to(tree).as_posix()
    return compiled
