# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0

"""A team's own script that runs batches by PFClient, with our promptflow package and no other."""

import json
import os
import subprocess
import sys
import tempfile
import textwrap
import unittest
from pathlib import Path

POSTERN = os.environ["POSTERN"]
PACKAGE = Path(__file__).resolve().parents[3] / "resources" / "python"

FLOW = """\
inputs:
  x: {type: int}
  factor: {type: int, default: 2}
outputs:
  y: {type: int, reference: "${times.output}"}
nodes:
- {name: times, type: python, source: {type: code, path: times.py}, inputs: {x: "${inputs.x}", factor: "${inputs.factor}"}}
- {name: sum, type: python, aggregation: true, source: {type: code, path: total.py}, inputs: {ys: "${times.output}"}}
"""


class Client(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory(prefix="tst-pfclient-")
        self.addCleanup(self.folder.cleanup)
        root = Path(self.folder.name)
        (root / "flow").mkdir()
        (root / "flow/flow.dag.yaml").write_text(FLOW)
        (root / "flow/times.py").write_text(
            "from promptflow.core import tool\n@tool\ndef times(x: int, factor: int):\n    return 10 // x * factor\n")
        (root / "flow/total.py").write_text(
            "from promptflow.core import tool, log_metric\n@tool\ndef total(ys: list):\n    log_metric('total', sum(ys))\n")
        (root / "data.jsonl").write_text('{"x": 1}\n{"x": 0}\n{"x": 5}\n')

    def script(self, body):
        code = ("import json, sys\nfrom promptflow.client import PFClient\npf = PFClient()\nout = {}\n" + textwrap.dedent(body)
                + "\nprint('OUT' + json.dumps(out))\n")
        done = subprocess.run(
            [sys.executable, "-c", code], cwd=self.folder.name, text=True, capture_output=True,
            env={**os.environ, "PYTHONPATH": str(PACKAGE), "POSTERN_COMMAND": POSTERN,
                 "POSTERN_HOME": self.folder.name + "/home"})
        self.assertEqual(done.returncode, 0, done.stderr)
        return json.loads(done.stdout.rsplit("OUT", 1)[1])

    def test_runs_and_what_they_gave(self):
        out = self.script("""
            run = pf.run(flow="flow", data="data.jsonl", column_mapping={"x": "${data.x}", "factor": 3}, name="first",
                         tags={"team": "search"}, display_name="First")
            out["run"] = [run.name, run.status, run.display_name, run.tags]
            details = pf.get_details(run)
            rows = details if isinstance(details, list) else details.to_dict("records")
            out["outputs"] = [row["outputs.y"] for row in rows]
            out["metrics"] = pf.get_metrics("first")
            pf.visualize([run], html_path="page.html")
            second = pf.run(flow="flow", run=run, column_mapping={"x": "${run.outputs.y}"})
            out["second"] = [second.status, second.run, second.name.startswith("flow_variant_0_")]
            out["listed"] = len(pf.runs.list())
            out["archived"] = pf.runs.archive("first").name
            out["active"] = [run.name for run in pf.runs.list() if run.name == "first"]
            out["put away"] = [run.name for run in pf.runs.list(list_view_type="ArchivedOnly")]
            out["all"] = len(pf.runs.list(list_view_type="All"))
        """)
        self.assertEqual(out["run"], ["first", "Completed", "First", {"team": "search"}])
        self.assertEqual([out["outputs"][0], out["outputs"][1], out["outputs"][2]], [30, "(Failed)", 6])
        self.assertEqual(out["metrics"], {"total": 36})
        self.assertEqual(out["second"], ["Completed", "first", True])
        self.assertEqual(out["listed"], 2)
        self.assertEqual((out["active"], out["put away"], out["all"]), ([], ["first"], 2))
        self.assertIn("by zero", (Path(self.folder.name) / "page.html").read_text())

    def test_what_cant_be_run_is_an_exception(self):
        out = self.script("""
            from promptflow.exceptions import UserErrorException
            for given in ({"flow": "flow"}, {"flow": "nowhere", "data": "data.jsonl"}, {"flow": "flow", "data": "none.jsonl"}):
                try:
                    pf.run(**given)
                    out.setdefault("ran", []).append(given)
                except UserErrorException as error:
                    out.setdefault("said", []).append(str(error))
            failed = pf.run(flow="flow", data="data.jsonl", column_mapping={"x": "${data.z}"}, name="failed")
            out["status"] = failed.status
            try:
                pf.stream(failed)
            except UserErrorException as error:
                out["streamed"] = str(error)
        """)
        self.assertNotIn("ran", out)
        self.assertIn("Either run or data", out["said"][0])
        self.assertEqual(out["status"], "Failed")
        self.assertIn("${data.z}", out["streamed"])


if __name__ == "__main__":
    unittest.main()
