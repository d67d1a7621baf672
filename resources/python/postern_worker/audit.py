# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0

"""Reports the hosts that Python code contacts, and sees native code come. What that contacts
escapes this."""

import sys

from postern_worker.channel import EGRESS
from postern_worker.codec import pack
from postern_worker.logs import current_call, unbuffer_native_output


def install(channel):
    seen = set()

    def report(host, port):
        if isinstance(host, bytes):
            host = host.decode("ascii", "replace")
        if not isinstance(host, str) or (host, port) in seen:
            return
        seen.add((host, port))
        channel.send(EGRESS, current_call.get(), pack((host, port)))

    native = []

    def hook(event, arguments):
        if event[:7] != "socket.":
            # Of an import only that of a shared library names the file; Python's own don't print.
            if native or (event != "import" and event != "ctypes.dlopen"):
                return
            if event == "ctypes.dlopen" or (arguments[1] and "lib-dynload" not in arguments[1]):
                native.append(event)
                unbuffer_native_output()
            return
        if event == "socket.connect" or event == "socket.sendto":
            address = arguments[1]
            if isinstance(address, tuple) and len(address) >= 2:
                report(address[0], address[1] if isinstance(address[1], int) else 0)
        elif event == "socket.getaddrinfo":
            port = arguments[1]
            try:
                port = int(port or 0)
            except (TypeError, ValueError):
                port = 0
            report(arguments[0], port)
        elif event == "socket.gethostbyname":
            report(arguments[0], 0)

    sys.addaudithook(hook)
