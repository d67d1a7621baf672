#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0

"""A model server that answers with what it was asked: echo_server.py [--port N]

Chats and completions of the OpenAI and Azure OpenAI APIs, whole or streamed. The answer is the
request's body as JSON with sorted keys (without "stream", which is the client's own matter), so that
two clients that send the same get the same. Models whose name starts with "missing" aren't there, and
the key "bad-key" is refused. "[[HTTP:STATUS:TIMES:SECONDS]]" anywhere in a request answers it so often (0: always)
with that status and that Retry-After. The first line of standard error ends in its address.
"""

import argparse
import json
import re
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

REFUSAL = re.compile(rb"\[\[HTTP:(\d+):(\d+)(?::([\d.]+))?\]\]")
ROUTE = re.compile(r"/+(?:openai/deployments/([^/]+)|v1)/(chat/completions|completions)(?:\?.*)?$")


def normal(value):
    """1.0 and 1 are the same to an endpoint."""
    if isinstance(value, float) and value == value and abs(value) < 1e15 and value == int(value):
        return int(value)
    if isinstance(value, dict):
        return {key: normal(item) for key, item in value.items()}
    return [normal(item) for item in value] if isinstance(value, list) else value


def call_of(body):
    """The tool or function that the answer calls, if the request offers any."""
    for field, key in (("tools", "tool_calls"), ("functions", "function_call")):
        offered = body.get(field)
        if isinstance(offered, list) and offered and isinstance(offered[0], dict):
            function = offered[0].get("function", {}) if key == "tool_calls" else offered[0]
            call = {"name": str(function.get("name")), "arguments": '{"a":1}'}
            return {key: [{"id": "call_1", "type": "function", "function": call}] if key == "tool_calls" else call}
    return None


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    refused = {}  # how often each request was, by its bytes

    def log_message(self, *_):
        pass

    def send(self, status, body, kind="application/json", headers=()):
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        self.send_response(status)
        for name, value in headers:
            self.send_header(name, value)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def do_POST(self):
        raw = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        route = ROUTE.match(self.path)
        if not route:
            return self.send(404, {"error": {"message": "Resource not found", "code": "404"}})
        if "bad-key" in (self.headers.get("api-key"), self.headers.get("Authorization", "")[7:]):
            return self.send(401, {"error": {"code": "401", "message": "Access denied."}})
        if self.refuse(raw):
            return None
        body = json.loads(raw)
        model = route[1] or body.get("model")
        if str(model).startswith("missing"):
            error = {"code": "DeploymentNotFound", "message": "The deployment does not exist."}
            return self.send(404, {"error": error})
        is_chat = route[2].startswith("chat")
        told = {key: value for key, value in body.items() if key != "stream"}
        text = json.dumps(normal(told), ensure_ascii=False, sort_keys=True)
        if is_chat and body.get("response_format") == {"type": "json_object"}:
            text = json.dumps({"echo": text})
        head = {"id": "echo", "created": 1700000000, "model": str(model)}
        if body.get("stream"):
            return self.send(200, self.stream(head, is_chat, text), "text/event-stream")
        usage = {"prompt_tokens": 1, "completion_tokens": 2, "total_tokens": 3}
        call = call_of(body) if is_chat else None
        message = {"role": "assistant", "content": None if call else text, **(call or {})}
        choice = {"index": 0, "finish_reason": "stop", "logprobs": None}
        choice.update({"message": message} if is_chat else {"text": text})
        kind = "chat.completion" if is_chat else "text_completion"
        self.send(200, {**head, "object": kind, "choices": [choice], "usage": usage})

    def refuse(self, raw):
        """Whether the request asks to be refused this time, and is."""
        asked = REFUSAL.search(raw)
        if not asked:
            return False
        count = self.refused[raw] = self.refused.get(raw, 0) + 1
        if 0 < int(asked[2]) < count:
            return False
        wait = [("Retry-After", asked[3].decode())] if asked[3] else []
        self.send(int(asked[1]), {"error": {"message": "as asked", "code": asked[1].decode()}}, headers=wait)
        return True

    def stream(self, head, is_chat, text):
        pieces = re.findall(r"\S+\s*|\s+", text)
        lines = []
        for index, piece in enumerate(pieces):
            reason = "stop" if index == len(pieces) - 1 else None
            choice = {"index": 0, "finish_reason": reason, "logprobs": None}
            choice.update({"delta": {"content": piece}} if is_chat else {"text": piece})
            kind = "chat.completion.chunk" if is_chat else "text_completion"
            lines.append("data: " + json.dumps({**head, "object": kind, "choices": [choice]}))
        return "\n\n".join([*lines, "data: [DONE]", ""]).encode()


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=0)
    server = ThreadingHTTPServer(("127.0.0.1", parser.parse_args().port), Handler)
    server.daemon_threads = True
    print(f"echo on http://127.0.0.1:{server.server_address[1]}", file=sys.stderr, flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main()
