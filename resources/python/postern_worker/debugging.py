# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0

"""Lets a debugger stop inside of the flow's code, line by line, by way of debugpy: the one of the
environment or, where that has none, the one that Postern's home keeps."""

import json
import os
import sys

from postern_worker.logs import current_call

_ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))

_api = None  # debugpy's, once it is connected
_nodes = {}  # of the calls under way, by their numbers


def _load(packages):
    """debugpy's own module of what it can do."""
    # It warns of modules that Python has frozen, which are none of the flow's.
    os.environ.setdefault("PYDEVD_DISABLE_FILE_VALIDATION", "1")
    sys.path.append(packages)
    try:
        from debugpy.server import api
    finally:
        sys.path.remove(packages)
    return api


def attach(address, packages):
    """Connects to the debugger that listens at a Unix socket, and waits until it has said where to
    stop. Where there is no debugpy, tells that one and goes on without."""
    global _api
    import socket

    connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        connection.connect(address)
    except OSError:
        return  # it has gone meanwhile
    hello = {"folder": os.getcwd(), "own": _ROOT, "python": sys.version.split()[0]}
    api = None
    try:
        api = _load(packages)
    except ImportError as error:
        hello["missing"] = str(error)
    except Exception as error:  # one that isn't made for this Python
        hello["broken"] = "%s: %s" % (type(error).__name__, error)
    connection.sendall(json.dumps(hello).encode() + b"\n")
    if api is None:
        connection.close()
        return
    _connect(api, connection)
    _api = api


def _connect(api, connection):
    import debugpy

    # debugpy connects by an address; nobody else on this machine may come between.
    before = api.pydevd.start_client
    api.pydevd.start_client = lambda host, port: connection
    try:
        debugpy.configure(subProcess=False)
        debugpy.connect(("127.0.0.1", 1))
    finally:
        api.pydevd.start_client = before


def enter(number, node, steps_into):
    """A node's code is about to be called; `steps_into` stops at its first line."""
    _nodes[number] = node
    if steps_into and _api is not None:
        _api._settrace(suspend=True, trace_only_current_thread=True, patch_multiprocessing=False)


def leave(number):
    _nodes.pop(number, None)


def node():
    """The node whose code runs here; asked by the debugger."""
    return _nodes.get(current_call.get(), "")
