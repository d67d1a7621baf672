#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0
"""Prints how long the IDE takes from its start as a process to a picture, and its memory, beside a bare Qt window.

Usage: ide_start.py BIN [RUNS]

BIN is the release build's bin folder. The picture is watched from outside, in the memory of an X server of its own: `window`
is when the first pixel appears, `graph` when nodes are on the canvas, `still` when the last pixel changed before half a second
in which none did. `cpu` is the processor time spent until then, which a busy machine doesn't stretch, and `queued` how long the
program's main thread was ready but waited for a processor: on a quiet machine none of that would be. Each figure is the median
of the runs, which take turns, and in brackets the best of them; the first start of each, which fills the caches of the system
and of fontconfig, isn't counted. The budgets are in square brackets; nothing fails when they aren't met.
"""

import mmap
import os
import pathlib
import shutil
import statistics
import struct
import subprocess
import sys
import tempfile
import time

WIDTH, HEIGHT = 1440, 900
QUIET = 0.5  # seconds without a change: the picture is finished
CANVAS = (270, 700, 130, 800)  # left, right, top, bottom of where only the graph is drawn
BRIGHT = 0x48  # nodes are brighter than the canvas and its dots
LAYERS, ACROSS = 40, 25


class Screen:
    """An X server whose picture can be read without asking it."""

    def __init__(self, folder):
        reading, writing = os.pipe()
        self._server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(writing), "-screen", "0", f"{WIDTH}x{HEIGHT}x24", "-fbdir", folder, "-nolisten", "tcp"],
            pass_fds=[writing], stderr=subprocess.DEVNULL)
        os.close(writing)
        with os.fdopen(reading) as answer:
            self.display = f":{answer.readline().strip()}"
        with open(pathlib.Path(folder, "Xvfb_screen0"), "rb") as file:
            self._memory = mmap.mmap(file.fileno(), 0, prot=mmap.PROT_READ)
        header = struct.unpack(">25I", self._memory[:100])
        self._start, self._stride = header[0] + header[19] * 12, header[12]

    def rows(self, step=9):
        """Every so manieth row, as bytes: blue, green, red, nothing."""
        return [self._memory[at:at + self._stride]
                for at in range(self._start, self._start + HEIGHT * self._stride, step * self._stride)]

    def graph_is_there(self):
        left, right, top, bottom = CANVAS
        bright = 0
        for y in range(top, bottom, 9):
            at = self._start + y * self._stride
            bright += sum(value > BRIGHT for value in self._memory[at + left * 4:at + right * 4:4 * 5])
        return bright > 60

    def close(self):
        self._server.terminate()
        self._server.wait()


def processor_time(pid):
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) * 1000 / os.sysconf("SC_CLK_TCK")


def queued(pid):
    """How long the main thread waited for a processor, in milliseconds."""
    return int(pathlib.Path(f"/proc/{pid}/schedstat").read_text().split()[1]) / 1e6


def memory(pid):
    """Resident and, of what is shared, its share: megabytes."""
    lines = dict(line.split()[:2] for line in pathlib.Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()[1:])
    return int(lines["Rss:"]) / 1024, int(lines["Pss:"]) / 1024


def start(screen, command, home, has_flow):
    """One start and what was seen of it, in milliseconds and megabytes."""
    environment = {"PATH": os.environ["PATH"], "HOME": home, "POSTERN_HOME": home, "DISPLAY": screen.display, "LANG": "C.UTF-8"}
    before = screen.rows()
    begun = time.perf_counter()
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    seen = {}
    last, changed, spent = before, None, (0, 0)
    while changed is None or time.perf_counter() - changed < QUIET or (has_flow and "graph" not in seen):
        if process.poll() is not None or time.perf_counter() - begun > 60:
            raise SystemExit(f"{command[0]} showed nothing.")
        now = screen.rows()
        if now != last:
            changed, last, spent = time.perf_counter(), now, (processor_time(process.pid), queued(process.pid))
            seen.setdefault("window", (changed - begun) * 1000)
            if has_flow and "graph" not in seen and screen.graph_is_there():
                seen["graph"] = (changed - begun) * 1000
        time.sleep(0.001)
    seen["still"], (seen["cpu"], seen["queued"]) = (changed - begun) * 1000, spent
    seen["resident"], seen["proportional"] = memory(process.pid)
    process.terminate()
    process.wait()
    while screen.rows() != before:  # the window is gone
        time.sleep(0.01)
    return seen


