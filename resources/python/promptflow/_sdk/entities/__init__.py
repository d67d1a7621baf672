# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0

"""The old place of promptflow.entities."""

from promptflow import entities
from promptflow._lazy import extend_path

__path__ = extend_path(__path__, __name__)


def __getattr__(name):
    return getattr(entities, name)
