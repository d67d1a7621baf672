# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0

"""Errors of promptflow.core."""

from promptflow._lazy import attach
from promptflow.exceptions import ErrorTarget, SystemErrorException, UserErrorException

__getattr__ = attach(__name__)


class CoreError(UserErrorException):
    def __init__(
        self, message="", message_format="", target=ErrorTarget.CORE, module=None, **kwargs
    ):
        super().__init__(message, message_format, target, module, **kwargs)


class CoreInternalError(SystemErrorException):
    def __init__(
        self, message="", message_format="", target=ErrorTarget.CORE, module=None, **kwargs
    ):
        super().__init__(message, message_format, target, module, **kwargs)


class RequiredEnvironmentVariablesNotSetError(CoreError):
    def __init__(self, env_vars, cls_name):
        super().__init__(
            "Required environment variables %s to build %s not set." % (env_vars, cls_name)
        )


class MissingRequiredPackage(UserErrorException):
    def __init__(self, **kwargs):
        super().__init__(target=ErrorTarget.CORE, **kwargs)


class UserAuthenticationError(UserErrorException):
    """A credential was refused."""


class InvalidConnectionError(CoreError):
    """A connection can't be used as configured."""


class ConnectionNotFound(CoreError):
    """There is no connection of that name."""


class JinjaTemplateError(CoreError):
    """A template can't be rendered."""


class ChatAPIInvalidRoleError(CoreError):
    """A prompt has no role where a chat needs one."""


class ChatAPIFunctionRoleInvalidFormatError(CoreError):
    """A function message has no name."""


class ChatAPIFunctionRoleInvalidFormat(CoreError):
    """A function message has no name."""


class ChatAPIToolRoleInvalidFormat(CoreError):
    """A tool message has no tool_call_id."""


class MissingRequiredInputError(CoreError):
    """A prompty's input has neither value nor default."""


class InvalidOutputKeyError(CoreError):
    """A prompty's answer lacks a declared output."""


class InvalidSampleError(CoreError):
    """A prompty's sample can't be read."""


class ToolValidationError(UserErrorException):
    """A tool's definition is wrong."""


class ChatAPIInvalidFunctions(ToolValidationError):
    """The functions parameter is wrong."""


class ChatAPIInvalidTools(ToolValidationError):
    """The tools parameter is wrong."""


class LLMError(UserErrorException):
    """A model could not be asked."""


class WrappedOpenAIError(UserErrorException):
    """An error of the openai package."""

    def __init__(self, ex=None, **kwargs):
        self._ex = ex
        super().__init__(target=ErrorTarget.TOOL, **kwargs)

    @property
    def message(self):
        if self._ex is None:
            return super().message
        return "OpenAI API hits %s: %s [Error reference: %s]" % (
            type(self._ex).__name__,
            self._ex,
            "https://platform.openai.com/docs/guides/error-codes/api-errors",
        )

    @property
    def error_codes(self):
        if self._ex is None:
            return super().error_codes
        return ["UserError", "OpenAIError", type(self._ex).__name__]


class ExceedMaxRetryTimes(WrappedOpenAIError):
    """Asking again did not help."""

    @property
    def message(self):
        return "Exceed max retry times. " + super().message
