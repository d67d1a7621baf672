#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0
"""Prints what a remote desktop has to send while the IDE is used: the X server's damage, gesture by gesture.

Usage: remote_desktop.py BIN [-v] [WORD ...]

BIN is a build's bin folder; with words, only the gestures whose name has one of them are measured; with -v every rectangle of the
last time is listed. The IDE runs under an X server and
a window manager of its own and is driven by keys and clicks. Every rectangle that is drawn into is reported by the X DAMAGE
extension, as to a VNC or RDP server. For each gesture stand the rectangles, their area in per cent of the window (what is drawn
twice counts twice), their size as PNG, and how much of that area really got other colours. The marks are in square brackets;
"over" stands after what is above its mark, and nothing fails. A gesture is made several times: the figure is the middle one, and
in round brackets the worst.
"""

import ctypes
import http.server
import json
import pathlib
import statistics
import sys
import tempfile
import threading
import time
import zlib

REPOSITORY = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(REPOSITORY / "tests/app/ide"))
from desktop import Desktop, Program, wait  # noqa: E402

SIZE = 1440, 900
SETTLED = 0.7  # seconds: a pause in typing is 0.15, a caret doesn't blink
PIECES_PER_SECOND = 30

FLOW = """\
# Sorts a question and answers it.
inputs:
  question:
    type: string
    default: What is a postern?
  amount:
    type: int
    default: 21
outputs:
  text:
    type: string
    reference: ${answer.output}
  number:
    type: int
    reference: ${double.output}
nodes:
- name: double
  type: python
  source:
    type: code
    path: double.py
  inputs:
    number: ${inputs.amount}
- name: again
  type: python
  source:
    type: code
    path: double.py
  inputs:
    number: ${double.output}
- name: ask
  type: prompt
  source:
    type: code
    path: ask.jinja2
  inputs:
    question: ${inputs.question}
    number: ${again.output}
- name: answer
  type: llm
  source:
    type: code
    path: answer.jinja2
  inputs:
    deployment_name: gpt
    question: ${ask.output}
  connection: peer
  api: chat
"""
PYTHON = """\
from promptflow.core import tool


@tool
def double(number: int) -> int:
    # twice as much
    return number * 2
"""
ASK = "{# what is asked #}\nsystem:\nYou are kind.\n\nuser:\n{{ question }} and {{ number }}?\n"
ANSWER = "system:\nAnswer briefly.\n\nuser:\n{{ question }}\n"
CONNECTIONS = """\
$schema: https://azuremlschemas.azureedge.net/promptflow/latest/AzureOpenAIConnection.schema.json
name: peer
type: azure_open_ai
api_key: a-key-of-nobody
api_base: http://127.0.0.1:{port}/
api_type: azure
api_version: 2024-06-01
"""
WORDS = "A postern is a small door at the back of a castle, and who knows it comes and goes unseen by those at the gate . ".split(" ")


class Model(http.server.BaseHTTPRequestHandler):
    """A model that goes on talking, some words a second."""

    protocol_version = "HTTP/1.1"

    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Connection", "close")
        self.end_headers()
        try:
            for turn in range(PIECES_PER_SECOND * 60):
                word = WORDS[turn % len(WORDS)] + (" " if turn % 50 else "\n\n")
                choice = {"index": 0, "delta": {"role": "assistant", "content": word}, "finish_reason": None}
                piece = {"id": "1", "object": "chat.completion.chunk", "created": 1, "model": "gpt", "choices": [choice]}
                self.wfile.write(f"data: {json.dumps(piece)}\n\n".encode())
                self.wfile.flush()
                time.sleep(1 / PIECES_PER_SECOND)
        except OSError:
            pass  # the run was stopped

    def log_message(self, *_):
        pass


class Rectangle(ctypes.Structure):
    _fields_ = [("x", ctypes.c_short), ("y", ctypes.c_short), ("width", ctypes.c_ushort), ("height", ctypes.c_ushort)]


class DamageEvent(ctypes.Structure):
    _fields_ = [("type", ctypes.c_int), ("serial", ctypes.c_ulong), ("send_event", ctypes.c_int), ("display", ctypes.c_void_p),
                ("drawable", ctypes.c_ulong), ("damage", ctypes.c_ulong), ("level", ctypes.c_int), ("more", ctypes.c_int),
                ("timestamp", ctypes.c_ulong), ("area", Rectangle), ("geometry", Rectangle)]


