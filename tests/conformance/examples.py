#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0
"""Runs the example folders of prompt flow's public repository as their READMEs say, with `postern`.

Usage: examples.py CHECKOUT [--postern PROGRAM] [--python INTERPRETER] [--pf PROGRAM] [--only WORD]
                   [--table FILE]

CHECKOUT is a clone of github.com/microsoft/promptflow. Of every README the lines that start with
`pf connection create` and `pf flow test` are run, with `postern` in place of `pf`, against
`postern simulate`; a folder whose README has none is tested with its defaults. --python names an
interpreter that has what the examples' requirements.txt ask for beside promptflow itself. With --pf
the same lines are run by the real prompt flow, and the outputs compared. Nothing of the checkout is
changed: all happens in a copy.
"""

import argparse
import json
import os
import pathlib
import re
import shlex
import shutil
import struct
import subprocess
import sys
import tempfile
import zlib

ROOT = pathlib.Path(__file__).resolve().parents[2]
PLACES = ("flows", "flex-flows", "prompty", "tools", "tutorials", "connections")
KEY = "examples-key"
TALK = "Hello\nWhat was my first word?\n"

# What can't be met without the network, and commands that are no test of the flow.
NEEDS = {
    "flows/chat/promptflow-copilot": "package promptflow-vectordb with an index in the cloud",
    "flows/integrations/azure-ai-language/analyze_conversations": "Azure AI Language",
    "flows/integrations/azure-ai-language/analyze_documents": "Azure AI Language",
    "flows/integrations/azure-ai-language/multi_intent_conversational_language_understanding": "Azure AI Language",
    "flows/integrations/llmlingua-prompt-compression/gsm8k_example": "package llmlingua-promptflow with a model on a GPU",
    "flows/integrations/unify-ai": "the service unify.ai",
    "flows/integrations/unify-ai/eval_code_flow": "the service unify.ai",
    "flows/chat/chat-with-pdf": "a PDF from arxiv.org",
}


# What a README says to do first.
SETUP = {"flows/standard/flow-with-symlinks": ["create_symlinks.py"]}

# Commands that can't work as they stand, by folder and a part of the line. pf fails there too.
BROKEN = {
    ("flex-flows/chat-with-functions", "chat_with_tools.prompty --env --inputs 'question"): "the prompty's input chat_history isn't given",
    ("tutorials/generate-test-data/example_flow", "flow test"): "its nodes name no connection",
    ("flows/evaluation/eval-multi-turn-metrics", "flow test"): "the simulator's grades aren't in the form that its code reads",
    ("flows/evaluation/eval-summarization", "flow test"): "the simulator's grades aren't in the form that its code reads",
}


# Inputs without a default, of folders whose README leaves them to the user interface.
INPUTS = {
    "flows/integrations/continuous-monitoring-with-pipeline/flows/standard/simple-summarization": ["answer=Prompt flow is a suite of development tools."],
    "tutorials/flow-deploy/create-service-with-flow/echo_connection_flow": ["flow_input=Hello"],
}


# Pictures of the network, by their addresses, and what stands in for them.
PICTURES = [
    "https://developer.microsoft.com/_devcom/images/logo-ms-social.png",
    "https://images.idgesg.net/images/article/2019/11/edge-browser-logo_microsoft-100816808-large.jpg",
]
PICTURE = "flows/standard/describe-image/stand-in.png"


# pf keeps the key of its connections in a keyring, which a machine without a desktop hasn't.
KEYRING = """
import json, pathlib
from keyring.backend import KeyringBackend
FILE = pathlib.Path(__file__).with_suffix(".json")
class Keyring(KeyringBackend):
    priority = 1
    def get_password(self, service, name):
        return json.loads(FILE.read_text()).get(service + name) if FILE.exists() else None
    def set_password(self, service, name, password):
        FILE.write_text(json.dumps({service + name: password}))
"""


