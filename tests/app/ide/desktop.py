# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0
"""A desktop to drive a program on from outside: an X server with a window manager and a session bus of its own.

Keys and clicks come as X events, as from a keyboard and a mouse. Where to click, and what is to be seen, is asked of the program
by the accessibility bus, as a screen reader asks: by role and name.
"""

import functools
import mmap
import os
import pathlib
import re
import struct
import subprocess
import sys
import tempfile
import time
import unittest

TIME_LIMIT = 30  # seconds for anything to come about
STEP = 0.02
SIZES = (1420, 860), (1010, 700), (960, 600)  # that a window has when it is ended, and when it is started again
LEAST_PANEL = 100
TITLE_BAR = 16  # about as high as the window manager makes it
FRAME = 4  # less than this is what it draws around a window, both sides together


def wait(condition, what):
    """Returns the first true answer of the condition."""
    end = time.monotonic() + TIME_LIMIT
    while True:
        answer = condition()
        if answer:
            return answer
        if time.monotonic() > end:
            raise AssertionError(f"This did not come about in {TIME_LIMIT} s: {what}")
        time.sleep(STEP)


class Desktop:
    """Use as a context; folder is for what it needs to keep."""

    def __init__(self, folder, width=1600, height=1000, input_method=None):
        self._folder = pathlib.Path(folder)
        self._size = width, height
        self._input_method = input_method
        self._processes = []

    def __enter__(self):
        try:
            self._begin()
        except BaseException:
            self.__exit__()  # what has begun would outlive the test, and keep its output open
            raise
        return self

    def _begin(self):
        runtime = self._folder / "runtime"
        runtime.mkdir(mode=0o700)
        reading, writing = os.pipe()
        width, height = self._size
        # It stays as it is when a question's connection was its last: a reset ends the window manager that is just coming.
        self._start(["Xvfb", "-displayfd", str(writing), "-screen", "0", f"{width}x{height}x24", "-fbdir", str(self._folder),
                     "-nolisten", "tcp", "-r", "-noreset"], pass_fds=[writing])
        os.close(writing)
        with os.fdopen(reading) as answer:
            display = f":{answer.readline().strip()}"
        with open(self._folder / "Xvfb_screen0", "rb") as file:
            self._memory = mmap.mmap(file.fileno(), 0, prot=mmap.PROT_READ)
        header = struct.unpack(">25I", self._memory[:100])
        self._pixels, self._stride = header[0] + header[19] * 12, header[12]
        os.environ.update(DISPLAY=display, XDG_RUNTIME_DIR=str(runtime), HOME=str(self._folder), LANG="C.UTF-8",
                          QT_LINUX_ACCESSIBILITY_ALWAYS_ON="1", NO_AT_BRIDGE="0")
        bus = self._start(["dbus-daemon", "--session", "--nofork", "--print-address"], stdout=subprocess.PIPE, text=True)
        with bus.stdout as answer:
            os.environ["DBUS_SESSION_BUS_ADDRESS"] = answer.readline().strip()
        self._start(["openbox", "--sm-disable"], stdout=subprocess.DEVNULL)
        wait(lambda: subprocess.run(["xdotool", "get_num_desktops"], capture_output=True).returncode == 0, "a window manager")
        if self._input_method:
            self._start_input_method()

    def _start_input_method(self):
        """fcitx, as a user of it has it: programs ask it by the session bus."""
        settings = self._folder / ".config/fcitx5"
        settings.mkdir(parents=True)
        (settings / "profile").write_text(
            f"[Groups/0]\nName=Default\nDefault Layout=us\nDefaultIM={self._input_method}\n"
            f"[Groups/0/Items/0]\nName=keyboard-us\n[Groups/0/Items/1]\nName={self._input_method}\n[GroupOrder]\n0=Default\n")
        (settings / "config").write_text("[Behavior]\nActiveByDefault=True\nShareInputState=All\n")
        os.environ["QT_IM_MODULE"] = "fcitx"
        self._start(["fcitx5", "--disable", "classicui,kimpanel,notificationitem,notifications,wayland,waylandim,xim"])
        wait(lambda: subprocess.run(["fcitx5-remote"], capture_output=True).stdout.strip() in (b"1", b"2"), "an input method")

    def __exit__(self, *_):
        for process in reversed(self._processes):
            process.terminate()
            process.wait()

    def _start(self, command, **options):
        process = subprocess.Popen(command, stderr=subprocess.DEVNULL, **options)
        self._processes.append(process)
        return process

    def colour(self, x, y):
        """Red, green and blue of a pixel."""
        at = self._pixels + y * self._stride + x * 4
        return tuple(reversed(self._memory[at:at + 3]))

    def row(self, y):
        """Blue, green, red and nothing of each pixel, from left to right."""
        at = self._pixels + y * self._stride
        return self._memory[at:at + self._stride]

    def window_size(self):
        """Of the window that has the keyboard, without its frame."""
        words = subprocess.run(["xdotool", "getactivewindow", "getwindowgeometry", "--shell"], check=True, capture_output=True, text=True)
        values = dict(line.split("=") for line in words.stdout.split())
        return int(values["WIDTH"]), int(values["HEIGHT"])

    def picture(self, path):
        subprocess.run(["import", "-window", "root", str(path)], check=True)

    @staticmethod
    def do(*words):
        """A command of xdotool."""
        subprocess.run(["xdotool", *words], check=True, stdout=subprocess.DEVNULL)

    def press(self, *keys):
        """Keys as xdotool names them: ctrl+s, Return."""
        self.do("key", *keys)

    def type(self, text):
        for index, line in enumerate(text.split("\n")):
            if index > 0:
                self.press("Return")
            if line:
                self.do("type", "--delay", "4", "--", line)

    def type_latin(self, text):
        """Types past the input method."""
        subprocess.run(["fcitx5-remote", "-c"], check=True)
        self.type(text)
        subprocess.run(["fcitx5-remote", "-o"], check=True)

    def close_window(self, window):
        """By the button of its frame, which takes the keyboard from nobody."""
        x, y, width, _ = window.rectangle()
        self.click((x + width - 10, y - 10))

    @staticmethod
    def start_typing(text):
        """Types on by itself, as long as the process that is returned lives."""
        return subprocess.Popen(["xdotool", "type", "--delay", "4", "--", text])

    def click(self, place, button=1, times=1):
        """A place is something of a program, or x and y."""
        x, y = place if isinstance(place, tuple) else place.resting_centre()
        self.do("mousemove", str(x), str(y), "click", "--repeat", str(times), "--delay", "40", str(button))


