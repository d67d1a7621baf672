# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0

"""What `postern completion` and `postern man` print, tried in the real shells and by man."""

import os
import pathlib
import pty
import select
import shutil
import signal
import subprocess
import tempfile
import time
import unittest

POSTERN = os.environ["POSTERN"]


def script(*words):
    return subprocess.run([POSTERN, *words], check=True, capture_output=True, text=True).stdout


class Folder(unittest.TestCase):
    def setUp(self):
        holder = tempfile.TemporaryDirectory()
        self.addCleanup(holder.cleanup)
        self.folder = pathlib.Path(holder.name)
        (self.folder / "my flow").mkdir()
        (self.folder / "data.jsonl").write_text("{}\n")


class Bash(Folder):
    def completed(self, *words):
        lines = [script("completion", "bash"),
                 "COMP_WORDS=(" + " ".join(f"'{word}'" for word in words) + ")",
                 f"COMP_CWORD={len(words) - 1}", "_postern",
                 'printf "%s\\n" "${COMPREPLY[@]}"']
        result = subprocess.run(["bash", "--norc", "-u", "-c", "\n".join(lines)], cwd=self.folder,
                                capture_output=True, text=True)
        self.assertEqual(result.stderr, "")
        return result.stdout.split("\n")[:-1]

    def test_commands(self):
        top = self.completed("postern", "")
        self.assertLessEqual({"flow", "connection", "completion"}, set(top))
        self.assertEqual(self.completed("postern", "flow", "va"), ["validate"])
        self.assertLessEqual({"init", "test", "validate", "edit"},
                             set(self.completed("postern", "flow", "")))

    def test_options_and_what_they_take(self):
        self.assertIn("--simulate", self.completed("postern", "flow", "test", "--s"))
        self.assertEqual(self.completed("postern", "flow", "init", "--type", "ch"), ["chat"])
        self.assertIn("json", self.completed("postern", "flow", "validate", "--format", ""))
        self.assertEqual(self.completed("postern", "flow", "validate", "--format", "=", "js"), ["json"])
        self.assertEqual(self.completed("postern", "completion", "z"), ["zsh"])

    def test_files_with_blanks(self):
        self.assertEqual(self.completed("postern", "flow", "test", "--flow", "my"), ["my flow"])
        self.assertEqual(self.completed("postern", "flow", "edit", "da"), ["data.jsonl"])


@unittest.skipUnless(shutil.which("fish"), "there is no fish")
class Fish(Folder):
    def completed(self, line):
        code = script("completion", "fish") + f"\ncomplete -C '{line}'\n"
        home = {"HOME": str(self.folder), "XDG_CONFIG_HOME": str(self.folder)}
        result = subprocess.run(["fish", "--no-config"], input=code, env={**os.environ, **home},
                                cwd=self.folder, capture_output=True, text=True)
        self.assertEqual(result.stderr, "")
        return [found.split("\t")[0] for found in result.stdout.splitlines()]

    def test_commands_options_and_words(self):
        self.assertIn("flow", self.completed("postern "))
        self.assertEqual(self.completed("postern flow va"), ["validate"])
        self.assertIn("--simulate", self.completed("postern flow test --s"))
        self.assertNotIn("--simulate", self.completed("postern flow init --"))
        self.assertEqual(self.completed("postern flow init --type ch"), ["chat"])
        self.assertEqual(self.completed("postern completion z"), ["zsh"])


@unittest.skipUnless(shutil.which("zsh"), "there is no zsh")
class Zsh(Folder):
    """An interactive zsh on a terminal of its own, whose line is typed and completed."""

    def setUp(self):
        super().setUp()
        (self.folder / "_postern").write_text(script("completion", "zsh"))
        self.pid, self.terminal = pty.fork()
        if self.pid == 0:
            os.chdir(self.folder)
            os.environ.update(HOME=str(self.folder), ZDOTDIR=str(self.folder), TERM="dumb", LC_ALL="C.UTF-8")
            os.execlp("zsh", "zsh", "-f", "-i")
        self.addCleanup(self.end)
        # What the line became is printed instead of being run.
        self.type("PS1=; unsetopt zle_bracketed_paste prompt_sp; fpath=($PWD $fpath); autoload -U compinit; "
                  "compinit -u -d dump; zstyle ':completion:*' insert-tab false; told() { print -r -- \"<$BUFFER>\"; BUFFER=; zle accept-line }; "
                  "zle -N told; bindkey '^X' told; print rea''dy\n")
        self.read("ready")

    def end(self):
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self.terminal)

    def type(self, text):
        os.write(self.terminal, text.encode())

    def read(self, until):
        seen = ""
        end = time.monotonic() + 60
        while until not in seen:
            ready, _, _ = select.select([self.terminal], [], [], max(0, end - time.monotonic()))
            self.assertTrue(ready, seen)
            seen += os.read(self.terminal, 4096).decode(errors="replace")
        return seen

    def completed(self, line):
        self.type(line + "\t\x18")
        seen = self.read(">")
        return seen[seen.rindex("<") + 1:seen.rindex(">")].rstrip()

    def test_commands_options_words_and_files(self):
        for typed, whole in [("postern fl", "postern flow"),
                             ("postern flow va", "postern flow validate"),
                             ("postern flow test --simu", "postern flow test --simulate"),
                             ("postern flow init --type ch", "postern flow init --type chat"),
                             ("postern completion z", "postern completion zsh"),
                             ("postern flow test --flow my", "postern flow test --flow my\\ flow/")]:
            with self.subTest(typed):
                self.assertEqual(self.completed(typed), whole)


class Manual(unittest.TestCase):
    def test_says_what_help_says(self):
        page = script("man")
        for word in (".TH POSTERN 1", "postern flow validate", "\\-\\-simulate", ".SH EXIT STATUS"):
            self.assertIn(word, page)

    @unittest.skipUnless(shutil.which("mandoc"), "there is no mandoc")
    def test_is_sound(self):
        checked = subprocess.run(["mandoc", "-T", "lint", "-W", "warning"], input=script("man"),
                                 capture_output=True, text=True)
        faults = [line for line in checked.stdout.splitlines() if "missing date" not in line]
        self.assertEqual(faults, [])


class Usage(unittest.TestCase):
    def test_an_unknown_shell_is_wrong_usage(self):
        for words in (["completion", "tcsh"], ["completion"]):
            result = subprocess.run([POSTERN, *words], capture_output=True, text=True)
            self.assertEqual(result.returncode, 2)
            self.assertEqual(result.stdout, "")


if __name__ == "__main__":
    unittest.main()
