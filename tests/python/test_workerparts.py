# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0

"""The worker's parts one by one: frames, literals, views of objects, lines, reports of errors."""

import datetime
import os
import struct
import sys
import tempfile
import textwrap
import threading
import unittest
from collections import namedtuple
from pathlib import Path

from postern_worker import codec, errors, literals
from postern_worker.channel import ERROR, LOG, RESULT, Channel
from postern_worker.line import FORGETFUL, Line, resolve, safe_repr
from postern_worker.view import Viewer
from promptflow.exceptions import UserErrorException


def frame(payload, handles=False):
    return struct.pack("<I", len(payload) | (0x80000000 if handles else 0)) + payload


class Frames(unittest.TestCase):
    def setUp(self):
        self.theirs, ours = os.pipe()
        back, self.mine = os.pipe()
        self.reader = Channel(back)
        self.writer = Channel(ours)
        self.addCleanup(self.close, self.theirs, ours, back, self.mine)

    def close(self, *descriptors):
        for descriptor in descriptors:
            try:
                os.close(descriptor)
            except OSError:
                pass

    def test_frames_come_out_as_they_went_in(self):
        payloads = [b"", b"x", bytes(range(256)) * 10]
        os.write(self.mine, b"".join(frame(payload) for payload in payloads))
        self.assertEqual(self.reader.read(), [(0, payload) for payload in payloads])

    def test_a_frame_in_pieces_is_waited_for(self):
        whole = frame(b"hello") + frame(b"world")
        for size in range(1, len(whole)):
            with self.subTest(size=size):
                os.write(self.mine, whole[:size])
                sender = threading.Thread(target=os.write, args=(self.mine, whole[size:]))
                got = []
                sender.start()
                while len(got) < 2:
                    got += self.reader.read()
                sender.join()
                self.assertEqual([data for _, data in got], [b"hello", b"world"])

    def test_the_top_bit_says_that_handles_are_inside(self):
        os.write(self.mine, frame(b"a", handles=True) + frame(b"b"))
        (first, _), (second, _) = self.reader.read()
        self.assertTrue(first)
        self.assertFalse(second)

    def test_the_end_is_none(self):
        os.close(self.mine)
        self.assertIsNone(self.reader.read())

    def test_what_is_sent_has_its_kind_and_call(self):
        self.writer.put(LOG, 7, b"line")
        self.writer.send(RESULT, 8, b"")
        data = os.read(self.theirs, 100)
        self.assertEqual(data, struct.pack("<IBI", 9, LOG, 7) + b"line" + struct.pack("<IBI", 5, RESULT, 8))

    def test_much_is_sent_whole_while_it_is_read(self):
        payload = os.urandom(1 << 20)
        sender = threading.Thread(target=self.writer.send, args=(ERROR, 1, payload))
        sender.start()
        data = b""
        while len(data) < len(payload) + 9:
            data += os.read(self.theirs, 1 << 16)
        sender.join()
        self.assertEqual(data[9:], payload)


