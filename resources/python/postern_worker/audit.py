# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0

"""Reports the hosts that Python code contacts, and sees native code come. What that contacts
escapes this."""

import os
import sys

from postern_worker.channel import EGRESS
from postern_worker.codec import pack
from postern_worker.logs import current_call, unbuffer_native_output


class Offline(PermissionError):
    """Code of a run that is played from a recording wanted to contact a host."""


def install(channel):
    seen = set()
    # Read once: code may change its own variables.
    is_offline = os.environ.pop("POSTERN_OFFLINE", "") == "1"

    def report(host, port):
        if isinstance(host, bytes):
            host = host.decode("ascii", "replace")
        if not isinstance(host, str) or ((host, port) in seen and not is_offline):
            return
        if is_offline:
            refuse(host, port)
        seen.add((host, port))
        channel.send(EGRESS, current_call.get(), pack((host, port)))

    def refuse(host, port):
        where = f"{host}:{port}" if port else host
        sentence = f"This run is played from a recording: its Python code can't contact {where}."
        # Clients tend to hide the reason behind one of their own.
        sys.stderr.write(sentence + "\n")
        raise Offline(1, sentence)

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
