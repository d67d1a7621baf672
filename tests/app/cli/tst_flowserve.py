# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0

"""`flow serve` as a process, asked over HTTP: answers, streams, limits, reload and the end."""

import http.client
import json
import os
import signal
import socket
import subprocess
import tempfile
import threading
import unittest
from pathlib import Path

POSTERN = os.environ["POSTERN"]

PYTHON = """\
inputs:
  a: {type: int}
  b: {type: string, default: x}
outputs:
  z: {type: string, reference: "${work.output}"}
  a: {type: int, reference: "${inputs.a}"}
  secret: {type: string, reference: "${inputs.b}", evaluation_only: true}
nodes:
- name: work
  type: python
  source: {type: code, path: work.py}
  inputs: {a: "${inputs.a}", b: "${inputs.b}"}
"""
WORK = """\
import time
from promptflow.core import tool
@tool
def work(a: int, b: str):
    if b == "fail":
        raise ValueError("boom")
    if b.startswith("sleep"):
        time.sleep(float(b[5:]))
    return b * a
"""
STREAM = """\
inputs:
  n: {type: int}
outputs:
  n: {type: int, reference: "${inputs.n}"}
  text: {type: string, reference: "${count.output}"}
nodes:
- name: count
  type: python
  source: {type: code, path: count.py}
  inputs: {n: "${inputs.n}"}
"""
COUNT = """\
from promptflow.core import tool
@tool
def count(n: int):
    def numbers():
        for i in range(n):
            yield f"{i} "
    return numbers()
"""
CHAT = """\
inputs:
  chat_history: {type: list, is_chat_history: true, default: []}
  question: {type: string, is_chat_input: true}
outputs:
  answer: {type: string, reference: "${chat.output}", is_chat_output: true}
nodes:
- name: chat
  type: llm
  source: {type: code, path: chat.jinja2}
  inputs: {deployment_name: gpt-4o, question: "${inputs.question}"}
  connection: aoai
  api: chat
"""


class Server:
    def __init__(self, folder, *words, **variables):
        self.process = subprocess.Popen(
            [POSTERN, "flow", "serve", "--source", str(folder), "--port", "0", *words],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
            env=dict(os.environ, POSTERN_HOME=str(folder.parent / "home"), **variables))
        self.notes = []
        line = self.process.stdout.readline()
        if not line:
            raise AssertionError(self.process.stderr.read())
        self.port = json.loads(line)["port"]
        self.reader = threading.Thread(target=lambda: self.notes.extend(self.process.stderr))
        self.reader.start()

    def ask(self, method, path, body=None, **headers):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        connection.request(method, path, body, {name.replace("_", "-"): value for name, value in headers.items()})
        answer = connection.getresponse()
        text = answer.read().decode()
        connection.close()
        return answer.status, text, answer

    def score(self, inputs, **headers):
        status, text, answer = self.ask("POST", "/score", json.dumps(inputs), **headers)
        return status, text

    def stop(self):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        code = self.process.wait(60)
        self.reader.join()
        self.process.stdout.close()
        self.process.stderr.close()
        return code


def error(code, message):
    return json.dumps({"error": {"code": code, "message": message}}, separators=(",", ":")) + "\n"


