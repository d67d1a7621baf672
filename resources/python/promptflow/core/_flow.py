# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0

"""Prompty in Python code. The engine parses, renders and asks the model."""

import os

from promptflow._lazy import attach

__getattr__ = attach(__name__)


def _plain_model(model):
    """What Prompty.load was given as model, as plain data."""
    if model is None:
        return {}
    model = dict(model)
    configuration = model.get("configuration")
    if configuration is not None and not isinstance(configuration, dict):
        fields = {
            name: getattr(configuration, name)
            for name in getattr(configuration, "_fields", ())
            if getattr(configuration, name) is not None
        }
        kind = getattr(configuration, "_type", "")
        fields["type"] = "azure_openai" if kind == "AzureOpenAI" else "openai"
        model["configuration"] = fields
    return model


class Prompty:
    """A prompt with its model: call it with the prompt's inputs."""

    def __init__(self, path, model=None, **kwargs):
        self._path = os.path.abspath(os.fspath(path))
        self._model = _plain_model(model)
        self._kwargs = kwargs

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

        return host.ask(kind, source=self._path, model=self._model, inputs=inputs)

    @staticmethod
    def _check(args, what):
        if args:
            from promptflow.exceptions import UserErrorException

            raise UserErrorException("Prompty can only be %s with keyword arguments." % what)

    def __call__(self, *args, **kwargs):
        self._check(args, "called")
        answer = self._ask("prompty", kwargs)
        parameters = self._model.get("parameters")
        if isinstance(parameters, dict) and parameters.get("stream") and isinstance(answer, str):
            return iter((answer,))
        return answer

    def render(self, *args, **kwargs):
        self._check(args, "rendered")
        return self._ask("prompty.render", kwargs)

    def estimate_token_count(self, *args, **kwargs):
        """The tokens that the rendered prompt takes, by tiktoken."""
        from promptflow.exceptions import UserErrorException

        self._check(args, "rendered")
        try:
            import tiktoken
        except ImportError as error:
            raise UserErrorException(
                "estimate_token_count needs the package tiktoken in the flow's environment."
            ) from error
        prompt = self.render(**kwargs)
        encoding = tiktoken.get_encoding("cl100k_base")
        if isinstance(prompt, str):
            return len(encoding.encode(prompt))
        count = 3
        for message in prompt:
            count += 3
            for key, value in message.items():
                count += len(encoding.encode(value if isinstance(value, str) else str(value)))
                count += 1 if key == "name" else 0
        return count


class AsyncPrompty(Prompty):
    """A Prompty to await."""

    async def __call__(self, *args, **kwargs):
        import asyncio
        from contextvars import copy_context

        loop = asyncio.get_running_loop()
        call = super().__call__
        context = copy_context()
        return await loop.run_in_executor(None, lambda: context.run(call, *args, **kwargs))


class Flow:
    """A flow in Python code."""

    @classmethod
    def load(cls, source, **kwargs):
        if os.fspath(source).endswith(".prompty"):
            return Prompty.load(source, **kwargs)
        from promptflow.exceptions import UserErrorException

        raise UserErrorException(
            "Postern's promptflow package does not run flows inside a node. Put the flow's nodes "
            "into this flow, or install promptflow in the flow's environment."
        )


class AsyncFlow(Flow):
    """A flow to await."""
