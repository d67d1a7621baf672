# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0

"""Flows that use OpenAI's assistants, with the real openai client. POSTERN names the program."""

import json
import os
import subprocess
import sys
import tempfile
import textwrap
import threading
import unittest
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

POSTERN = os.environ["POSTERN"]

SHOW = """
from promptflow.core import tool
from promptflow.contracts.types import AssistantDefinition
from promptflow.executor._assistant_tool_invoker import AssistantToolInvoker

@tool
def show(assistant: AssistantDefinition, question: str = "q"):
    invoker = assistant._tool_invoker
    assert isinstance(invoker, AssistantToolInvoker)
    described = invoker.to_openai_tools()
    calls = {}
    for entry in described:
        if entry["type"] == "function":
            name = entry["function"]["name"]
            calls[name] = invoker.invoke_tool(name, {"city": "Oslo"})
    return {"model": assistant.model, "instructions": assistant.instructions,
            "tools": described, "calls": calls, "count": len(assistant.tools)}
"""
WEATHER = '''
from enum import Enum
from promptflow.core import tool
from promptflow.connections import AzureOpenAIConnection

class Unit(Enum):
    C = "celsius"
    F = "fahrenheit"

@tool
def weather(conn: AzureOpenAIConnection, city: str, days: int = 3, unit: Unit = Unit.C,
            places: list = None, scale: float = 1.0, sure: bool = True, extra: dict = None):
    """Tells the weather.

    Of any city.

    :param city: the city's name
    :param days: how many,
        from today
    """
    return [conn.api_key, city, days, unit.value]
'''
FLOW = """
outputs:
  o: {type: object, reference: '${show.output}'}
nodes:
- name: first
  type: python
  source: {type: code, path: first.py}
  inputs: {conn: aoai}
- name: show
  type: python
  source: {type: code, path: show.py}
  inputs: {assistant: assistant.yaml}
"""
FIRST = """
from promptflow.core import tool
from promptflow.connections import AzureOpenAIConnection

@tool
def first(conn: AzureOpenAIConnection):
    return conn.api_version
"""
ENTRY = """
model: gpt-4
instructions: |
  Be kind.
tools:
- {type: code_interpreter}
- type: function
  tool_type: python
  source: {type: code, path: weather.py}
  predefined_inputs: {conn: aoai, days: "5"}
"""


class Flow(unittest.TestCase):
    """A flow folder of the test's own."""

    def setUp(self):
        made = tempfile.TemporaryDirectory()
        self.addCleanup(made.cleanup)
        self.folder = Path(made.name)
        self.write({"flow.dag.yaml": FLOW, "show.py": SHOW, "first.py": FIRST,
                    "weather.py": WEATHER, "assistant.yaml": ENTRY})
        self.connect("http://127.0.0.1:9")

    def write(self, files):
        for name, text in files.items():
            (self.folder / name).write_text(textwrap.dedent(text))

    def connect(self, url):
        self.write({"connections.json": json.dumps({
            name: {"type": "azure_open_ai", "name": name, "module": "promptflow.connections",
                   "api_key": "key-of-" + name, "api_base": url, "api_type": "azure",
                   "api_version": "2024-05-01-preview"} for name in ("aoai", "other")})})

    def run_flow(self, *arguments):
        done = subprocess.run(
            [POSTERN, "flow", "test", "--flow", str(self.folder), "--format", "json",
             "--connections", str(self.folder / "connections.json"), *arguments],
            text=True, capture_output=True, timeout=60, check=False,
            env={**os.environ, "POSTERN_PYTHON": sys.executable, "POSTERN_HOME": str(self.folder),
                 "NO_PROXY": "127.0.0.1"})
        self.assertTrue(done.stdout, done.stderr)
        return json.loads(done.stdout)

    def output(self, *arguments):
        told = self.run_flow(*arguments)
        self.assertIn("o", told, told)
        return told["o"]

    def node(self, name):
        """The record of a node."""
        self.run_flow("--detail", str(self.folder / "d.json"))
        detail = json.loads((self.folder / "d.json").read_text())
        return next(run for run in detail["node_runs"] if run["node"] == name)

    def refused(self, **files):
        """prompt flow's sentence, without what all of them begin with."""
        self.write({name.replace("_yaml", ".yaml"): text for name, text in files.items()})
        error = self.run_flow()["error"]
        self.assertEqual(error["promptflow_code"].split("/")[-1], "NodeInputValidationError", error)
        start = ("Tool load failed in 'show': (NodeInputValidationError) "
                 "Failed to load assistant definition from input 'assistant': ")
        self.assertTrue(error["promptflow_message"].startswith(start), error)
        return error["promptflow_message"][len(start):]


