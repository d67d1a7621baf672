# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0

"""Connections through a real proxy with a login (tinyproxy), to a real TLS server with an authority of its own that asks
for a client certificate (nginx), with a key in a vault and by a token. POSTERN names the program."""

import http.server
import json
import os
import pathlib
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
import unittest

POSTERN = os.environ["POSTERN"]
KEYS = {"old": "old-key-made-up-1", "new": "new-key-made-up-2"}


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(port):
    end = time.monotonic() + 20
    while time.monotonic() < end:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
    raise RuntimeError(f"nothing listens on {port}")


class Azure(http.server.ThreadingHTTPServer):
    """An authority, a vault, the resource manager and a model, to who proves who asks."""

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server_port}"
        self.key = KEYS["old"]
        self.secret = KEYS["old"]
        self.asked = []
        threading.Thread(target=self.serve_forever, daemon=True).start()


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def answer(self, status, body):
        data = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def handle_any(self):
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
        path = self.path.split("?")[0]
        azure = self.server
        azure.asked.append((self.command, path, dict(self.headers), body))
        is_known = self.headers.get("api-key") == azure.key or self.headers.get("Authorization") == "Bearer the-token-1"
        if path == "/t/oauth2/v2.0/token":
            self.answer(200, {"access_token": "the-token-1", "expires_in": 3600})
        elif not is_known:
            self.answer(401, {"error": {"message": "who are you"}})
        elif path.startswith("/secrets/"):
            if self.command == "PUT":
                azure.secret = json.loads(body)["value"]
            self.answer(200, {"value": azure.secret, "id": "https://v/secrets/s/1", "attributes": {"exp": 1}})
        elif path.endswith("/listKeys"):
            self.answer(200, {"key1": azure.key, "key2": "other-key-made-up"})
        elif path.endswith("/regenerateKey"):
            if json.loads(body)["keyName"] == "Key2":
                azure.key = KEYS["new"]
            self.answer(200, {"key1": "renewed-key-made-up", "key2": KEYS["new"]})
        elif path.endswith("/chat/completions"):
            self.answer(200, {"choices": [{"index": 0, "finish_reason": "stop",
                                           "message": {"role": "assistant", "content": "through all of it"}}]})
        else:
            self.answer(200, {"data": []})

    do_GET = do_POST = do_PUT = handle_any


