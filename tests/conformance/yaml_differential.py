#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0
"""Compares our YAML with ruamel.yaml's, which prompt flow reads with, on random documents: values and refusals.

Usage: yaml_differential.py POSTERN_CONFORMANCE [COUNT [SEED]]

Needs ruamel.yaml for the python that runs it. Prints what differs, and how many agreed.
"""

import collections.abc
import datetime
import json
import pathlib
import random
import re
import subprocess
import sys
import tempfile
import warnings

try:
    from ruamel.yaml import YAML
except ImportError:
    print("ruamel.yaml isn't installed: nothing to compare with")
    sys.exit(77)

PLAIN = ["a", "What?", "hello world", "a: b", "x:y", "a #b", "a#b", "# c", "- x", "-", "-x", "?", "? x", "?x", ":", ":x", "~", "null", "true", "yes", "on", "No", "1", "-1", "+1", "0", "007", "0o17", "0x1F", "0b11", "1_000", "1.5",
         "1.", ".5", "1e3", "1e+3", "1.5e3", "+.inf", "-.INF", ".nan", "1:30", "2024-01-02", "2024-01-02T03:04:05Z", "2024-1-2 3:04:05", "1.2.3", "a,b", "a, b", "[x", "x]", "{x}", "a{b", "${inputs.q}", "${data}", "!x", "&x", "*x", "%x", "@x", "`x", "'x", "x'", "\"x", "x\"y",
         "|", ">", "<<", "=", "é", "日本", "a\\nb", "http://x.y/z?a=b#c", "C:\\x", "a:", "a :b", "a ?b", "--- x", "...", "x\ty", "{{ a }}", "{% if %}", "12e", "0x", "1__0", "_1", "1-2", "gpt-4o", "it's", "null ", "Null", "TRUE", "nan", "--", "- -", "a  b", "", "!!str", "e1", "0.1.", "-0", "1,2", ". 5"]
GOOD = ["a", "What?", "hello world", "a#b", "${inputs.q}", "1", "1.5", "true", "'q: x'", '"d # x"', "gpt-4o", "http://x.y/z?a=b#c", "[a, b]", "{a: 1, b: What?}", "{a: b c, d: 'e'}", "it's", "x:y", "null", "~", "2024-01-02", "é", ""]
KEYS = ["a", "b", "name", "type", "inputs", "source", "path", "key one", "1", "true", "null", "x.y", "'q'", '"d"', "a-b", "é", "~", "1.5", "$schema", "a#b"]
QUOTED = ["'it''s'", "''", '""', '"a\\nb"', '"\\x41\\u00e9\\U0001F600"', '"tab\\t"', "'a: b # c'", '"a # b"', '"q\\"q"', "'multi\n  line\n\n  text'", '"multi\n  line \\\n  joined\n\n  text"', '"\\q"', '"open', "'open", '"\\/ \\_ \\N \\L \\P \\e \\0"', "' x '", '"trail  \n  x"']
BLOCKS = ["|", ">", "|-", ">-", "|+", "|2", "|1-", ">2-", "|-2", "| # comment", "|x", "|0"]


