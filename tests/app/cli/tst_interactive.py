# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0

"""`flow test --interactive` as a process: with piped lines and on a terminal."""

import json
import os
import pty
import select
import signal
import subprocess
import tempfile
import time
import unittest
from pathlib import Path

POSTERN = os.environ["POSTERN"]

CHAT = """\
inputs:
  chat_history: {type: list, default: []}
  question: {type: string, is_chat_input: true}
  mark: {type: string, default: "!"}
outputs:
  answer: {type: string, reference: "${reply.output}", is_chat_output: true}
  length: {type: int, reference: "${count.output}"}
nodes:
- name: reply
  type: python
  source: {type: code, path: reply.py}
  inputs: {question: "${inputs.question}", history: "${inputs.chat_history}", mark: "${inputs.mark}"}
- name: count
  type: python
  source: {type: code, path: count.py}
  inputs: {history: "${inputs.chat_history}"}
"""
REPLY = """\
from promptflow.core import tool
@tool
def reply(question: str, history: list, mark: str):
    print("asked")
    if question == "fail":
        raise ValueError("no")
    said = [turn["inputs"]["question"] + "=" + turn["outputs"]["answer"] for turn in history]
    return "/".join(said + [question]) + mark
"""
COUNT = """\
from promptflow.core import tool
@tool
def count(history: list):
    return len(history)
"""
LLM = """\
inputs:
  chat_history: {type: list, default: []}
  question: {type: string, is_chat_input: true}
outputs:
  answer: {type: string, reference: "${chat.output}", is_chat_output: true}
nodes:
- name: chat
  type: llm
  source: {type: code, path: chat.jinja2}
  inputs: {deployment_name: gpt, question: "${inputs.question}", history: "${inputs.chat_history}"}
  connection: aoai
  api: chat
"""
TALK = """\
class Talk:
    def __init__(self, greeting: str = "hi"):
        self.greeting = greeting
    def __call__(self, question: str, chat_history: list = None):
        yield self.greeting + " "
        yield question
        for message in chat_history or []:
            yield "|" + message["role"] + ":" + message["content"]
"""