class Element:
    """Something of a program that can be seen or read."""

    def __init__(self, accessible):
        self._accessible = accessible

    @property
    def name(self):
        return self._accessible.get_name()

    @property
    def role(self):
        return self._accessible.get_role_name()

    def states(self):
        from gi.repository import Atspi
        states = self._accessible.get_state_set()
        return {name for name in ("showing", "enabled", "focused", "checked", "selected", "editable")
                if states.contains(getattr(Atspi.StateType, name.upper()))}

    def is_enabled(self):
        return "enabled" in self.states()

    def resting_centre(self):
        """Its middle on the screen, once it no longer moves: a window that just opened is still being laid out."""
        seen = []

        def rests():
            seen.append(self.rectangle())
            return len(seen) > 4 and seen[-1][2] > 0 and len(set(seen[-4:])) == 1
        wait(rests, f"a place of {self.name}")
        x, y, width, height = seen[-1]
        return x + width // 2, y + height // 2

    def rectangle(self):
        from gi.repository import Atspi
        place = self._accessible.get_extents(Atspi.CoordType.SCREEN)
        return place.x, place.y, place.width, place.height

    def text(self):
        from gi.repository import Atspi
        return Atspi.Text.get_text(self._accessible, 0, Atspi.Text.get_character_count(self._accessible))

    def caret(self):
        """How many letters are before it."""
        from gi.repository import Atspi
        return Atspi.Text.get_caret_offset(self._accessible)

    def children(self):
        return [Element(child) for child in
                (self._accessible.get_child_at_index(index) for index in range(self._accessible.get_child_count())) if child]


