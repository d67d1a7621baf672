# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0
"""The support chat of the samples, put together in the window from its templates and Python files and run.

What an author writes by hand lies in the folder, and the flow has its inputs and outputs; all nodes and wires are made by gestures,
once by nothing but keys and once with the mouse. Both leave the same file, in which no line is that a person wouldn't have written.
"""

import pathlib
import shutil
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from desktop import SessionTest, main, wait  # noqa: E402

SAMPLE = pathlib.Path(__file__).resolve().parents[3] / "resources/samples/support-rag"
PORTS = """\
inputs:
  chat_history:
    type: list
    is_chat_history: true
    default: []
  question:
    type: string
    is_chat_input: true
    default: How do I replace a failed disk?

outputs:
  reply:
    type: string
    is_chat_output: true
"""
# In the order they are added: the name of each, what it is, and what its inputs are bound to, in the order they are wired.
NODES = (
    ("rewrite_question", "llm", {"question": "inputs.question", "chat_history": "inputs.chat_history"}),
    ("classify_intent", "llm", {"question": "inputs.question"}),
    ("embed_question", "python", {"question": "rewrite_question.output"}),
    ("search_docs", "python", {"vector": "embed_question.output"}),
    ("build_context", "python", {"hits": "search_docs.output"}),
    ("search_tickets", "python", {"question": "rewrite_question.output"}),
    ("system_rules", "prompt", {"intent": "classify_intent.output"}),
    ("answer", "llm", {"question": "rewrite_question.output", "rules": "system_rules.output", "context": "build_context.output",
                       "chat_history": "inputs.chat_history"}),
    ("format_reply", "python", {"answer": "answer.output", "hits": "search_docs.output", "tickets": "search_tickets.output"}),
)
REPLY = "format_reply.output"
EXPECTED = PORTS + """\
    reference: ${format_reply.output}

nodes:
- name: rewrite_question
  type: llm
  source:
    type: code
    path: rewrite_question.jinja2
  inputs:
    deployment_name: gpt-4o
    question: ${inputs.question}
    chat_history: ${inputs.chat_history}
  connection: aoai
  api: chat
- name: classify_intent
  type: llm
  source:
    type: code
    path: classify_intent.jinja2
  inputs:
    deployment_name: gpt-4o
    question: ${inputs.question}
  connection: aoai
  api: chat
- name: embed_question
  type: python
  source:
    type: code
    path: embed_question.py
  inputs:
    question: ${rewrite_question.output}
- name: search_docs
  type: python
  source:
    type: code
    path: search_docs.py
  inputs:
    vector: ${embed_question.output}
- name: build_context
  type: python
  source:
    type: code
    path: build_context.py
  inputs:
    hits: ${search_docs.output}
- name: search_tickets
  type: python
  source:
    type: code
    path: search_tickets.py
  inputs:
    question: ${rewrite_question.output}
- name: system_rules
  type: prompt
  source:
    type: code
    path: system_rules.jinja2
  inputs:
    intent: ${classify_intent.output}
- name: answer
  type: llm
  source:
    type: code
    path: answer.jinja2
  inputs:
    deployment_name: gpt-4o
    question: ${rewrite_question.output}
    rules: ${system_rules.output}
    context: ${build_context.output}
    chat_history: ${inputs.chat_history}
  connection: aoai
  api: chat
- name: format_reply
  type: python
  source:
    type: code
    path: format_reply.py
  inputs:
    answer: ${answer.output}
    hits: ${search_docs.output}
    tickets: ${search_tickets.output}
"""
DRAGGED = "classify_intent", "embed_question", "system_rules", "outputs"  # with one input each: a wire is dropped on the node


