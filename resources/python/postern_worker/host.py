# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0

"""Requests to the engine, which renders templates and asks models for Python code."""

import builtins
import os
from _thread import allocate_lock

from postern_worker.channel import HOST_CALL
from postern_worker.codec import encode
from postern_worker.logs import current_call

# What the engine has told of connections, by name.
connections = {}
# What the run is of, as prompt flow calls it: "dag" or "flex".
target = "dag"

_channel = None
_server = None
_started_with = {}
_waiting = {}
_count = 0
_lock = allocate_lock()


def connect(channel, server):
    global _channel, _server, _started_with
    _channel = channel
    _server = server
    _started_with = os.environ.copy()


def available():
    return _channel is not None


def environment():
    """The variables that code has set since the start: the engine reads some, too."""
    return {key: value for key, value in os.environ.items() if _started_with.get(key) != value}


def ask(kind, **arguments):
    """Sends a request and waits for the answer; an error of the engine is raised here."""
    global _count
    if _channel is None:
        from promptflow.exceptions import UserErrorException

        raise UserErrorException(
            "This needs Postern's engine: run the code in a flow, with `postern flow test`."
        )
    from postern_worker.line import FORGETFUL

    ready = allocate_lock()
    ready.acquire()
    with _lock:
        _count += 1
        number = _count
        _waiting[number] = box = [ready, None, None]
    _server.give_up_lead()
    _channel.send(HOST_CALL, current_call.get(), encode((number, kind, arguments), FORGETFUL))
    ready.acquire()
    if box[2] is not None:
        raise _exception(*box[2])
    return box[1]


def answer(number, value, error):
    box = _waiting.pop(number)
    box[1] = value
    box[2] = error
    box[0].release()


def _exception(codes, message, file, line, details):
    """An error of the engine as Python's or prompt flow's class of that name, made up where there
    is none. It keeps where it happened in a flow that was called."""
    error = _of_class(codes, message)
    if file:
        error._postern_place = (file, line)
    if details:
        error._postern_details = details
    return error


def _of_class(codes, message):
    from promptflow import exceptions
    from promptflow._sdk import _errors as sdk
    from promptflow.core import _errors
    from promptflow.tools import exception as tools

    parts = codes.split("/")
    own = getattr(builtins, parts[-1], None) if parts[:-1] == ["SystemError"] else None
    if isinstance(own, type) and issubclass(own, Exception):
        return own(message)
    base = exceptions.UserErrorException
    if parts[0] == "SystemError":
        base = exceptions.SystemErrorException
    name = "WrappedOpenAIError" if "OpenAIError" in parts else parts[-1]
    known = {**vars(sdk), **vars(tools), **vars(_errors)}
    kind = known.get(name) or known.get(name.replace("Error", "ErrorException"))
    if kind is None or kind is _errors.RequiredEnvironmentVariablesNotSetError:
        kind = type(parts[-1], (base,), {"__module__": "promptflow.exceptions"})
    error = kind(message=message)
    error._error_codes = parts
    return error


def connection(name):
    """The data of a connection of the run, None when there is none of that name."""
    if name not in connections:
        ask("connection", name=name)
    return connections.get(name)
