# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0

"""`flow debug` as a process: scripts, pipes, a terminal, and what goes wrong."""

import json
import os
import pty
import select
import signal
import subprocess
import tempfile
import unittest
from pathlib import Path

POSTERN = os.environ["POSTERN"]

CHAIN = """\
inputs:
  question: {type: string, default: hi}
outputs:
  answer: {type: string, reference: "${loud.output}"}
nodes:
- name: shout
  type: python
  source: {type: code, path: shout.py}
  inputs: {text: "${inputs.question}"}
- name: loud
  type: python
  source: {type: code, path: loud.py}
  inputs: {text: "${shout.output}"}
"""
SHOUT = "from promptflow.core import tool\n@tool\ndef shout(text: str):\n    return text.upper()\n"
LOUD = "from promptflow.core import tool\n@tool\ndef loud(text: str):\n    return text + '!'\n"
BRANCHES = """\
inputs: {}
outputs:
  bad: {type: string, reference: "${bad.output}"}
  last: {type: string, reference: "${second.output}"}
nodes:
- {name: bad, type: python, source: {type: code, path: bad.py}, inputs: {}}
- {name: first, type: python, source: {type: code, path: first.py}, inputs: {}}
- {name: second, type: python, source: {type: code, path: second.py}, inputs: {text: "${first.output}"}}
"""
LLM = """\
inputs:
  question: {type: string, default: hi}
outputs:
  answer: {type: string, reference: "${chat.output}"}
nodes:
- name: chat
  type: llm
  source: {type: code, path: chat.jinja2}
  inputs: {deployment_name: gpt-4o, question: "${inputs.question}"}
  connection: aoai
  api: chat
"""


def tool(name, body, arguments=""):
    return f"from promptflow.core import tool\n@tool\ndef {name}({arguments}):\n    {body}\n"