class Watch:
    """Sees every rectangle of the screen that is drawn into."""

    def __init__(self, desktop):
        self._desktop = desktop
        self._x = ctypes.CDLL("libX11.so.6")
        self._damage = ctypes.CDLL("libXdamage.so.1")
        self._x.XOpenDisplay.restype = ctypes.c_void_p
        self._x.XDefaultRootWindow.argtypes = [ctypes.c_void_p]
        self._x.XDefaultRootWindow.restype = ctypes.c_ulong
        for name in ("XPending", "XFlush"):
            getattr(self._x, name).argtypes = [ctypes.c_void_p]
        self._x.XNextEvent.argtypes = [ctypes.c_void_p, ctypes.c_void_p]
        self._damage.XDamageQueryExtension.argtypes = [ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p]
        self._damage.XDamageCreate.argtypes = [ctypes.c_void_p, ctypes.c_ulong, ctypes.c_int]
        self._display = self._x.XOpenDisplay(None)
        base, errors = ctypes.c_int(), ctypes.c_int()
        if not self._damage.XDamageQueryExtension(self._display, ctypes.byref(base), ctypes.byref(errors)):
            raise SystemExit("The X server has no DAMAGE extension.")
        raw_rectangles = 0
        self._damage.XDamageCreate(self._display, self._x.XDefaultRootWindow(self._display), raw_rectangles)
        self._x.XFlush(self._display)
        self._known = [desktop.row(y) for y in range(SIZE[1])]

    def see(self, seconds):
        """All that is drawn within that time: (x, y, width, height, bytes as PNG, pixels that differ) of each rectangle."""
        end = time.monotonic() + seconds
        seen = []
        while time.monotonic() < end:
            while self._x.XPending(self._display):
                event = ctypes.create_string_buffer(192)
                self._x.XNextEvent(self._display, event)
                area = DamageEvent.from_buffer(event).area
                if area.width and area.height:
                    seen.append(self._take(area))
            time.sleep(0.002)
        return seen

    def _take(self, area):
        rows, differing = [], 0
        for y in range(area.y, area.y + area.height):
            row, old = self._desktop.row(y), self._known[y]
            left, right = area.x * 4, (area.x + area.width) * 4
            rows.append(row[left:right])
            if rows[-1] != old[left:right]:
                pixels = memoryview(row[left:right]).cast("I"), memoryview(old[left:right]).cast("I")
                differing += sum(now != before for now, before in zip(*pixels))
                self._known[y] = old[:left] + row[left:right] + old[right:]
        return area.x, area.y, area.width, area.height, png_size(rows, area.width), differing


def png_size(rows, width):
    """Bytes of these rows of blue, green, red, nothing as a PNG file."""
    lines = bytearray()
    for row in rows:
        line = bytearray(1 + 3 * width)  # no filter
        line[1::3], line[2::3], line[3::3] = row[2::4], row[1::4], row[0::4]
        lines += line
    return len(zlib.compress(bytes(lines), 6)) + 57  # signature, header and ends of the chunks


