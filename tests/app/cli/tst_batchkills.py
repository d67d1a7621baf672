# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0

"""Batch runs that are killed at any moment and resumed, again and again: no line is lost, none doubled, the metrics are those of a
run that nobody disturbed. POSTERN_SOAK_KILLS says how many kills; POSTERN_SOAK_SEED has others each day."""

import json
import os
import random
import subprocess
import tempfile
import unittest
from pathlib import Path

POSTERN = os.environ["POSTERN"]
KILLS = int(os.environ.get("POSTERN_SOAK_KILLS", "15"))
SEED = int(os.environ.get("POSTERN_SOAK_SEED", "20261130"))
LINES = 1500

FLOW = """\
inputs:
  word: {type: string}
outputs:
  text: {type: string, reference: "${shout.output}"}
nodes:
- {name: shout, type: prompt, source: {type: code, path: shout.jinja2}, inputs: {word: "${inputs.word}"}}
- {name: sum, type: python, aggregation: true, source: {type: code, path: total.py}, inputs: {texts: "${shout.output}"}}
"""


CALLS = """\
inputs:
  word: {type: string}
outputs:
  text: {type: string, reference: "${call.output}"}
nodes:
- {name: call, type: python, source: {type: code, path: call.py}, inputs: {word: "${inputs.word}"}}
"""


class Kills(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory(prefix="tst-batchkills-")
        self.addCleanup(self.folder.cleanup)
        self.root = Path(self.folder.name)
        (self.root / "flow").mkdir()
        (self.root / "flow/flow.dag.yaml").write_text(FLOW)
        (self.root / "flow/shout.jinja2").write_text("{{word}}!")
        (self.root / "flow/total.py").write_text(
            "from promptflow.core import tool, log_metric\n@tool\ndef total(texts: list):\n"
            "    log_metric('lines', len(texts))\n    log_metric('letters', sum(map(len, texts)))\n")
        with open(self.root / "data.jsonl", "w") as data:
            for i in range(LINES):
                data.write(json.dumps({"word": "w%d" % (i * i)}) + "\n")

    def start(self, *words):
        return subprocess.Popen([POSTERN, "run", *words], cwd=self.root, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
                                text=True, env={**os.environ, "POSTERN_HOME": str(self.root / "home")})

    def create(self, name):
        return self.start("create", "--flow", "flow", "--data", "data.jsonl", "--name", name)

    def result(self, name):
        run = self.root / "home/runs" / name
        return (run / "flow_outputs/output.jsonl").read_text(), json.loads((run / "metrics.json").read_text())

    def test_killed_runs_go_on(self):
        undisturbed = self.create("undisturbed")
        error = undisturbed.communicate()[1]
        self.assertEqual(undisturbed.returncode, 0, error)
        expected = self.result("undisturbed")
        self.assertEqual(expected[0].count("\n"), LINES)
        chance = random.Random(SEED)
        kills = runs = 0
        while kills < KILLS:
            name = "r%d" % runs
            runs += 1
            child = self.create(name)
            while True:
                try:
                    error = child.communicate(timeout=chance.uniform(0.02, 0.6))[1]
                except subprocess.TimeoutExpired:
                    child.kill()
                    child.communicate()
                    kills += 1
                    if not (self.root / "home/runs" / name / "run.json").exists():
                        break  # it wasn't there yet
                    child = self.start("resume", name)
                    if kills >= KILLS:  # the last one may go on to its end
                        error = child.communicate()[1]
                    else:
                        continue
                self.assertEqual(child.returncode, 0, error)
                self.assertEqual(self.result(name), expected, "after %d kills, seed %d" % (kills, SEED))
                break
        print("%d kills, all %d runs ended as they should" % (kills, runs))

    def test_two_that_go_on_with_a_run_run_no_line_twice(self):
        (self.root / "calls/flow").mkdir(parents=True)
        (self.root / "calls/flow/flow.dag.yaml").write_text(CALLS)
        tool = "from promptflow.core import tool\n@tool\ndef call(word: str):\n    with open(r'%s', 'a') as calls:\n        calls.write(word + '\\n')\n    %s\n"
        told = self.root / "calls/told"
        (self.root / "calls/flow/call.py").write_text(tool % (told, "raise ValueError(word)"))
        (self.root / "calls/data.jsonl").write_text("".join('{"word": "w%d"}\n' % i for i in range(40)))
        create = self.start("create", "--flow", "calls/flow", "--data", "calls/data.jsonl", "--name", "calls")
        error = create.communicate()[1]
        self.assertEqual(create.returncode, 0, error)
        told.unlink()
        (self.root / "calls/flow/call.py").write_text(tool % (told, "return word"))
        both = [self.start("resume", "calls", "--rerun-failed") for _ in range(2)]
        errors = [one.communicate()[1] for one in both]
        # The other is refused, or comes when there is nothing left to do.
        codes = sorted(one.returncode for one in both)
        self.assertIn(codes, ([0, 0], [0, 2]), errors)
        self.assertEqual(sorted(told.read_text().split()), sorted("w%d" % i for i in range(40)))


if __name__ == "__main__":
    unittest.main()
