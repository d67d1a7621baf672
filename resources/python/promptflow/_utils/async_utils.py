# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0

"""Coroutines in plain code and the other way round."""

import asyncio
from functools import partial, wraps

from promptflow._lazy import attach
from promptflow.tracing import ThreadPoolExecutorWithContext

__getattr__ = attach(__name__)


def async_run_allowing_running_loop(async_func, *args, **kwargs):
    """What a coroutine function gives; where a loop runs already, found out in another thread."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(async_func(*args, **kwargs))
    with ThreadPoolExecutorWithContext() as executor:
        return executor.submit(lambda: asyncio.run(async_func(*args, **kwargs))).result()


def async_to_sync(func):
    """A plain function that runs a coroutine function."""

    @wraps(func)
    def call(*args, **kwargs):
        return async_run_allowing_running_loop(func, *args, **kwargs)

    return call


def sync_to_async(func):
    """A coroutine function that runs a plain one in another thread."""

    @wraps(func)
    async def call(*args, **kwargs):
        with ThreadPoolExecutorWithContext() as executor:
            task = partial(func, *args, **kwargs)
            return await asyncio.get_running_loop().run_in_executor(executor, task)

    return call
