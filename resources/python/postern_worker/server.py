# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0

"""The worker's main loop.

One thread, the leader, reads the channel and runs plain functions itself: a call then costs no
change of thread. When a call takes long while others wait, the engine wakes the watch
descriptor, and another thread becomes the leader; the old one answers its call and is spare.
Calls that the engine knows to be slow go to spare threads at once.
"""

import os
import sys
from _collections import deque
from _queue import SimpleQueue
from _thread import allocate_lock, get_ident, start_new_thread
from contextvars import copy_context
from select import select
from time import sleep

import postern_worker
from postern_worker import channel as frames
from postern_worker.calls import CALL, PREPARING, THREADED, Calls
from postern_worker.channel import Channel
from postern_worker.codec import decode, encode
from postern_worker.line import FORGETFUL
from postern_worker.loads import Loads, wait
from postern_worker.logs import NodeStream, current_call

_PATIENCE = 0.0005


class Server:
    def __init__(self, channel, watch_fd):
        self._channel = channel
        self._watch_fd = watch_fd
        self._calls = Calls(channel)
        self._frames = deque()
        self._leader = None
        self._leading_thread = 0
        self._busy = False
        self._rests = False  # all that was read is answered, and sent
        self._count = 0  # of calls that the leader ran
        self._lock = allocate_lock()  # of _leader and _busy
        self._spare = SimpleQueue()
        self._loads = Loads()
        self._idle = 0

    def run(self):
        start_new_thread(self._watch, ())
        self._lead()
        # The main thread must stay: it lost the lead to another one.
        while True:
            job = self._spare.get()
            job()

    def _lead(self):
        token = object()
        self._leader = token
        self._leading_thread = get_ident()
        channel = self._channel
        waiting = self._frames
        while True:
            while True:
                try:
                    handles, data = waiting.popleft()
                except IndexError:
                    break
                if not self._handle(handles, data, token):
                    channel.flush()
                    return
            self._calls.start_async()
            channel.flush()
            self._rests = True
            select([channel.fd], [], [])
            self._rests = False  # before the frames leave the channel: the watch sees one or the other
            arrived = channel.read()
            if arrived is None:
                os._exit(0)
            waiting.extend(arrived)

    def _handle(self, handles, data, token):
        """Runs a frame. Returns whether the thread still leads."""
        frame = decode(data, handles, self._calls.find_object)
        calls = self._calls
        if handles and calls.lost is not None:
            error = LookupError("The object '%s' is no longer in this worker." % calls.lost)
            calls.lost = None
            calls.fail(frame[1], error)
            return True
        if calls.take_quiet(frame):
            return True
        if frame[0] in PREPARING:
            return self._prepare(frame, token)
        if self._loads and frame[0] == CALL and (loading := self._loads.before(frame[3])) is not None:
            self._hand_over(lambda: self._run_after(loading, frame))
            return True
        if frame[0] == CALL and frame[7] & THREADED and not calls.is_async(frame):
            self._hand_over(lambda: self._run(frame, True))
            return True
        if calls.is_async(frame):
            calls.queue_async(frame)
            return True
        return self._run_leading(frame, token)

    def _run_leading(self, frame, token):
        with self._lock:
            self._busy = True
            self._count += 1
        self._run(frame, False)
        with self._lock:
            if self._leader is not token:
                return False
            self._busy = False
            return True

    def _prepare(self, frame, token):
        """Loads a tool, or makes its instance, after what comes before that."""
        tool_id = frame[2]
        before = self._loads.before(tool_id)
        lock = self._loads.begin(tool_id)
        if before is None:
            try:
                return self._run_leading(frame, token)
            finally:
                self._loads.end(tool_id, lock)

        def work():
            try:
                self._run_after(before, frame)
            finally:
                self._loads.end(tool_id, lock)

        self._hand_over(work)
        return True

    def _run_after(self, lock, frame):
        wait(lock)
        if self._calls.is_async(frame):
            self._calls.start_now(frame)
        else:
            self._run(frame, True)

    def _run(self, frame, flush):
        copy_context().run(self._calls.run, frame)
        if flush:
            self._channel.flush()

    def _hand_over(self, job):
        """Runs a job in a spare thread, a new one when none waits."""
        with self._lock:
            self._idle -= 1
            spare = self._idle >= 0
            if not spare:
                self._idle += 1
        if spare:
            self._spare.put(job)
        else:
            from threading import Thread

            Thread(target=self._work, args=(job,), daemon=True).start()

    def _work(self, job):
        while True:
            job()
            with self._lock:
                self._idle += 1
            job = self._spare.get()

    def give_up_lead(self):
        """For a call that is about to wait for a frame: somebody else must read it."""
        with self._lock:
            if not self._busy or self._leading_thread != get_ident():
                return
            self._busy = False
            self._leader = None
        self._hand_over(self._lead)

    def _watch(self):
        """Woken by the engine, finds another leader while calls wait behind a long one."""
        channel = self._channel
        while True:
            if not os.read(self._watch_fd, 64):
                os._exit(0)
            channel.flush()
            # Until the leader rests: one wake stands for all frames that were sent by then, a new
            # leader may take long to begin, and an answer waits while the next call runs.
            while self._frames_wait() or not self._rests:
                count = self._count
                sleep(_PATIENCE)
                with self._lock:
                    stuck = self._busy and self._count == count
                    if stuck:
                        self._busy = False
                        self._leader = None
                if stuck:
                    self._hand_over(self._lead)
                    sleep(_PATIENCE)
                channel.flush()

    def _frames_wait(self):
        return bool(self._frames or select([self._channel.fd], [], [], 0)[0])


def _private(fd):
    """Moves a descriptor to a high number that no tool writes to by accident."""
    limit = 1000
    for _ in range(8):
        target = limit - int.from_bytes(os.urandom(1), "little") - 1
        try:
            os.fstat(target)
        except OSError:
            break
    try:
        os.dup2(fd, target, inheritable=False)
    except OSError:
        os.set_inheritable(fd, False)
        return fd
    os.close(fd)
    return target


def _span_sink(channel):
    def report(span):
        channel.put(frames.SPAN, current_call.get(), encode(span, FORGETFUL))

    return report


def main(channel_fd, watch_fd):
    channel = Channel(_private(channel_fd))
    watch_fd = _private(watch_fd)
    sys.stdout = sys.__stdout__ = NodeStream(channel, False)
    sys.stderr = sys.__stderr__ = NodeStream(channel, True)
    from postern_worker import audit, host

    audit.install(channel)
    postern_worker.span_sink = _span_sink(channel)
    if not os.environ.get("PYTHONDONTWRITEBYTECODE"):
        sys.dont_write_bytecode = True
    sys.argv = [""]
    channel.send(frames.READY, 0, sys.version.split()[0].encode())
    server = Server(channel, watch_fd)
    host.connect(channel, server)
    server.run()
