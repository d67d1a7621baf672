# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0

"""`postern simulate`, as the real openai client sees it. POSTERN names the program."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
import unittest

import openai

POSTERN = os.environ["POSTERN"]
os.environ["NO_PROXY"] = os.environ["no_proxy"] = "127.0.0.1"
MESSAGES = [{"role": "system", "content": "Be brief."},
            {"role": "user", "content": "What is a postern gate?"}]


class Simulation:
    """The program with these arguments, until the end of a `with`."""

    def __init__(self, *arguments):
        self.process = subprocess.Popen([POSTERN, "simulate", *arguments], text=True,
                                        stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        line = self.process.stdout.readline()
        if not line:
            raise RuntimeError(self.process.communicate()[1])
        self.told = json.loads(line)
        self.url = self.told["url"]

    def stop(self, number=signal.SIGINT):
        """Exit code and what stood on standard error."""
        self.process.send_signal(number)
        _, notes = self.process.communicate(timeout=20)
        return self.process.returncode, notes

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process.returncode is None:
            self.stop()

    def azure(self, key="test"):
        return openai.AzureOpenAI(azure_endpoint=self.url, api_key=key, max_retries=0,
                                  api_version="2024-02-01")

    def openai(self, key="test"):
        return openai.OpenAI(base_url=self.url + "/v1", api_key=key, max_retries=0)

    def clients(self, key="test"):
        return {"AzureOpenAI": self.azure(key), "OpenAI": self.openai(key)}


def config_file(text, suffix=".yaml"):
    file = tempfile.NamedTemporaryFile("w", suffix=suffix, delete=False)
    with file:
        file.write(text)
    return file.name


def run(*arguments):
    return subprocess.run([POSTERN, "simulate", *arguments], text=True, capture_output=True,
                          timeout=20, check=False)


class Clients(unittest.TestCase):
    """One simulator for all: it keeps no state."""

    @classmethod
    def setUpClass(cls):
        cls.simulation = Simulation("--key", "test")
        cls.addClassCleanup(cls.simulation.__exit__)

    def for_each_client(self):
        for name, client in self.simulation.clients().items():
            with self.subTest(name), client:
                yield client

    def test_a_chat_is_answered(self):
        for client in self.for_each_client():
            answer = client.chat.completions.create(model="gpt-4o", messages=MESSAGES)
            self.assertIn("postern", answer.choices[0].message.content.lower())
            self.assertEqual(answer.choices[0].finish_reason, "stop")
            self.assertEqual(answer.usage.total_tokens,
                             answer.usage.prompt_tokens + answer.usage.completion_tokens)

    def test_a_stream_says_the_same_in_pieces(self):
        for client in self.for_each_client():
            whole = client.chat.completions.create(model="gpt-4o", messages=MESSAGES)
            pieces = []
            for chunk in client.chat.completions.create(model="gpt-4o", messages=MESSAGES,
                                                        stream=True):
                pieces += [c.delta.content for c in chunk.choices if c.delta.content]
            self.assertGreater(len(pieces), 1)
            self.assertEqual("".join(pieces), whole.choices[0].message.content)

    def test_embeddings_come_as_numbers(self):
        for client in self.for_each_client():
            made = client.embeddings.create(model="text-embedding-3-small", input=["gate", "wall"])
            plain = client.embeddings.create(model="text-embedding-3-small", input="gate",
                                             encoding_format="float")
            self.assertEqual([e.index for e in made.data], [0, 1])
            self.assertEqual(len(made.data[0].embedding), 1536)
            self.assertNotEqual(made.data[0].embedding, made.data[1].embedding)
            for asked, given in zip(made.data[0].embedding, plain.data[0].embedding):
                self.assertAlmostEqual(asked, given, places=6)

    def test_a_wrong_key_is_refused(self):
        for name, client in self.simulation.clients("wrong").items():
            with self.subTest(name), client, self.assertRaises(openai.AuthenticationError):
                client.chat.completions.create(model="gpt-4o", messages=MESSAGES)

    def test_a_bad_request_is_refused_by_name(self):
        for client in self.for_each_client():
            with self.assertRaises(openai.BadRequestError) as caught:
                client.chat.completions.create(model="gpt-4o", messages=MESSAGES, max_tokens=-1)
            self.assertIn("max_tokens", str(caught.exception))


class Program(unittest.TestCase):
    def test_it_tells_where_it_listens_and_stops_when_told(self):
        for number in (signal.SIGINT, signal.SIGTERM):
            simulation = Simulation("--key", "very-secret-key")
            with simulation:
                self.assertEqual(set(simulation.told),
                                 {"url", "port", "openai", "search", "keyvault", "contentsafety",
                                  "documentintelligence", "identity", "imds", "arm", "blob", "key",
                                  "tenant", "client_id", "client_secret", "identity_header"})
                self.assertEqual(simulation.url, f"http://127.0.0.1:{simulation.told['port']}")
                with simulation.openai("very-secret-key") as client:
                    client.models.list()
                    # The client's connection is still open.
                    code, notes = simulation.stop(number)
            self.assertEqual(code, 0)
            self.assertIn(simulation.url, notes)
            self.assertIn(f"AZURE_OPENAI_ENDPOINT={simulation.url}", notes)
            self.assertIn(f"OPENAI_BASE_URL={simulation.url}/v1", notes)
            self.assertNotIn("very-secret-key", notes)

    def test_it_listens_on_loopback_alone(self):
        with Simulation() as simulation, socket.socket() as other:
            # Were it on every address, this one of 127/8 would be taken.
            other.bind(("127.0.0.2", simulation.told["port"]))

    def test_without_a_key_it_makes_one(self):
        with Simulation() as simulation:
            notes = [simulation.process.stderr.readline() for _ in range(4)]
            key = re.search(r" OPENAI_API_KEY=([0-9a-f]{32})\n", "".join(notes)).group(1)
            with simulation.openai(key) as client:
                self.assertTrue(client.models.list().data)
            with simulation.openai("guess") as client, self.assertRaises(openai.AuthenticationError):
                client.models.list()

    def test_a_port_in_use_is_an_error(self):
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            taken.listen()
            port = taken.getsockname()[1]
            done = run("--port", str(port))
        self.assertEqual(done.returncode, 4)
        self.assertIn(f"Port {port} of 127.0.0.1 is in use", done.stderr)
        self.assertEqual(done.stdout, "")

    def test_a_wrong_command_line_is_refused(self):
        for arguments in (["--port", "65536"], ["--port", "x"], ["--latency-ms", "-1"], ["more"]):
            with self.subTest(arguments):
                self.assertEqual(run(*arguments).returncode, 2)

    def test_latency_is_waited_for(self):
        with Simulation("--key", "test", "--latency-ms", "300") as simulation:
            with simulation.openai() as client:
                start = time.monotonic()
                client.chat.completions.create(model="gpt-4o", messages=MESSAGES)
                self.assertGreaterEqual(time.monotonic() - start, 0.3)


class Configuration(unittest.TestCase):
    def simulation(self, text, *arguments, suffix=".yaml"):
        file = config_file(text, suffix)
        self.addCleanup(os.unlink, file)
        return Simulation("--config", file, *arguments)

    def test_unknown_deployments_are_not_found(self):
        with self.simulation("api_key: test\ndeployments: [chat]\n") as simulation:
            for name, client in simulation.clients().items():
                with self.subTest(name), client:
                    self.assertEqual([m.id for m in client.models.list().data], ["chat"])
                    client.chat.completions.create(model="chat", messages=MESSAGES)
                    with self.assertRaises(openai.NotFoundError):
                        client.chat.completions.create(model="gpt-4o", messages=MESSAGES)

    def test_faults_come_and_go(self):
        text = json.dumps({"faults": {"a": {"status": 429, "times": 1, "retry_after": 7},
                                      "b": {"status": 500}}})
        with self.simulation(text, "--key", "test", suffix=".json") as simulation:
            with simulation.azure() as client:
                with self.assertRaises(openai.RateLimitError) as caught:
                    client.chat.completions.create(model="a", messages=MESSAGES)
                self.assertEqual(caught.exception.response.headers["retry-after"], "7")
                client.chat.completions.create(model="a", messages=MESSAGES)
                for _ in range(3):
                    with self.assertRaises(openai.InternalServerError):
                        client.chat.completions.create(model="b", messages=MESSAGES)

    def test_the_command_line_wins(self):
        with self.simulation("api_key: other\n", "--key", "test") as simulation:
            with simulation.openai() as client:
                client.models.list()

    def test_what_is_wrong_in_the_file_is_said(self):
        cases = {
            "deploiments: [a]": "deploiments",
            "deployments: a": "deployments",
            "deployments: [1]": "deployments",
            "faults: [a]": "faults",
            "faults: {a: 429}": "faults.a",
            "faults: {a: {status: 200}}": "faults.a.status",
            "faults: {a: {code: 429}}": "faults.a.code",
            "per_token_ms: -1": "per_token_ms",
            "first_token_ms: soon": "first_token_ms",
            "api_key: 1": "api_key",
            "- a": "mapping",
            "a: [": "",
            "": "mapping",
        }
        for text, word in cases.items():
            with self.subTest(text):
                file = config_file(text)
                self.addCleanup(os.unlink, file)
                done = run("--config", file)
                self.assertEqual(done.returncode, 3, done.stderr)
                self.assertIn(word, done.stderr)
                self.assertIn(os.path.basename(file), done.stderr)
        self.assertEqual(run("--config", "/no/such/file").returncode, 3)


FLOW = """\
inputs: {}
outputs:
  answer: {type: string, reference: "${ask.output}"}
