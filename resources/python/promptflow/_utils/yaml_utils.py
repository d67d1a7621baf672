# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0

"""YAML, read by the engine."""

from promptflow._lazy import attach

__getattr__ = attach(__name__)


def load_yaml(source):
    """What a file, by its path or opened, says; {} for None."""
    if source is None:
        return {}
    if hasattr(source, "read"):
        return load_yaml_string(source.read())
    with open(source, encoding="utf-8") as file:
        return load_yaml_string(file.read())


def load_yaml_string(yaml_string):
    """What a YAML text says."""
    from postern_worker import host

    return host.ask("yaml", text=yaml_string)
