# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0

"""Registration of tools: accepted, since the engine finds tools by their files and entry points."""

from promptflow._lazy import attach

__getattr__ = attach(__name__)


def register_apis(api_modules):
    """Accepts a list of modules."""


def register_api_method(func):
    """Hands the method back."""
    return func


def register_builtins(module):
    """Accepts a module or a class."""
    return module


def register_builtin_method(func):
    """Hands the method back."""
    return func


def register_connections(connection_classes):
    """Accepts classes."""
    return connection_classes
