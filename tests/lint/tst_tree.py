# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0
"""What the compiler doesn't check: which folder may look at which and at the system, no braced temporary in a co_await, no loop over a member of a temporary."""

import pathlib
import re
import subprocess
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]

# Bottom up: a folder of the engine may include itself and what stands before it.
ENGINE = [
    "base", "yaml", "pyobject", "jinja", "http", "process", "store", "flow", "layout", "connection", "identity", "simulator", "cloud",
    "azure", "python", "tool", "image", "prompty", "check", "run", "dap", "debug", "replay", "history", "batch", "evaluate", "git", "githost", "serve", "doctor", "export", "telemetry",
]
# The same for the window's program; main.cpp stands above all of them.
IDE = ["background", "home", "editing", "run", "git", "environment", "session", "authoring", "commands", "panes", "settings", "window"]
LAYERS = ["engine", "widgets", "app"]

INCLUDE = re.compile(r'^\s*#\s*include\s+([<"])([^>"]+)[>"]', re.M)
QT = re.compile(r"^(Q[A-Z]\w*|Qt\w*/.*|Qsci/.*)$")
# What only a Unix has stays in these, so that another system is a port of few files.
UNIX = re.compile(r"^(unistd|fcntl|poll|signal|spawn|pwd|netdb|dirent|termios|dlfcn|pthread)\.h$|^(sys|arpa|netinet)/")
UNIX_FOLDERS = ["engine/process", "engine/http", "engine/store"]
UNIX_FILES = [
    "app/cli/commandinput.cpp", "app/cli/confirm.cpp", "app/cli/linereader.cpp", "app/cli/output.cpp", "app/cli/stopsignals.cpp", "engine/base/sharedlibrary.cpp",
    "engine/python/filestamp.cpp", "engine/python/pythonenvironment.cpp", "engine/python/workeroutput.cpp", "engine/python/workerprocess.cpp",
    "engine/python/workerstart.cpp",
]
COMMENT_OR_STRING = re.compile(r'//[^\n]*|/\*.*?\*/|R"\((?:.|\n)*?\)"|"(?:\\.|[^"\\\n])*"', re.S)


def wrong_arrows(path, text):
    """The includes of a file that point up, as sentences. `path` is relative to the root."""
    parts = pathlib.PurePosixPath(path).parts
    if parts[0] not in LAYERS:
        return []
    found = []
    for _, target in INCLUDE.findall(text):
        if QT.match(target) and (parts[0] == "engine" or parts[:2] == ("app", "cli")):
            found.append(f"{path} includes Qt's {target}")
        into = pathlib.PurePosixPath(target).parts
        if into[0] not in LAYERS or len(into) < 2:
            continue
        if LAYERS.index(into[0]) > LAYERS.index(parts[0]):
            found.append(f"{path} includes {target} from a layer above")
        elif parts[0] == into[0] == "engine":
            if parts[1] not in ENGINE:
                found.append(f"{path}: engine/{parts[1]} has no place in the order of tst_tree.py")
            elif into[1] not in ENGINE or ENGINE.index(into[1]) > ENGINE.index(parts[1]):
                found.append(f"{path} includes {target} from a folder above")
        elif parts[:2] == into[:2] == ("app", "ide") and len(parts) > 3:
            if parts[2] not in IDE or into[2] not in IDE:
                found.append(f"{path}: a folder of app/ide has no place in the order of tst_tree.py")
            elif IDE.index(into[2]) > IDE.index(parts[2]):
                found.append(f"{path} includes {target} from a folder above")
    return found


def unix_headers(path, text):
    """The headers of Unix that a file includes where it shouldn't."""
    if path in UNIX_FILES or str(pathlib.PurePosixPath(path).parent) in UNIX_FOLDERS:
        return []
    return [f"{path} includes <{target}>: ask engine/process, http or store" for _, target in INCLUDE.findall(text) if UNIX.match(target)]


def closing(code, at):
    """The place after the brace that closes the one at `at`."""
    depth = 0
    for place in range(at, len(code)):
        depth += {"{": 1, "}": -1}.get(code[place], 0)
        if depth == 0:
            return place + 1
    return len(code)


def braces_in_expression(code, at):
    """Whether the expression that begins at `at` builds a braced temporary. Bodies of lambdas don't
    count, nor does the block of an if or a loop whose condition awaits."""
    depth = 0
    while at < len(code):
        char = code[at]
        if char in "([":
            depth += 1
        elif char in ")]":
            depth -= 1
        elif char == ";" and depth <= 0:
            return False
        elif char == "{":
            before = code[:at].rstrip()
            if before.endswith((")", "]", "mutable")) or re.search(r"->\s*[\w:<>, *&]+$", before):
                if depth <= 0:
                    return False
                at = closing(code, at)
                continue
            return True
        at += 1
    return False


