# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0

"""The simulated models over TLS, as OpenAI's own client for JavaScript sees them."""

import os
import pathlib
import shutil
import subprocess
import sys
import unittest

from cloudclients import Simulator

HERE = pathlib.Path(__file__).parent
# ES modules are looked for beside the file that imports them, so the script is copied there.
NODE = pathlib.Path(os.environ.get("POSTERN_NODE", HERE.parents[2] / "build" / "node"))


class JavaScriptTest(unittest.TestCase):
    def test_main_calls_streams_retries_and_errors(self):
        faults = {"busy": {"status": 429, "times": 2, "retry_after": 0}, "cut": {"kind": "cut", "after": 2}}
        with Simulator("--tls", config={"faults": faults}) as simulator:
            script = shutil.copy(HERE / "openaiclient.mjs", NODE / f"openaiclient-{os.getpid()}.mjs")
            try:
                done = subprocess.run(["node", script, simulator.openai, simulator.key], text=True, capture_output=True,
                                      timeout=60, check=False,
                                      env={**os.environ, "NODE_EXTRA_CA_CERTS": simulator.ca_file})
            finally:
                os.unlink(script)
        self.assertEqual(done.stdout, "all well\n", done.stderr)


if __name__ == "__main__":
    if not shutil.which("node") or not (NODE / "node_modules" / "openai").is_dir():
        print("SKIPPED: node or OpenAI's client for it isn't here")
        sys.exit(77)
    unittest.main()
