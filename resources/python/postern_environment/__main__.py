# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0

"""Prints one JSON object: this interpreter, how the requirements of the files named are met, and,
after --imports FOLDERS FILES (JSON lists), what the Python files import and isn't there. With --inside FOLDER
before it, no requirements outside of that folder are read."""

import json
import os
import platform
import sys

sys.path[0] = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))

from importlib import metadata  # noqa: E402

from postern_environment import imports, requirements  # noqa: E402

# What Postern brings along: a flow that needs no more of it runs without the packages.
PROVIDED = {"promptflow", "promptflow-core", "promptflow-tracing", "promptflow-tools"}


def _version(name):
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None


def _missing_of_extras(requirement):
    """The first requirement of the extras that isn't met, as text; None when all are."""
    for text in metadata.requires(requirement.name) or []:
        wanted = requirements.Requirement(text)
        if wanted.applies():
            continue  # not of an extra
        if any(wanted.applies(extra) for extra in requirement.extras):
            version = _version(wanted.name)
            if version is None or not wanted.contains(version):
                return text.split(";")[0].strip()
    return None


def _state(requirement):
    """(state, installed version, what is missing)"""
    if not requirement.applies():
        return "not needed", None, None
    version = _version(requirement.name)
    if version is None:
        provided = requirements.canonical(requirement.name) in PROVIDED
        return ("provided" if provided else "missing"), None, None
    if not requirement.contains(version):
        return "other version", version, None
    missing = _missing_of_extras(requirement)
    return ("ok" if missing is None else "extra missing"), version, missing


def _check(line):
    found = {"requirement": line.text, "file": line.file, "line": line.number, "name": None,
             "installed": None, "needs": None, "state": "unchecked"}
    if not line.is_path:
        try:
            requirement = requirements.Requirement(line.text)
            found["name"] = requirement.name
            found["state"], found["installed"], found["needs"] = _state(requirement)
        except ValueError as error:
            found["state"], found["needs"] = "invalid", str(error)
    return found


def main(arguments):
    answer = {"version": platform.python_version(), "prefix": sys.prefix,
              "base": sys.base_prefix, "requirements": [], "imports": []}
    root = None
    if arguments[:1] == ["--inside"]:
        root, arguments = os.path.realpath(arguments[1]), arguments[2:]
    if arguments[:1] == ["--imports"]:
        folders, files = map(json.loads, arguments[1:3])
        arguments = arguments[3:]
        answer["imports"] = imports.missing(folders, files)
    try:
        for file in arguments:
            answer["requirements"] += [_check(line) for line in requirements.read(file, root)]
    except requirements.Outside as error:
        answer["outside"] = str(error)
    except (OSError, UnicodeError) as error:
        answer["error"] = str(error)
    json.dump(answer, sys.stdout)


main(sys.argv[1:])