nodes:
- name: ask
  type: python
  source: {type: code, path: ask.py}
  inputs: {connection: mine}
"""
AZURE = """\
from openai import AzureOpenAI
from promptflow.connections import AzureOpenAIConnection
from promptflow.core import tool

@tool
def ask(connection: AzureOpenAIConnection) -> str:
    client = AzureOpenAI(azure_endpoint=connection.api_base, api_key=connection.api_key,
                         api_version=connection.api_version, max_retries=0)
    print("asking", connection.api_base)
    answer = client.chat.completions.create(
        model="gpt-4o", messages=[{"role": "user", "content": "What is a postern gate?"}])
    return answer.choices[0].message.content
"""
OPENAI = """\
from openai import AuthenticationError, OpenAI
from promptflow.connections import OpenAIConnection
from promptflow.core import tool

@tool
def ask(connection: OpenAIConnection) -> str:
    try:
        OpenAI(base_url=connection.base_url, api_key="guess", max_retries=0).models.list()
        return "any key will do"
    except AuthenticationError:
        pass
    client = OpenAI(base_url=connection.base_url, api_key=connection.api_key, max_retries=0)
    stream = client.chat.completions.create(
        model="gpt-4o", stream=True,
        messages=[{"role": "user", "content": "What is a postern gate?"}])
    return "".join(c.choices[0].delta.content or "" for c in stream if c.choices)