def braced_awaits(path, text):
    """co_await expressions that build an aggregate or a braced temporary, which GCC 12 miscompiles."""
    code = COMMENT_OR_STRING.sub(lambda match: '""' + "\n" * match.group(0).count("\n"), text)
    found = []
    for match in re.finditer(r"\bco_await\b", code):
        if braces_in_expression(code, match.end()):
            line = code.count("\n", 0, match.start()) + 1
            found.append(f"{path}:{line}: braced temporary inside co_await")
    return found


LOOP_OVER_MEMBER = re.compile(r"for\s*\([^;(){}]*[^:]:\s*[\w:]+(?:(?:\.|->)\w+)*\([^()]*\)\.as(?:Dict|List|String)\(\)\s*\)")


def dangling_loops(path, text):
    """Loops over a member of what a call returned: the value is gone before the first turn."""
    code = COMMENT_OR_STRING.sub('""', text)
    return [f"{path}: keep the value in a variable: {loop}" for loop in LOOP_OVER_MEMBER.findall(code)]


TESTS = re.compile(r"\bTEST(?:_F|_P)?\(\s*(\w+)\s*,\s*(\w+)\s*\)|\bvoid (Test\w+)::(\w+)\(\)")


def names_of_tests(text):
    """"Suite.name" of every C++ test in a file."""
    return {f"{match[1] or match[3]}.{match[2] or match[4]}" for match in TESTS.finditer(text)}


def unheld_sentences(text, tests):
    """Points of a list without a test behind them, and tests that there aren't."""
    found = []
    for line in text.splitlines():
        if line.startswith("- "):
            behind = re.search(r"\[(`[^\]]+`)\]$", line)
            names = re.findall(r"`([^`]+)`", behind[1]) if behind else []
            if not names:
                found.append(f"no test holds: {line}")
            found += [f"there is no test {name}: {line}" for name in names if name not in tests]
    return found


def unbuilt(folder, files, listing):
    """Files of tests in a folder that its CMakeLists.txt doesn't name: nobody would miss them."""
    named = set(re.findall(r"\w+", listing))
    return [f"{folder}/CMakeLists.txt builds no {name}" for name in files if not {name, name.removeprefix("tst_")} & named]


def tracked(*patterns):
    names = subprocess.run(["git", "ls-files", *patterns], cwd=ROOT, check=True, capture_output=True, text=True)
    return names.stdout.split()


class Tree(unittest.TestCase):
    def check(self, rule):
        found = []
        for name in tracked("app/**.h", "app/**.cpp", "widgets/**.h", "widgets/**.cpp", "engine/**.h", "engine/**.cpp"):
            found += rule(name, (ROOT / name).read_text(encoding="utf-8"))
        self.assertEqual(found, [], "\n".join(found))

    def test_no_include_points_up(self):
        self.check(wrong_arrows)

    def test_what_unix_has_stays_where_it_is(self):
        self.check(unix_headers)
        gone = [name for name in UNIX_FILES if not unix_headers("engine/run/" + name, (ROOT / name).read_text(encoding="utf-8"))]
        self.assertEqual(gone, [], "these need no exception any more")

    def test_no_braced_temporary_in_co_await(self):
        self.check(braced_awaits)

    def test_no_loop_over_a_member_of_a_temporary(self):
        self.check(dangling_loops)

    def test_each_promise_of_security_is_held_by_a_test(self):
        tests = set()
        for path in (ROOT / "tests").rglob("*.cpp"):
            tests |= names_of_tests(path.read_text(encoding="utf-8"))
        found = unheld_sentences((ROOT / "docs/security.md").read_text(encoding="utf-8"), tests)
        self.assertEqual(found, [], "\n".join(found))

    def test_each_test_is_built(self):
        found = []
        for folder in sorted({path.parent for path in (ROOT / "tests").rglob("tst_*.cpp")}):
            listing = (folder / "CMakeLists.txt").read_text(encoding="utf-8")
            found += unbuilt(folder.relative_to(ROOT), sorted(path.stem for path in folder.glob("tst_*.cpp")), listing)
        self.assertEqual(found, [], "\n".join(found))

    def test_no_two_tests_have_one_name(self):
        # Each is a target of the build, and those are named once.
        stems = [path.stem for path in (ROOT / "tests").rglob("tst_*.cpp")]
        self.assertEqual(sorted({stem for stem in stems if stems.count(stem) > 1}), [])

    def test_no_empty_folder_in_the_order_of_the_build(self):
        listed = re.findall(r"add_subdirectory\((\w+)\)", (ROOT / "engine/CMakeLists.txt").read_text())
        self.assertEqual(listed, sorted(listed, key=ENGINE.index))


