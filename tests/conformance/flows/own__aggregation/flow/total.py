# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0

from promptflow.core import log_metric, tool


@tool
def total(values, given):
    log_metric("sum", sum(values))
    return [values, given]
