#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0
"""Prints our Jinja2's times beside those of CPython's.

Usage: jinja_peer.py BENCH_JINJA

Needs Jinja2 3.1 for the python that runs it. The templates are those of bench_jinja.cpp.
"""

import json
import pathlib
import re
import subprocess
import sys
import timeit

from jinja2.sandbox import SandboxedEnvironment

SOURCE = pathlib.Path(__file__).with_name("bench_jinja.cpp").read_text(encoding="utf-8")
CHAT = re.search(r'kChat = R"\((.*?)\)";', SOURCE, re.S).group(1)
ARITHMETIC = re.search(r'kArithmetic = R"\((.*?)\)";', SOURCE, re.S).group(1)
CONTEXT = {
    "persona": "a helpful assistant",
    "chat_history": [
        {"inputs": {"question": f"What is the answer to question number {i}?"},
         "outputs": {"answer": f"The answer to question number {i} is forty-two, as always."}}
        for i in range(10)
    ],
    "context": [{"title": f"document number {i}", "text": "  Some text that was found for the question.  "} for i in range(3)],
    "question": "And what is it now?",
}


def best(function, number):
    """The best of seven runs, in nanoseconds a call."""
    return min(timeit.repeat(function, number=number, repeat=7)) / number * 1e9


def environment():
    return SandboxedEnvironment(trim_blocks=True, keep_trailing_newline=True)


def main():
    done = subprocess.run([sys.argv[1], "--benchmark_format=json", "--benchmark_min_time=0.3"], capture_output=True, text=True, check=True)
    ours = {b["name"]: b["cpu_time"] for b in json.loads(done.stdout)["benchmarks"]}
    env = environment()
    compiled = env.from_string(CHAT)
    arithmetic = environment().from_string(ARITHMETIC)
    theirs = {
        "compileAndRender": best(lambda: env.from_string(CHAT).render(CONTEXT), 100),
        "compile": best(lambda: env.from_string(CHAT), 100),
        "render": best(lambda: compiled.render(CONTEXT), 2000),
        "arithmetic": best(lambda: arithmetic.render(), 20),
    }
    print(f"{'':18} {'ours':>12} {'CPython':>12} {'ratio':>8}")
    for name, time in theirs.items():
        print(f"{name:18} {ours[name] / 1e3:9.2f} us {time / 1e3:9.2f} us {time / ours[name]:7.1f}x")


if __name__ == "__main__":
    main()
