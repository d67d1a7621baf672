# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0

"""The worker's own parts: values, references, signatures."""

import json
import os
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

from postern_worker import codec, docstrings, errors, signatures, tools
from postern_worker.line import Line, resolve

RESOURCES = Path(__file__).resolve().parents[2] / "resources" / "python"


class Codec(unittest.TestCase):
    def decode(self, data):
        return codec.decode(data, False, None)

    def test_plain_data_comes_back_as_it_was(self):
        for value in (None, True, 0, -1, 2**64, -(2**64), 0.1, float("inf"), "é\ud800", b"\0"):
            self.assertEqual(self.decode(codec.encode(value, Line())), value)
            nested = {"k": [value, (value,)], 1: {}}
            self.assertEqual(self.decode(codec.encode(nested, Line())), nested)

    def test_objects_become_marks_and_stay_with_the_line(self):
        line = Line()
        thing = object()
        decoded = self.decode(codec.encode([thing, thing], line))
        self.assertEqual(decoded[0], decoded[1])
        self.assertEqual(decoded[0][0], "h")
        self.assertIs(line.get(decoded[0][1]), thing)

    def test_sets_are_no_plain_data_even_as_keys_or_beside_the_sign(self):
        text = "cbuiltins\n"
        decoded = self.decode(codec.encode([{1}, text, {frozenset((1,)): 2}, bytearray()], Line()))
        self.assertEqual(decoded[0][2:4], ("set", "{1}"))
        self.assertEqual(decoded[1], text)
        self.assertEqual(next(iter(decoded[2]))[2], "frozenset")
        self.assertEqual(decoded[3][2], "bytearray")


class References(unittest.TestCase):
    def test_promptflows_property_grammar(self):
        class Thing:
            attribute = {"a.b": 7}

        value = {"k": [1, {"z": 3}], "o": Thing(), "1": "one"}
        for path, expected in (
            ("k[1].z", 3),
            ("['k'][0]", 1),
            (".k.[0]", 1),
            ("o.attribute['a.b']", 7),
            ("[-1]", "one"),
            ("--", value),
        ):
            self.assertEqual(resolve(value, path, "s"), expected, path)
        for path in ("nope", "k[9]", "o.nope", "k.nope"):
            with self.assertRaises(errors.InvalidProperty):
                resolve(value, path, "s")
        with self.assertRaises(errors.Unwrapped):
            resolve(value, "k['0']", "s")


LONG_CALL_BEHIND = """\
import os, socket, time
from _thread import start_new_thread
from select import select
from postern_worker import codec
from postern_worker.calls import CALL
from postern_worker.channel import Channel
from postern_worker.line import Line
from postern_worker.server import Server

ours, theirs = socket.socketpair()
ours.settimeout(20)
watch, wake = os.pipe()
channel = Channel(theirs.fileno())

class Calls:
    lost = find_object = None
    answered = False

    def take_quiet(self, frame):
        return False

    is_async = take_quiet

    def start_async(self):
        pass

    def run(self, frame):
        if frame[1] == 1:  # ends when the watch is awake, so that it sees the next one begin
            os.write(wake, b"p")
            while select([watch], [], [], 0)[0]:
                time.sleep(0)
        else:
            while not self.answered:
                time.sleep(0.001)
        channel.put(0, frame[1], b"")

server = Server(channel, watch)
server._calls = calls = Calls()
batch = b""
for number in (1, 2):
    frame = codec.encode([CALL, number, 0, 0, 0, 0, 0, 0], Line())
    batch += len(frame).to_bytes(4, "little") + frame
ours.sendall(batch)
start_new_thread(server.run, ())
try:
    first = ours.recv(9)
    calls.answered = True
    second = ours.recv(9)
    good = (first[5], second[5]) == (1, 2)
except TimeoutError:
    good = False
os._exit(0 if good else 7)
"""


class Answers(unittest.TestCase):
    def test_one_does_not_wait_for_the_long_call_behind_it(self):
        for _ in range(10):
            done = subprocess.run([sys.executable, "-c", LONG_CALL_BEHIND],
                                  env=dict(os.environ, PYTHONPATH=str(RESOURCES)), check=False)
            self.assertEqual(done.returncode, 0)


class Docstrings(unittest.TestCase):
    def test_the_style_with_most_entries_is_taken(self):
        for text in (
            """Adds.

            More of it.

            :param int a: one
                of two
            :param b: two
            :type b: str
            """,
            """Adds.

            More of it.

            Args:
                a (int): one
                    of two
                b (str, optional): two
            """,
            """Adds.

            More of it.

            Parameters
            ----------
            a : int
                one
                of two
            b : str, optional
                two
            """,
            """Adds.

            More of it.

            @param a: one
                of two
            @type a: int
            @param b: two
            @type b: str?
            """,
        ):
            description, parameters = docstrings.read(text)
            self.assertEqual(description, "Adds.\n\nMore of it.")
            self.assertEqual(parameters, {
                "a": {"description": "one\nof two", "type": "int"},
                "b": {"description": "two", "type": "str"},
            })

    def test_what_one_style_can_not_read_another_may(self):
        self.assertEqual(docstrings.read(None), ("", {}))
        self.assertEqual(docstrings.read("Adds.\n\n:broken"), ("Adds.\n\n:broken", {}))
        self.assertEqual(docstrings.read("Adds.\n\nArgs:\n    a is one\n")[1], {})


class Signatures(unittest.TestCase):
    SOURCE = '''
from typing import Optional, Union, List
from promptflow.core import tool, ToolProvider
from promptflow.connections import *
from promptflow.contracts.types import Secret
print("executed")

@tool
def f(a, b: int, c: str = "x", *args, d: Optional[float] = None, e: List[int] = [1],
      g: AzureOpenAIConnection = None, h=True, i: Union[int, str] = 1,
      j: Union[OpenAIConnection, AzureOpenAIConnection] = None, k: "int" = 0,
      l: Secret = "", **rest):
    def inner():
        yield 1
    return inner

class C(ToolProvider):
    def __init__(self, z: bool):
        pass

    @tool(name="n")
    async def m(self, y: list):
        return y
'''

    def test_the_text_tells_what_running_tells(self):
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "t.py")
            Path(path).write_text(self.SOURCE)
            done = subprocess.run(
                [sys.executable, "-I", "-S", signatures.__file__, path],
                capture_output=True,
                text=True,
            )
            self.assertNotIn("executed", done.stdout)
            (read,) = json.loads(done.stdout)
            from contextlib import redirect_stdout
            from io import StringIO

            with redirect_stdout(StringIO()):
                module = tools.load_module(path)
        loaded = [tools.Tool(module.f).info(), tools.Tool(module.C.m, module.C).info()]
        self.assertIsNone(read["error"])
        for expected in loaded:
            found = next(t for t in read["tools"] if t["function"] == expected["function"])
            found.pop("line")
            # Running tells more, such as the name that @tool gives.
            self.assertEqual(found, {key: expected[key] for key in found})

    def test_hostile_files_are_errors_not_crashes(self):
        with tempfile.TemporaryDirectory() as folder:
            for text in ("def (:", "(" * 100000, "\0", "-" * 200000 + "1", "é".encode("latin-1")):
                path = Path(folder) / "t.py"
                path.write_bytes(text if isinstance(text, bytes) else text.encode())
                self.assertTrue(signatures.read(str(path))["error"])


if __name__ == "__main__":
    unittest.main()