class TestRagSample(SessionTest):
    """A flow from its parts to its answer."""

    def setUp(self):
        super().setUp()
        self.flow = self.root / "support"
        shutil.copytree(SAMPLE, self.flow, ignore=shutil.ignore_patterns(".postern", "__pycache__"))
        (self.flow / "flow.dag.yaml").write_text(PORTS)
        self.start("--lang", "en", "--theme", "dark", "--simulate", str(self.flow))
        self.program.find("push button", "Trust folder")
        # Found once: the whole window is looked through for each.
        self.editor = self.program.find("text", "flow.dag.yaml")
        self.canvas = self.program.find("list", "Flow graph")
        self.menus = self.program.find("menu bar")
        self.tools = self.program.find("tool bar", "Run")

    def wait_node(self, name, what=""):
        return self.program.find("list item", rf"{name}, .*\b{what}\b.*", under=self.canvas)

    def text(self):
        return self.program.text_of(self.editor) or ""

    def wait_line(self, line):
        wait(lambda: line in self.text(), f"a line {line!r} in {self.text()}")

    def build(self, add, tidy, wire):
        for name, _, _ in NODES:
            add(name)
            self.wait_node(name)
        tidy()
        self.wait_node("inputs")
        for name, _, inputs in NODES:
            for key, source in inputs.items():
                wire(name, key, source)
                self.wait_line(f"    {key}: ${{{source}}}\n")
        wire("outputs", "reply", REPLY)
        self.wait_line(f"    reference: ${{{REPLY}}}\n")

    def see_answer(self):
        self.wait_node("format_reply", "done")
        self.assertIn("LB-103", self.program.text_of(self.program.find("text", "Value as text")))

    def see_file(self):
        file = self.flow / "flow.dag.yaml"
        wait(lambda: file.read_text() == self.text(), "the flow on the disk")
        self.assertEqual(file.read_text(), EXPECTED)

    def run_button(self):
        run = self.program.find("push button", "Run", under=self.tools)
        wait(run.is_enabled, "the flow can be run")
        return run

    # By keys.

    def test_by_keyboard(self):
        self.desktop.press("ctrl+shift+p")
        self.desktop.type("Trust this\n")
        self.program.wait_gone("push button", "Trust folder")
        self.build(self.add_by_keyboard, lambda: self.desktop.press("Escape", "l", "ctrl+1"), self.wire_by_keyboard)
        self.run_button()
        self.desktop.press("F5")
        self.see_answer()
        self.desktop.press("ctrl+k", "s")
        self.see_file()

    def add_by_keyboard(self, name):
        self.desktop.press("Escape", "space")  # from wherever the keyboard is
        self.desktop.type(f"{name}\n")

    def wire_by_keyboard(self, name, key, source):
        self.desktop.press("Escape", "c")
        self.desktop.type(f"{name}.{key} <- {source}\n")

    # By mouse; only words are typed.

    def test_by_mouse(self):
        self.program.click("push button", "Trust folder")
        self.program.wait_gone("push button", "Trust folder")
        self.build(self.add_by_mouse, self.tidy_by_mouse, self.wire_by_mouse)
        self.desktop.click(self.run_button())
        self.see_answer()
        self.choose("File", "Save all")
        self.see_file()

    def choose(self, *items):
        for item in items:
            self.desktop.click(self.program.find("menu item", item, under=self.menus))

    def add_by_mouse(self, name):
        self.choose("Graph", "Add node….*")
        self.desktop.type(f"{name}\n")

    def tidy_by_mouse(self):
        self.choose("Graph", "Tidy graph")
        self.choose("Graph", "Fit graph")

    def wire_by_mouse(self, name, key, source):
        if name not in DRAGGED:
            self.choose("Graph", "Connect an input….*")
            self.desktop.type(f"{name}.{key} <- {source}\n")
            return
        node, port = source.split(".")
        begin = next(child for child in self.wait_node(node).children() if child.name == f"output {port}").resting_centre()
        x, y, width, _ = self.wait_node(name).rectangle()
        end = x + width // 2, y + 2
        between = (begin[0] + end[0]) // 2, (begin[1] + end[1]) // 2
        self.desktop.do("mousemove", *map(str, begin), "mousedown", "1")
        for place in (between, end):
            self.desktop.do("mousemove", *map(str, place))
        self.desktop.do("mouseup", "1")


if __name__ == "__main__":
    main()