class Interactive(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="tst_interactive-")
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.environment = dict(os.environ, POSTERN_HOME=str(self.folder / "home"))
        self.write("chat/flow.dag.yaml", CHAT)
        self.write("chat/reply.py", REPLY)
        self.write("chat/count.py", COUNT)

    def write(self, name, text):
        (self.folder / name).parent.mkdir(parents=True, exist_ok=True)
        (self.folder / name).write_text(text, encoding="utf-8")

    def talk(self, flow, lines, *more):
        return subprocess.run(
            [POSTERN, "flow", "test", "--flow", flow, "--interactive", *more],
            cwd=self.folder,
            env=self.environment,
            input=lines,
            capture_output=True,
            text=True,
            timeout=100,
        )

    def test_answers_every_line_with_the_talk_so_far(self):
        done = self.talk("chat", "one\n\n  \ntwo\nthree")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(done.stdout, "one!\none=one!/two!\none=one!/two=one=one!/two!/three!\n")
        self.assertIn("Welcome to chat flow, chat.", done.stderr)
        self.assertIn("[reply]: asked", done.stderr)
        self.assertTrue(done.stderr.endswith("Terminate the chat.\n"), done.stderr)

    def test_other_inputs_and_a_history_can_be_given(self):
        history = [{"inputs": {"question": "q"}, "outputs": {"answer": "a"}}]
        done = self.talk("chat", "one\n", "--inputs", "mark=?", "chat_history=" + json.dumps(history))
        self.assertEqual(done.stdout, "q=a/one?\n", done.stderr)

    def test_an_empty_input_ends_at_once(self):
        done = self.talk("chat", "")
        self.assertEqual((done.returncode, done.stdout), (0, ""))

    def test_a_failing_turn_ends_the_talk_with_its_code(self):
        done = self.talk("chat", "one\nfail\ntwo\n")
        self.assertEqual((done.returncode, done.stdout), (1, "one!\n"))
        self.assertIn("ValueError", done.stderr)

    def test_json_gives_the_outputs_of_each_turn(self):
        done = self.talk("chat", "a\nb\n", "--format", "json")
        turns = [json.loads(line) for line in done.stdout.splitlines()]
        self.assertEqual(turns, [{"answer": "a!", "length": 0}, {"answer": "a=a!/b!", "length": 1}])

    def test_verbose_shows_what_nodes_gave(self):
        self.assertIn("count: 0", self.talk("chat", "a\n", "--verbose").stderr)

    def test_a_model_is_asked_with_the_history(self):
        self.write("llm/flow.dag.yaml", LLM)
        self.write("llm/chat.jinja2", "{% for h in history %}\nuser:\n{{h.inputs.question}}\nassistant:\n{{h.outputs.answer}}\n{% endfor %}\nuser:\n{{question}}\n")
        done = self.talk("llm", "안녕\nAnd now?\n", "--simulate")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(len(done.stdout.splitlines()), 2, done.stdout)

    def test_a_flex_flow_talks_by_roles(self):
        self.write("flex/flow.flex.yaml", "entry: talk:Talk\nsample: {inputs: {question: x}}\n")
        self.write("flex/talk.py", TALK)
        done = self.talk("flex", "one\ntwo\n", "--init", "greeting=ho")
        self.assertEqual(done.stdout, "ho one\nho two|user:one|assistant:ho one\n", done.stderr)

    def test_what_is_no_chat_is_refused(self):
        for broken, sentence in [
            (CHAT.replace(", is_chat_input: true", ""), "chat input"),
            (CHAT.replace(", is_chat_output: true", ""), "chat output"),
            (CHAT.replace("chat_history: {", "history: {").replace("inputs.chat_history", "inputs.history"), "history"),
        ]:
            self.write("chat/flow.dag.yaml", broken)
            done = self.talk("chat", "one\n")
            self.assertEqual((done.returncode, done.stdout), (3, ""))
            self.assertIn(sentence, done.stderr)
        self.assertEqual(self.talk("chat", "", "--node", "reply").returncode, 2)

    def on_terminal(self):
        child, terminal = pty.fork()
        if child == 0:
            os.chdir(self.folder)
            os.execve(POSTERN, [POSTERN, "flow", "test", "--flow", "chat", "--interactive"], self.environment)
        self.addCleanup(os.close, terminal)
        return child, terminal

    def wait_for(self, terminal, text, count=1):
        seen = b""
        end = time.monotonic() + 60
        while seen.count(text) < count and time.monotonic() < end:
            if select.select([terminal], [], [], 1)[0]:
                try:
                    seen += os.read(terminal, 4096)
                except OSError:
                    break
        self.assertGreaterEqual(seen.count(text), count, seen)
        return seen

    def test_ctrl_c_at_the_prompt_ends_it_cleanly(self):
        child, terminal = self.on_terminal()
        self.wait_for(terminal, b"User: ")
        os.write(terminal, "안녕\n".encode())
        self.assertIn("안녕!".encode(), self.wait_for(terminal, b"User: "))
        os.write(terminal, b"not sent\x03")
        self.wait_for(terminal, b"Terminate the chat.")
        self.assertEqual(os.waitpid(child, 0)[1], 0)

    def test_the_end_of_a_terminals_input_ends_it_too(self):
        child, terminal = self.on_terminal()
        self.wait_for(terminal, b"User: ")
        os.write(terminal, b"\x04")
        self.wait_for(terminal, b"Terminate the chat.")
        self.assertEqual(os.waitpid(child, 0)[1], 0)

    def test_a_signal_before_any_line_ends_a_piped_talk(self):
        process = subprocess.Popen([POSTERN, "flow", "test", "--flow", "chat", "--interactive"], cwd=self.folder, env=self.environment, stdin=subprocess.PIPE, stderr=subprocess.PIPE)
        self.addCleanup(process.stdin.close)
        self.addCleanup(process.stderr.close)
        seen = b""
        while b"User: " not in seen:
            seen += os.read(process.stderr.fileno(), 4096)
        process.send_signal(signal.SIGINT)
        self.assertEqual(process.wait(60), 0)


if __name__ == "__main__":
    unittest.main()
