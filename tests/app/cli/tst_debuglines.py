# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0

"""`flow debug` at the lines of Python, with the real debugpy of build/venv."""

import json
import os
import subprocess
import sys
import tempfile
import unittest
import zipfile
from pathlib import Path

import debugpy

POSTERN = os.environ["POSTERN"]
FLOW = """\
inputs:
  text: {type: string, default: hi}
outputs:
  answer: {type: string, reference: "${loud.output}"}
nodes:
- name: count
  type: python
  source: {type: code, path: count.py}
  inputs: {text: "${inputs.text}"}
- name: loud
  type: python
  source: {type: code, path: loud.py}
  inputs: {number: "${count.output}"}
"""
COUNT = """\
from promptflow.core import tool
from helper import doubled

@tool
def count(text: str):
    size = len(text)
    twice = doubled(size)
    return twice + 1
"""
HELPER = """\
def doubled(number):
    result = number * 2
    return result
"""
LOUD = """\
from promptflow.core import tool

@tool
def loud(number: int):
    return "!" * number
"""


class DebugLines(unittest.TestCase):
    python = sys.executable

    def setUp(self):
        kept = tempfile.TemporaryDirectory(prefix="tst_lines-")
        self.addCleanup(kept.cleanup)
        self.folder = Path(kept.name) / "flow"
        self.home = Path(kept.name) / "home"
        for name, text in {"flow.dag.yaml": FLOW, "count.py": COUNT, "helper.py": HELPER, "loud.py": LOUD}.items():
            self.write(name, text)

    def write(self, name, text):
        file = self.folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def run_postern(self, *arguments, python=None, **options):
        environment = dict(os.environ, POSTERN_HOME=str(self.home), POSTERN_PYTHON=python or self.python)
        return subprocess.run([POSTERN, *arguments], env=environment, cwd=self.folder, capture_output=True, text=True,
                              timeout=110, check=False, **options)

    def debug(self, *commands, python=None, flow="."):
        done = self.run_postern("flow", "debug", "--flow", flow, "--format", "json", python=python,
                                input="".join(command + "\n" for command in commands))
        self.answers = [json.loads(line) for line in done.stdout.splitlines()]
        return self.answers

    def stops(self):
        return [(stop.get("file", stop["node"]), stop.get("line", stop["when"]))
                for stop in self.answers if stop.get("event") == "paused"]

    def test_stops_at_a_line_and_shows_what_is_there(self):
        self.debug("break count.py:7", "run", "stack", "locals", "print size * 10", "print nothing", "continue")
        stop = next(answer for answer in self.answers if answer.get("event") == "paused")
        self.assertEqual((stop["node"], stop["when"], stop["reason"], stop["function"]), ("count", "line", "breakpoint", "count"))
        self.assertIn({"name": "size", "type": "int", "value": "2"}, stop["locals"])
        frames = next(answer["frames"] for answer in self.answers if answer.get("answer") == "stack")
        self.assertEqual(frames, [{"function": "count", "file": "count.py", "line": 7}])
        names = next(answer["locals"] for answer in self.answers if answer.get("answer") == "locals")
        self.assertEqual([each["name"] for each in names], ["size", "text"])
        self.assertIn({"answer": "print", "expression": "size * 10", "type": "int", "value": "20"}, self.answers)
        self.assertIn("nothing", next(answer["error"]["message"] for answer in self.answers if "error" in answer))
        self.assertEqual(self.answers[-1]["outputs"], {"answer": "!!!!!"})

    def test_steps_over_into_and_out_of_lines(self):
        self.debug("break count.py:6", "run", "next", "step", "stack", "finish", "next", "next", "where", "continue")
        stops = self.stops()
        self.assertEqual(stops[:3], [("count.py", 6), ("count.py", 7), ("helper.py", 2)])
        frames = next(answer["frames"] for answer in self.answers if answer.get("answer") == "stack")
        self.assertEqual([frame["function"] for frame in frames], ["doubled", "count"])
        self.assertEqual(stops[3][0], "count.py")
        self.assertEqual(stops[-1], ("count", "after"))  # a step that leaves the code ends after its node
        self.assertEqual(self.answers[-1]["state"], "Completed")

    def test_steps_from_a_node_into_its_code(self):
        self.debug("break loud", "run", "step", "locals", "next", "next", "continue")
        stops = self.stops()
        self.assertEqual(stops[0], ("loud", "before"))
        self.assertEqual(stops[1][0], "loud.py")
        self.assertEqual(stops[-1], ("loud", "after"))
        self.assertEqual(self.answers[-1]["outputs"], {"answer": "!!!!!"})

    def test_conditions_hits_and_logs_are_of_python(self):
        self.debug('break count.py:7 if size > 5', 'break helper.py:3 log it is {result}', "run")
        self.assertEqual(self.stops(), [])
        self.assertEqual([answer["text"] for answer in self.answers if answer.get("event") == "log"], ["it is 4"])
        self.debug('break count.py:7 if size == 2', "run", "continue")
        self.assertEqual(self.stops(), [("count.py", 7)])

    def test_a_file_of_an_include_stops_by_its_own_name(self):
        (self.folder / "helper.py").unlink()
        self.write("../shared/helper.py", HELPER)
        self.write("flow.dag.yaml", FLOW + 'additional_includes: ["../shared/helper.py"]\n')
        self.debug("break ../shared/helper.py:2", "run", "locals", "continue")
        self.assertEqual(self.stops(), [("helper.py", 2)])
        self.assertEqual(self.answers[-1]["state"], "Completed")

    def test_a_line_that_is_nowhere_is_refused(self):
        self.debug("break cuont.py:2", "break flow.dag.yaml:2", "break count.py:0")
        self.assertEqual([answer["error"]["code"] for answer in self.answers], ["Usage"] * 3)

    def test_a_process_that_dies_while_it_stands_gives_one_line(self):
        self.debug("break count.py:7", "run", "print __import__('os')._exit(3)")
        died = [answer for answer in self.answers if answer.get("event") == "died"]
        self.assertEqual([answer["error"]["message"] for answer in died],
                         ["The Python process ended while it stood at count.py:7."])
        self.assertEqual(self.answers[-1]["state"], "Failed")

    def test_a_run_that_is_ended_at_a_line_ends(self):
        self.debug("break count.py:7", "run", "locals", "stop", "run", "continue")
        self.assertEqual(self.stops(), [("count.py", 7)] * 2)
        self.assertFalse([answer for answer in self.answers if answer.get("event") == "died"])
        self.assertEqual([answer["state"] for answer in self.answers if answer.get("event") == "finished"],
                         ["Canceled", "Completed"])

    def bare_python(self):
        """One without debugpy."""
        program = os.path.join(sys.base_prefix, "bin", "python3")
        if subprocess.run([program, "-c", "import debugpy"], capture_output=True, check=False).returncode == 0:
            self.skipTest("the system's Python has debugpy, too")
        return program

    def test_without_debugpy_it_says_what_to_do_and_goes_on(self):
        self.debug("break count.py:7", "run", python=self.bare_python())
        problems = [answer["error"] for answer in self.answers if answer.get("event") == "problem"]
        self.assertEqual(len(problems), 1)
        self.assertIn("has no debugpy", problems[0]["message"])
        self.assertIn("postern env add-wheel FILE", problems[0]["hint"])
        self.assertEqual(self.answers[-1]["state"], "Completed")

    def test_a_wheel_in_posterns_home_is_enough(self):
        python = self.bare_python()
        wheel = self.wheel()
        added = self.run_postern("env", "add-wheel", wheel, "--format", "json")
        self.assertEqual(json.loads(added.stdout)["version"], debugpy.__version__, added.stderr)
        self.debug("break count.py:7", "run", "continue", python=python)
        self.assertEqual(self.stops(), [("count.py", 7)])
        self.assertEqual(self.run_postern("env", "add-wheel", wheel).returncode, 0)  # once more

    def test_what_is_no_wheel_is_refused(self):
        self.write("debugpy-1.0-py3-none-any.whl", "no archive")
        with zipfile.ZipFile(self.folder / "other-1.0-py3-none-any.whl", "w") as archive:
            archive.writestr("other/__init__.py", "")
        for name in ("debugpy-1.0-py3-none-any.whl", "other-1.0-py3-none-any.whl", "count.py"):
            done = self.run_postern("env", "add-wheel", name)
            self.assertNotEqual(done.returncode, 0, name)
            self.assertNotIn("Traceback", done.stderr)
        self.assertFalse((self.home / "wheels").exists())

    def wheel(self):
        """What pip unpacked, packed again."""
        packages = Path(debugpy.__file__).parent.parent
        name = f"debugpy-{debugpy.__version__}"
        file = self.folder.parent / f"{name}-cp3-none-any.whl"
        with zipfile.ZipFile(file, "w") as archive:
            for part in ("debugpy", f"{name}.dist-info"):
                for path in sorted((packages / part).rglob("*")):
                    if path.is_file() and "__pycache__" not in path.parts:
                        archive.write(path, path.relative_to(packages))
        return str(file)


if __name__ == "__main__":
    unittest.main()
