# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0

"""prompt flow's exceptions: the class hierarchy is the error code."""

from enum import Enum

from promptflow._lazy import attach

__getattr__ = attach(__name__)


class ErrorCategory(str, Enum):
    USER_ERROR = "UserError"
    SYSTEM_ERROR = "SystemError"
    UNKNOWN = "Unknown"


class ErrorTarget(str, Enum):
    """The part of the system where an error occurred."""

    EXECUTOR = "Executor"
    BATCH = "Batch"
    CORE = "Core"
    FLOW_EXECUTOR = "FlowExecutor"
    NODE_EXECUTOR = "NodeExecutor"
    TOOL = "Tool"
    AZURE_RUN_STORAGE = "AzureRunStorage"
    RUNTIME = "Runtime"
    UNKNOWN = "Unknown"
    RUN_TRACKER = "RunTracker"
    RUN_STORAGE = "RunStorage"
    CONTROL_PLANE_SDK = "ControlPlaneSDK"
    SERVING_APP = "ServingApp"
    FLOW_INVOKER = "FlowInvoker"
    FUNCTION_PATH = "FunctionPath"


class PromptflowException(Exception):
    """Base of all. The message is given, or made from message_format and further arguments."""

    def __init__(
        self,
        message="",
        message_format="",
        target=ErrorTarget.UNKNOWN,
        module=None,
        privacy_info=None,
        **kwargs,
    ):
        self._inner_exception = kwargs.get("error")
        self._target = target
        self._module = module
        self._message_format = message_format
        self._privacy_info = privacy_info
        self._kwargs = kwargs
        if message:
            self._message = str(message)
        elif self.message_format:
            self._message = self.message_format.format(**self.message_parameters)
        else:
            self._message = type(self).__name__
        super().__init__(self._message)

    @property
    def message(self):
        return self._message

    @property
    def message_format(self):
        return self._message_format

    @property
    def message_parameters(self):
        import string

        if not self._kwargs:
            return {}
        fields = string.Formatter().parse(self.message_format or "")
        names = {name for _, name, _, _ in fields if name is not None}
        return {name: self._kwargs.get(name, "<%s>" % name) for name in names}

    @property
    def target(self):
        return self._target

    @target.setter
    def target(self, value):
        self._target = value

    @property
    def module(self):
        return self._module

    @module.setter
    def module(self, value):
        self._module = value

    @property
    def reference_code(self):
        target = getattr(self.target, "value", self.target)
        return "%s/%s" % (target, self.module) if self.module else target

    @property
    def inner_exception(self):
        return self._inner_exception or self.__cause__

    @property
    def additional_info(self):
        return None

    @property
    def error_codes(self):
        if getattr(self, "_error_codes", None):
            return self._error_codes
        codes = []
        for kind in type(self).__mro__:
            if kind is PromptflowException:
                break
            codes.append(_SPECIAL_CODES.get(kind, kind.__name__))
        codes.reverse()
        return codes

    def __str__(self):
        return self.message


class UserErrorException(PromptflowException):
    """What the user gave is invalid or unsupported."""


class SystemErrorException(PromptflowException):
    """The service failed."""


class ValidationException(UserErrorException):
    """A validation failed."""


_SPECIAL_CODES = {
    SystemErrorException: "SystemError",
    UserErrorException: "UserError",
    ValidationException: "ValidationError",
}
