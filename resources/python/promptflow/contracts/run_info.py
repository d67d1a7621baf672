# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0

"""The states of runs."""

from enum import Enum

from promptflow._lazy import attach

__getattr__ = attach(__name__)


class Status(Enum):
    """The state of a run."""

    Running = "Running"
    Preparing = "Preparing"
    Completed = "Completed"
    Failed = "Failed"
    Bypassed = "Bypassed"
    Canceled = "Canceled"
    NotStarted = "NotStarted"
    CancelRequested = "CancelRequested"

    @staticmethod
    def is_terminated(status):
        value = getattr(status, "value", status)
        return value in ("Completed", "Failed", "Bypassed", "Canceled")
