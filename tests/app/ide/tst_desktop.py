# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0
"""The window as a person uses it: the program as a process on a desktop, driven by keys and clicks from outside."""

import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from desktop import SessionTest, main, wait  # noqa: E402

FLOW = """\
inputs:
  number:
    type: int
    default: 21
outputs:
  text:
    type: string
    reference: ${say.output}
nodes:
- name: double
  type: python
  source:
    type: code
    path: double.py
  inputs:
    number: ${inputs.number}
- name: say
  type: python
  source:
    type: code
    path: say.py
  inputs:
    number: ${double.output}
"""
DOUBLE = """\
from promptflow.core import tool


@tool
def double(number: int) -> int:
    return number * 2
"""
SAY = """\
from promptflow.core import tool


@tool
def say(number: int) -> str:
    print("saying it")
    return f"It is {number}."
"""
# Typed at the end of the flow, where the editor indents a new line itself.
TYPED = "- name: shout\ntype: prompt\nsource:\ntype: code\npath: shout.jinja2"
AS_TYPED = """\
- name: shout
  type: prompt
  source:
    type: code
    path: shout.jinja2
"""
DARK, LIGHT = (0x16, 0x18, 0x1C), (0xF4, 0xF5, 0xF7)  # of the canvas
LAST_WORDS = "# and this while it came"
ENDLESS = "    while True: pass\n"


