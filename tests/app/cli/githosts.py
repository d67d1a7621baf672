# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0

"""GitHub's and Azure DevOps' pull requests as a server of the test's own, with TLS by a private certificate. What it answers, and
with which errors, is what both hosts document."""

import base64
import http.server
import json
import pathlib
import ssl
import subprocess
import threading
import urllib.parse


def make_certificate(folder):
    """A key and a certificate of 127.0.0.1 that signs itself."""
    key, certificate = pathlib.Path(folder, "key.pem"), pathlib.Path(folder, "ca.pem")
    subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2",
                    "-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", key, "-out", certificate],
                   check=True, capture_output=True)
    return key, certificate


class Hosts:
    """Both hosts at one port, until the end of a `with`. `fault` is what the next request meets in place of an answer:
    (status, headers, body)."""

    def __init__(self, folder, token):
        self.token = token
        self.requests = []
        self.pulls = []
        self.branches = {"main", "fix/tone"}
        self.attachments = {}
        self.fault = None
        key, self.certificate = make_certificate(folder)
        hosts = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, *_):
                pass

            def do_GET(self):
                hosts.answer(self, "GET")

            def do_POST(self):
                hosts.answer(self, "POST")

            def do_PATCH(self):
                hosts.answer(self, "PATCH")

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.certificate, key)
        self.server.socket = context.wrap_socket(self.server.socket, server_side=True)
        self.origin = f"https://127.0.0.1:{self.server.server_address[1]}"
        self.thread = threading.Thread(target=self.server.serve_forever, args=(0.05,))

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()

    def answer(self, handler, method):
        body = handler.rfile.read(int(handler.headers.get("Content-Length", 0)))
        address = urllib.parse.urlsplit(handler.path)
        path = urllib.parse.unquote(address.path)
        query = dict(urllib.parse.parse_qsl(address.query))
        self.requests.append({"method": method, "path": path, "query": query, "headers": dict(handler.headers), "body": body})
        if self.fault:
            status, headers, text = self.fault
            self.fault = None
        elif path.startswith("/api/v3/repos/"):
            status, headers, text = self.github(method, path.removeprefix("/api/v3/repos/"), query, handler.headers, body)
        else:
            status, headers, text = self.azure(method, path, query, handler.headers, body)
        data = text if isinstance(text, bytes) else json.dumps(text).encode()
        handler.send_response(status)
        for name, value in {"Content-Type": "application/json; charset=utf-8", **headers}.items():
            handler.send_header(name, value)
        handler.send_header("Content-Length", str(len(data)))
        handler.end_headers()
        handler.wfile.write(data)

    # GitHub

    def github(self, method, path, query, headers, body):
        if not headers.get("User-Agent"):
            return 403, {"Content-Type": "text/html"}, b"Request forbidden by administrative rules."
        if headers.get("Authorization") != "Bearer " + self.token:
            return 401, {}, {"message": "Bad credentials", "documentation_url": "https://docs.github.com/rest"}
        if path != "team/flows/pulls" or headers.get("X-GitHub-Api-Version") != "2022-11-28":
            return 404, {}, {"message": "Not Found"}
        if method == "GET":
            return 200, {}, [pull for pull in self.pulls if query["head"] == "team:" + pull["head"]["ref"]
                             and query["base"] == pull["base"]["ref"] and query["state"] == pull["state"]]
        asked = json.loads(body)

        def invalid(**error):
            return 422, {}, {"message": "Validation Failed", "errors": [{"resource": "PullRequest", **error}]}
        head = asked["head"].removeprefix("team:")
        if head not in self.branches:
            return invalid(field="head", code="invalid")
        if asked["base"] not in self.branches:
            return invalid(field="base", code="invalid")
        if any(pull["head"]["ref"] == head and pull["base"]["ref"] == asked["base"] for pull in self.pulls):
            return invalid(code="custom", message=f"A pull request already exists for team:{head}.")
        number = len(self.pulls) + 7
        self.pulls.append({"id": 1000 + number, "number": number, "state": "open", "draft": asked["draft"], "title": asked["title"],
                           "body": asked["body"], "head": {"ref": head, "label": "team:" + head}, "base": {"ref": asked["base"]},
                           "url": f"{self.origin}/api/v3/repos/team/flows/pulls/{number}",
                           "html_url": f"{self.origin}/team/flows/pull/{number}"})
        return 201, {}, self.pulls[-1]

    # Azure DevOps

    def azure(self, method, path, query, headers, body):
        expected = "Basic " + base64.b64encode((":" + self.token).encode()).decode()
        if headers.get("Authorization") != expected:
            return 203, {"Content-Type": "text/html; charset=utf-8"}, b"<html>Sign in to your account</html>"
        place = "/Main/Chat flows/_apis/git/repositories/support"
        if not path.startswith(place) or "api-version" not in query:
            return 404, {}, self.azure_error("TF401019: The Git repository with name or identifier x does not exist or you do not "
                                             "have permissions for the operation you are attempting.", "GitRepositoryNotFoundException")
        path = path.removeprefix(place)
        if path.startswith("/pullRequests/") and "/attachments/" in path:
            name = path.rsplit("/", 1)[1]
            self.attachments[name] = body
            return 201, {}, {"id": 1, "displayName": name, "url": self.origin + place.replace(" ", "%20") + path}
        if method == "PATCH":
            pull = next(pull for pull in self.pulls if path == f"/pullrequests/{pull['pullRequestId']}")
            pull.update(json.loads(body))
            return 200, {}, pull
        if method == "GET":
            found = [pull for pull in self.pulls if pull["sourceRefName"] == query["searchCriteria.sourceRefName"]
                     and pull["targetRefName"] == query["searchCriteria.targetRefName"] and query["searchCriteria.status"] == "active"]
            return 200, {}, {"count": len(found), "value": found}
        return self.azure_create(json.loads(body))

    def azure_create(self, asked):
        for name in ("sourceRefName", "targetRefName"):
            if asked[name].removeprefix("refs/heads/") not in self.branches:
                return 400, {}, self.azure_error("TF401398: The pull request cannot be activated because the source and/or the "
                                                 "target branch no longer exists.", "GitPullRequestCannotBeActivated")
        if any(all(pull[name] == asked[name] for name in ("sourceRefName", "targetRefName")) for pull in self.pulls):
            return 409, {}, self.azure_error("TF401179: An active pull request for the source and target branch already exists.",
                                             "GitPullRequestExistsException")
        if len(asked["description"]) > 4000:
            return 400, {}, self.azure_error("The description is too long.", "ArgumentException")
        self.pulls.append({**asked, "pullRequestId": 22 + len(self.pulls), "status": "active", "url": self.origin + "/api/only"})
        return 201, {}, self.pulls[-1]

    @staticmethod
    def azure_error(message, kind):
        return {"$id": "1", "innerException": None, "message": message, "typeKey": kind, "errorCode": 0, "eventId": 3000,
                "typeName": f"Microsoft.TeamFoundation.Git.Server.{kind}, Microsoft.TeamFoundation.Git.Server"}
