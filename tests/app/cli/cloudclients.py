# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0

"""`postern simulate` as a process, for tests with the vendors' own clients. POSTERN names the program."""

import json
import os
import signal
import subprocess
import tempfile

POSTERN = os.environ["POSTERN"]
os.environ["NO_PROXY"] = os.environ["no_proxy"] = "127.0.0.1"


class Simulator:
    """The program with these arguments until the end of a `with`; its services are members."""

    def __init__(self, *arguments, config=None):
        self.folder = tempfile.TemporaryDirectory()
        if config is not None:
            file = os.path.join(self.folder.name, "config.json")
            with open(file, "w", encoding="utf-8") as stream:
                json.dump(config, stream)
            arguments += ("--config", file)
        self.process = subprocess.Popen([POSTERN, "simulate", *arguments], text=True, stdout=subprocess.PIPE,
                                        stderr=subprocess.PIPE)
        line = self.process.stdout.readline()
        if not line:
            raise RuntimeError(self.process.communicate()[1])
        self.told = json.loads(line)

    def __getattr__(self, name):
        return self.told[name]

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def close(self):
        self.process.send_signal(signal.SIGINT)
        self.process.communicate(timeout=20)
        self.folder.cleanup()