class Definitions(Flow):
    def test_a_node_gets_the_assistant_that_a_file_defines(self):
        told = self.output()
        self.assertEqual((told["model"], told["instructions"], told["count"]),
                         ("gpt-4", "Be kind.\n", 2))
        self.assertEqual(told["calls"], {"weather": ["key-of-aoai", "Oslo", 5, "celsius"]})
        self.assertEqual(told["tools"][0], {"type": "code_interpreter"})
        self.assertEqual(told["tools"][1], {"type": "function", "function": {
            "name": "weather",
            "description": "Tells the weather.\n\nOf any city.",
            "parameters": {"type": "object", "required": ["city"], "properties": {
                "city": {"type": "string", "description": "the city's name"},
                "unit": {"type": "string", "description": "", "enum": ["celsius", "fahrenheit"]},
                "places": {"type": "array", "description": ""},
                "scale": {"type": "number", "description": ""},
                "sure": {"type": "boolean", "description": ""},
                "extra": {"type": "object", "description": ""}}}}})

    def test_a_node_alone_gets_it_too(self):
        told = self.run_flow("--node", "show")
        self.assertEqual(told["calls"], {"weather": ["key-of-aoai", "Oslo", 5, "celsius"]})

    def test_the_record_of_a_node_holds_what_the_file_says(self):
        recorded = self.node("show")["inputs"]["assistant"]
        self.assertEqual(recorded["model"], "gpt-4")
        self.assertEqual(len(recorded["tools"]), 2)

    def test_a_class_is_a_tool_with_its_arguments_predefined(self):
        self.write({"weather.py": """
            from promptflow.core import tool, ToolProvider
            from promptflow.connections import AzureOpenAIConnection

            class Weather(ToolProvider):
                def __init__(self, conn: AzureOpenAIConnection):
                    super().__init__()
                    self.conn = conn

                @tool
                def weather(self, days: int, city: str):
                    "Asks."
                    return [self.conn.api_key, city, days]
            """})
        told = self.output()
        self.assertEqual(told["calls"], {"weather": ["key-of-aoai", "Oslo", 5]})
        self.assertEqual(told["tools"][1]["function"]["parameters"]["required"], ["city"])

    def test_a_file_may_be_json_and_a_reference_is_only_its_name(self):
        entry = {"type": "function", "tool_type": "python", "source": {"path": "echo.py"},
                 "predefined_inputs": {"what": "${inputs.question}", "none": None}}
        self.write({"assistant.yaml": json.dumps({"tools": [entry]}), "echo.py": """
            from promptflow.core import tool

            @tool
            def echo(city, what, none=7):
                return [city, what, none]
            """})
        told = self.output()
        self.assertEqual(told["calls"], {"echo": ["Oslo", "question", 7]})
        self.assertEqual((told["model"], told["instructions"]), ("", ""))

    def test_a_tool_of_a_package_has_the_types_of_its_manifest(self):
        (self.folder / "hello-1.0.dist-info").mkdir()
        self.write({
            "hello-1.0.dist-info/METADATA": "Name: hello\nVersion: 1.0\n",
            "hello-1.0.dist-info/entry_points.txt": "[package_tools]\nh = hello:listing\n",
            "hello.py": """
            from promptflow.core import tool, ToolProvider

            class Hello(ToolProvider):
                def __init__(self, conn):
                    super().__init__()
                    self.conn = conn

                @tool
                def say(self, times, city, tone="warm"):
                    return [self.conn.api_key, times, city, tone]

            def listing():
                return {"hello.Hello.say": {
                    "name": "Say hello", "type": "python", "module": "hello",
                    "class_name": "Hello", "function": "say", "inputs": {
                        "conn": {"type": ["AzureOpenAIConnection"]}, "times": {"type": ["int"]},
                        "city": {"type": ["string"]},
                        "tone": {"type": ["string"], "enum": ["warm", "cold"]}}}}
            """,
            "assistant.yaml": "tools: [{type: function, tool_type: python, source: {type: package, "
                              "tool: hello.Hello.say}, predefined_inputs: {conn: aoai, times: '2'}}]"})
        told = self.output()
        self.assertEqual(told["calls"], {"say": ["key-of-aoai", 2, "Oslo", "warm"]})
        self.assertEqual(told["tools"][0]["function"]["parameters"]["properties"], {
            "city": {"type": "object", "description": ""},
            "tone": {"type": "string", "description": "", "enum": ["warm", "cold"]}})

    def test_a_manifest_says_that_an_input_is_an_assistant(self):
        (self.folder / "ask-1.0.dist-info").mkdir()
        self.write({
            "ask-1.0.dist-info/METADATA": "Name: ask\nVersion: 1.0\n",
            "ask-1.0.dist-info/entry_points.txt": "[package_tools]\na = ask:listing\n",
            "ask.py": """
            def model_of(assistant):
                return [assistant.model, len(assistant._tool_invoker.to_openai_tools())]

            def listing():
                return {"ask.model_of": {
                    "name": "Model", "type": "python", "module": "ask", "function": "model_of",
                    "inputs": {"assistant": {"type": ["assistant_definition"]}}}}
            """,
            "flow.dag.yaml": FLOW.replace("{type: code, path: show.py}",
                                          "{type: package, tool: ask.model_of}")})
        self.assertEqual(self.output(), ["gpt-4", 2])

    def test_predefined_images_are_images(self):
        (self.folder / "x.png").write_bytes(b"\x89PNG\r\n\x1a\nxx")
        entry = ("tools: [{type: function, tool_type: python, source: {path: see.py}, "
                 "predefined_inputs: {one: %s, more: [{'data:image/png;path': x.png}]}}]")
        self.write({"assistant.yaml": entry % "x.png", "see.py": """
            from promptflow.core import tool
            from promptflow.contracts.multimedia import Image

            @tool
            def see(one: Image, more: list, city):
                return [str(one), str(more)]
            """})
        self.assertEqual(self.output()["calls"]["see"], ["Image(e1fd00d5)", "[Image(e1fd00d5)]"])
        self.assertEqual(self.refused(assistant_yaml=entry % "none.png"),
                         "(ResolveToolError) Tool load failed in 'show': (NodeInputValidationError) "
                         "Failed to load image for input 'one': (FileNotFoundError) [Errno 2] No such "
                         "file or directory: 'none.png'")

    def test_an_empty_file_is_an_assistant_without_anything(self):
        self.write({"assistant.yaml": ""})
        self.assertEqual(self.output()["count"], 0)

    def test_what_is_wrong_is_said_as_prompt_flow_says_it(self):
        tool = "tools: [{type: function, tool_type: python, source: {type: code, path: weather.py}%s}]"
        inner = "(ResolveToolError) Tool load failed in 'show': "
        advice = " Please make sure the assistant definition is correct."
        for text, sentence in {
            "tools: [{type: function}]":
                "(InvalidAssistantTool) The 'tool_type' property is missing or invalid in assistant "
                "node 'show'." + advice,
            "tools: [{type: function, tool_type: llm}]":
                "(InvalidAssistantTool) Tool type 'llm' is not supported in assistant node 'show'."
                + advice,
            "tools: [{type: function, tool_type: python}]":
                "(InvalidAssistantTool) The 'source' property is missing in the assistant node "
                "'show'." + advice,
            "tools: [{type: function, tool_type: python, source: {type: code}}]":
                "(InvalidAssistantTool) The 'path' property is missing in 'source' of the assistant "
                "python tool in node 'show'." + advice,
            "tools: [{type: function, tool_type: python, source: {type: package}}]":
                "(InvalidAssistantTool) The 'tool' property is missing in 'source' of the assistant "
                "package tool in node 'show'." + advice,
            "tools: [{type: function, tool_type: python, source: {type: package, tool: a.b}}]":
                inner + "(PackageToolNotFoundError) Package tool 'a.b' is not found in the current "
                "environment. All available package tools are: [].",
            "tools: [{type: function, tool_type: python, source: {path: ./none.py}}]":
                inner + "(InvalidSource) Load tool failed for node 'show'. Tool file './none.py' can "
                "not be found.",
            tool % ", predefined_inputs: {conn: other}":
                inner + "(GetConnectionError) Get connection 'other' for node 'show' error: "
                "Connection 'other' not found in dict connection provider. Available keys are "
                "['aoai'].",
            tool % ", predefined_inputs: {conn: aoai, days: many}":
                inner + "(NodeInputValidationError) Input 'days' for node 'show' of value 'many' is "
                "not type int.",
            "tools: [{kind: function}]": "(KeyError) 'type'",
            "- model": "(AttributeError) 'list' object has no attribute 'get'",
        }.items():
            with self.subTest(text):
                self.assertEqual(self.refused(assistant_yaml=text), sentence)
        self.assertIn("(ParserError) A list in brackets isn't closed. (line 1, column",
                      self.refused(assistant_yaml="model: ["))
        self.write({"weather.py": SHOW})
        own = self.refused(assistant_yaml=tool % ", predefined_inputs: {assistant: assistant.yaml}")
        self.assertTrue(own.endswith("(RecursionError) assistant.yaml is an input of one of its own "
                                     "tools"), own)
        self.assertIn("in node show : file_search. ", self.refused(assistant_yaml="tools: [{type: file_search}]"))
        (self.folder / "assistant.yaml").unlink()
        self.assertEqual(self.refused(), "(InvalidSource) Input 'assistant' for node 'show' of value "
                                         "'assistant.yaml' is not a valid path.")