class Side:
    """A program that runs flows: postern, or pf."""

    def __init__(self, program, home, url, python=None):
        self.program = program
        self.is_pf = python is None
        self.url = url
        self.environment = dict(os.environ, POSTERN_HOME=str(home / "postern"), PF_HOME_DIRECTORY=str(home / "pf"))
        self.environment.update(PYTHON_KEYRING_BACKEND="examples_keyring.Keyring", PYTHONPATH=str(home / "pf"), PF_TRACING_SKIP_LOCAL_SETUP="true", PF_DISABLE_TRACING="true", NO_PROXY="127.0.0.1", no_proxy="127.0.0.1")
        if python:
            self.environment["POSTERN_PYTHON"] = python
            del self.environment["PYTHONPATH"]
        else:
            (home / "pf").mkdir()
            (home / "pf/examples_keyring.py").write_text(KEYRING)
        for name in list(self.environment):
            if name.startswith(("OPENAI_", "AZURE_OPENAI_")):
                del self.environment[name]

    def run(self, words, folder):
        arguments = [self.substitute(word) for word in words]
        talk = TALK if "--interactive" in arguments else ""
        try:
            done = subprocess.run([self.program, *arguments], cwd=folder, env=self.environment, input=talk, capture_output=True, text=True, timeout=180)
        except subprocess.TimeoutExpired:
            return 124, "", "no end within 180 s"
        return done.returncode, done.stdout, done.stderr

    def substitute(self, word):
        return re.sub(r"<[^<>]*>", lambda found: self.url if "base" in found[0] or "endpoint" in found[0] else KEY, word)


def prepare(checkout, folder, url):
    """The copy to run in, its .env files filled in."""
    copy = folder / "examples"
    shutil.copytree(checkout / "examples", copy, symlinks=True)
    for example in copy.rglob(".env.example"):
        lines = []
        for line in example.read_text().splitlines():
            name = line.partition("=")[0].strip()
            if re.search("ENDPOINT|BASE", name):
                line = name + "=" + url
            elif "KEY" in name:
                line = name + "=" + KEY
            lines.append(line)
        (example.parent / ".env").write_text("\n".join(lines) + "\n")
    for path in copy.rglob("flow.dag.yaml"):
        path.write_text(with_local_pictures(path.read_text(encoding="utf-8"), copy), encoding="utf-8")
    (copy / PICTURE).write_bytes(png())
    return copy


def png():
    """A picture of 8 by 8 dots."""
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", 8, 8, 8, 2, 0, 0, 0)
    rows = (b"\0" + bytes(range(0, 240, 10))) * 8
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def with_local_pictures(text, copy):
    if not any(address in text for address in PICTURES):
        return text
    for address in PICTURES:
        text = text.replace(address, str(copy / PICTURE))
    return re.sub(r"data:image/(png|jpg|jpeg);url", "data:image/png;path", text)


def commands_of(readme):
    """The lines of a README that set connections up or test flows, as words after `pf`."""
    text = readme.read_text(encoding="utf-8").replace("\\\n", " ")
    for line in text.splitlines():
        line = re.sub(r"^\s*`?(?=pf )", "", line).rstrip("`")
        if not line.startswith(("pf connection create", "pf flow test")):
            continue
        try:
            words = shlex.split(line, comments=True)[1:]
        except ValueError:
            continue
        # The other kind of connection under the same name is offered as an alternative.
        if "--ui" not in words and not any(word.endswith("connections/openai.yml") for word in words):
            yield words


def folders_of(copy, only):
    flows = {path.parent for pattern in ("flow.dag.yaml", "flow.flex.yaml", "*.prompty") for path in copy.rglob(pattern) if ".promptflow" not in path.parts}
    for folder in sorted(flows):
        name = folder.relative_to(copy).as_posix()
        if name.split("/")[0] in PLACES and only in name:
            yield name, folder


def default_commands(name, folder):
    inputs = ["--inputs", *INPUTS[name]] if name in INPUTS else []
    if list(folder.glob("flow.*.yaml")):
        yield ["flow", "test", "--flow", ".", *inputs]
    else:
        for prompty in sorted(folder.glob("*.prompty")):
            yield ["flow", "test", "--flow", prompty.name]


def is_broken(name, shown):
    return next((why for (folder, part), why in BROKEN.items() if folder == name and part in shown), None)


def last_line(text):
    lines = [line for line in text.splitlines() if line.strip()]
    for line in lines:
        if line.startswith("error:"):
            return line
    return lines[-1] if lines else ""


