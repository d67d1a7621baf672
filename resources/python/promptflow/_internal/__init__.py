# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0

"""Names that tool packages import from prompt flow's inside."""

from promptflow._lazy import attach, extend_path

__path__ = extend_path(__path__, __name__)
__getattr__ = attach(
    __name__,
    {
        "VERSION": "promptflow._version",
        "tool": "promptflow._core.tool",
        "ToolProvider": "promptflow._core.tool",
        "ToolInvoker": "promptflow._core.tool",
        "add_metric_logger": "promptflow._core.metric_logger",
        "log_metric": "promptflow._core.metric_logger",
        "register_apis": "promptflow._core.tools_manager",
        "register_builtins": "promptflow._core.tools_manager",
        "register_connections": "promptflow._core.tools_manager",
        "register_builtin_method": "promptflow._core.tools_manager",
        "register_api_method": "promptflow._core.tools_manager",
        "get_logger": "promptflow._utils.logger_utils",
        "logger": "promptflow._utils.logger_utils",
        "flow_logger": "promptflow._utils.logger_utils",
        "AttrDict": "promptflow.contracts.types",
    },
)