class Maker:
    def __init__(self, seed):
        self.random = random.Random(seed)

    def pick(self, values):
        return self.random.choice(values)

    def comment(self):
        return self.pick(["", "", "", "", " # note", "  #", " #x: y"])

    def properties(self):
        return self.pick([""] * 60 + ["&n ", "&m ", "!!str ", "!!int ", "!mine ", "&n !!str ", "!!float ", "!!null ", "&a1 &b "])

    def flow(self, depth):
        kind = self.random.randrange(7)
        if depth <= 0 or kind < 3:
            return self.pick([text for text in PLAIN if "," not in text and text not in ("&x", "?x", "?", "a:", "!x", ":")] + QUOTED)
        space = lambda: self.pick(["", " ", " ", " ", "\n   ", " # c\n   "])
        if kind < 5:
            return "[" + ",".join(space() + self.properties() + self.flow(depth - 1) + space() for _ in range(self.random.randrange(4))) + self.pick(["", "", ","]) + "]"
        pair = lambda: self.pick(KEYS) + self.pick([": ", ": ", ": ", " : "]) + self.flow(depth - 1) + space() if self.random.random() < 0.9 else self.pick(["a", "key one", "é"])
        return "{" + ",".join(space() + pair() for _ in range(self.random.randrange(4))) + self.pick(["", "", ","]) + "}"

    def block_text(self, indent):
        head = self.pick(BLOCKS)
        lines = []
        for _ in range(self.random.randrange(5)):
            lines.append(self.pick(["", "", " " * indent, " " * (indent + 2), "\t"]) if self.random.random() < 0.25 else " " * (indent + self.pick([0, 0, 0, 0, 1, 2, -1])) + self.pick(PLAIN + ["# no comment", "text ", "- item", "a: b", "\tx", "{{ x }}"]))
        return head + "\n" + "\n".join(lines)

    def scalar(self, indent):
        kind = self.random.randrange(12)
        if kind > 9:
            return self.pick(GOOD) + self.comment()
        if kind < 4 and self.random.random() < 0.2:
            return self.pick(GOOD)
        if kind < 4:
            return self.pick([text for text in PLAIN if text != "?"]) + self.comment()
        if kind == 4:
            return self.pick(QUOTED) + self.comment()
        if kind == 5:
            return self.block_text(indent)
        if kind == 6:
            return self.flow(2) + self.comment()
        if kind == 7:
            more = [" " * (indent + self.pick([0, 0, 1, 3])) + self.pick(PLAIN) for _ in range(self.random.randrange(1, 4))]
            return self.pick(PLAIN) + "\n" + self.pick(["", "\n", "\n\n"]).join(m + "\n" for m in more).rstrip("\n")
        if kind == 8 and self.random.random() < 0.2:
            return self.pick(["*n", "*m", "*zz", "*n "])
        return ""

    def node(self, depth, indent):
        """What stands after a key or a dash: on its line, or below."""
        kind = self.random.randrange(5)
        if depth <= 0 or kind < 3:
            return " " + self.properties() + self.scalar(indent + 2) + "\n"
        step = self.pick([2, 2, 2, 4, 1])
        return self.pick(["", " " + self.properties().rstrip()]) + self.comment() + "\n" + (self.mapping if kind == 3 else self.sequence)(depth - 1, indent + step)

    def plain_node(self, depth, indent):
        """Without text that has an anchor or a tag and goes on below: docs/differences.md."""
        made = self.node(depth, indent)
        return made.split("\n")[0].replace("|", "a").replace(">", "a") + "\n" if re.match(r" [&!]", made) else made

    def mapping(self, depth, indent):
        keys = [self.pick(KEYS) if self.random.random() < 0.15 else f"k{i}" for i in range(self.random.randrange(1, 5))]
        lines = []
        for key in keys:
            if self.random.random() < 0.1:
                lines.append(self.pick(["", " " * indent + "# comment", "#c", "   ", " " * (indent + 3) + "# deep"]) + "\n")
            if self.random.random() < 0.04:
                lines.append(" " * indent + "? " + key + "\n" + " " * indent + ":" + self.plain_node(depth, indent))
            elif self.random.random() < 0.03:
                lines.append(" " * indent + "<<: " + self.pick(["*n", "*m", "{a: 1}", "x"]) + "\n")
            else:
                lines.append(" " * indent + self.pick([""] * 20 + ["&n ", "!!str "]) + key + self.pick([":", ":", ":", ":", ":", ":", " :"]) + self.node(depth, indent))
        return "".join(lines)

    def sequence(self, depth, indent):
        lines = []
        for _ in range(self.random.randrange(1, 4)):
            kind = self.random.randrange(4)
            if kind == 0 and depth > 0:
                inner = (self.mapping if self.random.random() < 0.7 else self.sequence)(depth - 1, indent + 2)
                lines.append(" " * indent + "- " + inner[indent + 2:])
            else:
                lines.append(" " * indent + "-" + self.plain_node(depth, indent))
        return "".join(lines)

    def text(self):
        while True:
            made = self.any_text()
            # Tags that are none of YAML's own make no flow.
            if not re.search(r"(?m)<<[ :]*(#.*)?\n|!!(?!(str|int|float|null)[ \n\r])|!!int _|!!float nan|^ *: |!,|!]|![a-z]*,|\r(?!\n)", made):
                return made

    def any_text(self):
        made = self.pick([self.mapping, self.mapping, self.mapping, self.sequence])(3, 0)
        if self.random.random() < 0.05:
            made = self.pick(["---\n", "%YAML 1.2\n---\n", "--- ", "\ufeff", "# top\n", "\n\n"]) + made
        if self.random.random() < 0.05:
            made += self.pick(["...\n", "---\na\n", "--- \n", "# end", "\t\n", "..."])
        if self.random.random() < 0.1:
            made = made.replace("\n", "\r\n")
        if self.random.random() < 0.1:
            at = self.random.randrange(len(made) + 1)
            made = made[:at] + self.pick([" ", "\n", "\t", ":", "-", "#", "'", '"', "{", "]", ",", "|", "&", "*", "%", "@", " #", ": ", "\n "]) + made[at + self.random.randrange(2):]
        return made


def typed(value):
    if value is None or isinstance(value, bool):
        return value
    if type(value).__name__ == "ScalarBoolean":
        return bool(value)
    if isinstance(value, dict):
        if any(isinstance(key, (collections.abc.Mapping, list, tuple)) for key in value):
            raise ValueError("no key of a flow: refused by ours, with a hint")
        return {"dict": [[typed(k), typed(v)] for k, v in value.items()]}
    if isinstance(value, (list, tuple)):
        return [typed(v) for v in value]
    if isinstance(value, (datetime.datetime, datetime.date)):
        return {"time": True}
    if isinstance(value, int):
        return {"int": str(int(value))}
    if isinstance(value, float):
        return {"float": repr(float(value))}
    if type(value).__name__ == "TaggedScalar":
        return str(value.value)
    return str(value)


def record(text):
    case = {"text": text}
    try:
        case["expected"] = typed(YAML().load(text))
    except Exception as error:
        case["error"] = type(error).__name__
        case["message"] = str(error)[:200]
    return case


def main():
    warnings.simplefilter("ignore")
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 10000
    maker = Maker(int(sys.argv[3]) if len(sys.argv) > 3 else 1)
    cases = [dict(record(maker.text()), id=str(i)) for i in range(count)]
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "cases.jsonl"
        path.write_text("".join(json.dumps(case) + "\n" for case in cases), encoding="utf-8")
        done = subprocess.run([sys.argv[1], "yaml", str(path)], capture_output=True, text=True, errors="replace")
    for line in done.stdout.splitlines():
        print(line[:400])
        if line.startswith("FAIL "):
            case = cases[int(line.split(" ")[1].rstrip(":"))]
            print("   ", json.dumps(case["text"], ensure_ascii=False)[:700], case.get("message", ""))
    print(f"{count} documents, {sum('error' in case for case in cases)} of them refused; exit {done.returncode}", done.stderr[-2000:])
    sys.exit(done.returncode)


if __name__ == "__main__":
    main()
