# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0

"""The order of loading a tool and calling it.

The engine asks for calls of a process as soon as it has asked it to load the tools. While an import takes long, another thread reads
on, and would call what isn't there yet.
"""

from _thread import allocate_lock


class Loads:
    """For the thread that reads frames: what each must wait for."""

    def __init__(self):
        self._last = {}  # by tool: held while the last operation that prepares it is under way

    def __bool__(self):
        return bool(self._last)

    def before(self, tool_id):
        """What must be free before the tool is used; None: nothing."""
        return self._last.get(tool_id)

    def begin(self, tool_id):
        """Prepares the tool from now on; to be ended by end()."""
        lock = allocate_lock()
        lock.acquire()
        self._last[tool_id] = lock
        return lock

    def end(self, tool_id, lock):
        if self._last.get(tool_id) is lock:
            del self._last[tool_id]
        lock.release()


def wait(lock):
    if lock is not None:
        lock.acquire()
        lock.release()