class FlowDebug(unittest.TestCase):
    def setUp(self):
        kept = tempfile.TemporaryDirectory(prefix="tst_debug-")
        self.addCleanup(kept.cleanup)
        self.folder = Path(kept.name)
        self.environment = dict(os.environ, POSTERN_HOME=str(self.folder / ".home"))

    def write(self, name, text):
        file = self.folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def chain(self):
        self.write("flow.dag.yaml", CHAIN)
        self.write("shout.py", SHOUT)
        self.write("loud.py", LOUD)

    def branches(self):
        self.write("flow.dag.yaml", BRANCHES)
        self.write("bad.py", tool("bad", "raise ValueError('no')"))
        self.write("first.py", "import os, time\n" + tool("first", "while not os.path.exists('go'):\n        time.sleep(0.01)\n    return 'one'"))
        self.write("second.py", tool("second", "return text + ' two'", "text: str"))

    def run_text(self, commands, *options, flow="."):
        return subprocess.run(
            [POSTERN, "flow", "debug", "--flow", flow, *options], cwd=self.folder, env=self.environment,
            input=commands if isinstance(commands, bytes) else commands.encode(), capture_output=True, timeout=100, check=False)

    def debug(self, commands, *options, flow="."):
        """What was answered and told, and the exit code."""
        done = self.run_text(commands, *options, "--format", "json", flow=flow)
        return [json.loads(line) for line in done.stdout.decode().splitlines()], done.returncode

    def talk(self, *options):
        """A session that is given a command when its answer to the last one is known."""
        process = subprocess.Popen([POSTERN, "flow", "debug", "--flow", ".", "--format", "json", *options], cwd=self.folder,
                                   env=self.environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        self.addCleanup(process.stdout.close)

        def say(*commands, until):
            """All that is told up to an event of this name."""
            process.stdin.write("".join(command + "\n" for command in commands))
            process.stdin.flush()
            answers = []
            for line in process.stdout:
                answers.append(json.loads(line))
                if answers[-1].get("event") in (until, "finished"):  # nothing more would come
                    break
            return answers

        def end():
            process.stdin.close()
            rest = [json.loads(line) for line in process.stdout]
            return rest, process.wait(60)

        return say, end

    @staticmethod
    def events(answers, name):
        return [answer for answer in answers if answer.get("event") == name]

    def test_stops_shows_changes_and_goes_on(self):
        self.chain()
        answers, code = self.debug('break loud\nrun\nprint nodes.shout.output | lower\nset loud.inputs.text = "X"\ncontinue\n')
        self.assertEqual(code, 0)
        self.assertEqual(
            self.events(answers, "paused"),
            [{"event": "paused", "node": "loud", "when": "before", "reason": "breakpoint", "inputs": {"text": "HI"}}])
        self.assertIn({"answer": "print", "expression": "nodes.shout.output | lower", "value": "hi"}, answers)
        self.assertEqual(answers[-1], {"event": "finished", "state": "Completed", "outputs": {"answer": "X!"}})

    def test_takes_its_commands_from_a_script(self):
        self.chain()
        self.write("steps.txt", "# a comment\n\nbreak shout after\nrun\nset shout.output = \"given\"\ncontinue\n")
        answers, code = self.debug("", "--script", "steps.txt", "--inputs", "question=yes")
        self.assertEqual(code, 0)
        self.assertEqual(self.events(answers, "paused")[0]["output"], "YES")
        self.assertEqual(answers[-1]["outputs"], {"answer": "given!"})

    def test_steps_from_node_to_node(self):
        self.chain()
        answers, code = self.debug("next\nnext\nnext\n")
        self.assertEqual([(each["node"], each["when"], each["reason"]) for each in self.events(answers, "paused")],
                         [("shout", "before", "pause"), ("loud", "before", "step")])
        self.assertEqual(self.events(answers, "finished")[0]["state"], "Completed")
        self.assertEqual(code, 0)

    def test_step_goes_to_the_end_of_a_node_that_has_nothing_inside(self):
        self.chain()
        answers, _ = self.debug("step\nstep\nstep\nquit\n")
        self.assertEqual([(each["node"], each["when"]) for each in self.events(answers, "paused")],
                         [("shout", "before"), ("shout", "after"), ("loud", "before")])

    def test_tells_what_cannot_be_done_and_goes_on(self):
        self.chain()
        answers, code = self.debug("break lod\nbrek x\nset loud.output = {\nprint nodes.lod.output\ncontinue\n"
                                   "set loud.inputs.txt = 1\nprint 1 +\nrun\n")
        errors = [answer["error"] for answer in answers if "error" in answer]
        self.assertEqual(len(errors), 7)
        self.assertIn("'loud'", errors[0]["hint"])
        self.assertIn("'break'", errors[1]["hint"])
        self.assertEqual(errors[2]["place"], "<stdin>:3:20")
        self.assertIn("'loud'", errors[3]["hint"])
        self.assertIn("isn't running", errors[4]["message"])
        self.assertIn("'text'", errors[5]["hint"])
        self.assertEqual(answers[-1]["state"], "Completed")
        self.assertEqual(code, 0)

    def test_holds_a_failure_while_others_go_on(self):
        self.branches()
        say, end = self.talk()
        first = say("break error", "run", until="paused")[-1]
        self.assertEqual((first["node"], first["reason"]), ("bad", "error"))
        self.assertIn("no", first["error"]["message"])
        self.write("go", "")
        again = say("continue", until="paused")[-1]
        self.assertEqual((again["node"], again["reason"]), ("bad", "error"))
        last = say("print nodes.second.output", 'set bad.output = "mended"', "continue", until="finished")
        self.assertEqual(last[0]["value"], "one two")
        self.assertEqual(last[-1]["outputs"], {"bad": "mended", "last": "one two"})
        self.assertEqual(end(), ([], 0))

    def test_lets_it_fail_in_the_end(self):
        self.branches()
        say, end = self.talk()
        say("break error", "run", until="paused")
        self.write("go", "")
        say("continue", until="paused")
        last = say("continue", until="finished")[-1]
        self.assertEqual(last["state"], "Failed")
        self.assertEqual(last["error"]["code"], "NodeFailed")
        self.assertEqual(end(), ([], 1))

    def test_runs_a_node_again_with_its_code_as_it_is_by_now(self):
        self.chain()
        self.write("loud.py", "import helper\n" + tool("loud", "return helper.mark(text)", "text: str"))
        self.write("helper.py", "def mark(text):\n    raise ValueError('not yet')\n")
        say, end = self.talk()
        say("break error", "run", until="paused")
        self.write("helper.py", "def mark(text):\n    return text +\n")
        self.assertIn("helper.py", say("retry", until="paused")[-1]["error"]["message"])
        self.write("helper.py", "def mark(text):\n    return text + ' mended'\n")
        last = say("retry", until="finished")[-1]
        self.assertEqual(last, {"event": "finished", "state": "Completed", "outputs": {"answer": "HI mended"}})
        self.assertEqual(end(), ([], 0))

    def test_stops_at_the_rendered_prompt_and_reads_it_anew(self):
        self.write("flow.dag.yaml", LLM)
        self.write("chat.jinja2", "# user:\nSay {{question}}\n")
        answers, code = self.debug("break chat prompt\nrun\nprint nodes.chat.prompt\ncontinue\n", "--simulate")
        self.assertEqual(code, 0)
        self.assertIn("Say hi", self.events(answers, "paused")[0]["prompt"])
        self.assertEqual(self.events(answers, "paused")[0]["when"], "prompt")
        self.write("steps.txt", "break chat after\nrun\nretry\ncontinue\n")
        answers, _ = self.debug("", "--script", "steps.txt", "--simulate")
        self.assertEqual([each.get("attempt", 1) for each in self.events(answers, "paused")], [1, 2])
        self.assertGreater(self.events(answers, "paused")[0]["usage"]["total_tokens"], 0)

    def test_goes_into_the_flow_that_code_calls(self):
        self.write("flow.dag.yaml", "inputs: {}\noutputs: {o: {type: string, reference: '${call.output}'}}\nnodes:\n"
                   "- {name: call, type: python, source: {type: code, path: call.py}, inputs: {}}\n")
        self.write("call.py", "from promptflow.client import load_flow\n" + tool("call", "return load_flow('inner')(text='a')['said']"))
        self.write("inner/flow.dag.yaml", "inputs: {text: {type: string}}\noutputs: {said: {type: string, reference: '${say.output}'}}\n"
                   "nodes:\n- {name: say, type: prompt, source: {type: code, path: say.jinja2}, inputs: {text: '${inputs.text}'}}\n")
        self.write("inner/say.jinja2", "said {{text}}")
        answers, code = self.debug('step\nstep\nprint inputs.text\nset say.inputs.text = "b"\nfinish\ncontinue\n')
        self.assertEqual([(each["node"], each["when"]) for each in self.events(answers, "paused")],
                         [("call", "before"), ("call/say", "before"), ("call", "after")])
        self.assertEqual(answers[-1]["outputs"], {"o": "said b"})
        self.assertEqual(code, 0)

    def test_debugs_flex_flows(self):
        self.write("flow.flex.yaml", "entry: main:run\n")
        self.write("main.py", "def run(text: str):\n    return text + '!'\n")
        answers, code = self.debug('break entry\nrun\nset entry.inputs.text = "b"\ncontinue\n', "--inputs", "text=a")
        self.assertEqual(self.events(answers, "paused")[0]["inputs"], {"text": "a"})
        self.assertEqual(answers[-1]["outputs"], "b!")
        self.assertEqual(code, 0)

    def test_debugs_prompties(self):
        self.write("say.prompty", "---\nname: say\nmodel:\n  api: chat\n  configuration:\n    type: azure_openai\n"
                   "    azure_deployment: gpt-4o\n  parameters: {}\ninputs:\n  text: {type: string}\n---\nuser:\nSay {{text}}\n")
        answers, code = self.debug('break say\nbreak say prompt\nrun\nset say.inputs.text = "b"\ncontinue\ncontinue\n',
                                   "--inputs", "text=a", "--simulate", flow="say.prompty")
        paused = self.events(answers, "paused")
        self.assertEqual([each["when"] for each in paused], ["before", "prompt"])
        self.assertIn("Say b", paused[1]["prompt"])
        self.assertEqual(answers[-1]["state"], "Completed")
        self.assertEqual(code, 0)

    def test_debugs_aggregation_nodes(self):
        self.write("flow.dag.yaml", CHAIN + "- {name: sum, type: python, aggregation: true, source: {type: code, path: sum.py}, "
                   "inputs: {texts: '${loud.output}'}}\n")
        self.write("shout.py", SHOUT)
        self.write("loud.py", LOUD)
        self.write("sum.py", "from promptflow.core import tool, log_metric\n@tool\ndef total(texts: list):\n"
                   "    log_metric('count', len(texts))\n    return len(texts)\n")
        answers, code = self.debug('break sum\nrun\nset sum.inputs.texts = ["a", "b", "c"]\ncontinue\n')
        self.assertEqual(self.events(answers, "paused")[0]["inputs"], {"texts": ["HI!"]})
        self.assertEqual(answers[-1]["metrics"], {"count": 3})
        self.assertEqual(code, 0)

    def test_a_debugged_run_is_in_the_history(self):
        self.chain()
        self.debug("run\n")
        listed = subprocess.run([POSTERN, "run", "list", "--kind", "debug", "--format", "json"], env=self.environment,
                                capture_output=True, timeout=60, check=True)
        self.assertEqual(len(json.loads(listed.stdout)), 1)

    def test_conditions_hits_and_logs(self):
        self.chain()
        answers, _ = self.debug('break loud if node.inputs.text == "NO"\nbreak shout log got {{ inputs.question }}\n'
                                "break loud hits 2\nbreak loud after if nodes.shout.output | length == 2\nrun\n")
        self.assertEqual([(each["node"], each["when"]) for each in self.events(answers, "paused")], [("loud", "after")])
        self.assertEqual(self.events(answers, "log")[0]["text"], "got hi")

    def test_a_condition_without_end_stops_with_one_clear_line(self):
        self.chain()
        answers, code = self.debug("break loud if range(99999) | map('string') | list | length and (range(99999) | sum) * 0\n"
                                   "break loud if [0] * 99999999999\nrun\nprint cycler\ncontinue\n")
        self.assertIn("can't be evaluated", self.events(answers, "paused")[0]["detail"])
        self.assertEqual(answers[-1]["state"], "Completed")
        self.assertEqual(code, 0)

    def test_an_edge_and_what_does_not_fit(self):
        self.chain()
        self.write("loud.py", tool("loud", "return [text]", "text: str"))
        answers, _ = self.debug("break loud.inputs.text if value == 'HI'\nbreak schema\nrun\ncontinue\nquit\n")
        paused = self.events(answers, "paused")
        self.assertEqual([each["reason"] for each in paused], ["edge", "schema"])
        self.assertEqual(paused[0]["input"], "text")
        self.assertIn("of type list", paused[1]["detail"])

    def test_pins_are_kept(self):
        self.chain()
        answers, _ = self.debug('pin shout = "kept"\nrun\n', "--pins", "pins.json")
        self.assertEqual(answers[-1]["outputs"], {"answer": "kept!"})
        self.assertEqual(answers[-1]["pinned"], ["shout"])
        answers, _ = self.debug("run\nunpin shout\nrestart\n", "--pins", "pins.json")
        self.assertEqual([each["outputs"]["answer"] for each in self.events(answers, "finished")], ["kept!", "HI!"])

    def test_ends_a_run_that_is_stopped(self):
        self.chain()
        for commands in ("break loud\nrun\n", "break loud\nrun\nquit\n", "break loud\nrun\nstop\n"):
            answers, code = self.debug(commands)
            self.assertEqual(answers[-1]["state"], "Canceled")
            self.assertEqual(code, 0)

    def test_a_worker_that_dies_while_its_flow_is_stopped(self):
        self.chain()
        self.write("shout.py", "import os\n" + tool("shout", "return str(os.getpid())", "text: str"))
        say, end = self.talk()
        os.kill(int(say("break loud", "run", until="paused")[-1]["inputs"]["text"]), signal.SIGKILL)
        self.assertEqual(say("continue", until="finished")[-1]["state"], "Failed")
        self.assertEqual(end(), ([], 1))

    def test_what_is_no_text_is_refused_line_by_line(self):
        self.chain()
        answers, code = self.debug(b"\xff\xfe\x00junk\n\x00\x01\nrun\n")
        self.assertEqual([bool(answer.get("error")) for answer in answers[:2]], [True, True])
        self.assertEqual(answers[-1]["state"], "Completed")
        self.assertEqual(code, 0)

    def test_a_large_value_comes_through(self):
        self.chain()
        size = 20_000_000
        answers, _ = self.debug('break loud\nrun\nset loud.inputs.text = "' + "x" * size + '"\nprint node.inputs.text | length\n'
                                "print nodes.loud.inputs.text | length\ncontinue\n")
        self.assertIn(size, [answer.get("value") for answer in answers])
        self.assertEqual(len(answers[-1]["outputs"]["answer"]), size + 1)

    def test_says_no_secret(self):
        self.chain()
        self.write("conn.yaml", "name: aoai\ntype: azure_open_ai\napi_base: http://x\napi_key: sesame-opens-it\n")
        done = self.run_text("break loud\nrun\ncontinue\n", "--connections", "conn.yaml", "--inputs", "question=sesame-opens-it",
                             "--format", "json")
        self.assertNotIn(b"sesame-opens-it", done.stdout)

    def test_text_for_people(self):
        self.chain()
        done = self.run_text("break loud\nrun\nwhere\nlist\nhelp retry\ncontinue\n")
        text = done.stdout.decode()
        self.assertIn("Stopped before loud (breakpoint)", text)
        self.assertIn('inputs.text = "HI"', text)
        self.assertIn("Finished: Completed", text)
        self.assertIn("read anew", text)

    def test_a_flow_that_is_none_ends_at_once(self):
        self.write("flow.dag.yaml", "nodes: [\n")
        self.assertEqual(self.run_text("run\n").returncode, 3)
        self.chain()
        self.assertEqual(self.run_text("run\n", "--script", "none.txt").returncode, 3)

    def test_interrupt_pauses_and_a_second_one_quits(self):
        self.chain()
        self.write("shout.py", "import time\n" + tool("shout", "print('begun', flush=True); time.sleep(1); return 'A'", "text: str"))
        leader, follower = pty.openpty()
        process = subprocess.Popen([POSTERN, "flow", "debug", "--flow", "."], cwd=self.folder, env=self.environment,
                                   stdin=follower, stdout=follower, stderr=follower, start_new_session=True)
        os.close(follower)
        self.addCleanup(os.close, leader)
        seen = b""

        def until(text):
            nonlocal seen
            while text not in seen:
                self.assertTrue(select.select([leader], [], [], 60)[0], seen)
                seen += os.read(leader, 65536)
            seen = seen[seen.index(text) + len(text):]

        until(b"debug> ")
        os.write(leader, b"run\n")
        until(b"begun")
        os.kill(process.pid, signal.SIGINT)
        until(b"Stopped after shout (pause)")
        until(b"debug> ")
        os.kill(process.pid, signal.SIGINT)
        self.assertEqual(process.wait(60), 130)


if __name__ == "__main__":
    unittest.main()
