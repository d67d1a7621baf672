#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0
"""Prints what a pause in typing costs the IDE: files that the window's thread asks the disk about, interpreters that are started,
and the time that the window's thread and all threads compute, from a letter to the end of the check that follows it.

Usage: typing_pause.py BIN [NODES]

BIN is a build's bin folder. The flow has as many templates and as many Python files as half of NODES (40). Needs strace.
"""

import os
import pathlib
import re
import statistics
import subprocess
import sys
import tempfile
import time

REPOSITORY = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(REPOSITORY / "tests/app/ide"))
from desktop import Desktop, Program  # noqa: E402

SETTLED = 1.5  # seconds for a pause, the check and what it shows
TIMES = 5
ASKED = re.compile(r"^(\d+) +[\d.]+ (\w+)\(")


def write_flow(folder, nodes):
    lines = ["# A flow to type in.", "inputs:", "  question:", "    type: string", "    default: What?", "outputs: {}", "nodes:"]
    for number in range(nodes // 2):
        lines += [f"- name: ask{number}", "  type: prompt", "  source:", "    type: code", f"    path: ask{number}.jinja2",
                  "  inputs:", "    question: ${inputs.question}"]
        lines += [f"- name: tell{number}", "  type: python", "  source:", "    type: code", f"    path: tell{number}.py",
                  "  inputs:", f"    text: ${{ask{number}.output}}"]
        (folder / f"ask{number}.jinja2").write_text("{# what is asked #}\n" + "Say {{ question }} kindly.\n" * 50)
        (folder / f"tell{number}.py").write_text(
            "from promptflow.core import tool\n\n\n@tool\ndef tell(text: str) -> str:\n    # as it is\n    return text\n" * 5)
    (folder / "flow.dag.yaml").write_text("\n".join(lines) + "\n")


def computed(pid, thread=None):
    """Milliseconds of a thread, or of all."""
    tasks = [str(thread)] if thread else os.listdir(f"/proc/{pid}/task")
    total = 0
    for task in tasks:
        try:
            total += int(pathlib.Path(f"/proc/{pid}/task/{task}/schedstat").read_text().split()[0])
        except OSError:
            pass  # it has ended
    return total / 1e6


class Gestures:
    def __init__(self, desktop, program, log):
        self._desktop, self._pid, self._log = desktop, program.process.pid, log
        print(f"{'a letter in':28}{'UI ms':>8}{'all ms':>8}{'UI file calls':>15}{'processes':>11}", flush=True)

    def measure(self, name, key="a"):
        times, everything = [], []
        for _ in range(TIMES):
            before = computed(self._pid, self._pid), computed(self._pid)
            self._desktop.press(key)
            time.sleep(SETTLED)
            times.append(computed(self._pid, self._pid) - before[0])
            everything.append(computed(self._pid) - before[1])
        with open(self._log, "w+") as log:
            strace = subprocess.Popen(["strace", "-f", "-ttt", "-p", str(self._pid), "-e", "trace=%file,inotify_add_watch", "-o",
                                       self._log], stderr=subprocess.DEVNULL)
            time.sleep(SETTLED)
            start = log.seek(0, os.SEEK_END)
            for _ in range(TIMES):
                self._desktop.press(key)
                time.sleep(SETTLED)
            strace.terminate()
            strace.wait()
            log.seek(start)
            calls, processes = 0, 0
            for line in log:
                found = ASKED.match(line)
                calls += bool(found) and int(found[1]) == self._pid
                processes += bool(found) and found[2] == "execve"
        print(f"{name:28}{statistics.median(times):8.1f}{statistics.median(everything):8.1f}{calls / TIMES:15.1f}"
              f"{processes / TIMES:11.1f}", flush=True)
        self._desktop.press(*["BackSpace"] * (2 * TIMES))
        time.sleep(SETTLED)


def main():
    nodes = int(sys.argv[2]) if len(sys.argv) > 2 else 40
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder)
        flow = root / "flow"
        flow.mkdir()
        write_flow(flow, nodes)
        with Desktop(folder) as desktop:
            command = [str(pathlib.Path(sys.argv[1]) / "postern-ide"), "--simulate", str(flow)]
            program = Program(desktop, command, POSTERN_HOME=str(root / "home"))
            text = program.find("text", "flow.dag.yaml")
            time.sleep(3)
            gestures = Gestures(desktop, program, str(root / "strace"))
            desktop.click(text)
            desktop.press("ctrl+Home", "End")
            gestures.measure("a comment of the flow")
            desktop.press(*["Down"] * 4, "End")
            gestures.measure("a default of the flow")
            desktop.press(*["Down"] * 8, "End", "Left", "Left", "Left", "Left", "Left")
            gestures.measure("an input of a node")
            for name in ("ask0.jinja2", "tell0.py"):
                desktop.press("ctrl+p")
                time.sleep(0.5)
                desktop.type(name)
                time.sleep(0.5)
                desktop.press("Return")
                time.sleep(SETTLED)
                desktop.press("ctrl+Home", "End", "Left", "Left", "Left")
                gestures.measure(name)
            program.kill()


if __name__ == "__main__":
    main()