"""
PLAIN = """\
import json, os
from promptflow.connections import {0}
from promptflow.core import tool

@tool
def ask(connection: {0}) -> str:
    return json.dumps([dict(connection), os.environ.get("FROM_CONNECTION"), os.environ["NO_PROXY"]])
"""


class SimulatedRuns(unittest.TestCase):
    """`flow test --simulate` of flows whose Python brings its own client."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name

    def write(self, name, text):
        path = os.path.join(self.folder, name)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        return path

    def run_flow(self, code, *arguments, flow=FLOW, **environment):
        self.write("flow.dag.yaml", flow)
        self.write("ask.py", code)
        return subprocess.run([POSTERN, "flow", "test", "--flow", self.folder, "--simulate",
                               "--python", sys.executable, *arguments],
                              env={**os.environ, **environment}, text=True, capture_output=True,
                              timeout=60, check=False)

    def answer(self, done):
        self.assertEqual(done.returncode, 0, done.stderr)
        return json.loads(done.stdout)["answer"]

    def test_a_node_reaches_the_simulator_with_its_own_client(self):
        for code in (AZURE, OPENAI):
            done = self.run_flow(code)
            self.assertIn("postern", self.answer(done).lower())
            self.assertRegex(done.stderr, r"simulator at http://127\.0\.0\.1:\d+ ")

    def test_a_proxy_is_not_asked_for_it(self):
        done = self.run_flow(AZURE, HTTP_PROXY="http://127.0.0.1:9", http_proxy="http://127.0.0.1:9",
                         NO_PROXY="", no_proxy="")
        self.assertIn("postern", self.answer(done).lower())

    def test_the_port_is_closed_with_the_run(self):
        done = self.run_flow(AZURE)
        port = int(re.search(r"simulator at http://127\.0\.0\.1:(\d+) ", done.stderr).group(1))
        with self.assertRaises(ConnectionRefusedError):
            socket.create_connection(("127.0.0.1", port)).close()

    def test_no_port_is_opened_for_code_that_takes_no_connection(self):
        flow = FLOW.replace("{connection: mine}", "{connection: ''}")
        done = self.run_flow(PLAIN.replace("{0}", "AzureOpenAIConnection")
                         .replace("Connection)", "Connection = None)").replace("dict(", "str("),
                         flow=flow)
        self.answer(done)
        self.assertNotIn("127.0.0.1:", done.stderr)

    def test_given_connections_of_the_kind_lead_there_without_their_secrets(self):
        file = self.write("given.yaml", "mine: {type: azure_open_ai, api_base: 'https://real.example',"
                                        " api_key: real-secret, api_version: '2023-05-15'}")
        flow = FLOW + "environment_variables: {FROM_CONNECTION: '${mine.api_key}'}\n"
        done = self.run_flow(PLAIN.replace("{0}", "AzureOpenAIConnection")
                         .replace("dict(connection)", "[connection.api_base, connection.api_key, "
                                  "connection.api_version]"), "--connections", file, flow=flow)
        (base, key, version), variable, _ = json.loads(self.answer(done))
        self.assertTrue(base.startswith("http://127.0.0.1:"), base)
        self.assertRegex(key, "^[0-9a-f]{32}$")
        self.assertEqual(version, "2023-05-15")
        self.assertEqual(variable, key)

    def test_a_custom_connection_must_be_given(self):
        code = PLAIN.replace("{0}", "CustomConnection").replace("dict(connection)",
                                                               "[connection.place, connection.pin]")
        done = self.run_flow(code)
        self.assertEqual(done.returncode, 4, done.stderr)
        self.assertIn("CustomConnection 'mine', which the simulator can't stand in for", done.stderr)
        self.assertIn("--connections", done.stderr)
        self.assertIn("flow.dag.yaml:8", done.stderr)
        file = self.write("given.yaml", "{name: mine, type: custom, configs: {place: here}, "
                                        "secrets: {pin: '1234'}}")
        answer = json.loads(self.answer(self.run_flow(code, "--connections", file)))
        self.assertEqual(answer[0], ["here", "1234"])


if __name__ == "__main__":
    unittest.main()
