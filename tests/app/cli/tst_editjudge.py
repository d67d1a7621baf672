# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0
"""Random edits by `postern flow edit`, judged by ruamel.yaml, the reader that prompt flow has: it reads what was meant, and nothing else.

tst_editorproperties has libfyaml look at many more edits, made within the process. The texts here are dressed as people and
programs of all kinds leave them, and what stood around an edit is the same bytes afterwards.
"""

import copy
import io
import os
import pathlib
import random
import subprocess
import tempfile
import unittest

from ruamel.yaml import YAML

POSTERN = os.environ["POSTERN"]
ROUNDS = int(os.environ.get("POSTERN_SOAK_EDITS", "40"))  # scripts/soak makes more of them
SEED = int(os.environ.get("POSTERN_SOAK_SEED", "12"))

BLOCK = """\
# What the flow is for.
inputs:
  topic: {type: string, default: "bees"}   # asked for
  count:
    type: int
    default: 3

outputs:
  text:
    type: string
    reference: ${say.output}
nodes:
- name: think
  type: llm
  source: {type: code, path: think.jinja2}
  inputs:
    deployment_name: 'gpt-4o'
    temperature: 0.2
    topic: ${inputs.topic}
  connection: aoai
  api: chat

# The last word.
- name: say
  type: python
  source:
    type: code
    path: say.py
  inputs:
    text: ${think.output}
    style: >-
      short and
      dry
    words: [a, 'b']
"""
DEEP = """\
inputs:
    topic:
        type: string
        default: &shared |
            two
            lines
    other:
        type: string
        default: *shared
nodes:
    -   name: think
        type: prompt
        source:
            path: think.jinja2
            type: code
        inputs:
            topic: ${inputs.topic}
            other: "${inputs.other}"
    -   name: say
        type: python
        source: { type: code, path: say.py }
        inputs: { text: "${think.output}" }
outputs: {}
"""
VALUES = ("1", "-0.5", "1e3", "true", "'true'", "yes", "'~'", "''", "plain words", "'it''s'", '"a\\tb"', "'# no comment'", "'a: b'",
          "'- x'", "한글", "'${think.output}'", "[]", "[1, 'two', {three: 3}]", "{a: 1, b: [x, y]}", '"two\\nlines\\n"', "'{{ x }}'",
          "' spaced '", "0x10", "'0123'", "2024-01-01", "'%x'", "'---'", "'@at'", "'*star'", "'!tag'", "'null'")
CODE = "from promptflow.core import tool\n\n\n@tool\ndef say(text: str, **others) -> str:\n    return text\n"


def read(data):
    yaml = YAML(typ="safe", pure=True)
    yaml.version = (1, 2)
    return yaml.load(io.StringIO(data.decode("utf-8-sig")))


def node(model, name):
    return next(each for each in model["nodes"] if each["name"] == name)


def dressed(text, chance):
    """The same flow as another editor, or system, would have left it."""
    if chance.random() < 0.3:
        text = text.rstrip("\n")
    if chance.random() < 0.3:
        text = "\n".join(line + "  " if chance.random() < 0.1 and line and not line.endswith(("|", ">-")) else line
                         for line in text.split("\n"))
    if chance.random() < 0.3:
        text = "---\n" + text
    data = text.encode()
    if chance.random() < 0.4:
        data = data.replace(b"\n", b"\r\n")
    return b"\xef\xbb\xbf" + data if chance.random() < 0.3 else data


def some_edit(model, chance):
    """The words of an edit; the model becomes what it means."""
    kind = chance.choice(("input", "input", "input", "new", "default", "unset", "rename"))
    name = chance.choice(("think", "say"))
    inputs = node(model, name)["inputs"]
    value = chance.choice(VALUES)
    if kind == "default":
        of = chance.choice(sorted(model["inputs"]))
        model["inputs"][of]["default"] = read(value.encode())
        return ["--set", f"inputs.{of}.default={value}"]
    if kind == "unset":
        key = chance.choice(sorted(inputs))
        del inputs[key]
        return ["--unset", f"nodes.{name}.inputs.{key}"]
    if kind == "rename":
        node(model, name)["name"] = name + "_2"
        rebind(model, f"${{{name}.", f"${{{name}_2.")
        return ["--rename", f"node:{name}={name}_2"]
    key = f"added_{chance.randrange(9)}" if kind == "new" else chance.choice(sorted(inputs))
    inputs[key] = read(value.encode())
    return ["--set", f"nodes.{name}.inputs.{key}={value}"]


def rebind(part, old, new):
    for key, value in part.items() if isinstance(part, dict) else enumerate(part):
        if isinstance(value, str) and value.startswith(old):
            part[key] = new + value[len(old):]
        elif isinstance(value, (dict, list)):
            rebind(value, old, new)


def around(before, after):
    """How many bytes at the two ends are the same, together."""
    begin = len(os.path.commonprefix([before, after]))
    end = len(os.path.commonprefix([before[begin:][::-1], after[begin:][::-1]]))
    return begin + end


class TestEditJudge(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.flow = pathlib.Path(folder.name, "flow")
        self.flow.mkdir()
        (self.flow / "think.jinja2").write_text("{{topic}}\n")
        (self.flow / "say.py").write_text(CODE)
        self.environment = dict(os.environ, POSTERN_HOME=str(pathlib.Path(folder.name, "home")))

    def edit(self, words):
        return subprocess.run([POSTERN, "flow", "edit", str(self.flow), *words], env=self.environment, capture_output=True, text=True)

    def test_what_is_read_is_what_was_meant(self):
        chance = random.Random(SEED)
        file = self.flow / "flow.dag.yaml"
        refused = 0
        for turn in range(ROUNDS):
            before = dressed(chance.choice((BLOCK, DEEP)), chance)
            meant = copy.deepcopy(read(before))
            words = some_edit(meant, chance)
            file.write_bytes(before)
            result = self.edit(words)
            after = file.read_bytes()
            with self.subTest(seed=SEED, turn=turn, words=words, before=before, after=after, said=result.stderr):
                if result.returncode == 3:  # it says why, and has done nothing
                    refused += 1
                    self.assertTrue(result.stderr.strip())
                    self.assertEqual(after, before)
                    continue
                self.assertEqual(result.returncode, 0)
                self.assertEqual(read(after), meant)
                self.assertEqual(before.startswith(b"\xef\xbb\xbf"), after.startswith(b"\xef\xbb\xbf"))
                if b"\r\n" in before:
                    self.assertEqual(after.count(b"\n"), after.count(b"\r\n"))
                if "--rename" not in words:  # which is in several places
                    self.assertGreaterEqual(around(before, after), len(before) - 120)
        self.assertLess(refused, ROUNDS / 3)

    def test_an_edit_and_the_one_that_takes_it_back(self):
        chance = random.Random(SEED + 1)
        file = self.flow / "flow.dag.yaml"
        for _ in range(max(1, ROUNDS // 4)):
            before = dressed(BLOCK, chance)
            file.write_bytes(before)
            for words in (["--set", "nodes.think.inputs.temperature=0.7"], ["--rename", "node:think=muse"]):
                self.assertEqual(self.edit(words).returncode, 0)
            for words in (["--rename", "node:muse=think"], ["--set", "nodes.think.inputs.temperature=0.2"]):
                self.assertEqual(self.edit(words).returncode, 0)
            self.assertEqual(file.read_bytes(), before)


if __name__ == "__main__":
    unittest.main()
