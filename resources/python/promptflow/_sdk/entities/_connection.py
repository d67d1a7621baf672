# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0

"""The old place of the connection classes."""

from promptflow._lazy import attach
from promptflow.connections import _NAMES

__getattr__ = attach(__name__, {name: "promptflow.connections" for name in _NAMES})
