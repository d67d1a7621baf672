#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0
"""Compares our Jinja2 with CPython's on random templates: text, class of the error, sentence and line.

Usage: jinja_differential.py [--wide | --sets] POSTERN_CONFORMANCE [COUNT [SEED]]

With --sets a case is a set of templates that extend, include and import each other.

Needs Jinja2 3.1 for the python that runs it. Prints what differs, and how many agreed.
"""

import json
import pathlib
import re
import resource
import signal
import subprocess
import sys
import tempfile
import warnings

from jinja_random import Maker
from jinja_random_sets import SetMaker
from jinja_random_wide import WideMaker
from record_jinja import record


class TooLong(BaseException):
    """Not an error of the template's."""


def give_up(*_):
    raise TooLong


def made(maker):
    """A case; nothing when it takes too long or too much."""
    signal.setitimer(signal.ITIMER_REAL, 2)
    try:
        environment = maker.environment()
        context = maker.context()
        case = record("random", maker.template(), environment, context)
        return None if case.get("error") == "MemoryError" else case
    except TooLong:
        return None
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def recorded(maker, count):
    """So many cases by id. What depends on addresses or takes megabytes is left out."""
    signal.signal(signal.SIGALRM, give_up)
    resource.setrlimit(resource.RLIMIT_AS, (1 << 30, resource.getrlimit(resource.RLIMIT_AS)[1]))
    cases = {}
    while len(cases) < count:
        case = made(maker)
        if case is None:
            continue
        text = json.dumps(case)
        # wordwrap and the like can tear addresses.
        if "at0x" in re.sub(r"\s|\\n|<br>", "", text).lower() or len(text) > 100_000:
            continue
        case["id"] += f"-{len(cases)}"
        cases[case["id"]] = case
    return cases


def main():
    words = [word for word in sys.argv[1:] if not word.startswith("--")]
    maker = WideMaker if "--wide" in sys.argv else SetMaker if "--sets" in sys.argv else Maker
    count = int(words[1]) if len(words) > 1 else 10000
    seed = int(words[2]) if len(words) > 2 else 1
    warnings.simplefilter("ignore")
    cases = recorded(maker(seed), count)
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "cases.jsonl"
        path.write_text("".join(json.dumps(case) + "\n" for case in cases.values()), encoding="utf-8")
        resource.setrlimit(resource.RLIMIT_AS, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        done = subprocess.run([words[0], "jinja", str(path), "--messages"], capture_output=True, text=True, errors="replace")
    for line in done.stdout.splitlines():
        print(line[:600])
        if line.startswith("FAIL "):
            case = cases[line.split(" ")[1].rstrip(":")]
            print("   ", json.dumps(case["template"], ensure_ascii=False)[:1000])
            print("   ", json.dumps(case["env"])[:800], json.dumps(case["context"], ensure_ascii=False)[:600])
    errors = sum("error" in case for case in cases.values())
    print(f"{count} templates, {errors} of them errors; exit {done.returncode}")
    if done.stderr:
        print(done.stderr[-2000:])
    sys.exit(done.returncode)


if __name__ == "__main__":
    main()
