# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0

"""promptflow.core: what flows need to run."""

from promptflow._lazy import attach, extend_path

__path__ = extend_path(__path__, __name__)

__getattr__ = attach(
    __name__,
    {
        "__version__": "promptflow",
        "tool": "promptflow._core.tool",
        "ToolProvider": "promptflow._core.tool",
        "log_metric": "promptflow._core.metric_logger",
        "log_flow_metric": "promptflow._core.metric_logger",
        "Prompty": "promptflow.core._flow",
        "AsyncPrompty": "promptflow.core._flow",
        "Flow": "promptflow.core._flow",
        "AsyncFlow": "promptflow.core._flow",
        "AzureOpenAIModelConfiguration": "promptflow.core._model_configuration",
        "OpenAIModelConfiguration": "promptflow.core._model_configuration",
        "ModelConfiguration": "promptflow.core._model_configuration",
    },
)
