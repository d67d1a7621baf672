# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0

"""Errors of promptflow's own layer above the engine."""

from promptflow._lazy import attach
from promptflow.exceptions import UserErrorException

__getattr__ = attach(__name__)


class SDKError(UserErrorException):
    """Something was asked for that can't be done."""


class InvalidFlowError(SDKError):
    """A flow can't be changed as wished."""
