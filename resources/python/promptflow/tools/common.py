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


VALID_ROLES = ["system", "user", "assistant", "function", "tool"]
GPT4V_VERSION = "vision-preview"
INPUTS_TO_ESCAPE_PARAM_KEY = "_inputs_to_escape"


def _ask(kind, **arguments):
    """Asks the engine; its errors are raised as those of promptflow.tools."""
    from postern_worker import host
    from promptflow.exceptions import PromptflowException

    try:
        return host.ask(kind, **arguments)
    except PromptflowException as error:
        own = getattr(errors, error.error_codes[-1], None)
        if own is None:
            raise
        raise own(message=error.message) from None


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
    """Splits a rendered prompt into the messages of a chat. A line that is the text of one of
    `images` becomes that image."""
    return _ask(
        "messages",
        prompt=str(chat_str),
        images=list(images or ()),
        detail=image_detail,
        roles=list(valid_roles or ()),
    )


def validate_role(role, valid_roles=None, escape_dict=None):
    """Raises ChatAPIInvalidRole for a word that opens no message."""
    roles = valid_roles or VALID_ROLES
    if role not in roles:
        for stand_in, word in (escape_dict or {}).items():
            role = role.replace(stand_in, word)
        parse_chat(role + "\n", valid_roles=roles)


def validate_functions(functions):
    """Raises ChatAPIInvalidFunctions for what is no list of functions."""
    _ask("check", what="functions", value=functions)


def validate_tools(tools):
    """Raises ChatAPIInvalidTools for what is no list of tools."""
    _ask("check", what="tools", value=tools)


def process_function_call(function_call):
    """What is sent as function_call."""
    return _ask("check", what="function_call", value=function_call)


def process_tool_choice(tool_choice):
    """What is sent as tool_choice."""
    return _ask("check", what="tool_choice", value=tool_choice)


def post_process_chat_api_response(completion, stream, functions=None, tools=None):
    """What a tool gives of openai's answer: its text or, where functions could be called, the
    message; of a stream a generator of texts."""
    if not stream:
        if functions or tools:
            return completion.model_dump()["choices"][0]["message"]
        return getattr(completion.choices[0].message, "content", "")
    if functions is not None:
        raise errors.FunctionCallNotSupportedInStreamMode(
            message="Function calling has not been supported by stream mode yet."
        )
    return _texts(completion)


def _texts(chunks):
    for chunk in chunks:
        if chunk.choices:
            yield getattr(chunk.choices[0].delta, "content", None) or ""


class Deployment:
    """A deployment of a model."""

    def __init__(self, name, model_name, version):
        self.name = name
        self.model_name = model_name
        self.version = version


def build_deployment_dict(item):
    """The Deployment that Azure's list tells of."""
    model = item.properties.model
    return Deployment(item.name, model.name, model.version)


def list_deployment_connections(
    subscription_id=None, resource_group_name=None, workspace_name=None, connection=""
):
    """None: only an Azure workspace knows the deployments."""


def preprocess_template_string(template_string):
    """Puts every ![image]({{name}}) on a line of its own, where parse_chat looks for images."""
    import re

    mark = r"!\[\s*image\s*\]\(\{\{(\s*[^\s{}]+\s*)\}\}\)"
    return re.sub(mark, lambda found: "\n{{%s}}\n" % found.group(1), template_string)


def convert_to_chat_list(obj):
    """The value with lists that print their items one a line."""
    if isinstance(obj, dict):
        return {key: convert_to_chat_list(value) for key, value in obj.items()}
    if isinstance(obj, list):
        return ChatInputList(convert_to_chat_list(item) for item in obj)
    return obj


def find_referenced_image_set(kwargs):
    """The images among arguments, also those inside lists and dicts."""
    from promptflow.contracts.multimedia import Image

    if isinstance(kwargs, Image):
        return {kwargs}
    if isinstance(kwargs, dict):
        kwargs = list(kwargs.values())
    inside = kwargs if isinstance(kwargs, list) else []
    return set().union(*map(find_referenced_image_set, inside))


def build_messages(prompt, images=None, image_detail="auto", **kwargs):
    """Renders a chat's template and splits it. Role lines in the arguments that
    `_inputs_to_escape` names open no message."""
    guarded = kwargs.pop("_inputs_to_escape", None) or ()
    words = {}
    arguments = {
        name: _guarded(value, words) if name in guarded else value
        for name, value in kwargs.items()
    }
    text = render_jinja_template(prompt, **arguments)
    return _restored(parse_chat(text, images=images, image_detail=image_detail), words)


_ROLE_LINE = r"(?im)^\s*#?\s*(system|user|assistant|function|tool)(?=\s*:\s*$)"


def _guarded(value, words):
    """The value with a stand-in for every word that would open a message, noted in `words`."""
    import re
    from uuid import uuid4

    if isinstance(value, str):
        for word in set(re.findall(_ROLE_LINE, value)):
            stand_in = str(uuid4())
            words[stand_in] = word
            value = value.replace(word, stand_in)
        return value
    if isinstance(value, dict):
        return {key: _guarded(item, words) for key, item in value.items()}
    if isinstance(value, list):
        return type(value)(_guarded(item, words) for item in value)
    return value


def _restored(value, words):
    if isinstance(value, str):
        for stand_in, word in words.items():
            value = value.replace(stand_in, word)
        return value
    if isinstance(value, dict):
        return {key: _restored(item, words) for key, item in value.items()}
    return [_restored(item, words) for item in value] if isinstance(value, list) else value


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
    """The HTTP status of what is worth another try, 0 for a lost connection or a time-out; raises the
    rest."""
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
        told = ("%s %s" % (error, error.__cause__)).lower()
        is_passing = isinstance(error, openai.APITimeoutError) or any(
            words in told
            for words in ("connection aborted", "server disconnected without sending a response")
        )
        if is_passing:
            return 0
        raise errors.WrappedOpenAIError(error) from error
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
        seconds = min(60.0, 2.0 + 2.0 ** min(number, 6))
    sleep(seconds)
