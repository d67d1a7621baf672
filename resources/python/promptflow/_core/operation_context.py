# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0

"""The old place of OperationContext."""

from promptflow._lazy import attach

__getattr__ = attach(__name__, {"OperationContext": "promptflow.tracing._operation_context"})
