# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0
"""Hangul typed by keys through a real input method, fcitx with its engine for Korean, in every place that takes text; and what
happens to a word that is still being composed when the program reads, runs, saves or closes."""

import os
import pathlib
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from desktop import Desktop, Program, wait  # noqa: E402

POSTERN_IDE = os.environ["POSTERN_IDE"]

FLOW = """\
inputs:
  word:
    type: string
    default: x
outputs:
  text:
    type: string
    reference: ${echo.output}
nodes:
- name: echo
  type: prompt
  source:
    type: code
    path: echo.jinja2
  inputs:
    word: ${inputs.word}
"""
TEMPLATE = "{{ word }}!\n"
SCRIPT = "print(1)\n"
HANGUL, HAN_GEUL = "gksrmf", "한글"  # the keys on a Korean keyboard of two sets
HA_KEYS, HA = "gk", "하"


class TestHangul(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.place = pathlib.Path(folder.name)
        cls.desktop = cls.enterClassContext(Desktop(cls.place, input_method="hangul"))  # the accessibility bus takes one only

    def setUp(self):
        self.root = self.place / self._testMethodName
        self.flow = self.root / "words"
        self.flow.mkdir(parents=True)
        for name, text in (("flow.dag.yaml", FLOW), ("echo.jinja2", TEMPLATE), ("script.py", SCRIPT)):
            (self.flow / name).write_text(text)
        self.program = Program(self.desktop, [POSTERN_IDE, "--lang", "en", str(self.flow)], POSTERN_HOME=str(self.root / "home"))
        self.addCleanup(self.program.kill)
        self.program.click("push button", "Trust folder")
        wait(lambda: self.run_button().is_enabled(), "the flow can be run")

    def tearDown(self):
        if "POSTERN_PICTURE" in os.environ:  # what it looked like in the end
            self.desktop.picture(f"{os.environ['POSTERN_PICTURE']}-{self._testMethodName}.png")

    def run_button(self):
        return self.program.find("push button", "Run", under=self.program.find("tool bar", "Run"))

    def open(self, name):
        self.desktop.press("ctrl+p")
        self.desktop.type_latin(name + "\n")
        editor = self.program.find("text", name)
        self.desktop.click(editor)
        self.desktop.press("ctrl+Home")
        return editor

    def move_caret(self, editor, place, *keys):
        """Waits until the keys took it there.

        The input method asks its service about each key and hands back by Qt's queue what is not for it, but writes what is
        composed at once: on a busy machine a word gets past the keys before it.
        """
        self.desktop.press(*keys)
        wait(lambda: editor.caret() == place, f"the caret at {place}")

    def wait_output(self, text):
        self.program.wait_text(self.program.find("text", "Value as text"), "text\n" + text + "\n")

    def test_every_place_composes(self):
        desktop, program = self.desktop, self.program
        for name, text in (("flow.dag.yaml", FLOW), ("script.py", SCRIPT), ("echo.jinja2", TEMPLATE)):
            editor = self.open(name)
            desktop.type("#")
            for key, shown in zip("gksrmf", ("ㅎ", "하", "한", "한ㄱ", "한그", "한글")):
                desktop.press(key)
                program.wait_text(editor, "#" + shown + text)
            desktop.press("Return")
            program.wait_text(editor, "#" + HAN_GEUL + "\n" + text)
            desktop.press("ctrl+z")
            desktop.press("ctrl+z")
            program.wait_text(editor, text)

        desktop.press("ctrl+f")
        field = program.find("text", "Find")
        desktop.type(HANGUL)
        program.wait_text(field, HAN_GEUL[0])  # fields don't tell of what is being composed
        desktop.press("Return")
        program.wait_text(field, HAN_GEUL)
        desktop.press("Escape")

        desktop.press("ctrl+shift+p")
        desktop.type("fkdlxm")  # 라이트, of which there is no command
        desktop.press("Escape")
        self.assertIsNone(program.process.poll())

    def test_closing_in_the_middle_of_a_word_asks_and_keeps_it(self):
        desktop, program = self.desktop, self.program
        editor = self.open("script.py")
        desktop.type(HA_KEYS)
        program.wait_text(editor, HA + SCRIPT)
        desktop.close_window(program.find("frame"))
        program.find("push button", "Save all")
        program.click("push button", "Cancel")
        program.wait_text(editor, HA + SCRIPT)
        wait(self.is_in_journal, "the word in the journal")

        desktop.click(editor)
        self.move_caret(editor, len(HA + SCRIPT), "ctrl+End")
        desktop.type(HA_KEYS)
        whole = HA + SCRIPT + HA
        program.wait_text(editor, whole)
        desktop.close_window(program.find("frame"))
        program.click("push button", "Save all")
        wait(lambda: program.process.poll() == 0, "the program ends")
        self.assertEqual((self.flow / "script.py").read_text(), whole)

    def is_in_journal(self):
        return any(HA in file.read_text() for file in (self.root / "home/journal").glob("*/*.unsaved"))

    def test_running_by_mouse_in_the_middle_of_a_word_runs_with_it(self):
        desktop, program = self.desktop, self.program
        editor = self.open("echo.jinja2")
        desktop.type(HA_KEYS)
        program.wait_text(editor, HA + TEMPLATE)
        desktop.click(self.run_button())
        self.wait_output(HA + "x!")
        self.assertEqual((self.flow / "echo.jinja2").read_text(), TEMPLATE)
        desktop.press("ctrl+z")
        program.wait_text(editor, TEMPLATE)  # once, not twice
        desktop.press("ctrl+s")
        wait(lambda: (self.flow / "echo.jinja2").read_text() == TEMPLATE, "the file as it was")

        program.click("page tab", "Run inputs")
        field = program.find("text", "word")
        desktop.click(field)
        desktop.press("ctrl+a", "BackSpace")
        program.wait_text(field, "")
        desktop.type(HANGUL)
        program.wait_text(field, HAN_GEUL[0])  # fields don't tell of what is being composed
        desktop.click(self.run_button())
        self.wait_output(HAN_GEUL + "!")
        program.wait_text(field, HAN_GEUL)

    def test_a_word_stays_off_the_line_numbers(self):
        wide = "# " + "W" * 300
        (self.flow / "flow.dag.yaml").write_text(FLOW + wide + "\n" + wide + "\n")
        desktop, program = self.desktop, self.program
        editor = program.find("text", "flow.dag.yaml")
        wait(lambda: "WWW" in (program.text_of(editor) or ""), "the text from the disk")
        desktop.click(editor)
        self.move_caret(editor, len(FLOW + wide), "ctrl+End", "Up", "Up", "End")
        x, y, _, height = editor.rectangle()
        before = [desktop.colour(x + 3, at) for at in range(y + 2, y + height - 20)]
        desktop.type(HA_KEYS)
        wait(lambda: "W" + HA + "\n# W" in (program.text_of(editor) or ""), "the word")
        # The paper left of the numbers, where any letter of the text would show.
        self.assertEqual([desktop.colour(x + 3, at) for at in range(y + 2, y + height - 20)], before)


if __name__ == "__main__":
    unittest.main()
