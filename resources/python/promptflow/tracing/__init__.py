# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0

"""promptflow.tracing: functions under @trace are spans of the node that calls them."""

from promptflow._lazy import attach, extend_path

__path__ = extend_path(__path__, __name__)

__getattr__ = attach(
    __name__,
    {
        "__version__": "promptflow",
        "trace": "promptflow.tracing._trace",
        "start_trace": "promptflow.tracing._trace",
        "enrich_prompt_template": "promptflow.tracing._trace",
        "ThreadPoolExecutorWithContext": "promptflow.tracing._threads",
    },
)
