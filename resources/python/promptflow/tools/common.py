# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0

"""Helpers that tools written for prompt flow share. The engine renders and splits prompts."""

import os

from promptflow._lazy import attach
from promptflow.connections import AzureOpenAIConnection, OpenAIConnection, ServerlessConnection
from promptflow.tools import exception as errors

__getattr__ = attach(
    __name__,
    {
        name: "promptflow.tools.exception"
        for name in (
            "ChatAPIInvalidRole",
            "ChatAPIFunctionRoleInvalidFormat",
            "ChatAPIToolRoleInvalidFormat",
            "ChatAPIInvalidFunctions",
            "ChatAPIInvalidTools",
            "ExceedMaxRetryTimes",
            "InvalidConnectionType",
            "JinjaTemplateError",
            "LLMError",
            "ToolValidationError",
            "WrappedOpenAIError",
        )
    },
)


class ChatInputList(list):
    """A list that prints its items, one a line."""

    def __str__(self):
        return "\n".join(str(item) for item in self)


def render_jinja_template(
    template_content=None, trim_blocks=True, keep_trailing_newline=True, escape_dict=None, **kwargs
):
    """Renders a template with Jinja2 of the environment, which sees objects as they are; without
    it the engine renders, for plain values. `prompt` is an old name of template_content."""
    if template_content is None:
        template_content = kwargs.pop("prompt")
    try:
        try:
            from jinja2.sandbox import SandboxedEnvironment
        except ImportError:
            return _render_by_engine(template_content, kwargs)
        from jinja2 import Environment

        sandboxed = os.environ.get("PF_USE_SANDBOX_FOR_JINJA", "true").lower() != "false"
        kind = SandboxedEnvironment if sandboxed else Environment
        environment = kind(trim_blocks=trim_blocks, keep_trailing_newline=keep_trailing_newline)
        return environment.from_string(template_content).render(**kwargs)
    except Exception as error:
        raise errors.JinjaTemplateError(
            message="Failed to render jinja template: %s: %s. Please modify your prompt to fix the "
            "issue." % (type(error).__name__, error)
        ) from error


def _render_by_engine(template, variables):
    from postern_worker import host

    return host.ask("render", template=template, variables=variables)


def parse_chat(chat_str, images=None, valid_roles=None, image_detail="auto", escape_dict=None):
    """Splits a rendered prompt into the messages of a chat."""
    if images:
        from promptflow.exceptions import UserErrorException

        raise UserErrorException(
            "Postern's parse_chat takes no images. Use an llm node with images among its inputs."
        )
    from postern_worker import host

    messages = host.ask("messages", prompt=str(chat_str))
    for message in messages:
        if valid_roles and message["role"] not in valid_roles:
            raise errors.ChatAPIInvalidRole(
                message="The role '%s' is none of %s." % (message["role"], list(valid_roles))
            )
    return messages


def normalize_connection_config(connection):
    """The arguments of openai's client for a connection. Tries again by itself no more."""
    if isinstance(connection, AzureOpenAIConnection):
        arguments = {
            "max_retries": 0,
            "api_version": connection.api_version,
            "azure_endpoint": connection.api_base,
        }
        if connection.api_key:
            arguments["api_key"] = connection.api_key
        else:
            arguments["azure_ad_token_provider"] = connection.get_token
        return arguments
    if isinstance(connection, OpenAIConnection):
        return {
            "max_retries": 0,
            "api_key": connection.api_key,
            "organization": connection.organization,
            "base_url": connection.base_url,
        }
    if isinstance(connection, ServerlessConnection):
        base = connection.api_base
        return {
            "max_retries": 0,
            "api_key": connection.api_key,
            "base_url": base if base.endswith("/v1") else base + "/v1",
        }
    raise errors.InvalidConnectionType(
        message="Not Support connection type '%s'. Connection type should be in "
        "[AzureOpenAIConnection, OpenAIConnection, ServerlessConnection]."
        % type(connection).__name__
    )


def init_openai_client(connection):
    from openai import OpenAI

    return OpenAI(**normalize_connection_config(connection))


def init_azure_openai_client(connection):
    from openai import AzureOpenAI

    return AzureOpenAI(**normalize_connection_config(connection))


def to_bool(value):
    return str(value).lower() == "true"


def handle_openai_error(tries=100, unprocessable_entity_error_tries=3):
    """Makes a function ask again while the service is busy or fails, and tells what stays wrong
    as prompt flow's errors."""

    def decorate(function):
        from functools import wraps

        @wraps(function)
        def call(*args, **kwargs):
            refused = 0
            for number in range(tries + 1):
                try:
                    return function(*args, **kwargs)
                except Exception as error:
                    status = _status_to_retry(error)
                    refused = refused + 1 if status == 422 else 0
                    if number == tries or refused == unprocessable_entity_error_tries:
                        raise errors.ExceedMaxRetryTimes(error) from error
                    _wait(error, number)

        return call

    return decorate


def _status_to_retry(error):
    """The HTTP status of what is worth another try, 0 for a lost connection; raises the rest."""
    from promptflow.exceptions import PromptflowException

    if isinstance(error, PromptflowException):
        raise error
    try:
        import openai
    except ImportError:
        openai = None
    if openai is None or not isinstance(error, openai.OpenAIError):
        raise errors.LLMError(
            message="OpenAI API hits exception: %s: %s" % (type(error).__name__, error)
        ) from error
    if isinstance(error, openai.APIConnectionError):
        return 0
    status = getattr(error, "status_code", None)
    spent = getattr(error, "type", None) == "insufficient_quota"
    if status is None or spent or (status < 500 and status not in (422, 429)):
        raise errors.WrappedOpenAIError(error) from error
    return status


def _wait(error, number):
    from time import sleep

    response = getattr(error, "response", None)
    wished = response.headers.get("retry-after") if response is not None else None
    try:
        seconds = float(wished)
    except (TypeError, ValueError):
        seconds = min(60.0, 2.0 + 2.0 * number)
    sleep(seconds)