class FlowServe(unittest.TestCase):
    def setUp(self):
        kept = tempfile.TemporaryDirectory(prefix="tst_serve-")
        self.addCleanup(kept.cleanup)
        self.folder = Path(kept.name) / "flow"
        self.folder.mkdir()

    def serve(self, files, *words, **variables):
        for name, text in files.items():
            (self.folder / name).write_text(text)
        server = Server(self.folder, *words, **variables)
        self.addCleanup(server.stop)
        return server

    def python(self, *words, **variables):
        return self.serve({"flow.dag.yaml": PYTHON, "work.py": WORK}, *words, **variables)

    def test_answers_are_those_of_prompt_flow(self):
        server = self.python()
        self.assertEqual(server.score({"a": 2, "b": "é"}), (200, '{"a":2,"z":"\\u00e9\\u00e9"}\n'))
        self.assertEqual(server.score({"a": 3}), (200, '{"a":3,"z":"xxx"}\n'))
        self.assertEqual(server.score({"b": "y"}), (400, error(
            "UserError", "Required input fields ['a'] are missing in request data {'b': 'y'}")))
        self.assertEqual(server.ask("POST", "/score", "no JSON")[:2], (400, error(
            "UserError", "Promptflow executor received non json data, but there's more than 1 input fields, "
            "please use json request data instead.")))
        self.assertEqual(server.score({"a": "many"}), (400, error(
            "UserError", "The input for flow is incorrect. The value for flow input 'a' does not match the expected type "
            "'int'. Please change flow input type or adjust the input value in your input data.")))
        status, text = server.score({"a": 1, "b": "fail"})
        self.assertEqual(status, 400)
        self.assertIn("(ValueError) boom", json.loads(text)["error"]["message"])
        status, text = server.score({"a": 1}, Accept="image/png")
        self.assertEqual((status, text), (406, error(
            "UserError", "Media type image/png in Accept header is not acceptable. Supported media type(s) - application/json")))
        self.assertEqual(server.score({"a": 1}, Accept="text/event-stream")[0], 406)

    def test_other_routes(self):
        server = self.python(BUILD_INFO='{"build_number": "7"}')
        status, text, _ = server.ask("GET", "/health")
        self.assertEqual((status, json.loads(text)["status"]), (200, "Healthy"))
        self.assertEqual(json.loads(server.ask("GET", "/version")[1])["version"], "7")
        swagger = json.loads(server.ask("GET", "/swagger.json")[1])
        schema = swagger["paths"]["/score"]["post"]["requestBody"]["content"]["application/json"]["schema"]
        self.assertEqual(schema["required"], ["a", "b"])
        self.assertEqual(swagger["info"]["x-flow-name"], "flow")
        self.assertEqual(server.ask("POST", "/feedback", "{}")[:2], (200, '{"status":"Feedback received."}\n'))
        for method, path in (("GET", "/score"), ("POST", "/nothing/here"), ("DELETE", "/health")):
            status, text, _ = server.ask(method, path)
            self.assertEqual((status, text), (404, f"The requested api '{path[1:]}' with {method} is not supported by "
                                              "current app, if you entered the URL manually please check your spelling "
                                              "and try again."))
        status, page, answer = server.ask("GET", "/")
        self.assertEqual(status, 200)
        self.assertIn("chat.js", page)
        self.assertIn("default-src 'none'", answer.getheader("Content-Security-Policy"))
        self.assertEqual(server.ask("GET", "/chat.js")[0], 200)
        self.assertEqual(server.ask("GET", "/../work.py")[0], 404)

    def test_generators_are_streamed_piece_by_piece(self):
        server = self.serve({"flow.dag.yaml": STREAM, "count.py": COUNT})
        status, text, answer = server.ask("POST", "/score", '{"n": 3}', Accept="text/event-stream, application/json")
        self.assertEqual((status, answer.getheader("Content-Type")), (200, "text/event-stream; charset=utf-8"))
        self.assertEqual(text, 'data: {"n": 3}\n\ndata: {"text": "0 "}\n\ndata: {"text": "1 "}\n\ndata: {"text": "2 "}\n\n')
        self.assertEqual(server.score({"n": 3}), (200, '{"n":3,"text":"0 1 2 "}\n'))

    def test_a_models_text_is_streamed(self):
        server = self.serve({"flow.dag.yaml": CHAT, "chat.jinja2": "system:\nBe brief.\nuser:\n{{question}}\n"}, "--simulate")
        status, whole = server.score({"question": "hi there"})
        self.assertEqual(status, 200)
        status, text, _ = server.ask("POST", "/score", '{"question": "hi there"}', Accept="text/event-stream")
        pieces = [json.loads(event[6:])["answer"] for event in text.split("\n\n") if event]
        self.assertEqual((pieces[0], pieces[-1]), ("", ""))
        self.assertGreater(len(pieces), 3)
        self.assertEqual("".join(pieces), json.loads(whole)["answer"])
        info = json.loads(server.ask("GET", "/swagger.json")[1])["info"]
        self.assertEqual((info["x-chat-input"], info["x-chat-output"], info["x-chat-history"]),
                         ("question", "answer", "chat_history"))

    def test_the_key_is_asked_for(self):
        server = self.python(POSTERN_SERVE_KEY="right-key")
        self.assertEqual(server.score({"a": 1})[0], 401)
        self.assertEqual(server.score({"a": 1}, Authorization="Bearer wrong-key")[0], 401)
        self.assertEqual(server.score({"a": 1}, Authorization="Bearer right-key")[0], 200)
        self.assertEqual(server.score({"a": 1}, api_key="right-key")[0], 200)
        self.assertEqual(server.ask("GET", "/metrics")[0], 401)
        self.assertEqual(server.ask("GET", "/health")[0], 200)
        self.assertEqual(server.ask("GET", "/")[0], 200)

    def test_a_page_of_another_origin_is_refused_here(self):
        server = self.python()
        self.assertEqual(server.score({"a": 1}, Origin="https://elsewhere.example")[0], 403)
        self.assertEqual(server.score({"a": 1}, Host="rebound.example")[0], 421)

    def test_only_the_origin_that_was_allowed_may_ask(self):
        server = self.python("--cors-origin", "https://app.example")
        self.assertEqual(server.score({"a": 1}, Origin="https://app.example")[0], 200)
        self.assertEqual(server.score({"a": 1}, Origin="https://elsewhere.example")[0], 403)
        self.assertEqual(server.score({"a": 1}, Host="rebound.example")[0], 421)
        anybody = self.python("--cors-origin", "*")
        self.assertEqual(anybody.score({"a": 1}, Origin="https://elsewhere.example")[0], 200)
        self.assertEqual(anybody.score({"a": 1}, Host="rebound.example")[0], 421)

    def test_who_serves_everybody_without_a_key_is_warned(self):
        for words, variables, is_warned in ((("--host", "0.0.0.0"), {}, True), ((), {}, False),
                                            (("--host", "127.0.0.9"), {}, False),
                                            (("--host", "0.0.0.0"), {"POSTERN_SERVE_KEY": "a-key"}, False)):
            server = self.python(*words, **variables)
            server.stop()
            self.assertEqual(any("without a key" in note for note in server.notes), is_warned, words)

    def test_what_is_included(self):
        server = self.python(PROMPTFLOW_RESPONSE_INCLUDED_FIELDS='["secret"]')
        self.assertEqual(server.score({"a": 1}), (200, '{"secret":"x"}\n'))

    def test_too_many_and_too_slow(self):
        server = self.python("--max-running", "1", "--max-waiting", "1", "--timeout", "20")
        results = []
        askers = [threading.Thread(target=lambda: results.append(server.score({"a": 1, "b": "sleep1"})[0]))
                  for _ in range(4)]
        for asker in askers:
            asker.start()
        for asker in askers:
            asker.join()
        self.assertEqual(sorted(results)[:2], [200, 200])
        self.assertEqual(sorted(results)[2:], [429, 429])
        metrics = server.ask("GET", "/metrics")[1]
        self.assertIn('postern_requests_total{route="/score",status="429"} 2\n', metrics)
        self.assertIn("postern_running 0\n", metrics)

    def test_a_line_that_hangs_is_given_up(self):
        server = self.python("--timeout", "1", "--workers", "1")
        status, text = server.score({"a": 1, "b": "sleep600"})
        self.assertEqual((status, json.loads(text)["error"]["code"]), (504, "SystemError"))
        self.assertEqual(server.score({"a": 1})[0], 200)

    def test_the_folder_is_read_anew(self):
        server = self.python()
        (self.folder / "work.py").write_text(WORK.replace("b * a", "'new'"))
        self.assertEqual(server.score({"a": 1})[1], '{"a":1,"z":"x"}\n')
        self.assertIn("read anew.", self.hang_up(server))
        self.assertEqual(server.score({"a": 1})[1], '{"a":1,"z":"new"}\n')
        (self.folder / "flow.dag.yaml").write_text("nodes: [\n")
        self.assertIn("couldn't be read anew", self.hang_up(server))
        self.assertEqual(server.score({"a": 1})[1], '{"a":1,"z":"new"}\n')

    def hang_up(self, server):
        told = len([note for note in server.notes if "read anew" in note])
        server.process.send_signal(signal.SIGHUP)
        while True:
            notes = [note for note in list(server.notes) if "read anew" in note]
            if len(notes) > told:
                return notes[-1]
            server.ask("GET", "/health")

    def test_stopping_answers_what_is_under_way(self):
        server = self.python("--workers", "4")
        results = []
        askers = [threading.Thread(target=lambda: results.append(server.score({"a": 1, "b": "sleep1.5"})[0]))
                  for _ in range(4)]
        idle = socket.create_connection(("127.0.0.1", server.port))
        for asker in askers:
            asker.start()
        while "postern_running 4\n" not in server.ask("GET", "/metrics")[1]:
            pass
        server.process.send_signal(signal.SIGTERM)
        for asker in askers:
            asker.join()
        idle.close()
        self.assertEqual(results, [200] * 4)
        self.assertEqual(server.process.wait(60), 0)
        with self.assertRaises(OSError):
            server.ask("GET", "/health")

    def test_what_is_no_http_or_too_much(self):
        server = self.python("--body-limit", "1")
        with socket.create_connection(("127.0.0.1", server.port)) as client:
            client.sendall(b"hello\r\n\r\n")
            self.assertIn(b" 400 ", client.recv(4096))
        self.assertEqual(server.ask("POST", "/score", "x" * (2 << 20))[0], 413)
        client = socket.create_connection(("127.0.0.1", server.port))
        client.sendall(b'POST /score HTTP/1.1\r\nHost: localhost\r\nContent-Length: 28\r\n\r\n{"a": 1, "b": "sleep0.2"}   ')
        client.close()  # goes before it is answered
        self.assertEqual(server.score({"a": 1})[0], 200)

    def test_a_prefix_of_a_proxy(self):
        server = self.python("--path-prefix", "/flows/one")
        self.assertEqual(server.ask("POST", "/flows/one/score", '{"a": 1}')[0], 200)
        self.assertEqual(server.ask("GET", "/flows/one")[0], 200)
        self.assertEqual(server.ask("GET", "/health", X_Forwarded_For="10.1.2.3, 10.0.0.1", x_request_id="r-1")[0], 200)
        self.assertEqual(server.stop(), 0)
        notes = "".join(server.notes)
        self.assertIn("10.1.2.3 GET /health 200", notes)
        self.assertIn('"r-1"', notes)
        self.assertNotIn('"a": 1', notes)

    def test_feedback_is_kept_where_wanted(self):
        kept = self.folder.parent / "feedback.jsonl"
        server = self.python("--feedback", str(kept))
        server.ask("POST", "/feedback", '{"rating": 1}')
        server.ask("POST", "/feedback", "fine\nreally")
        self.assertEqual([json.loads(line) for line in kept.read_text().splitlines()], [{"rating": 1}, "fine\nreally"])


if __name__ == "__main__":
    unittest.main()
