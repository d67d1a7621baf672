# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0

"""Postern's own promptflow package: the public names that flows import."""

from promptflow._lazy import attach, extend_path

__path__ = extend_path(__path__, __name__)
__version__ = "1.18.5"

__getattr__ = attach(
    __name__,
    {
        "tool": "promptflow._core.tool",
        "ToolProvider": "promptflow._core.tool",
        "log_metric": "promptflow._core.metric_logger",
        "PFClient": "promptflow.client",
        "load_flow": "promptflow.client",
        "VERSION": "promptflow._version",
    },
)