class Literals(unittest.TestCase):
    def test_they_are_what_they_look_like(self):
        for name, value in (
            ("PlainScalarString", "x"),
            ("SingleQuotedScalarString", ""),
            ("DoubleQuotedScalarString", "é"),
            ("LiteralScalarString", "a\nb"),
            ("FoldedScalarString", "a b"),
            ("ScalarFloat", 1.5),
            ("ScalarInt", 7),
            ("HexInt", 255),
            ("ScalarBoolean", 1),
        ):
            with self.subTest(name=name):
                made = literals.in_classes(value, name)
                self.assertEqual(made, value)
                self.assertEqual(type(made).__name__, name)
                self.assertTrue(isinstance(made, type(value)))

    def test_classes_lie_as_the_parts_of_the_value_do(self):
        value = {"a": ["x", 1, {"b": 2.5}], "c": "plain"}
        classes = {"a": ["PlainScalarString", None, {"b": "ScalarFloat"}]}
        made = literals.in_classes(value, classes)
        self.assertEqual(made, value)
        self.assertEqual(type(made["a"][0]).__name__, "PlainScalarString")
        self.assertIs(type(made["a"][1]), int)
        self.assertEqual(type(made["a"][2]["b"]).__name__, "ScalarFloat")
        self.assertIs(type(made["c"]), str)

    def test_without_classes_a_value_is_itself(self):
        value = {"a": [1]}
        self.assertIs(literals.in_classes(value, None), value)
        self.assertEqual(literals.in_classes("x", "NoSuchClass"), "x")
        self.assertEqual(literals.in_classes([1], {"a": "ScalarInt"}), [1])

    def test_dates_show_themselves_as_the_file_has_them(self):
        utc = datetime.timezone.utc
        half = datetime.timezone(datetime.timedelta(hours=5, minutes=30))
        for kind, value, shown in (
            ("TimeStamp", datetime.datetime(2024, 1, 2, 3, 4, 5), "2024-01-02T03:04:05"),
            ("SpacedTimeStamp", datetime.datetime(2024, 1, 2, 3, 4, 5), "2024-01-02 03:04:05"),
            ("TimeStamp", datetime.datetime(2024, 1, 2, 3, 4, 5, 6), "2024-01-02T03:04:05.000006"),
            ("TimeStamp", datetime.datetime(2024, 1, 2, tzinfo=half), "2024-01-02T00:00:00+05:30"),
        ):
            with self.subTest(shown=shown):
                made = literals.in_classes(value, kind)
                self.assertEqual(str(made), shown)
                self.assertEqual(made, value)
        zulu = literals.in_classes(datetime.datetime(2024, 1, 2, tzinfo=utc), "TimeStamp")
        self.assertEqual(zulu.tzname(), "Z")
        plain = literals.in_classes(datetime.datetime(2024, 1, 2, tzinfo=utc), "datetime")
        self.assertIs(type(plain), datetime.datetime)


class Thing:
    """An object with everything a template may look at."""

    size = 3

    def __init__(self, name, inner=None):
        self.name = name
        self.inner = inner
        self._hidden = "hidden"

    @property
    def broken(self):
        raise RuntimeError("no")

    def method(self):
        raise AssertionError("called")

    def __getitem__(self, key):
        return {"key": "value"}[key]

    def __str__(self):
        return "thing " + self.name


class Views(unittest.TestCase):
    def parts(self, value, *names):
        return Viewer(names).view(value).parts

    def test_plain_values_are_themselves(self):
        for value in (None, True, 1, 1.5, "x", b"y", [1, ("a", {"b": None})], {1: [2]}):
            self.assertEqual(Viewer(["name"]).view(value), value)
        self.assertIs(type(Viewer([]).view((1, [2]))), tuple)

    def test_an_object_shows_its_text_and_what_is_asked_for(self):
        name, shown, text, members, items = self.parts(Thing("t"), "name", "size", "key", "missing")
        self.assertEqual((name, text, items), ("Thing", "thing t", None))
        self.assertTrue(shown.startswith("<"))
        self.assertEqual(members, {"name": "t", "size": 3, "key": "value"})

    def test_a_member_that_is_none_is_none_to_a_template(self):
        self.assertIsNone(self.parts(Thing("t"), "inner")[3]["inner"])

    def test_nothing_is_called_and_nothing_hidden_is_shown(self):
        members = self.parts(Thing("t"), "method", "_hidden", "broken", "__class__")[3]
        self.assertEqual(members, {})

    def test_objects_inside_are_shown_too(self):
        inner = self.parts(Thing("a", Thing("b", Thing("c"))), "inner", "name")[3]["inner"]
        self.assertEqual(inner.parts[2], "thing b")
        self.assertEqual(inner.parts[3]["inner"].parts[3]["name"], "c")
        listed = Viewer(["name"]).view([{"k": Thing("x")}])
        self.assertEqual(listed[0]["k"].parts[3], {"name": "x"})

    def test_one_that_holds_itself_ends(self):
        loop = Thing("loop")
        loop.inner = loop
        depth = 0
        view = Viewer(["inner"]).view(loop)
        while isinstance(view, codec.View):
            view = view.parts[3]["inner"]
            depth += 1
        self.assertLess(depth, 100)

    def test_items_are_taken_only_where_the_template_looks_at_them(self):
        def numbers():
            yield from range(3)

        generator = numbers()
        self.assertIsNone(self.parts(generator, "name")[4])
        self.assertEqual(list(generator), [0, 1, 2])  # not touched
        self.assertEqual(self.parts(numbers(), "for", "x")[4], [0, 1, 2])
        endless = iter(int, 1)
        self.assertEqual(len(self.parts(endless, "first")[4]), 10000)

    def test_objects_that_can_not_be_shown_say_so(self):
        class Mute:
            def __str__(self):
                raise ValueError("mute")

            __repr__ = __str__

        _, shown, text, _, _ = self.parts(Mute())
        self.assertEqual(shown, "<unprintable Mute object: ValueError>")
        self.assertEqual(text, shown)