def big_flow(folder):
    """A flow of a thousand nodes in layers, each of which takes two of the layer before."""
    folder.mkdir()
    code = "from promptflow.core import tool\n\n\n@tool\ndef step(a: str, b: str) -> str:\n    return a + b\n"
    (folder / "step.py").write_text(code)
    lines = ["inputs:", "  text:", "    type: string", "    default: x", "outputs:", "  all:", "    type: string",
             f"    reference: ${{n{LAYERS - 1}_0.output}}", "nodes:"]
    for layer in range(LAYERS):
        for place in range(ACROSS):
            a, b = ("${inputs.text}",) * 2 if layer == 0 else (
                f"${{n{layer - 1}_{place}.output}}", f"${{n{layer - 1}_{(place * 7 + layer) % ACROSS}.output}}")
            lines += [f"- name: n{layer}_{place}", "  type: python", "  source:", "    type: code", "    path: step.py",
                      "  inputs:", f"    a: {a}", f"    b: {b}"]
    (folder / "flow.dag.yaml").write_text("\n".join(lines) + "\n")
    return folder


def main():
    bin_folder, runs = pathlib.Path(sys.argv[1]).resolve(), int(sys.argv[2]) if len(sys.argv) > 2 else 5
    sample = pathlib.Path(__file__).resolve().parents[2] / "resources/samples/support-rag"
    with tempfile.TemporaryDirectory() as folder:
        screen = Screen(folder)
        ide = [str(bin_folder / "postern-ide"), "--lang", "en", "--theme", "dark", "--simulate"]
        commands = {
            "bare Qt window": [str(bin_folder / "bare_window")],
            "IDE, nothing open": ide,
            "IDE, a sample open": [*ide, str(sample)],
            "IDE, 1,000 nodes": [*ide, str(big_flow(pathlib.Path(folder, "big")))],
        }
        found = {name: [] for name in commands}
        for turn in range(runs + 1):
            for name, command in commands.items():
                home = pathlib.Path(folder, "home", name)  # its own, for the session of the last start is opened again
                home.mkdir(parents=True, exist_ok=True)
                shutil.rmtree(home / "starts", ignore_errors=True)  # it was ended too early to count as a start that went well
                seen = start(screen, command, str(home), name in ("IDE, a sample open", "IDE, 1,000 nodes"))
                if turn > 0:
                    found[name].append(seen)
        screen.close()
    report(found)


def report(found):
    figures = ["window", "graph", "still", "cpu", "queued", "resident", "proportional"]
    print(f"{'ms (best), MB':20}" + "".join(f"{figure:>16}" for figure in figures))
    middle = {}
    for name, seen in found.items():
        line = f"{name:20}"
        for figure in figures:
            values = [one[figure] for one in seen if figure in one]
            middle[name, figure] = statistics.median(values) if values else 0
            line += f"{f'{middle[name, figure]:.0f} ({min(values):.0f})' if values else '-':>16}"
        print(line)
    bare = middle["bare Qt window", "still"]
    for name, budget in (("IDE, nothing open", " [400]"), ("IDE, a sample open", ""), ("IDE, 1,000 nodes", "")):
        still, waited = middle[name, "still"], middle[name, "queued"]
        print(f"{name}: {still:.0f} ms{budget}, {still - waited:.0f} without what was queued; "
              f"{still / bare:.1f} times the bare window's")
    print(f"1,000 nodes on the canvas after {middle['IDE, 1,000 nodes', 'graph']:.0f} ms [500]")
    print(f"resident with a flow open {middle['IDE, a sample open', 'resident']:.0f} MB [150]")
    print(f"load of the machine: {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")


main()