class Peer(ThreadingHTTPServer):
    """Answers a thread, a message, and a run that wants one function called."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.outputs = None
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def url(self):
        return "http://127.0.0.1:%d" % self.server_address[1]

    def answer(self, method, path, body):
        if path.endswith("/submit_tool_outputs"):
            self.outputs = body["tool_outputs"]
            return self.run("completed")
        if path.endswith("/messages") and method == "GET":
            text = "It is " + self.outputs[0]["output"]
            return {"object": "list", "data": [{
                "id": "msg_1", "object": "thread.message", "created_at": 1, "thread_id": "thread_1",
                "role": "assistant", "metadata": {},
                "content": [{"type": "text", "text": {"value": text, "annotations": []}}]}]}
        if path.endswith("/runs"):
            self.tools = body["tools"]
            call = {"id": "call_1", "type": "function",
                    "function": {"name": self.tools[-1]["function"]["name"],
                                 "arguments": json.dumps({"city": "Oslo"})}}
            return self.run("requires_action", {
                "type": "submit_tool_outputs", "submit_tool_outputs": {"tool_calls": [call]}})
        return {"id": "thread_1", "object": "thread", "created_at": 1, "metadata": {}}

    @staticmethod
    def run(status, action=None):
        return {"id": "run_1", "object": "thread.run", "created_at": 1, "thread_id": "thread_1",
                "assistant_id": "asst_1", "status": status, "required_action": action}


class Handler(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        path = self.path.partition("?")[0]
        text = json.dumps(self.server.answer(self.command, path, json.loads(body or b"{}"))).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    do_GET = do_POST

    def log_message(self, *_):
        pass


class Conversations(Flow):
    def test_a_run_calls_the_functions_of_the_flow(self):
        peer = Peer()
        self.addCleanup(peer.server_close)
        self.addCleanup(peer.shutdown)
        self.connect(peer.url)
        self.write({"flow.dag.yaml": FLOW.replace("assistant: assistant.yaml",
                                                  "assistant: assistant.yaml, conn: aoai"),
                    "show.py": """
            import json
            from openai import AsyncAzureOpenAI
            from promptflow.core import tool
            from promptflow.connections import AzureOpenAIConnection
            from promptflow.contracts.types import AssistantDefinition

            @tool
            async def show(conn: AzureOpenAIConnection, assistant: AssistantDefinition):
                invoker = assistant._tool_invoker
                beta = AsyncAzureOpenAI(api_key=conn.api_key, azure_endpoint=conn.api_base,
                                        api_version=conn.api_version).beta
                thread = await beta.threads.create()
                run = await beta.threads.runs.create(
                    thread_id=thread.id, assistant_id="asst_1", tools=invoker.to_openai_tools())
                outputs = []
                for call in run.required_action.submit_tool_outputs.tool_calls:
                    given = json.loads(call.function.arguments)
                    made = invoker.invoke_tool(call.function.name, given)
                    outputs.append({"tool_call_id": call.id, "output": str(made[:2])})
                run = await beta.threads.runs.submit_tool_outputs(
                    run_id=run.id, thread_id=thread.id, tool_outputs=outputs)
                messages = await beta.threads.messages.list(thread_id=thread.id)
                return {"status": run.status, "text": messages.data[0].content[0].text.value}
            """})
        self.assertEqual(self.output(),
                         {"status": "completed", "text": "It is ['key-of-aoai', 'Oslo']"})
        self.assertEqual([tool["type"] for tool in peer.tools], ["code_interpreter", "function"])


if __name__ == "__main__":
    unittest.main()
