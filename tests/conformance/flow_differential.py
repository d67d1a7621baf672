#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0

"""Random flows through the real prompt flow and through Postern: do they give the same?

    flow_differential.py --conformance build/release/bin/postern-conformance [--count N] [--seed S]
                         [--kinds plain,llm,flex,variant,image,broken]

The flows are of the kinds in flow_generator_wide.py, as many of each; where both ask a model it is
echo_server.py, so that an answer tells what was sent. Outputs, states of nodes, classes and
messages of errors are compared, for broken files also the report of `flow validate`.

POSTERN_PROMPTFLOW, or --promptflow, is an interpreter with promptflow 1.18.5; without one the test
is skipped (exit code 77).
"""

import argparse
import contextlib
import json
import os
import random
import re
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from flow_generator_wide import CONNECTIONS, KINDS, write_wide_case

HERE = Path(__file__).resolve().parent
SKIPPED = 77


def has_promptflow(python):
    probe = "import sys, promptflow._sdk; sys.exit(promptflow._sdk._version.VERSION != '1.18.5')"
    try:
        return subprocess.run([python, "-c", probe], stderr=subprocess.DEVNULL).returncode == 0
    except OSError:
        return False


@contextlib.contextmanager
def model_server():
    """The address of echo_server.py, as long as it is needed."""
    command = [sys.executable, str(HERE / "echo_server.py")]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as server:
        try:
            yield server.stderr.readline().strip().rpartition("//")[2]
        finally:
            server.terminate()


def record(python, cases, jobs, server):
    """Has prompt flow answer all cases, some at a time."""
    parts = [cases[index::jobs] for index in range(jobs)]
    command = [python, str(HERE / "record_flows.py"), "--server", server]

    def run(part):
        return subprocess.run(command + [str(case) for case in part], stderr=subprocess.DEVNULL,
                              stdout=subprocess.DEVNULL, check=True)  # fmt: skip

    with ThreadPoolExecutor(jobs) as pool:
        list(pool.map(run, [part for part in parts if part]))


def is_race(line):
    """Of two nodes that fail at once either may be the first; what a template says names no node."""
    failed = re.findall(r"(?:failure in|load failed in) '(\w+)'|(Failed to render|The Chat API)", line)
    return len(failed) > 1 and failed[0] != failed[1]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--conformance", required=True)
    parser.add_argument("--promptflow", default=os.environ.get("POSTERN_PROMPTFLOW", ""))
    parser.add_argument("--python", default=sys.executable, help="interpreter for Postern's nodes")
    parser.add_argument("--count", type=int, default=100, help="flows of each kind")
    parser.add_argument("--kinds", default=",".join(KINDS))
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--keep", help="folder for the flows and their answers")
    options = parser.parse_args()
    if not options.promptflow or not has_promptflow(options.promptflow):
        print("Skipped: POSTERN_PROMPTFLOW names no interpreter with promptflow 1.18.5.")
        return SKIPPED
    with tempfile.TemporaryDirectory(prefix="flow-differential-") as scratch:
        folder = Path(options.keep or scratch) / "flows"
        for kind in options.kinds.split(","):
            for seed in range(options.seed, options.seed + options.count):
                write_wide_case(folder, kind, f"{kind}__{seed}", random.Random(seed))
        (folder.parent / "connections.json").write_text(json.dumps(CONNECTIONS))
        cases = sorted(path for path in folder.iterdir() if (path / "case.json").is_file())
        with model_server() as server:
            record(options.promptflow, cases, options.jobs, server)
        command = [options.conformance, "flows", str(folder), "--nodes", "--messages", "--python", options.python]
        command += ["--fake", str(HERE / "echo_server.py")]
        answer = subprocess.run(command, stdout=subprocess.PIPE, text=True)
        failures = [line for line in answer.stdout.splitlines() if line.startswith("FAIL")]
        different = [line for line in failures if not is_race(line)]
        for line in different:
            print(line)
        print(answer.stdout.splitlines()[-1])
        print(f"{len(failures) - len(different)} of the failed ones are races between nodes.")
        return 1 if different or answer.returncode not in (0, 1) else 0


if __name__ == "__main__":
    sys.exit(main())