class Networks(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.azure = Azure()
        self.addCleanup(self.azure.shutdown)
        self.env = {name: value for name, value in os.environ.items()
                    if "proxy" not in name.lower() and not name.startswith("AZURE_")}
        self.env |= {"POSTERN_HOME": str(self.folder / "home"), "POSTERN_VAULT_KEY": "a test's own",
                     "AZURE_RESOURCE_MANAGER_ENDPOINT": self.azure.url}

    def postern(self, *arguments, code=0, **more):
        done = subprocess.run([POSTERN, *map(str, arguments)], env=self.env | more, cwd=self.folder, text=True,
                              capture_output=True, timeout=60)
        self.assertEqual(done.returncode, code, done.stdout + done.stderr)
        for secret in [*KEYS.values(), "the-token-1", "made-up-secret", "pass7madeup"]:
            self.assertNotIn(secret, done.stdout + done.stderr)
        return done

    def create(self, name, **fields):
        lines = [f"name: {name}", "type: azure_open_ai", "api_version: '2024-06-01'"]
        lines += [f"{key}: {json.dumps(value)}" for key, value in fields.items()]
        (self.folder / "c.yaml").write_text("\n".join(lines) + "\n")
        self.postern("connection", "create", "--file", "c.yaml")

    def who(self):
        """A custom connection that says who asks for tokens."""
        (self.folder / "who.yaml").write_text(json.dumps({
            "name": "who", "type": "custom",
            "configs": {"identity": "client_secret", "authority": self.azure.url, "tenant_id": "t", "client_id": "c"},
            "secrets": {"client_secret": "made-up-secret"}}))
        self.postern("connection", "create", "--file", "who.yaml")
        self.postern("config", "set", "identity.default=who")

    def probed(self, name="aoai", code=0, **more):
        return json.loads(self.postern("connection", "test", "-n", name, code=code, **more).stdout)

    def key_in_vault_of_postern(self):
        """Which key the connection asks with."""
        self.probed()
        return self.azure.asked[-1][2].get("api-key")

    def flow(self):
        (self.folder / "flow").mkdir()
        (self.folder / "flow/flow.dag.yaml").write_text(
            "inputs: {}\noutputs: {answer: {type: string, reference: '${ask.output}'}}\nnodes:\n"
            "- {name: ask, type: llm, source: {type: code, path: ask.jinja2}, connection: aoai, api: chat,\n"
            "   inputs: {deployment_name: gpt-4o}}\n")
        (self.folder / "flow/ask.jinja2").write_text("user:\nhello\n")

    def ran(self, *arguments, code=0):
        return self.postern("flow", "test", "--flow", "flow", *arguments, code=code)

    def test_a_key_is_changed_only_for_one_that_lets_in(self):
        self.create("aoai", api_base=self.azure.url, api_key=KEYS["old"])
        self.assertTrue(self.probed()["ok"])
        (self.folder / "key").write_text("no-such-key-at-all\n")
        said = self.postern("connection", "rotate", "-n", "aoai", "--key-file", "key", code=4)
        self.assertIn("the old one stays", said.stderr)
        self.assertEqual(self.key_in_vault_of_postern(), KEYS["old"])
        self.azure.key = KEYS["new"]
        self.postern("connection", "rotate", "-n", "aoai", "--key-variable", "NEXT", NEXT=KEYS["new"])
        self.assertEqual(self.key_in_vault_of_postern(), KEYS["new"])

    def test_keys_are_made_anew_one_after_the_other(self):
        self.who()
        resource = "/subscriptions/s/providers/Microsoft.CognitiveServices/accounts/a"
        self.create("aoai", api_base=self.azure.url, api_key=KEYS["old"], resource_id=resource)
        self.postern("connection", "update", "-n", "aoai", "--set", "postern.identity=who")
        said = self.postern("connection", "rotate", "-n", "aoai", "--regenerate", code=2)
        self.assertIn("needs a yes", said.stderr)
        self.postern("connection", "rotate", "-n", "aoai", "--regenerate", "-y")
        self.assertEqual(self.key_in_vault_of_postern(), KEYS["new"])
        self.assertEqual([json.loads(body)["keyName"] for _, path, _, body in self.azure.asked
                          if path.endswith("/regenerateKey")], ["Key2", "Key1"])

    def test_a_key_stands_in_a_vault_and_a_run_fetches_it(self):
        self.who()
        vault = f"keyvault://127.0.0.1:{self.azure.server_port}/aoai"
        self.create("aoai", api_base=self.azure.url, api_key=vault)
        shown = json.loads(self.postern("connection", "show", "-n", "aoai").stdout)
        self.assertEqual(shown["api_key"], vault)
        self.flow()
        done = self.ran()
        self.assertIn("through all of it", done.stdout)
        self.assertIn("has expired", done.stderr)
        self.azure.key = KEYS["new"]
        self.postern("connection", "rotate", "-n", "aoai", "--key-variable", "NEXT", NEXT=KEYS["new"])
        self.assertEqual(self.azure.secret, KEYS["new"])
        self.ran()

    def test_a_token_lets_in(self):
        self.who()
        self.create("aoai", api_base=self.azure.url, auth_mode="meid_token")
        self.flow()
        self.assertIn("through all of it", self.ran().stdout)
        self.assertEqual(self.azure.asked[-1][2].get("Authorization"), "Bearer the-token-1")
        self.assertNotIn("api-key", self.azure.asked[-1][2])

    def test_an_environments_connection_stands_in_and_production_is_asked_for(self):
        self.create("aoai", api_base="http://127.0.0.1:9", api_key=KEYS["old"])
        self.create("aoai@prod", api_base=self.azure.url, api_key=KEYS["old"])
        self.flow()
        self.assertIn("needs a yes", self.ran("--environment", "prod", code=2).stderr)
        done = self.ran("--environment", "prod", "-y")
        self.assertIn("through all of it", done.stdout)
        self.assertIn("environment prod", done.stderr)
        self.assertIn("no connection of the environment", self.ran("--environment", "dev", code=4).stderr)

    def test_what_prompt_flow_and_variables_have_is_taken_over(self):
        self.postern("connection", "import", "--from", "env", AZURE_OPENAI_ENDPOINT=self.azure.url,
                     AZURE_OPENAI_API_KEY=KEYS["old"])
        self.assertTrue(self.probed("azure_open_ai_connection")["ok"])
        said = json.loads(self.postern("connection", "import", "--from", "env", AZURE_OPENAI_ENDPOINT="https://x",
                                       AZURE_OPENAI_API_KEY=KEYS["new"]).stdout)
        self.assertEqual(said[0]["state"], "kept")
        self.assertIn("no store of prompt flow", self.postern("connection", "import", "--store", self.folder / "none",
                                                              code=3).stderr)

    @unittest.skipUnless(shutil.which("tinyproxy"), "there is no tinyproxy")
    def test_the_proxy_wants_a_login(self):
        port = free_port()
        (self.folder / "proxy.conf").write_text(
            f"Port {port}\nListen 127.0.0.1\nTimeout 20\nAllow 127.0.0.1\nBasicAuth me pass7madeup\n"
            f"ConnectPort {self.azure.server_port}\n")
        proxy = subprocess.Popen(["tinyproxy", "-d", "-c", str(self.folder / "proxy.conf")],
                                 stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.addCleanup(proxy.wait)
        self.addCleanup(proxy.kill)
        wait_for(port)
        self.create("aoai", api_base=self.azure.url, api_key=KEYS["old"])
        self.postern("config", "set", f"network.proxy=http://127.0.0.1:{port}")
        self.assertEqual(self.probed(code=4)["endpoints"][0]["status"], 407)
        (self.folder / "login.yaml").write_text(json.dumps(
            {"name": "proxy", "type": "custom", "configs": {"user": "me"}, "secrets": {"password": "pass7madeup"}}))
        self.postern("connection", "create", "--file", "login.yaml")
        self.postern("config", "set", "network.proxy_login=proxy")
        self.assertTrue(self.probed()["ok"])
        self.assertIn("via", {name.lower() for name in self.azure.asked[-1][2]})
        self.postern("config", "set", "network.no_proxy=127.0.0.1")
        self.assertTrue(self.probed()["ok"])
        self.assertNotIn("via", {name.lower() for name in self.azure.asked[-1][2]})

    @unittest.skipUnless(shutil.which("nginx") and shutil.which("openssl"), "there is no nginx or openssl")
    def test_an_authority_of_ones_own_and_a_client_certificate(self):
        def openssl(*arguments):
            subprocess.run(["openssl", *arguments], cwd=self.folder, check=True, capture_output=True)

        openssl("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "ca.key", "-out", "ca.pem", "-days", "2",
                "-subj", "/CN=Own authority")
        for name in ("server", "client"):
            openssl("req", "-newkey", "rsa:2048", "-nodes", "-keyout", f"{name}.key", "-out", f"{name}.csr",
                    "-subj", f"/CN={name}", "-addext", "subjectAltName=DNS:model.internal")
            openssl("x509", "-req", "-in", f"{name}.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial",
                    "-copy_extensions", "copy", "-days", "2", "-out", f"{name}.pem")
        port = free_port()
        (self.folder / "nginx.conf").write_text(f"""
daemon off; pid {self.folder}/nginx.pid; error_log {self.folder}/nginx.log;
events {{}}
http {{ access_log off; client_body_temp_path {self.folder}; proxy_temp_path {self.folder};
  fastcgi_temp_path {self.folder}; uwsgi_temp_path {self.folder}; scgi_temp_path {self.folder};
  server {{ listen 127.0.0.1:{port} ssl; ssl_certificate {self.folder}/server.pem;
    ssl_certificate_key {self.folder}/server.key; ssl_client_certificate {self.folder}/ca.pem;
    ssl_verify_client on; location / {{ proxy_pass {self.azure.url}; }} }} }}
""")
        nginx = subprocess.Popen(["nginx", "-c", str(self.folder / "nginx.conf"), "-p", str(self.folder)],
                                 stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.addCleanup(nginx.wait)
        self.addCleanup(nginx.terminate)
        wait_for(port)
        self.create("aoai", api_base=f"https://model.internal:{port}", api_key=KEYS["old"])
        self.postern("config", "set", "network.addresses=model.internal=127.0.0.1", "network.proxy=-")
        self.assertIn("No secure connection", self.probed(code=4)["endpoints"][0]["message"])
        self.postern("config", "set", "network.extra_ca_files=ca.pem")
        self.assertEqual(self.probed(code=4)["endpoints"][0]["status"], 400)
        self.postern("config", "set", "network.client_certificate=client.pem", "network.client_key=client.key")
        self.assertTrue(self.probed()["ok"])
        self.flow()
        self.assertIn("through all of it", self.ran().stdout)

    def test_a_pac_file_is_said_not_to_be_read(self):
        said = self.postern("config", "set", "network.proxy=http://pac.corp/proxy.pac", code=2)
        self.assertIn("PAC", said.stderr)
        self.assertIn("network.no_proxy", said.stderr)


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0], "-v", *sys.argv[1:]])