class Rules(unittest.TestCase):
    """The rules see what they are there to see."""

    def test_arrows(self):
        self.assertTrue(wrong_arrows("engine/base/a.h", '#include "engine/run/event.h"'))
        self.assertTrue(wrong_arrows("engine/run/a.h", '#include "app/ide/window.h"'))
        self.assertTrue(wrong_arrows("widgets/graph/a.h", '#include "app/ide/window.h"'))
        self.assertTrue(wrong_arrows("engine/run/a.h", "#include <QString>"))
        self.assertTrue(wrong_arrows("app/cli/a.cpp", "#include <QtCore/QString>"))
        self.assertFalse(wrong_arrows("app/ide/a.cpp", '#include <QString>\n#include "engine/run/event.h"'))
        self.assertFalse(wrong_arrows("engine/run/a.h", '#include "engine/base/value.h"'))
        self.assertTrue(wrong_arrows("app/ide/editing/a.h", '#include "app/ide/window/mainwindow.h"'))
        self.assertTrue(wrong_arrows("app/ide/new/a.h", '#include "app/ide/home/paths.h"'))
        self.assertFalse(wrong_arrows("app/ide/main.cpp", '#include "app/ide/window/application.h"'))
        self.assertFalse(wrong_arrows("app/ide/window/a.h", '#include "app/ide/editing/buffer.h"'))

    def test_unix(self):
        self.assertTrue(unix_headers("engine/run/a.cpp", "#include <unistd.h>"))
        self.assertTrue(unix_headers("app/ide/home/a.cpp", "#include <sys/stat.h>"))
        self.assertFalse(unix_headers("engine/process/a.cpp", "#include <unistd.h>"))
        self.assertFalse(unix_headers("engine/run/a.cpp", '#include "engine/process/spawn.h"\n#include <csignal>'))

    def test_braces(self):
        self.assertTrue(braced_awaits("a", "co_await f({.a = x});"))
        self.assertTrue(braced_awaits("a", "auto y = co_await send(Request{a, b});"))
        self.assertFalse(braced_awaits("a", "Request request{a, b};\nco_await send(std::move(request));"))
        self.assertFalse(braced_awaits("a", "while (auto x = co_await stream.next()) { f(x); }"))
        self.assertFalse(braced_awaits("a", "if (co_await gate(x)) { f({1}); }"))
        self.assertFalse(braced_awaits("a", "co_await post([&](int a) { return g({a}); });"))
        self.assertTrue(braced_awaits("a", "co_await post([&] { return 1; }, {1, 2});"))
        self.assertFalse(braced_awaits("a", "// co_await f({1});\nco_await g();"))

    def test_promises(self):
        tests = names_of_tests("TEST_F(Vault, Holds)\n{}\nTEST(\n    A,\n    b)\nvoid TestX::y()\n{}")
        self.assertEqual(tests, {"Vault.Holds", "A.b", "TestX.y"})
        self.assertFalse(unheld_sentences("- It holds. [`Vault.Holds`, `A.b`]\ntext", tests))
        self.assertTrue(unheld_sentences("- It holds.", tests))
        self.assertTrue(unheld_sentences("- It holds. [`Vault.Leaks`]", tests))

    def test_tests(self):
        self.assertFalse(unbuilt("a", ["tst_one", "tst_two"], "foreach(test IN ITEMS tst_one tst_two)"))
        self.assertTrue(unbuilt("a", ["tst_one", "tst_two"], "foreach(test IN ITEMS tst_one tst_twofold)"))

    def test_loops(self):
        self.assertTrue(dangling_loops("a", "for (const auto &[key, value] : makeValue().asDict())"))
        self.assertTrue(dangling_loops("a", 'for (const Value &x : json::parse("[1]").asList())'))
        self.assertTrue(dangling_loops("a", "for (const Value &x : test.value(1).asList()) {"))
        self.assertFalse(dangling_loops("a", "for (const Value &x : value.asList()) {"))
        self.assertFalse(dangling_loops("a", 'for (const Value &x : test.find("a")->asList()) {'))
        self.assertFalse(dangling_loops("a", "for (const char32_t c : decode(make(x).asString())) {"))


if __name__ == "__main__":
    unittest.main()