class Lines(unittest.TestCase):
    def test_slots_hold_the_very_objects(self):
        line = Line()
        value = {"a": [1]}
        line.put("inputs.x", value)
        self.assertIs(line.get("inputs.x"), value)
        self.assertIsNone(line.peek("inputs.y"))
        with self.assertRaises(KeyError):
            line.get("inputs.y")

    def test_what_was_changed_in_place_is_told_once(self):
        line = Line()
        shared = {"a": 1}
        line.keep_result("nodes.one", shared)
        line.keep_result("nodes.two", [shared])
        line.keep_result("nodes.other", {"b": 1})
        line.watch("nodes.one")
        self.assertIsNone(line.changes(["nodes.one"]))
        shared["a"] = 2
        found = dict(line.changes(["nodes.one"]))
        self.assertEqual(set(found), {"nodes.one", "nodes.two"})  # they share it
        self.assertEqual(codec.decode(found["nodes.two"], False, None), [{"a": 2}])
        self.assertIsNone(line.changes(["nodes.one"]))

    def test_what_can_not_change_is_not_watched(self):
        line = Line()
        line.keep_result("nodes.text", "x")
        line.watch("nodes.text")
        self.assertIsNone(line.changes(["nodes.text"]))

    def test_an_object_has_one_handle_and_stays(self):
        line = Line()
        thing = Thing("x")
        first, again = line.handle(thing, None), line.handle(thing, None)
        self.assertEqual(first, again)
        self.assertEqual(first[0], "h")
        self.assertIs(line.get(first[1]), thing)
        self.assertNotEqual(line.handle(Thing("x"), None)[1], first[1])
        self.assertTrue(line.handle(iter([]), None)[4])

    def test_what_is_only_shown_is_not_kept(self):
        kept = len(FORGETFUL.objects)
        self.assertEqual(FORGETFUL.handle(Thing("x"), None)[1], "")
        self.assertEqual(len(FORGETFUL.objects), kept)

    def test_properties_end_in_values_or_in_the_error_that_prompt_flow_tells(self):
        Pair = namedtuple("Pair", "left right")
        value = {"a": [{"b": 1}], "p": Pair(2, "x"), "c d": 3, "t": Thing("n")}
        for path, found in (
            ("a[0].b", 1),
            ("p.left", 2),
            ("p[1]", "x"),
            ("['c d']", 3),
            ("t.name", "n"),
            ("t['key']", "value"),
            ("", value),
        ):
            with self.subTest(path=path):
                self.assertEqual(resolve(value, path, "nodes.x"), found)
        for path in ("b", "a[1]", "a[0].c", "p.middle", "t.missing", "t['missing']"):
            with self.subTest(path=path):
                with self.assertRaises(errors.InvalidProperty) as caught:
                    resolve(value, path, "nodes.x")
                self.assertEqual((caught.exception.path, caught.exception.slot), (path, "nodes.x"))
        with self.assertRaises(errors.Unwrapped) as caught:
            resolve(value, "a['b']", "nodes.x")
        self.assertIsInstance(caught.exception.__cause__, TypeError)

    def test_a_connection_shows_its_name_alone(self):
        from promptflow.connections import CustomConnection

        connection = CustomConnection(secrets={"k": "s3cr3t"}, name="mine")
        self.assertEqual(safe_repr(connection), "mine")


