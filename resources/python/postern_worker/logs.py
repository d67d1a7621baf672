# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0

"""sys.stdout and sys.stderr of the worker: what a node writes goes to that node's log.

What goes past them to the descriptors 1 and 2 (child processes, native code) is read by the
engine itself, so that neither a crash nor code that holds the interpreter keeps it back.
"""

import os
from contextvars import ContextVar
from io import TextIOBase
from time import monotonic

from postern_worker.channel import LOG

# The call that runs in this context; 0: none, the text belongs to the run.
current_call = ContextVar("postern_call", default=0)

_PAUSE = 0.002


class NodeStream(TextIOBase):
    """One write() is one log entry, as prompt flow stamps them. A text without an end of line may
    wait for the rest of its line, but no longer than the next write or the end of the call."""

    encoding = "utf-8"
    errors = "surrogatepass"
    newlines = None

    def __init__(self, channel, is_error):
        self._channel = channel
        self._prefix = b"\x01" if is_error else b"\x00"
        self._fd = 2 if is_error else 1
        self._flushed = 0.0
        self._binary = None
        # A forked child writes as every other process does: two can't share the channel.
        os.register_at_fork(after_in_child=self._leave_channel)

    def _leave_channel(self):
        self._channel = None

    def write(self, text):
        if not isinstance(text, str):
            raise TypeError("write() argument must be str, not %s" % type(text).__name__)
        if self._channel is None:
            _write_all(self._fd, text.encode("utf-8", "backslashreplace"))
            return len(text)
        payload = self._prefix + text.encode("utf-8", "surrogatepass")
        self._channel.put(LOG, current_call.get(), payload)
        now = monotonic()
        if text[-1:] == "\n" or now - self._flushed > _PAUSE or len(payload) > 4096:
            self._flushed = now
            self._channel.flush()
        return len(text)

    def flush(self):
        if self._channel is not None:
            self._channel.flush()

    def writable(self):
        return True

    def isatty(self):
        return False

    def fileno(self):
        return self._fd

    @property
    def name(self):
        return "<stderr>" if self._fd == 2 else "<stdout>"

    @property
    def mode(self):
        return "w"

    @property
    def buffer(self):
        if self._binary is None:
            self._binary = _Binary(self)
        return self._binary

    def reconfigure(self, **options):
        """Accepted and without effect: the log is UTF-8."""

    def close(self):
        """A node that closes its standard output must not silence the others."""


class _Binary:
    def __init__(self, stream):
        self._stream = stream
        self.raw = self

    def write(self, data):
        self._stream.write(bytes(data).decode("utf-8", "backslashreplace"))
        return len(data)

    def flush(self):
        self._stream.flush()

    def writable(self):
        return True

    def isatty(self):
        return False

    def fileno(self):
        return self._stream.fileno()


def _write_all(fd, data):
    while data:
        data = data[os.write(fd, data) :]


def unbuffer_native_output():
    """What C code prints is written at once: a crash would take what waits in its buffer along,
    and so does the end of the worker, which is killed."""
    try:
        import ctypes

        libc = ctypes.CDLL(None)
        stdout = ctypes.c_void_p.in_dll(libc, "stdout")
        libc.setvbuf(stdout, None, 2, 0)  # 2: _IONBF
    except Exception:
        pass  # an interpreter without ctypes, or another C library: its buffer stays
