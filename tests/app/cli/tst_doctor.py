# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0

"""`postern doctor` against the simulated services, each time with something else that is wrong."""

import json
import os
import socket
import subprocess
import tempfile
import threading
import unittest

from cloudclients import POSTERN, Simulator

VARIABLES = ("HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy")
STEPS = ["name", "route", "proxy", "tcp", "tls", "clock", "token", "authorisation", "resource", "api_version", "call"]


def openssl(*arguments):
    subprocess.run(["openssl", *arguments], check=True, capture_output=True)


class DoctorTest(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.environment = {name: value for name, value in os.environ.items() if name not in VARIABLES}
        self.environment["POSTERN_HOME"] = os.path.join(self.folder.name, "home")

    def path(self, name):
        return os.path.join(self.folder.name, name)

    def examine(self, connection, *arguments, **variables):
        """The diagnosis of one connection; the report never holds its key."""
        with open(self.path("connections.json"), "w", encoding="utf-8") as file:
            json.dump({"name": "it", **connection}, file)
        done = subprocess.run([POSTERN, "doctor", "it", "--connections", self.path("connections.json"), "--format",
                               "json", *arguments], text=True, capture_output=True, timeout=60, check=False,
                              env={**self.environment, **variables})
        self.assertIn(done.returncode, (0, 4), done.stderr)
        told = json.loads(done.stdout)
        failed = [finding["step"] for finding in told["findings"] if finding["state"] == "failed"]
        self.assertEqual(done.returncode, 4 if failed else 0)
        if connection.get("api_key"):
            self.assertNotIn(connection["api_key"].strip(), done.stdout + done.stderr)
        return told, failed

    def expect(self, connection, step, *words, arguments=(), **variables):
        told, failed = self.examine(connection, *arguments, **variables)
        self.assertEqual(failed, [step], told)
        findings = {finding["step"]: finding for finding in told["findings"]}
        for later in STEPS[STEPS.index(step) + 1:]:
            self.assertEqual(findings[later]["state"], "not-run", later)
        text = " ".join([told["cause"], told["who"], told["ask"], findings[step]["finding"]])
        for word in words:
            self.assertIn(word, text)
        self.assertTrue(told["cause"] and told["who"] and told["ask"])
        return told

    def openai(self, simulator, **more):
        return {"type": "azure_open_ai", "api_base": simulator.openai, "api_key": simulator.key,
                "api_version": "2024-10-21", "postern": {"ca_file": simulator.ca_file}, **more}

    def search(self, simulator, **more):
        return {"type": "cognitive_search", "api_base": simulator.search, "api_key": simulator.key,
                "api_version": "2024-07-01", "postern": {"ca_file": simulator.ca_file}, **more}

    def identity(self, simulator):
        """The variables of an identity; its tokens come by way of the settings' authorities."""
        subprocess.run([POSTERN, "config", "set", f"network.ca_file={simulator.ca_file}"], check=True,
                       capture_output=True, env=self.environment)
        return {"AZURE_AUTHORITY_HOST": simulator.identity, "AZURE_TENANT_ID": simulator.tenant,
                "AZURE_CLIENT_ID": simulator.client_id, "AZURE_CLIENT_SECRET": simulator.client_secret}

    def test_all_is_well(self):
        with Simulator("--tls") as simulator:
            told, failed = self.examine(self.openai(simulator), "--deployment", "gpt-4o")
        self.assertEqual(failed, [])
        self.assertEqual([finding["step"] for finding in told["findings"]][:len(STEPS)], STEPS)
        self.assertEqual({finding["state"] for finding in told["findings"][:len(STEPS)]}, {"ok"})
        self.assertEqual((told["findings"][-1]["step"], told["findings"][-1]["state"]), ("posture", "unknown"))
        self.assertEqual(told["cause"], "")

    def test_addresses_that_are_none(self):
        connection = {"type": "azure_open_ai", "api_key": "some-secret-key"}
        self.expect({**connection, "api_base": "ftp://x"}, "name", "no URL")
        self.expect({**connection, "api_base": "https://x.privatelink.openai.azure.com"}, "name",
                    "https://x.openai.azure.com")
        self.expect({**connection, "api_base": "https://no-such-host.invalid"}, "name", "DNS")

    def test_a_host_off_the_allow_list_is_not_contacted(self):
        subprocess.run([POSTERN, "config", "set", "egress.allow=other.example"], check=True, capture_output=True,
                       env=self.environment)
        with socket.create_server(("127.0.0.1", 0)) as server:
            server.setblocking(False)
            self.expect({"type": "azure_open_ai", "api_key": "some-secret-key",
                         "api_base": f"http://127.0.0.1:{server.getsockname()[1]}"}, "name", "allow-list")
            with self.assertRaises(BlockingIOError):
                server.accept()

    def test_a_closed_port(self):
        with socket.socket() as unused:
            unused.bind(("127.0.0.1", 0))  # nobody listens there
            address = f"https://127.0.0.1:{unused.getsockname()[1]}"
            self.expect({"type": "azure_open_ai", "api_base": address, "api_key": "some-secret-key"}, "tcp",
                        "network team")

    def test_a_proxy_that_wants_a_login_or_refuses(self):
        answers = {407: "wants a user", 403: "CONNECT"}
        for status, words in answers.items():
            with socket.create_server(("127.0.0.1", 0)) as proxy:
                def answer(server=proxy, code=status):
                    client, _ = server.accept()
                    with client:
                        client.recv(4096)
                        client.sendall(f"HTTP/1.1 {code} No\r\nContent-Length: 0\r\n\r\n".encode())
                thread = threading.Thread(target=answer)
                thread.start()
                self.expect({"type": "azure_open_ai", "api_base": "https://x.openai.azure.com",
                             "api_key": "some-secret-key", "postern": {"address": "10.9.9.9"}}, "tcp", words,
                            HTTPS_PROXY=f"http://127.0.0.1:{proxy.getsockname()[1]}", NO_PROXY="", no_proxy="")
                thread.join()

    def test_certificates(self):
        with Simulator("--tls") as simulator:
            self.expect(self.openai(simulator, postern={}), "tls", "Postern simulator authority", "CA file")
        key, certificate = self.path("key.pem"), self.path("certificate.pem")
        openssl("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out", certificate, "-subj",
                "/CN=other.example", "-addext", "subjectAltName=DNS:other.example", "-days", "30")
        with Simulator("--tls", "--cert", certificate, "--key-file", key) as simulator:
            self.expect(self.openai(simulator), "tls", "another name", "other.example")
        request = self.path("request.pem")
        openssl("req", "-new", "-key", key, "-out", request, "-subj", "/CN=127.0.0.1")
        openssl("x509", "-req", "-in", request, "-signkey", key, "-out", certificate, "-days", "-1")
        with Simulator("--tls", "--cert", certificate, "--key-file", key) as simulator:
            self.expect(self.openai(simulator), "tls", "expired")

    def test_keys(self):
        with Simulator("--tls") as simulator:
            self.expect(self.openai(simulator, api_key="guessed-key"), "authorisation", "key")
            self.expect(self.search(simulator, api_key="guessed-key"), "authorisation", "key")
            self.expect(self.openai(simulator, api_key=simulator.key[:8] + " " + simulator.key[8:]), "token", "pasted")

    def test_what_is_missing_there(self):
        with Simulator("--tls", config={"deployments": ["gpt-4o"]}) as simulator:
            self.expect(self.openai(simulator), "resource", "gpt-5", arguments=("--deployment", "gpt-5"))
            self.expect(self.search(simulator), "resource", "kb-docs", arguments=("--index", "kb-docs"))

    def test_quota_gateway_and_closed_doors(self):
        cases = {"quota": ({"gpt-4o": {"status": 429, "retry_after": 20}}, "call", "20 seconds"),
                 "waf": ({"openai": {"kind": "denied", "reason": "waf"}}, "authorisation", "application gateway"),
                 "public": ({"openai": {"kind": "denied", "reason": "public"}}, "authorisation", "private endpoint"),
                 "firewall": ({"openai": {"kind": "denied", "reason": "firewall"}}, "authorisation", "firewall"),
                 "down": ({"openai": {"status": 503}}, "call", "region"),
                 "reset": ({"openai": {"kind": "reset"}}, "call", "isn't answered")}
        for name, (faults, step, words) in cases.items():
            with self.subTest(name), Simulator("--tls", config={"faults": faults}) as simulator:
                self.expect(self.openai(simulator), step, words, arguments=("--deployment", "gpt-4o"))

    def test_identities(self):
        with Simulator("--tls") as simulator:
            entra = {"auth_mode": "meid_token", "api_key": ""}
            told, failed = self.examine(self.openai(simulator, **entra), **self.identity(simulator))
            self.assertEqual(failed, [], told)
            token = next(finding for finding in told["findings"] if finding["step"] == "token")
            self.assertIn("aud https://cognitiveservices.azure.com", token["evidence"])
            self.expect(self.openai(simulator, **entra), "token", "AADSTS7000215",
                        **{**self.identity(simulator), "AZURE_CLIENT_SECRET": "guess"})
        faults = {name: {"kind": "denied", "reason": "role"} for name in ("openai", "search")}
        with Simulator("--tls", config={"faults": faults}) as simulator:
            self.expect(self.openai(simulator, **entra), "authorisation", "Cognitive Services OpenAI User",
                        **self.identity(simulator))
            self.expect(self.search(simulator, **entra), "authorisation", "Search Index Data Reader",
                        **self.identity(simulator))

    def test_a_clock_that_is_wrong(self):
        with Simulator("--tls", config={"clock_skew_s": 4000}) as simulator:
            self.expect(self.openai(simulator, auth_mode="meid_token", api_key=""), "clock", "4000 s behind",
                        **self.identity(simulator))
            told, failed = self.examine(self.openai(simulator))
            self.assertEqual(failed, [])  # a key minds no clock
            self.assertIn(("clock", "warning"), [(f["step"], f["state"]) for f in told["findings"]])


if __name__ == "__main__":
    unittest.main()