class Session:
    """One sitting at the program, gesture by gesture."""

    def __init__(self, desktop, program, wanted):
        self.desktop, self.program, self._wanted = desktop, program, wanted
        self._watch = Watch(desktop)
        width, height = desktop.window_size()
        self._area = width * height
        print(f"The window is {width}x{height}.")
        print(f"{'':34}{'per cent (worst)':>20}{'mark':>7}{'':7}{'kB as PNG':>12}{'rectangles':>12}{'changed, %':>12}")

    def measure(self, name, mark, gesture, times=5, seconds=SETTLED, undo=()):
        """Makes a gesture with its turn's number, and in the end presses what takes it back."""
        if self._wanted and not any(word in name for word in self._wanted):
            return
        found = []
        for turn in range(times + 1):
            self._watch.see(0.3)
            gesture(turn)
            seen = self._watch.see(seconds)
            if turn > 0:  # the first fills caches
                found.append(seen)
        if undo:
            self.desktop.press(*undo)
        shares = [100 * sum(one[2] * one[3] for one in seen) / self._area for seen in found]
        middle = statistics.median(shares)
        size = statistics.median(sum(one[4] for one in seen) for seen in found) / 1000
        count = statistics.median(len(seen) for seen in found)
        drawn = sum(one[2] * one[3] for seen in found for one in seen)
        changed = 100 * sum(one[5] for seen in found for one in seen) / drawn if drawn else 100
        print(f"{name:34}{f'{middle:.2f} ({max(shares):.2f})':>20}{f'[{mark}]':>7}{'  over' if middle > mark else '':7}"
              f"{size:12.1f}{count:12.0f}{changed:12.0f}", flush=True)
        if "-v" in sys.argv:
            for one in found[-1]:
                print("      ", *one)

    def type_each(self, name, letters="abcdef"):
        self.measure(f"a character, {name}", 5, lambda turn: self.desktop.press(letters[turn]), undo=["BackSpace"] * len(letters))

    def node(self, name):
        canvas = self.program.find("list", "Flow graph")
        return self.program.find("list item", f"{name}, .*", under=canvas).resting_centre()

    def author(self):
        desktop, program = self.desktop, self.program
        nodes = [self.node("double"), self.node("answer"), self.node("ask")]
        desktop.click(nodes[0])
        self.measure("nothing", 0, lambda turn: None, times=2, seconds=3)
        self.measure("selecting a node", 25, lambda turn: desktop.click(nodes[turn % 3]), times=6)
        desktop.click(nodes[0])
        source = program.find("text", "double.py")
        desktop.click(source)
        desktop.press("ctrl+Home", *["Down"] * 5, "End")
        self.type_each("Python")
        self.measure("caret along a line, Python", 1, lambda turn: desktop.press("Left"))
        self.measure("caret up or down, Python", 1, lambda turn: desktop.press("Up" if turn % 2 else "Down"))
        desktop.press("ctrl+Home")
        self.measure("Return, Python", 25, lambda turn: desktop.press("Return"), undo=["BackSpace"] * 6)
        desktop.click(nodes[2])
        template = program.find("text", "ask.jinja2")
        desktop.click(template)
        desktop.press("ctrl+Home", *["Down"] * 2, "End")
        self.type_each("Jinja")
        desktop.press("ctrl+Home", "End", *["Left"] * 3)
        self.type_each("comment of Jinja")
        self.measure("caret along a line, Jinja", 1, lambda turn: desktop.press("Left"))
        self.flow_text()
        self.measure("the palette opens", 30, lambda turn: (desktop.press("Escape"), time.sleep(SETTLED), self._watch.see(0.2),
                                                             desktop.press("ctrl+shift+p")), times=3)
        self.measure("the palette closes", 30, lambda turn: (desktop.press("ctrl+shift+p"), time.sleep(SETTLED),
                                                              self._watch.see(0.2), desktop.press("Escape")), times=3)

    def flow_text(self):
        desktop = self.desktop
        flow = self.program.find("text", "flow.dag.yaml")
        desktop.click(flow)
        desktop.press("ctrl+Home", "End")
        self.type_each("comment of YAML")
        desktop.press(*["Down"] * 4, "End")
        self.type_each("default value of YAML")
        desktop.press(*["Down"] * 3, "End")
        self.measure("a digit, default value of YAML", 5, lambda turn: desktop.press("123456"[turn]), undo=["BackSpace"] * 6)
        desktop.press(*["Down"] * 13, "End")
        self.type_each("path of a node in YAML")
        desktop.press("Up", "Up", "Up", "End")
        self.type_each("type of a node in YAML")
        desktop.press("Up", "End")
        self.type_each("name of a node in YAML")
        self.measure("caret along a line, YAML", 1, lambda turn: desktop.press("Left"))
        self.measure("caret up or down, YAML", 1, lambda turn: desktop.press("Up" if turn % 2 else "Down"))
        desktop.press("ctrl+Home", "End")
        self.measure("first letter of a line, YAML", 5,
                     lambda turn: (desktop.press("Return"), time.sleep(SETTLED), self._watch.see(0.3), desktop.press("numbersign")),
                     undo=["BackSpace"] * 12)
        self.measure("Return, YAML", 25, lambda turn: desktop.press("Return"), undo=["BackSpace"] * 6)

    def debug(self):
        desktop, program = self.desktop, self.program
        desktop.press("alt+2")
        field = program.find("text", "question")
        desktop.click(field)
        desktop.press("ctrl+End")
        self.type_each("form of inputs")
        self.measure("caret along a line, inputs", 1, lambda turn: desktop.press("Left"))
        desktop.click(self.node("answer"))
        desktop.press("ctrl+s", "F5")
        program.find("list item", "answer, LLM, streaming.*")
        program.click("page tab", "Output")
        time.sleep(2)
        self.measure("a second of a streamed answer", 20, lambda turn: None, times=6, seconds=1)
        desktop.click(self.node("double"))
        self.measure("a second of one that isn't shown", 20, lambda turn: None, times=6, seconds=1)
        desktop.press("shift+F5")
        program.find("list item", "answer, LLM, cancelled.*")
        time.sleep(1)
        self.measure("nothing, after a run", 0, lambda turn: None, times=2, seconds=3)


def main():
    words = [word for word in sys.argv[2:] if word != "-v"]
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Model)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder)
        flow = root / "numbers"
        flow.mkdir()
        for name, text in (("flow.dag.yaml", FLOW), ("double.py", PYTHON), ("ask.jinja2", ASK), ("answer.jinja2", ANSWER)):
            (flow / name).write_text(text)
        (root / "connections.yaml").write_text(CONNECTIONS.replace("{port}", str(server.server_port)))
        with Desktop(root, *SIZE) as desktop:
            program = Program(desktop, [str(pathlib.Path(sys.argv[1]).resolve() / "postern-ide"), "--lang", "en", "--theme", "dark",
                                        "--connections", str(root / "connections.yaml"), str(flow)],
                              POSTERN_HOME=str(root / "home"))
            try:
                program.click("push button", "Trust folder")
                program.wait_gone("push button", "Trust folder")
                session = Session(desktop, program, words)
                session.author()
                session.debug()
            finally:
                program.kill()


if __name__ == "__main__":
    main()
