# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0

"""Errors of making a flow's nodes ready, as code that catches them knows them."""

from promptflow._lazy import attach
from promptflow.exceptions import (
    ErrorTarget,
    PromptflowException,
    UserErrorException,
    ValidationException,
)

__getattr__ = attach(__name__)


class InvalidAssistantTool(ValidationException):
    """A tool of an assistant's definition is wrong."""


class InvalidCustomLLMTool(ValidationException):
    """A package's tool has no parameter for the prompt."""


class InvalidFlowRequest(ValidationException):
    """A flow can't run as it is."""

    def __init__(self, target=ErrorTarget.EXECUTOR, **kwargs):
        super().__init__(target=target, **kwargs)


class NodeInputValidationError(InvalidFlowRequest):
    """An input of a node is wrong."""


class ValueTypeUnresolved(ValidationException):
    """A tool's input has a type that nobody knows."""


class FailedToGenerateToolDefinition(UserErrorException):
    """A function can't be described to a model."""


class GetConnectionError(ValidationException):
    """A node's connection isn't there."""

    def __init__(self, connection, node_name, error, **kwargs):
        super().__init__(
            "Get connection '%s' for node '%s' error: %s" % (connection, node_name, error),
            target=ErrorTarget.EXECUTOR,
        )


class ResolveToolError(PromptflowException):
    """A node's tool can't be made ready; its cause says why."""

    def __init__(self, *, node_name, target=ErrorTarget.EXECUTOR, module=None):
        super().__init__("Tool load failed in '%s'." % node_name, target=target, module=module)

    @property
    def message(self):
        cause = self.inner_exception
        if cause is None:
            return self._message
        return "%s: (%s) %s" % (self._message[:-1], type(cause).__name__, cause)

    @property
    def error_codes(self):
        cause = self.inner_exception
        if isinstance(cause, PromptflowException):
            return cause.error_codes
        return ["SystemError", type(self if cause is None else cause).__name__]
