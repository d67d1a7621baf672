# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0

"""Prompties and flows in Python code. The engine runs them."""

import os

from promptflow._lazy import attach
from promptflow.core._context import FlowContext, connections_of, settings

__getattr__ = attach(__name__)


def _plain_model(model):
    """What Prompty.load was given as model, as plain data, and the connection objects in it by name:
    a configuration object stands for the whole configuration, a dict goes over the file's."""
    from promptflow.core._context import name_of

    model = dict(model or {})
    configuration = model.get("configuration")
    if isinstance(configuration, dict):
        connection = configuration.get("connection")
        if getattr(connection, "_is_postern_connection", False):
            name = name_of(connection)
            model["configuration"] = {**configuration, "connection": name}
            return {"model": model}, {name: connection}
    elif configuration is not None:
        from dataclasses import asdict

        given = {name: value for name, value in asdict(configuration).items() if value is not None}
        kind = "azure_openai" if configuration._type == "AzureOpenAI" else "openai"
        model["configuration"] = {**given, "type": kind}
        return {"replaces": True, "model": model}, {}
    return {"model": model}, {}


def _pieces(stream):
    """The pieces of a streamed answer, asked for one by one."""
    from postern_worker import host

    ended = False
    try:
        while True:
            piece = host.ask("stream.next", stream=stream)
            if piece is None:
                ended = True
                return
            yield _answer(piece) if isinstance(piece, dict) else piece
    finally:
        if not ended:
            host.ask("stream.next", stream=stream, close=True)


def _answer(members):
    from promptflow.core._answer import Answer

    return Answer(members)


async def _await_in_thread(function, *args, **kwargs):
    import asyncio
    from contextvars import copy_context

    context = copy_context()
    loop = asyncio.get_running_loop()
    return await loop.run_in_executor(None, lambda: context.run(function, *args, **kwargs))


async def _pieces_async(pieces):
    while True:
        piece = await _await_in_thread(next, pieces, None)
        if piece is None:
            return
        yield piece


class Prompty:
    """A prompt with its model: call it with the prompt's inputs. Other keywords go over the
    settings of the file by their names."""

    def __init__(self, path, model=None, **kwargs):
        self._path = os.path.abspath(os.fspath(path))
        self._asked, self._connections = _plain_model(model)
        self._settings = kwargs

    @classmethod
    def load(cls, source, **kwargs):
        from promptflow.exceptions import UserErrorException

        path = os.path.abspath(os.fspath(source))
        if not os.path.exists(path):
            raise UserErrorException("Source %s does not exist" % path)
        if not path.endswith(".prompty"):
            raise UserErrorException("Source must be a file with .prompty extension.")
        return cls(path, **kwargs)

    @property
    def path(self):
        from pathlib import Path

        return Path(self._path)

    @property
    def code(self):
        return self.path.parent

    def _ask(self, kind, inputs):
        from postern_worker import host

        return host.ask(
            kind,
            source=self._path,
            settings=self._settings,
            connections=connections_of(self._connections),
            **self._asked,
            inputs=inputs,
            environment=host.environment(),
        )

    @staticmethod
    def _check(args, what):
        if args:
            from promptflow.exceptions import UserErrorException

            raise UserErrorException("Prompty can only be %s with keyword arguments." % what)

    def __call__(self, *args, **kwargs):
        self._check(args, "called")
        answer = self._ask("prompty", kwargs)
        if "stream" in answer:
            return _pieces(answer["stream"])
        return _answer(answer["whole"]) if "whole" in answer else answer["answer"]

    def render(self, *args, **kwargs):
        """The prompt as text; messages of a chat as Python writes a list."""
        self._check(args, "rendered")
        return str(self._ask("prompty.render", kwargs)["prompt"])

    def estimate_token_count(self, *args, **kwargs):
        """The tokens that the prompt and its answer may take."""
        from promptflow.core._tokens import estimate
        from promptflow.exceptions import UserErrorException

        self._check(args, "rendered")
        rendered = self._ask("prompty.render", kwargs)
        reserved = rendered["parameters"].get("max_tokens")
        if reserved is not None and not isinstance(reserved, int):
            raise UserErrorException("Max_token needs to be integer.")
        if reserved is not None and reserved <= 1:
            raise UserErrorException("%s is less than the minimum of max_tokens." % reserved)
        return estimate(rendered["prompt"]) + (reserved or 0)


class AsyncPrompty(Prompty):
    """A Prompty to await. A streamed answer is an async generator."""

    async def __call__(self, *args, **kwargs):
        answer = await _await_in_thread(super().__call__, *args, **kwargs)
        return _pieces_async(answer) if hasattr(answer, "__next__") else answer


class LineResult:
    """What a flow gave."""

    def __init__(self, output):
        self.output = output


class Flow:
    """A flow in Python code: call it with its inputs. It runs as a flow of its own."""

    _prompty = Prompty
    # promptflow.client.load_flow gives flows that don't stream unless their context says so.
    _streams = True

    def __init__(self, path, **kwargs):
        self._path = os.path.abspath(os.fspath(path))
        self._context = FlowContext(streaming=self._streams)
        self._init = kwargs.get("init") or {}

    @classmethod
    def load(cls, source, **kwargs):
        from promptflow.exceptions import UserErrorException

        path = os.path.abspath(os.fspath(source))
        if not os.path.exists(path):
            raise UserErrorException("Flow path %s does not exist." % path)
        if path.endswith(".prompty"):
            return cls._prompty.load(path, **kwargs)
        return cls(path, **kwargs)

    @property
    def context(self):
        return self._context

    @context.setter
    def context(self, value):
        from promptflow.exceptions import UserErrorException

        if not isinstance(value, FlowContext):
            raise UserErrorException(
                "context must be a FlowContext object, got %s instead." % type(value)
            )
        self._context = value

    @property
    def path(self):
        from pathlib import Path

        return Path(self._path)

    @property
    def code(self):
        return self.path if self.path.is_dir() else self.path.parent

    def _run(self, args, inputs, connections=None):
        from promptflow.exceptions import UserErrorException

        if args:
            raise UserErrorException("Flow can only be called with keyword arguments.")
        from postern_worker import host

        asked = settings(self._path, self._context)
        asked["connections"] += connections_of(connections or {})
        answer = host.ask(
            "flow",
            source=self._path,
            inputs=inputs,
            init=self._init,
            environment=host.environment(),
            streaming=bool(self._context.streaming),
            **asked,
        )
        if not self._context.streaming:
            return answer["outputs"]
        streams = {name: self._stream(pieces) for name, pieces in answer["pieces"].items()}
        return {**answer["outputs"], **streams} if streams else answer["outputs"]

    @staticmethod
    def _stream(pieces):
        yield from pieces

    def __call__(self, *args, **kwargs):
        return self._run(args, kwargs)

    def invoke(self, inputs, connections=None, **kwargs):
        """The output in the attribute `output` of the result."""
        return LineResult(self._run((), inputs, connections))


class AsyncFlow(Flow):
    """A flow to await. A streamed output is an async generator."""

    _prompty = AsyncPrompty

    @staticmethod
    async def _stream(pieces):
        for piece in pieces:
            yield piece

    async def __call__(self, *args, **kwargs):
        return await _await_in_thread(self._run, args, kwargs)

    async def invoke(self, inputs, *, connections=None, **kwargs):
        return LineResult(await _await_in_thread(self._run, (), inputs, connections))


class LoadedFlow(Flow):
    """What promptflow.client.load_flow gives."""

    _streams = None
