# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0

"""The two ends of the channel to the engine: frames in, frames out.

In: 4 bytes of length (the top bit says that handles are inside) and a pickle. Out: 4 bytes of
length, a byte of kind, 4 bytes of call id, and a payload. Little-endian.
"""

import os
from _collections import deque
from _struct import Struct
from _thread import allocate_lock

RESULT, RESULT_MORE, ERROR, LOG, SPAN, EGRESS, END, READY, HOST_CALL = range(9)

_HEADER = Struct("<IBI").pack
_LENGTH = Struct("<I").unpack_from
_HANDLES = 0x80000000
_READ_SIZE = 1 << 18


class Channel:
    def __init__(self, fd):
        self.fd = fd
        self._in = b""
        self._out = deque()  # append and popleft are atomic: no lock
        self._write_lock = allocate_lock()
        os.register_at_fork(before=self.flush, after_in_child=self._after_fork)

    def _after_fork(self):
        # What waits here is the parent's to send, and a thread that held the lock isn't in the child.
        self._out.clear()
        self._write_lock = allocate_lock()

    def read(self):
        """Waits for frames: [(with_handles, bytes)], or None when the engine has gone."""
        frames = []
        buffer = self._in
        while not frames:
            try:
                data = os.read(self.fd, _READ_SIZE)
            except OSError:
                data = b""
            if not data:
                return None
            buffer = buffer + data if buffer else data
            at = 0
            size = len(buffer)
            while size - at >= 4:
                length = _LENGTH(buffer, at)[0]
                handles = length & _HANDLES
                if handles:
                    length ^= _HANDLES
                end = at + 4 + length
                if end > size:
                    break
                frames.append((handles, buffer[at + 4 : end]))
                at = end
            if at:
                buffer = buffer[at:]
        self._in = buffer
        return frames

    def put(self, kind, call, payload):
        """Queues a frame for the next flush()."""
        self._out.append(_HEADER(len(payload) + 5, kind, call) + payload)

    def send(self, kind, call, payload):
        self._out.append(_HEADER(len(payload) + 5, kind, call) + payload)
        self.flush()

    def flush(self):
        out = self._out
        if not out:
            return
        with self._write_lock:
            frames = []
            while out:
                frames.append(out.popleft())
            data = frames[0] if len(frames) == 1 else b"".join(frames)
            while data:
                try:
                    written = os.write(self.fd, data)
                except OSError:
                    os._exit(0)  # the engine has gone
                if written == len(data):
                    return
                data = memoryview(data)[written:]