def result_of(text):
    """The JSON at the end of what a command printed; the text itself where there is none."""
    for start in [match.start() for match in re.finditer(r"^\{", text, re.MULTILINE)]:
        try:
            return json.loads(text[start:])
        except ValueError:
            continue
    return text.strip().splitlines()[-1:] or [""]


def agree(ours, theirs):
    return result_of(ours) == result_of(theirs)


def run_folder(name, folder, postern, pf):
    """(state, remark) of one folder; prints its commands that fail or differ."""
    readme = folder / "README.md"
    copy = next(parent for parent in folder.parents if parent.name == "examples")
    commands = list(commands_of(readme)) if readme.exists() else []
    commands = [[with_local_pictures(word, copy) for word in words] for words in commands]
    if not any(words[0] == "flow" for words in commands):
        commands += default_commands(name, folder)
    for script in SETUP.get(name, []):
        subprocess.run([sys.executable, script], cwd=folder, check=True)
    failed, broken, compared, differing = [], [], 0, []
    for words in commands:
        code, output, error = postern.run(words, folder)
        shown = shlex.join(words)
        if code and is_broken(name, shown):
            broken.append(is_broken(name, shown))
        elif code:
            failed.append(shown)
            print("  FAILED %s\n    %s" % (shown, last_line(error) or last_line(output)), flush=True)
        if pf is None:
            continue
        peer_code, peer_output, peer_error = pf.run(words, folder)
        if words[0] == "connection":
            continue
        if (code == 0) != (peer_code == 0):
            print("  pf %s: %s" % ("fails" if peer_code else "works", last_line(peer_output + peer_error)), flush=True)
        elif code == 0 and "--interactive" not in words:
            compared += 1
            if not agree(output, peer_output):
                differing.append(shown)
                print("  DIFFERS %s\n    %r\n    %r" % (shown, result_of(output), result_of(peer_output)), flush=True)
    good = len(commands) - len(failed) - len(broken)
    remark = "%d of %d commands" % (good, len(commands))
    for why in broken:
        remark += "; one fails as in prompt flow: " + why
    if pf is not None:
        remark += ", %d of %d as pf" % (compared - len(differing), compared)
    return not failed, remark


def simulate(program, home):
    environment = dict(os.environ, POSTERN_HOME=str(home / "postern"))
    server = subprocess.Popen([program, "simulate", "--key", KEY], env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    return server, json.loads(server.stdout.readline())["url"]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("checkout", type=pathlib.Path)
    parser.add_argument("--postern", default=str(ROOT / "build/release/bin/postern"))
    parser.add_argument("--python", default=sys.executable)
    parser.add_argument("--pf")
    parser.add_argument("--only", default="")
    parser.add_argument("--table", type=pathlib.Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="postern-examples-") as temporary:
        home = pathlib.Path(temporary)
        server, url = simulate(os.path.abspath(options.postern), home)
        try:
            copy = prepare(options.checkout, home, url)
            postern = Side(os.path.abspath(options.postern), home, url, os.path.abspath(options.python))
            pf = Side(os.path.abspath(options.pf), home, url) if options.pf else None
            if pf:
                pf.run(["config", "set", "telemetry.enabled=false"], home)
            for side in filter(None, (postern, pf)):
                # What most READMEs take for granted: "make sure you have created open_ai_connection".
                for words in commands_of(copy / "connections/README.md"):
                    side.run(words, copy / "connections")
            rows = []
            for name, folder in folders_of(copy, options.only):
                if name in NEEDS:
                    rows.append((name, "needs", NEEDS[name]))
                    continue
                works, remark = run_folder(name, folder, postern, pf)
                rows.append((name, "works" if works else "FAILS", remark))
                print("%s %s: %s" % (rows[-1][1], name, remark), flush=True)
        finally:
            server.terminate()
            server.wait()
    states = [state for _, state, _ in rows]
    print("%d folders: %d work, %d fail, %d need what isn't here" % (len(rows), states.count("works"), states.count("FAILS"), states.count("needs")))
    if options.table:
        options.table.write_text("".join("| `%s` | %s | %s |\n" % row for row in rows))
    return 1 if "FAILS" in states else 0


if __name__ == "__main__":
    sys.exit(main())
