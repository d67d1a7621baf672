# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0

"""Errors of tools."""

from promptflow._lazy import attach
from promptflow.core._errors import ExceedMaxRetryTimes, WrappedOpenAIError  # noqa: F401
from promptflow.exceptions import ErrorTarget, SystemErrorException, UserErrorException

__getattr__ = attach(__name__)


def _of_tool(self, message="", **kwargs):
    kwargs.setdefault("target", ErrorTarget.TOOL)
    UserErrorException.__init__(self, message, **kwargs)


class ToolValidationError(UserErrorException):
    """A tool can't work with what it was given."""

    __init__ = _of_tool


class LLMError(UserErrorException):
    """A model could not be asked."""

    __init__ = _of_tool


class JinjaTemplateError(ToolValidationError):
    """A template can't be rendered."""


class ChatAPIInvalidRole(ToolValidationError):
    """A prompt has no role where a chat needs one."""


class ChatAPIFunctionRoleInvalidFormat(ToolValidationError):
    """A function message has no name."""


class ChatAPIToolRoleInvalidFormat(ToolValidationError):
    """A tool message has no tool_call_id."""


class ChatAPIInvalidFunctions(ToolValidationError):
    """The functions parameter is wrong."""


class ChatAPIInvalidTools(ToolValidationError):
    """The tools parameter is wrong."""


class FunctionCallNotSupportedInStreamMode(ToolValidationError):
    """Functions and streaming exclude each other."""


class InvalidConnectionType(ToolValidationError):
    """A connection is of a type that the tool has no use for."""


class SerpAPISystemError(SystemErrorException):
    """The search service failed."""


class SerpAPIUserError(UserErrorException):
    """The search service refused."""


class OpenModelLLMOnlineEndpointError(UserErrorException):
    """The endpoint of an open model failed."""


class OpenModelLLMUserError(UserErrorException):
    """An open model can't be asked this way."""


class OpenModelLLMKeyValidationError(ToolValidationError):
    """A connection lacks a key."""


class AzureContentSafetyInputValueError(UserErrorException):
    """The content safety service can't take this."""


class AzureContentSafetySystemError(SystemErrorException):
    """The content safety service failed."""


class ParseConnectionError(UserErrorException):
    """A connection can't be read."""


class ListDeploymentsError(UserErrorException):
    """The deployments of a resource can't be listed."""
