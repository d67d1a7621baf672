#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0
"""Lines a second of `postern run create` against the simulator as a server that answers in 50 ms, beside `pf run create`.

    batch_run.py POSTERN [LINES...]

For a flow of one model node, and for one with a Python node behind it: lines a second, their share of what 256 lines in flight can
reach at 50 ms each, the time from the start to the first line, and the memory of the process at its most. Where `pf` is on the PATH
it runs the same flow over 200 lines of the same data, and the ratio is told.
"""

import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

LATENCY_MS = 50
IN_FLIGHT = 256
LIMIT = IN_FLIGHT * 1000 / LATENCY_MS

MODEL = """inputs:
  question: {type: string}
outputs:
  answer: {type: string, reference: "${%s.output}"}
nodes:
- name: answer
  type: llm
  source: {type: code, path: answer.jinja2}
  inputs: {deployment_name: gpt-4o, max_tokens: 16, question: "${inputs.question}"}
  connection: aoai
  api: chat
"""
PYTHON = """- name: count
  type: python
  source: {type: code, path: count.py}
  inputs: {text: "${answer.output}"}
"""


def write_flow(folder, has_python):
    folder.mkdir()
    (folder / "flow.dag.yaml").write_text(MODEL % ("count" if has_python else "answer") + (PYTHON if has_python else ""))
    (folder / "answer.jinja2").write_text("system:\nBe brief.\nuser:\n{{question}}\n")
    (folder / "count.py").write_text("from promptflow.core import tool\n\n\n@tool\ndef count(text: str) -> str:\n    return str(len(text))\n")
    return folder


def data(folder, lines):
    file = folder / ("data%d.jsonl" % lines)
    with open(file, "w") as out:
        for i in range(lines):
            out.write(json.dumps({"question": "What is the number %d?" % i}) + "\n")
    return file


def run(words, environment, seen=None):
    """Seconds, the most memory in MB, and the seconds till the file of lines had something."""
    start = time.monotonic()
    child = subprocess.Popen(words, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    first = None
    if seen:
        while child.poll() is None and first is None:
            if seen.exists() and seen.stat().st_size:
                first = time.monotonic() - start
            time.sleep(0.002)
    child.stdout.read()
    _, status, usage = os.wait4(child.pid, 0)
    if status != 0:
        raise SystemExit("%s failed: %d" % (words[0], status))
    return time.monotonic() - start, usage.ru_maxrss / 1024, first


def main():
    postern = os.path.abspath(sys.argv[1])
    counts = [int(word) for word in sys.argv[2:]] or [1_000, 20_000]
    with tempfile.TemporaryDirectory(prefix="bench-batch-") as root:
        root = pathlib.Path(root)
        simulator = subprocess.Popen([postern, "simulate", "--latency-ms", str(LATENCY_MS), "--key", "bench"], text=True,
                                     stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        try:
            url = json.loads(simulator.stdout.readline())["url"]
            connections = root / "aoai.yaml"
            connections.write_text("name: aoai\ntype: azure_open_ai\napi_base: %s/\napi_key: bench\napi_version: 2024-06-01\n" % url)
            rates = {}
            for name, has_python in (("model", False), ("model and Python", True)):
                flow = write_flow(root / ("python" if has_python else "model"), has_python)
                for lines in counts:
                    home = root / ("home-%s-%d" % (flow.name, lines))
                    environment = {**os.environ, "POSTERN_HOME": str(home)}
                    seconds, memory, first = run(
                        [postern, "run", "create", "--flow", str(flow), "--data", str(data(root, lines)), "--name", "bench",
                         "--connections", str(connections)], environment, home / "runs/bench/lines.jsonl")
                    rates[flow.name] = lines / seconds
                    print("%-17s %8d lines %8.0f lines/s %5.1f %% of the limit %6.0f MB, first line after %4.0f ms"
                          % (name, lines, lines / seconds, 100 * lines / seconds / LIMIT, memory, 1000 * (first or 0)), flush=True)
            peer(root, url, rates)
        finally:
            simulator.terminate()
            simulator.wait()


def peer(root, url, rates):
    pf = shutil.which("pf")
    if not pf:
        print("pf is not installed: no ratio")
        return
    environment = {**os.environ, "PF_HOME_DIRECTORY": str(root / "pf"), "PF_WORKER_COUNT": "4"}
    (root / "pf.yaml").write_text("name: aoai\ntype: azure_open_ai\napi_base: %s/\napi_key: bench\napi_version: 2024-06-01\n" % url)
    run([pf, "connection", "create", "--file", str(root / "pf.yaml")], environment)
    seconds, memory, _ = run([pf, "run", "create", "--flow", str(root / "model"), "--data", str(data(root, 200)), "--name", "bench"],
                             environment)
    print("pf                     200 lines %8.0f lines/s                    %6.0f MB" % (200 / seconds, memory))
    print("ratio: %.0f" % (rates["model"] / (200 / seconds)))


if __name__ == "__main__":
    main()
