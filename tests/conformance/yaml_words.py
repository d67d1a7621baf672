#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0
"""Has random words written with `postern flow edit --set` and the files read by ruamel.yaml and PyYAML, with which others of the file's readers read it: both take them, and ruamel.yaml reads what ours does.

Usage: yaml_words.py POSTERN POSTERN_CONFORMANCE [COUNT [SEED]]

Needs ruamel.yaml for the python that runs it, and compares with PyYAML where that is too.
"""

import json
import pathlib
import random
import subprocess
import sys
import tempfile
import warnings

from yaml_differential import PLAIN, QUOTED, record

try:
    import yaml
except ImportError:
    yaml = None

PIECES = ["a", "0", "12", "2024", "-13-", "_", ".", "+", "-", "e", "0x", "0o", ":", ": ", " ", " #", "#", "\t", "=", "<<", "<<: ", "!", "&", "*", "?", "? ", "- ", "|", ">", "%", "@", "`", "'", '"', "[", "]", "{", "}", ",", ", ", "~", "yes", ".inf", "T",
          "\n", "\u0085", "\u2028", "\ufeff", "\u00e9", "\\", "...", "---", "${x.output}"]
FILES = ["inputs:\n  q: {type: string}\noutputs: {}\nnodes:\n- name: a\n  type: python\n  source: {type: code, path: a.py}\n  inputs:\n    q: x\n",
         "inputs: {q: {type: string}}\noutputs: {}\nnodes: [{name: a, type: python, source: {type: code, path: a.py}, inputs: {q: 'x'}}]\n",
         "inputs:\r\n    q:\r\n        type: string\r\noutputs: {}\r\nnodes:\r\n  -   name: a\r\n      type: python\r\n      source: {type: code, path: a.py}\r\n      inputs:\r\n          q: \"x\" # c\r\n          z: 1"]


def word(chance):
    if chance.random() < 0.2:
        return chance.choice(PLAIN + QUOTED)
    return "".join(chance.choice(PIECES) for _ in range(chance.randint(1, 5)))


def failure(text):
    """What PyYAML says of it, but of tags that are the author's own."""
    if yaml is None:
        return ""
    try:
        yaml.safe_load(text)
    except yaml.constructor.ConstructorError as error:
        return "" if "could not determine a constructor for the tag" in str(error) else str(error)
    except (yaml.YAMLError, ValueError) as error:
        return str(error)
    return ""


def main():
    warnings.simplefilter("ignore")
    postern, conformance = sys.argv[1:3]
    count = int(sys.argv[3]) if len(sys.argv) > 3 else 10000
    chance = random.Random(int(sys.argv[4]) if len(sys.argv) > 4 else 1)
    cases, refused, failed = [], 0, 0
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "flow.dag.yaml"
        for number in range(count):
            value, before = word(chance), chance.choice(FILES)
            path.write_bytes(before.encode())
            done = subprocess.run([postern, "flow", "edit", folder, "--set", "nodes.a.inputs.q=" + value], capture_output=True)
            after = path.read_bytes().decode()
            if done.returncode != 0:
                refused += 1
                if done.returncode != 3 or after != before:
                    failed += 1
                    print(f"FAIL {value!r}: exit {done.returncode}", done.stderr.decode(errors="replace")[:300])
                continue
            case = dict(record(after), id=str(number), word=value)
            cases.append(case)
            if said := case.get("message") or failure(after):
                failed += 1
                print(f"FAIL {value!r} in {after!r}: {said[:200]!r}")
        listed = pathlib.Path(folder) / "cases.jsonl"
        listed.write_text("".join(json.dumps(case) + "\n" for case in cases), encoding="utf-8")
        read = subprocess.run([conformance, "yaml", str(listed)], capture_output=True, text=True, errors="replace")
    print(read.stdout)
    print(f"{count} words, {refused} refused, {failed} failed; PyYAML {'looked too' if yaml else 'is not here'}")
    sys.exit(1 if failed or read.returncode != 0 or refused * 2 > count else 0)


if __name__ == "__main__":
    main()
