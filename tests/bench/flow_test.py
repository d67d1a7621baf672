#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0
"""How long `postern flow test` takes for a flow of one prompt, whole process, beside `pf flow test`.

    flow_test.py POSTERN [ROUNDS]

The model answers at once: the built-in simulator for postern. Where `pf` is installed it runs a flow
of one prompt node, which asks no model either; both are run in turn, so that they meet the same load.
"""

import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

LLM = """inputs:
  question: {type: string, default: Tell me a word}
outputs:
  answer: {type: string, reference: "${answer.output}"}
nodes:
- name: answer
  type: llm
  source: {type: code, path: answer.jinja2}
  inputs: {deployment_name: gpt, question: "${inputs.question}"}
  connection: aoai
  api: chat
"""
PROMPT = LLM.replace("type: llm", "type: prompt").split("  connection")[0].replace("deployment_name: gpt, ", "")
TEMPLATE = "system:\nYou are brief.\n\nuser:\n{{question}}\n"


def write_flow(folder, text):
    folder.mkdir()
    (folder / "flow.dag.yaml").write_text(text)
    (folder / "answer.jinja2").write_text(TEMPLATE)
    return str(folder)


def milliseconds(command):
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return (time.perf_counter() - start) * 1000


def show(name, times):
    times = sorted(times)
    print(f"{name:28} median {statistics.median(times):8.1f} ms   fastest {times[0]:8.1f} ms")


def main():
    postern = sys.argv[1]
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 20
    pf = shutil.which("pf")
    with tempfile.TemporaryDirectory() as scratch:
        flow = write_flow(pathlib.Path(scratch) / "llm", LLM)
        prompt = write_flow(pathlib.Path(scratch) / "prompt", PROMPT)
        ours, bare, theirs = [], [], []
        for _ in range(rounds):
            ours.append(milliseconds([postern, "flow", "test", "--flow", flow, "--simulate"]))
            bare.append(milliseconds([postern, "--version"]))
            if pf and len(theirs) < 5:
                theirs.append(milliseconds([pf, "flow", "test", "--flow", prompt]))
    show("postern flow test", ours)
    show("postern --version", bare)
    if theirs:
        show("pf flow test", theirs)
        ratio = statistics.median(their / our for their, our in zip(theirs, ours))
        print(f"pf takes {ratio:.0f} times as long")
    else:
        print("pf isn't installed: no peer")


if __name__ == "__main__":
    main()
