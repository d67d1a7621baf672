# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0

"""The loop that all `async def` tools share, in a thread of its own."""

import asyncio
from contextvars import Context
from threading import Thread


class CoroutineLoop:
    def __init__(self, calls):
        self._calls = calls
        self._loop = asyncio.new_event_loop()
        self._tasks = set()  # the loop itself keeps only weak references
        self._answered = False
        Thread(target=self._run, name="postern-asyncio", daemon=True).start()

    def _run(self):
        asyncio.set_event_loop(self._loop)
        self._loop.run_forever()

    def start(self, frames):
        self._loop.call_soon_threadsafe(self._begin, frames)

    def _begin(self, frames):
        for frame in frames:
            task = Context().run(self._loop.create_task, self._calls.run_async(frame))
            self._tasks.add(task)
            task.add_done_callback(self._ended)

    def _ended(self, task):
        self._tasks.discard(task)
        # Answers of one turn of the loop leave together.
        if not self._answered:
            self._answered = True
            self._loop.call_soon(self._flush)

    def _flush(self):
        self._answered = False
        self._calls.flush()
