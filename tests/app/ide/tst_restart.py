# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0
"""Sessions that end with the window in some state, and the start after them: it has to open, whatever was left behind."""

import os
import pathlib
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from desktop import SessionTest, main, wait  # noqa: E402

FLOW = """\
inputs:
  text:
    type: string
    default: hello
outputs:
  shouted:
    type: string
    reference: ${shout.output}
nodes:
- name: shout
  type: prompt
  source:
    type: code
    path: shout.jinja2
  inputs:
    text: ${inputs.text}
"""


class RestartTest(SessionTest):
    def setUp(self):
        super().setUp()
        self.flow = self.root / "loud"
        self.flow.mkdir()
        (self.flow / "flow.dag.yaml").write_text(FLOW)
        (self.flow / "shout.jinja2").write_text("{{ text }}!\n")

    def canvas(self):
        return self.program.find("list", "Flow graph")


class TestLargeScreen(RestartTest):
    DESKTOP_SIZE = 1440, 900

    def test_a_small_window_is_maximised(self):
        self.start(str(self.flow))
        self.look()
        self.program.resize(1000, 700)
        self.program.toggle_maximised()
        self.restart()
        self.look()
        self.assertTrue(self.program.is_maximised())
        self.restart()
        self.look()

    def test_a_window_that_was_killed_twice_at_its_start_says_so(self):
        self.start(str(self.flow))
        self.look()
        self.program.quit()
        for _ in range(2):
            self.start_and_kill()
        self.start()
        self.program.find("label", "Postern failed to start 2 times in a row.")
        self.program.find("push button", "Open sample")
        self.assertEqual(self.program.all("list", "Flow graph"), [])  # the last folder stays closed
        wait(lambda: not list((self.root / "home/starts").iterdir()), "the window stands")
        self.program.quit()
        self.start()
        self.canvas()

    def start_and_kill(self):
        """Ends a program that has begun to start, as a crash does."""
        starts = self.root / "home/starts"
        before = set(starts.glob("*.start"))
        process = subprocess.Popen([os.environ["POSTERN_IDE"]], env={**os.environ, "POSTERN_HOME": str(self.root / "home")})
        # Its mark counts once it names the process. What it takes to free an older one is no mark.
        wait(lambda: any(mark.exists() and mark.stat().st_size for mark in set(starts.glob("*.start")) - before), "a start")
        process.kill()
        process.wait()


class TestSmallScreen(RestartTest):
    DESKTOP_SIZE = 1024, 768

    def test_a_maximised_window_is_left_in_debug(self):
        self.start(str(self.flow))
        self.look()
        self.program.toggle_maximised()
        self.desktop.press("alt+2")
        self.program.find("page tab", "Node inputs and outputs")
        for _ in range(2):
            self.restart()
            self.canvas()
            self.program.find("page tab", "Node inputs and outputs")
        self.desktop.press("alt+1")


class TestLeastScreen(RestartTest):
    DESKTOP_SIZE = 960, 600

    def test_the_window_lies_on_the_screen_with_its_frame(self):
        self.start(str(self.flow))
        for _ in range(2):
            self.look()
            x, y, width, height = self.program.geometry()
            left, right, top, bottom = self.program.frame()
            self.assertGreater(top, 0)  # there is a title to take it by
            self.assertTrue(x - left >= 0 and y - top >= 0 and x + width + right <= 960 and y + height + bottom <= 600,
                            f"{x}, {y}, {width} x {height} in a frame of {left}, {right}, {top}, {bottom}")
            self.restart()


if __name__ == "__main__":
    main()
