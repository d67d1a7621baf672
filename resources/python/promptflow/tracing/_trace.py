# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0

"""@trace: each call of a function is a span of the node that runs it."""

import sys
from contextvars import ContextVar
from time import time

from promptflow._lazy import attach

__getattr__ = attach(__name__)

_GENERATOR, _COROUTINE, _ASYNC_GENERATOR = 0x20, 0x80, 0x200
# Takes a finished span; outside a worker there is none.
_sink = getattr(sys.modules.get("postern_worker"), "span_sink", None)
_parent = ContextVar("postern_span", default=None)
_count = 0


class Span:
    """From its making to end() what runs in this context is inside it."""

    def __init__(self, name, inputs, kind):
        global _count
        _count += 1
        self.number = _count
        parent = _parent.get()
        self.parent = None if parent is None else parent.number
        self.name = name
        self.kind = kind
        self.inputs = inputs
        self._token = _parent.set(self)
        self.start = time()

    def end(self, output=None, error=None):
        try:
            _parent.reset(self._token)
        except ValueError:
            pass  # a callback that ends in another context than it began in
        _sink(
            {
                "id": self.number,
                "parent": self.parent,
                "name": self.name,
                "type": self.kind,
                "start_time": self.start,
                "end_time": time(),
                "inputs": self.inputs,
                "output": output,
                "error": None if error is None else "%s: %s" % (type(error).__name__, error),
            }
        )


def is_recording():
    """Whether somebody wants spans."""
    return _sink is not None


def _span_of(function, args, kwargs, kind):
    inputs = {**dict(zip(function.__code__.co_varnames, args)), **kwargs}
    inputs.pop("self", None)
    return Span(function.__qualname__, inputs, kind)


def trace(func=None):
    """Records each call's name, inputs, output, times and error."""
    return _traced(func)


def _traced(func=None, *, args_to_ignore=None, trace_type="Function", name=None, **_):
    if func is None:
        return lambda function: _traced(function, trace_type=trace_type)
    code = getattr(func, "__code__", None)
    if code is None:
        return func
    kind = getattr(trace_type, "value", trace_type)
    from functools import wraps

    if code.co_flags & _COROUTINE:

        @wraps(func)
        async def wrapped(*args, **kwargs):
            if _sink is None:
                return await func(*args, **kwargs)
            span = _span_of(func, args, kwargs, kind)
            try:
                output = await func(*args, **kwargs)
            except BaseException as error:
                span.end(error=error)
                raise
            span.end(output)
            return output

    elif code.co_flags & (_GENERATOR | _ASYNC_GENERATOR):
        # A span around the iteration would outlive its context.
        wrapped = func
    else:

        @wraps(func)
        def wrapped(*args, **kwargs):
            if _sink is None:
                return func(*args, **kwargs)
            span = _span_of(func, args, kwargs, kind)
            try:
                output = func(*args, **kwargs)
            except BaseException as error:
                span.end(error=error)
                raise
            span.end(output)
            return output

    wrapped.__original_function = func
    return wrapped


def start_trace(**kwargs):
    """Accepted: the engine records spans of every run."""


class enrich_prompt_template:  # noqa: N801 - prompt flow's name
    """Accepted: the engine knows the template and the variables of its own nodes."""

    def __init__(self, template, variables, **kwargs):
        self.template = template
        self.variables = variables

    def __enter__(self):
        return self

    def __exit__(self, *error):
        return False
