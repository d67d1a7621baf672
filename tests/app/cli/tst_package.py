# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0

"""Our promptflow package within a run: what it asks of the engine."""

import json
import os
import subprocess
import tempfile
import textwrap
import unittest
from pathlib import Path

POSTERN = os.environ["POSTERN"]

INNER = """\
inputs:
  x: {type: string, default: d}
outputs:
  y: {type: string, reference: "${inner.output}"}
nodes:
- name: inner
  type: python
  source: {type: code, path: inner.py}
  inputs: {x: "${inputs.x}"}
"""
TOOL = """\
from promptflow.core import tool
@tool
def inner(x: str):
    if x == "fail":
        raise ValueError("no " + x)
    return x + "!"
"""
PROMPTY = """\
---
name: s
model:
  api: chat
  configuration: {type: azure_openai, azure_deployment: gpt, azure_endpoint: "${env:TST_EP}", api_key: "${env:TST_KEY}"}
  parameters: {%s}
inputs:
  q: {type: string}
---
user:
{{q}}
"""


class Package(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="tst_package-")
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.write("inner/flow.dag.yaml", INNER)
        self.write("inner/inner.py", TOOL)
        self.write("plain.prompty", PROMPTY % "max_tokens: 99")
        self.write("stream.prompty", PROMPTY % "stream: true")

    def write(self, name, text):
        (self.folder / name).parent.mkdir(parents=True, exist_ok=True)
        (self.folder / name).write_text(text, encoding="utf-8")

    def run_code(self, body, *more, simulate=True):
        """What a flex flow with this body puts into `out`."""
        self.write("code.py", "import asyncio, json, os\nHERE = os.path.dirname(os.path.abspath(__file__))\n"
                   "def main() -> str:\n    out = {}\n" + textwrap.indent(textwrap.dedent(body), "    ") + "\n    return json.dumps(out)\n")
        environment = dict(os.environ, POSTERN_HOME=str(self.folder / "home"))
        done = subprocess.run([POSTERN, "flow", "test", "--flow", "code:main", *(["--simulate"] if simulate else []), *more], cwd=self.folder, env=environment, capture_output=True, text=True, timeout=100)
        self.assertEqual(done.returncode, 0, done.stderr)
        return json.loads(done.stdout)

    def test_flows_are_called_like_functions(self):
        out = self.run_code("""
            from promptflow.client import PFClient, load_flow
            from promptflow.core import AsyncFlow, Flow
            out["call"] = Flow.load(HERE + "/inner")(x="a")
            out["default"] = Flow.load(HERE + "/inner/flow.dag.yaml")()
            out["invoke"] = load_flow(HERE + "/inner").invoke({"x": "b"}).output
            out["async"] = asyncio.run(AsyncFlow.load(HERE + "/inner")(x="c"))
            out["test"] = PFClient().test(HERE + "/inner", inputs={"x": "e"})
            out["node"] = PFClient().flows.test(HERE + "/inner", node="inner", inputs={"x": "f"})
        """)
        self.assertEqual(out, {"call": {"y": "a!"}, "default": {"y": "d!"}, "invoke": {"y": "b!"}, "async": {"y": "c!"}, "test": {"y": "e!"}, "node": "f!"})

    def test_an_error_of_an_inner_flow_is_raised_in_the_code(self):
        out = self.run_code("""
            from promptflow.core import Flow
            from promptflow.exceptions import UserErrorException
            try:
                Flow.load(HERE + "/inner")(x="fail")
            except UserErrorException as error:
                out["error"] = [type(error).__name__, str(error)]
            try:
                Flow.load(HERE + "/nowhere")
            except UserErrorException as error:
                out["missing"] = True
        """)
        self.assertEqual(out["error"], ["ToolExecutionError", "Execution failure in 'inner': (ValueError) no fail"])
        self.assertTrue(out["missing"])

    def test_a_flow_that_calls_itself_is_stopped(self):
        self.write("loop.py", "import os\nfrom promptflow.core import Flow\n"
                   "def main() -> str:\n    return Flow.load(os.path.join(os.path.dirname(os.path.abspath(__file__)), 'loop.yaml'))()\n")
        self.write("loop.yaml", "entry: loop:main\n")
        done = subprocess.run([POSTERN, "flow", "test", "--flow", "loop.yaml"], cwd=self.folder, capture_output=True, text=True, timeout=100)
        self.assertNotEqual(done.returncode, 0)
        self.assertIn("8 deep", done.stderr)

    def test_a_prompty_sees_variables_that_the_code_sets(self):
        server = subprocess.Popen([POSTERN, "simulate", "--key", "k1k2k3"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        self.addCleanup(server.stdout.close)
        self.addCleanup(server.wait)
        self.addCleanup(server.terminate)
        url = json.loads(server.stdout.readline())["url"]
        out = self.run_code("""
            from promptflow.core import Prompty
            os.environ["TST_EP"] = "%s"
            os.environ["TST_KEY"] = "k1k2k3"
            out["answer"] = Prompty.load(HERE + "/plain.prompty")(q="Hello there")
        """ % url, simulate=False)
        self.assertIn("Hello there", out["answer"])
        out = self.run_code("""
            from promptflow.core import Prompty
            from promptflow.core._errors import WrappedOpenAIError
            os.environ.update(TST_EP="%s", TST_KEY="wrong")
            try:
                Prompty.load(HERE + "/plain.prompty")(q="Hello there")
            except WrappedOpenAIError as error:
                out["refused"] = [error.error_codes, str(error)]
        """ % url, simulate=False)
        self.assertEqual(out["refused"][0], ["UserError", "OpenAIError", "AuthenticationError"])
        self.assertIn("OpenAI API hits AuthenticationError", out["refused"][1])

    def test_a_streaming_prompty_gives_its_pieces(self):
        out = self.run_code("""
            from promptflow.core import AsyncPrompty, Prompty
            os.environ.update(TST_EP="http://x", TST_KEY="k")
            prompty = Prompty.load(HERE + "/stream.prompty")
            out["pieces"] = list(prompty(q="Hello there"))
            half = prompty(q="Hello there")
            next(half)
            half.close()
            out["overridden"] = type(Prompty.load(HERE + "/plain.prompty", model={"parameters": {"stream": True}})(q="x")).__name__
            async def collect():
                return [piece async for piece in await AsyncPrompty.load(HERE + "/stream.prompty")(q="Hello there")]
            out["async"] = asyncio.run(collect())
        """)
        self.assertGreater(len(out["pieces"]), 2)
        self.assertIn("Hello there", "".join(out["pieces"]))
        self.assertEqual(out["async"], out["pieces"])
        self.assertEqual(out["overridden"], "generator")

    def test_a_whole_answer_is_used_like_openais(self):
        out = self.run_code("""
            from promptflow.core import Prompty
            os.environ.update(TST_EP="http://x", TST_KEY="k")
            answer = Prompty.load(HERE + "/plain.prompty", model={"response": "all"})(q="Hello there")
            out["content"] = answer.choices[0].message.content
            out["tools"] = answer.choices[0].message.tool_calls
            out["dump"] = answer.model_dump()["choices"][0]["message"]["content"]
            out["json"] = json.loads(answer.model_dump_json())["object"]
            try:
                answer.nothing
            except AttributeError:
                out["missing"] = True
            chunks = Prompty.load(HERE + "/stream.prompty", model={"response": "all"})(q="Hello there")
            out["chunks"] = "".join(c.choices[0].delta.content or "" for c in chunks if c.choices)
        """)
        self.assertIn("Hello there", out["content"])
        self.assertEqual((out["dump"], out["chunks"]), (out["content"], out["content"]))
        self.assertEqual((out["tools"], out["json"], out["missing"]), (None, "chat.completion", True))

    def test_a_prompty_is_rendered_and_its_tokens_are_guessed_at_worst(self):
        out = self.run_code("""
            import sys
            sys.modules["tiktoken"] = None
            from promptflow.core import Prompty
            from promptflow.core._errors import MissingRequiredInputError
            from promptflow.exceptions import UserErrorException
            prompty = Prompty.load(HERE + "/plain.prompty")
            out["text"] = prompty.render(q="Hello there")
            out["tokens"] = prompty.estimate_token_count(q="Hello there")
            out["more"] = prompty.estimate_token_count(q="Hello there " * 100)
            try:
                prompty.render()
            except MissingRequiredInputError as error:
                out["missing"] = str(error)
            try:
                Prompty.load(HERE + "/plain.prompty", model={"parameters": {"max_tokens": 1}}).estimate_token_count(q="x")
            except UserErrorException as error:
                out["refused"] = str(error)
        """)
        self.assertEqual(out["text"], "[{'role': 'user', 'content': 'Hello there'}]")
        self.assertTrue(105 < out["tokens"] < 125, out)
        self.assertGreater(out["more"], out["tokens"] + 200)
        self.assertEqual(out["missing"], "Missing required inputs: ['q']")
        self.assertEqual(out["refused"], "1 is less than the minimum of max_tokens.")

    def test_helpers_of_tools(self):
        out = self.run_code("""
            from promptflow._utils.logger_utils import get_logger
            from promptflow._utils.yaml_utils import load_yaml, load_yaml_string
            from promptflow.tools.common import parse_chat, render_jinja_template, _render_by_engine
            from promptflow.tools.exception import ChatAPIInvalidRole, JinjaTemplateError
            out["chat"] = parse_chat("system:\\nhi\\nuser:\\nyou\\n")
            try:
                parse_chat("nobody:\\nhi\\n")
            except ChatAPIInvalidRole:
                out["role"] = True
            out["text"] = render_jinja_template("a{{b}}", b=3)
            out["old name"] = render_jinja_template(prompt="a{{b}}", b=3)
            out["by engine"] = _render_by_engine("a{{b}}", {"b": 3})
            try:
                render_jinja_template("{{ 1 + }}")
            except JinjaTemplateError:
                out["template"] = True
            out["yaml"] = load_yaml_string("a: [1, b, {c: null}]")
            out["file"] = list(load_yaml(HERE + "/inner/flow.dag.yaml"))
            get_logger("mine").info("seen")
        """)
        self.assertEqual(out["chat"], [{"role": "system", "content": "hi"}, {"role": "user", "content": "you"}])
        self.assertEqual(out["old name"], "a3")
        self.assertEqual((out["role"], out["template"], out["text"], out["by engine"]), (True, True, "a3", "a3"))
        self.assertEqual(out["yaml"], {"a": [1, "b", {"c": None}]})
        self.assertEqual(out["file"], ["inputs", "outputs", "nodes"])

    def test_what_the_client_lacks_says_so(self):
        out = self.run_code("""
            from promptflow.client import PFClient
            try:
                PFClient().connections.list()
            except Exception as error:
                out["connections"] = str(error)
        """)
        self.assertIn("postern connection", out["connections"])


if __name__ == "__main__":
    unittest.main()