class Reports(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        errors.folder = os.path.realpath(self.folder.name)
        self.addCleanup(setattr, errors, "folder", "")

    def report_of(self, code, name="tool.py", **more):
        """The report of what the code of a file of the flow raises."""
        file = Path(errors.folder) / name
        file.write_text(textwrap.dedent(code), encoding="utf-8")
        try:
            exec(compile(file.read_text(encoding="utf-8"), str(file), "exec"), {**more})
        except BaseException as error:  # noqa: B902 - exits are reported too
            return errors.report(error)
        self.fail("nothing was raised")

    def test_the_place_is_the_innermost_of_the_flow(self):
        report = self.report_of(
            """
            import json
            def f():
                json.loads("{")
            f()
            """
        )
        self.assertEqual((report["type"], report["kind"]), ("JSONDecodeError", "user"))
        self.assertEqual((Path(report["filename"]).name, report["lineno"], report["name"]), ("tool.py", 4, "f"))
        self.assertIn("Expecting property name", report["message"])
        self.assertIn("json.loads", report["traceback"])

    def test_a_syntax_error_is_where_it_stands(self):
        report = self.report_of("\nx = (\n")
        self.assertEqual(report["type"], "SyntaxError")
        self.assertEqual(report["lineno"], 2)

    def test_exits_are_told_from_errors(self):
        self.assertEqual(self.report_of("raise SystemExit(3)")["kind"], "exit")
        self.assertEqual(self.report_of("raise KeyboardInterrupt")["kind"], "exit")

    def test_an_error_that_can_not_be_printed_is_reported_all_the_same(self):
        report = self.report_of(
            """
            class Mute(Exception):
                def __str__(self):
                    raise ValueError
            raise Mute()
            """
        )
        self.assertEqual(report["message"], "<unprintable Mute object>")
        self.assertEqual(report["type"], "Mute")

    def test_prompt_flows_own_bring_their_codes(self):
        report = self.report_of(
            """
            from promptflow.exceptions import UserErrorException
            class Mine(UserErrorException):
                pass
            raise Mine(message_format="{a}!", a="no")
            """
        )
        self.assertEqual((report["kind"], report["codes"], report["message"]), ("promptflow", ["UserError", "Mine"], "no!"))

    def test_what_wraps_an_error_says_which_kind_it_is(self):
        def wrapped(wrapper):
            try:
                try:
                    raise ValueError("inner")
                except ValueError as error:
                    raise wrapper from error
            except Exception as error:
                return errors.report(error)

        system = wrapped(errors.Unwrapped())
        self.assertEqual((system["kind"], system["type"], system["message"]), ("system", "ValueError", "inner"))
        script = wrapped(errors.EntryError("m:f"))
        self.assertEqual((script["kind"], script["where"], script["type"]), ("script", "m:f", "ValueError"))
        load = wrapped(errors.LoadError("PythonLoadError", "can't", ("UserError",)))
        self.assertEqual((load["kind"], load["codes"], load["message"]), ("load", ["UserError", "PythonLoadError"], "can't"))
        self.assertIn("ValueError: inner", load["traceback"])
        missing = errors.report(errors.InvalidProperty("a.b", "nodes.x"))
        self.assertEqual((missing["kind"], missing["property"], missing["slot"]), ("property", "a.b", "nodes.x"))

    def test_the_frames_that_led_to_the_users_code_are_left_out(self):
        report = self.report_of("def f():\n    return 1 / 0\nf()\n")
        self.assertNotIn("postern_worker", report["traceback"])
        self.assertTrue(report["traceback"].rstrip().endswith("ZeroDivisionError: division by zero"))

    def test_one_of_a_flow_that_was_called_keeps_its_place(self):
        error = UserErrorException("inner")
        error._postern_place = (os.path.join(errors.folder, "inner.py"), 7)
        error._postern_details = "Traceback of the inner one"
        report = errors.report(error)
        self.assertEqual((Path(report["filename"]).name, report["lineno"]), ("inner.py", 7))
        self.assertIn("In the flow that was called:\n\nTraceback of the inner one", report["traceback"])

    def test_an_emergency_needs_only_the_class(self):
        report = errors.emergency(MemoryError("x" * 100))
        self.assertEqual((report["type"], report["message"], report["kind"]), ("MemoryError", "", "user"))

    def test_of_a_huge_error_the_begin_and_the_end_cross(self):
        report = self.report_of(
            """
            try:
                raise ValueError("a" * 3_000_000 + "cause")
            except ValueError as cause:
                raise RuntimeError("begin" + "b" * 3_000_000 + "end") from cause
            """
        )
        self.assertTrue(report["message"].startswith("beginb"))
        self.assertTrue(report["message"].endswith("bend"))
        self.assertIn("characters left out", report["message"])
        self.assertLess(len(report["message"]), 64_000)
        self.assertLess(len(report["traceback"]), 250_000)
        self.assertIn("acause", report["traceback"])
        self.assertIn("The above exception was the direct cause", report["traceback"])
        self.assertTrue(report["traceback"].rstrip().endswith("bend"))

    def test_what_leads_to_an_error_without_end_is_cut_too(self):
        report = self.report_of(
            """
            error = None
            for number in range(300):
                cause, error = error, ValueError("%d %s" % (number, "x" * 50_000))
                error.__cause__ = cause
            raise error
            """
        )
        self.assertLess(len(report["traceback"]), 250_000)
        self.assertIn("299 xxx", report["message"])

    def test_a_huge_line_does_not_cross(self):
        report = self.report_of("compile('x = (' + '1 + ' * 500_000, 'a.py', 'exec')")
        self.assertLess(len(report["traceback"]), 250_000)

    def test_a_huge_message_of_prompt_flows_own_does_not_cross(self):
        report = self.report_of("raise Own('m' * 3_000_000)", Own=UserErrorException)
        self.assertEqual(report["kind"], "promptflow")
        self.assertLess(len(report["message"]), 64_000)

    def test_recursion_without_end_is_reported(self):
        report = self.report_of("def f():\n    return f()\nf()\n")
        self.assertEqual(report["type"], "RecursionError")
        self.assertEqual(report["lineno"], 2)


class Snapshots(unittest.TestCase):
    def test_deep_and_cyclic_values_become_handles(self):
        deep = []
        for _ in range(sys.getrecursionlimit() * 2):
            deep = [deep]
        cyclic = {}
        cyclic["self"] = cyclic
        for value in (deep, cyclic):
            line = Line()
            decoded = codec.decode(codec.encode(value, line, "nodes.x"), False, None)
            self.assertEqual(decoded[:2], ("h", "nodes.x"))

    def test_subclasses_of_plain_kinds_are_their_plain_value(self):
        import enum

        class Colour(str, enum.Enum):
            RED = "red"

        class Name(str):
            pass

        Point = namedtuple("Point", "x y")
        decoded = codec.decode(codec.encode([Colour.RED, Name("n"), Point(1, 2), {Name("k"): True}], Line()), False, None)
        self.assertEqual(decoded[0], ("v", "red"))
        self.assertEqual(decoded[1], ("v", "n"))
        self.assertEqual(decoded[2], ("v", (1, 2)))

    def test_dates_and_images_are_marks_of_their_own(self):
        from promptflow.contracts.multimedia import Image

        utc = datetime.timezone.utc
        decoded = codec.decode(
            codec.encode(
                [
                    datetime.date(2024, 1, 2),
                    datetime.datetime(2024, 1, 2, 3, 4, 5),
                    datetime.datetime(2024, 1, 2, tzinfo=utc),
                    Image(b"abc", "image/png", "https://h"),
                ],
                Line(),
            ),
            False,
            None,
        )
        self.assertEqual(decoded[0], ("d", "2024-01-02", True))
        self.assertEqual(decoded[1], ("d", "2024-01-02 03:04:05", False))
        self.assertEqual(decoded[2][0], "h")  # a zone has no form of its own
        self.assertEqual(decoded[3], ("i", b"abc", "image/png", "https://h"))

    def test_our_own_messages_are_plain(self):
        for value in (None, [1, "a", b"b"], {"k": (1.5, True)}):
            self.assertEqual(codec.decode(codec.pack(value), False, None), value)


if __name__ == "__main__":
    unittest.main()
