# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0
"""Every sentence of an error or a diagnostic goes through tr(), and reaches the screen translated."""

import pathlib
import re
import subprocess
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]

# Files whose sentences are no messages to the user.
EXCEPTIONS = {"engine/simulator/services.cpp"}  # the answers of the simulated services

LITERAL = re.compile(r'"(?:\\.|[^"\\\n])*"')
TAKES_MESSAGES = re.compile(r"\b(\w+)\(((?:[^();{}]|\([^()]*\))*\bMessage\b(?:[^();{}]|\([^()]*\))*)\)")
MEMBER = re.compile(r"(?:\.|->)(?:message|hint|title)\s*=(?!=)\s*")
# Sentences with words, not separators or names put into them.
WORDS = re.compile(r"[A-Za-z]{2,}.*\s|\s.*[A-Za-z]{2,}")
UNTRANSLATED = re.compile(r"fromStdString\([^;]*(?:\bmessage\(\)|\bhint\(\)|\.english\(\))")


def end_of_token(text, at):
    """The place after the literal or comment that starts at `at`, or `at` when none does."""
    if text.startswith('R"(', at):
        return text.index(')"', at) + 2
    if text[at] == '"':
        return LITERAL.match(text, at).end()
    if text[at] == "'" and not text[at - 1].isalnum():
        return text.index("'", at + (2 if text[at + 1] != "\\" else 3)) + 1
    if text.startswith("//", at):
        return text.index("\n", at)
    return at


def arguments(text, at, depth=0):
    """The arguments within the bracket that opens at `at`, or from after `at` on in one that is open: then `depth` is 1."""
    begin, found = at + 1, []
    while at < len(text):
        after = end_of_token(text, at)
        if after != at:
            at = after
            continue
        char = text[at]
        depth += (char in "([{") - (char in ")]}")
        if depth == 0 or (char == "," and depth == 1):
            found.append(text[begin:at])
            begin = at + 1
        if depth == 0:
            break
        at += 1
    return found


def bare(expression):
    """The literals with words in an expression that stand outside of every tr()."""
    kept, at = "", 0
    for match in re.finditer(r"\b(?:tr|QT_TRANSLATE_NOOP)\(", expression):
        if match.start() >= at:
            kept += expression[at:match.start()]
            at = match.end() + len(",".join(arguments(expression, match.end() - 1))) + 1
    return [literal for literal in LITERAL.findall(kept + expression[at:]) if WORDS.search(literal)]


def takers(text):
    """The functions declared in a text that take messages: name to the places of these parameters."""
    found = {}
    for name, parameters in TAKES_MESSAGES.findall(text):
        listed = arguments("(" + parameters + ")", 0)
        places = {i for i, one in enumerate(listed) if re.search(r"\bMessage\s*&?\s*\w*\s*(=|$)", one.strip())}
        if places:
            found.setdefault(name, set()).update(places)
    return found


def bare_sentences(path, text, known):
    """Sentences handed to the functions `known`, or assigned, without tr()."""
    found = []
    known = {**known, **takers(text)}
    for name, places in known.items():
        for match in re.finditer(rf"\b{name}(?:\s+\w+)?\s*[({{]", text):
            given = arguments(text, match.end() - 1)
            found += [f"{path}: {one}" for i in places if i < len(given) for one in bare(given[i])]
    for match in re.finditer(r"\{(?=\s*ErrorCode::)", text):
        found += [f"{path}: {one}" for given in arguments(text, match.start())[1:3] for one in bare(given)]
    for match in MEMBER.finditer(text):
        before = text[match.start() - 1]
        if not (before.isalnum() or before in "_])"):  # of an initializer: others follow after a comma
            found += [f"{path}: {one}" for one in bare(arguments(text, match.end() - 1, 1)[0])]
            continue
        end = match.end()
        while text[end] != ";":
            end = max(end_of_token(text, end), end + 1)
        found += [f"{path}: {one}" for one in bare(text[match.end():end])]
    return found


def tracked(*patterns):
    names = subprocess.run(["git", "ls-files", *patterns], cwd=ROOT, check=True, capture_output=True, text=True)
    return {name: (ROOT / name).read_text("utf-8") for name in names.stdout.split()}


class Sentences(unittest.TestCase):
    def test_each_message_is_marked(self):
        sources = tracked("engine/**.h", "engine/**.cpp")
        known = {"Error": {1, 2}}
        for name, text in sources.items():
            if name.endswith(".h"):
                known.update(takers(text))
        found = []
        for name, text in {**sources, **tracked("app/request/**.cpp", "app/ide/**.cpp", "widgets/**.cpp")}.items():
            if name not in EXCEPTIONS:
                found += bare_sentences(name, text, known)
        self.assertEqual(found, [], "\n".join(["Write tr(\"...\") around:", *found]))

    def test_the_window_shows_no_untranslated_message(self):
        found = []
        for name, text in tracked("app/ide/**.cpp", "widgets/**.cpp").items():
            found += [f"{name}: {one}" for one in UNTRANSLATED.findall(text)]
        self.assertEqual(found, [], "\n".join(["Show it by theme::translated():", *found]))


class Rules(unittest.TestCase):
    """The rules see what they are there to see."""

    def check(self, text):
        return bare_sentences("a", text, {"Error": {1, 2}})

    def test_bare(self):
        self.assertTrue(self.check('throw Error(ErrorCode::Usage, "There is none.");'))
        self.assertTrue(self.check('throw Error(ErrorCode::Usage, tr("There is none."), "Add one.");'))
        self.assertTrue(self.check('Error error(ErrorCode::Usage, "No " + name + " is there.");'))
        self.assertTrue(self.check('return {ErrorCode::Usage, "There is none."};'))
        self.assertTrue(self.check('problem.message = name.empty() ? tr("No name.") : "The name is off.";'))
        self.assertTrue(self.check('Error a(Message what, int b);\nreturn a("It is off.", 1);'))
        self.assertTrue(self.check('show({.name = "a", .title = "It is off.", .key = "b"});'))
        self.assertFalse(self.check('show({.title = tr("It is off."), .key = "Ctrl+K, V"});'))
        self.assertFalse(self.check('throw Error(ErrorCode::Usage, tr("There is no %1.", name + " x"), {});'))
        self.assertFalse(self.check('throw Error(ErrorCode::Usage, error.what()).as({"UserError"}, "It is off.");'))
        self.assertFalse(self.check('problem.message = tr("The %1 is off.", quoted("a b"));'))
        self.assertFalse(self.check('Error a(Message what, std::string b);\nreturn a(tr("Off."), "It is off.");'))

    def test_shown(self):
        self.assertTrue(UNTRANSLATED.search("QString::fromStdString(error.message())"))
        self.assertTrue(UNTRANSLATED.search("QString::fromStdString(problem.hint.english())"))
        self.assertFalse(UNTRANSLATED.search("theme::translated(error.translatableMessage())"))


if __name__ == "__main__":
    unittest.main()