class TestDesktop(SessionTest):
    """One sitting, from the welcome page to the text that a kill left behind."""

    def setUp(self):
        super().setUp()
        self.flow = self.root / "numbers"
        self.flow.mkdir()
        for name, text in (("flow.dag.yaml", FLOW), ("double.py", DOUBLE), ("say.py", SAY), ("shout.jinja2", "{{ text }}!\n")):
            (self.flow / name).write_text(text)

    # What is seen.

    def node(self, name):
        """The node on the canvas; its name says all that its face shows."""
        return self.wait_node(name, "")

    def wait_node(self, name, what):
        return self.program.find("list item", rf"{name}, .*\b{what}\b.*", under=self.canvas())

    def canvas(self):
        return self.program.find("list", "Flow graph|흐름 그래프")

    def editor(self, name):
        return self.program.find("text", name)

    def run_button(self, name="Run"):
        return self.program.find("push button", name, under=self.program.find("tool bar", name))

    # What is done.

    def command(self, words):
        """From the palette: it is a popup, which takes what is typed, but the accessibility bus doesn't list popups."""
        self.desktop.press("ctrl+shift+p")
        self.desktop.type(words + "\n")

    def undo(self, editor, text):
        def is_undone():
            if self.program.text_of(editor) == text:
                return True
            self.desktop.press("ctrl+z")
            return False
        wait(is_undone, f"nothing is left to be undone of {text!r}")

    def test_a_sitting_by_mouse_and_keyboard(self):
        self.start("--lang", "en", "--theme", "dark")
        self.open_and_trust()
        self.edit_and_break_and_mend()
        self.run_and_stop()
        self.change_theme_and_language()
        self.kill_while_typing_and_recover()

    def open_and_trust(self):
        desktop, program = self.desktop, self.program
        program.find("push button", "Open sample")
        desktop.press("ctrl+o")
        program.find("dialog", "Open flow folder")
        desktop.type(str(self.flow))

        def is_accepted():  # an offered name takes the first Return
            if not program.all("dialog", "Open flow folder"):
                return True
            desktop.press("Return")
            return False
        wait(is_accepted, "the folder is taken")
        self.wait_node("double", "idle")
        self.assertFalse(self.run_button().is_enabled())
        program.click("push button", "Trust folder")
        program.wait_gone("push button", "Trust folder")
        wait(lambda: self.run_button().is_enabled(), "the trusted flow can be run")

    def edit_and_break_and_mend(self):
        desktop, program = self.desktop, self.program
        desktop.click(self.node("double"))
        program.wait_text(self.editor("double.py"), DOUBLE)

        flow = self.editor("flow.dag.yaml")
        desktop.click(flow)
        desktop.press("ctrl+End")
        desktop.type(TYPED + "\n")
        desktop.press("BackSpace", "BackSpace")  # out of the blocks: a step each
        program.wait_text(flow, FLOW + AS_TYPED)
        self.wait_node("shout", "idle")

        desktop.type("}[")
        program.find("push button", "Undo to last good")
        self.assertFalse(self.run_button().is_enabled())
        self.node("shout")  # the last good graph stays
        desktop.press("BackSpace", "BackSpace")
        program.wait_gone("push button", "Undo to last good")

        self.undo(flow, FLOW)
        program.wait_gone("list item", "shout, .*")

    def run_and_stop(self):
        desktop, program = self.desktop, self.program
        wait(lambda: self.run_button().is_enabled(), "the mended flow can be run")
        desktop.press("F5")
        self.wait_node("say", "done")
        program.wait_text(program.find("text", "Value as text"), "text\nIt is 42.")  # without a click

        desktop.click(self.node("double"))
        source = self.editor("double.py")
        desktop.click(source)
        desktop.press("ctrl+End", "Up")
        desktop.type(ENDLESS)
        program.wait_text(source, DOUBLE.replace("    return", ENDLESS + "    return"))
        desktop.press("F5")
        self.wait_node("double", "running")  # as it is typed
        self.assertEqual((self.flow / "double.py").read_text(), DOUBLE)
        desktop.press("shift+F5")
        self.wait_node("double", "cancelled")

    def change_theme_and_language(self):
        desktop, program = self.desktop, self.program
        self.assertEqual(self.canvas_colour(), DARK)
        self.command("light theme")
        wait(lambda: self.canvas_colour() == LIGHT, "the light theme")
        for item in ("View", "Language", "한국어"):  # by the mouse
            program.click("menu item", item)
        self.run_button("실행")

    def canvas_colour(self):
        x, y, _, height = self.canvas().rectangle()
        return self.desktop.colour(x + 3, y + height - 5)

    def kill_while_typing_and_recover(self):
        desktop, program = self.desktop, self.program
        source = self.editor("double.py")  # of another window now
        desktop.click(source)
        self.undo(source, DOUBLE)
        desktop.press("ctrl+s")
        wait(lambda: (self.flow / "double.py").read_text() == DOUBLE, "the file as it was")
        desktop.press("ctrl+p")
        desktop.type("say.py\n")
        say = self.editor("say.py")
        program.wait_text(say, SAY)
        desktop.click(say)
        desktop.press("ctrl+Home")
        desktop.type("# typed before the kill\n")
        program.wait_text(say, "# typed before the kill\n" + SAY)
        wait(self.is_in_journal, "the text in the journal")
        typing = desktop.start_typing(LAST_WORDS)
        program.kill()
        typing.wait()
        self.assertEqual((self.flow / "say.py").read_text(), SAY)

        self.start()
        program = self.program
        program.click("page tab", "say.py ●")
        say = self.editor("say.py")
        wait(lambda: (program.text_of(say) or "").startswith("# typed before the kill\n"), "the restored text")
        program.find("push button", "버리기")
        restored = program.text_of(say)
        last = restored.removeprefix("# typed before the kill\n").removesuffix(SAY)
        self.assertTrue(LAST_WORDS.startswith(last), restored)  # of the last second as much as there was time for
        desktop.press("ctrl+s")
        wait(lambda: (self.flow / "say.py").read_bytes() == restored.encode(), "exactly this text on the disk")
        program.find("page tab", "say.py")
        self.assertEqual((self.flow / "flow.dag.yaml").read_bytes(), FLOW.encode())

    def is_in_journal(self):
        return any("# typed before the kill\n" in file.read_text() for file in (self.root / "home/journal").glob("*/*.unsaved"))


if __name__ == "__main__":
    main()