class Program:
    """A program under the accessibility bus."""

    def __init__(self, desktop, command, **environment):
        self.desktop = desktop
        self.process = subprocess.Popen(command, env={**os.environ, **environment})
        self._root = wait(self._find_root, "the program on the accessibility bus")

    def _find_root(self):
        import gi
        gi.require_version("Atspi", "2.0")
        from gi.repository import Atspi, GLib
        assert self.process.poll() is None, f"The program ended with {self.process.returncode}."
        try:
            desktop = Atspi.get_desktop(0)
            desktop.set_cache_mask(Atspi.Cache.NONE)
            for index in range(desktop.get_child_count()):
                child = desktop.get_child_at_index(index)
                if child and child.get_process_id() == self.process.pid:
                    child.set_cache_mask(Atspi.Cache.NONE)
                    return child
        except GLib.Error:
            pass  # it is only just coming, or another is only just going
        return None

    def all(self, role=None, name=None, under=None):
        """What is shown now, of a role and with a name that matches a pattern."""
        from gi.repository import GLib
        found = []
        pattern = re.compile(name) if name is not None else None

        def look(element):
            try:
                if "showing" not in element.states():
                    return
                if (role is None or element.role == role) and (pattern is None or pattern.fullmatch(element.name)):
                    found.append(element)
                for child in element.children():
                    look(child)
            except GLib.Error:
                pass  # it went while it was looked at

        for top in (under or Element(self._root)).children():
            look(top)
        return found

    def find(self, role, name=None, under=None):
        """Waits until it is shown."""
        return wait(lambda: next(iter(self.all(role, name, under)), None), f"{role} {name or ''}")

    def wait_gone(self, role, name):
        wait(lambda: not self.all(role, name), f"no {role} {name} any more")

    def wait_text(self, element, text):
        """Waits until an editor holds exactly this."""
        def holds():
            return self.text_of(element) == text
        try:
            wait(holds, "the text")
        except AssertionError:
            raise AssertionError(f"The text is {self.text_of(element)!r}, not {text!r}.") from None

    @staticmethod
    def text_of(element):
        from gi.repository import GLib
        try:
            return element.text()
        except GLib.Error:
            return None

    def click(self, role, name=None):
        self.desktop.click(self.find(role, name))

    def window(self):
        """The X window that the window manager frames."""
        def find():
            found = subprocess.run(["xdotool", "search", "--onlyvisible", "--pid", str(self.process.pid), "--name", "Postern$"],
                                   capture_output=True, text=True).stdout.split()
            return found[-1] if found else None
        return wait(find, "the window of the program")

    def geometry(self):
        """Of the window without its frame: x, y, width, height on the screen."""
        return self.find("frame").rectangle()

    def frame(self):
        """How thick it is around the window: left, right, top, bottom."""
        answer = subprocess.run(["xprop", "-id", self.window(), "_NET_FRAME_EXTENTS"], capture_output=True, text=True, check=True)
        return tuple(int(side) for side in answer.stdout.partition("=")[2].split(","))

    def is_maximised(self):
        states = subprocess.run(["xprop", "-id", self.window(), "_NET_WM_STATE"], capture_output=True, text=True).stdout
        return "MAXIMIZED" in states

    def toggle_maximised(self):
        before = self.is_maximised()
        x, y, width, _ = self.geometry()
        self.desktop.click((x + width // 2, y - TITLE_BAR // 2), times=2)
        wait(lambda: self.is_maximised() != before, "a window that is maximised or is no longer")

    def resize(self, width, height):
        if self.is_maximised():
            self.toggle_maximised()
        self.desktop.do("windowsize", self.window(), str(width), str(height))
        wait(lambda: self.geometry()[2:] == (width, height), f"a window of {width} x {height}")

    def quit(self):
        """Ends it as a person does, and returns its exit code."""
        self.desktop.do("windowactivate", "--sync", self.window())
        self.desktop.press("ctrl+q")
        return self.process.wait(TIME_LIMIT)

    def kill(self):
        self.process.kill()
        self.process.wait()


class SessionTest(unittest.TestCase):
    """Scripted sessions with the program on a desktop of their own.

    After every session, whatever it did, the program is ended and started again at several sizes, and what it shows is looked at:
    what a session leaves behind must never keep the next one from starting.
    """

    DESKTOP_SIZE = 1600, 1000

    def __init_subclass__(cls):
        super().__init_subclass__()
        for name, value in list(vars(cls).items()):
            if name.startswith("test_"):
                setattr(cls, name, _with_restarts(value))

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name)
        self.desktop = self.enterContext(Desktop(self.root, *self.DESKTOP_SIZE))
        self.program = None
        self.addCleanup(lambda: self.program and self.program.kill())

    def tearDown(self):
        if "POSTERN_PICTURE" in os.environ:  # what it looked like in the end
            self.desktop.picture(os.environ["POSTERN_PICTURE"])

    def start(self, *arguments):
        self.program = Program(self.desktop, [os.environ["POSTERN_IDE"], *arguments], POSTERN_HOME=str(self.root / "home"))

    def restart(self, *arguments):
        self.assertEqual(self.program.quit(), 0)
        self.start(*arguments)

    def restart_at_every_size(self):
        for width, height in SIZES:
            if width + FRAME > self.DESKTOP_SIZE[0] or height + FRAME + TITLE_BAR > self.DESKTOP_SIZE[1]:
                continue
            with self.subTest(restarted_at=f"{width}x{height}"):
                self.program.resize(width, height)
                before = self.program.geometry()
                self.restart()
                self.look()
                self.assertEqual(self.program.geometry(), before)
        crashes = self.root / "home/crashes"
        self.assertFalse(crashes.exists() and list(crashes.iterdir()), "reports of crashes")

    def look(self):
        """The window is on the screen, with the canvas, what stands beside it, and something drawn in them."""
        canvas = self.program.find("list", "Flow graph|흐름 그래프")
        canvas.resting_centre()
        x, y, width, height = self.program.geometry()
        self.assertTrue(x >= 0 and y >= 0 and x + width <= self.DESKTOP_SIZE[0] and y + height <= self.DESKTOP_SIZE[1],
                        f"The window is at {x}, {y}, {width} x {height}.")
        parts = [canvas, *self.program.all("tool bar"), *self.program.all("text", r".*\.(yaml|py|jinja2)")]
        places = [part.rectangle() for part in parts]
        for part, (left, top, wide, high) in zip(parts, places):
            self.assertTrue(x <= left and y <= top and left + wide <= x + width and top + high <= y + height,
                            f"{part.role} {part.name} at {left}, {top}, {wide} x {high} is in the window {x}, {y}, {width} x {height}.")
            if part.role != "tool bar":
                self.assertGreaterEqual(min(wide, high), LEAST_PANEL, f"{part.role} {part.name}")
        for index, (left, top, wide, high) in enumerate(places):
            for other in places[index + 1:]:
                self.assertFalse(left < other[0] + other[2] and other[0] < left + wide and top < other[1] + other[3]
                                 and other[1] < top + high, f"{places[index]} and {other} lie over each other")
        self.assertGreater(len(self.program.all("list item", under=canvas)), 0, "nodes on the canvas")
        left, top, wide, high = places[0]
        wait(lambda: len({self.desktop.colour(left + wide // 2, top + step) for step in range(0, high, 2)}) > 2, "a drawn graph")


def _with_restarts(session):
    @functools.wraps(session)
    def run(self):
        session(self)
        self.restart_at_every_size()
    return run


def main():
    """Runs the sessions of a file, each in a process of its own: a process belongs to one accessibility bus all its life."""
    if len(sys.argv) > 1:
        unittest.main()
    suites = unittest.defaultTestLoader.loadTestsFromModule(sys.modules["__main__"])
    names = [test.id().removeprefix("__main__.") for suite in suites for test in suite]
    failed = [name for name in names if subprocess.run([*sys.orig_argv, name]).returncode != 0]
    if failed:
        sys.exit(f"These sessions failed: {', '.join(failed)}")
