# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0

"""Answers questions about the texts of Python files, which it doesn't run: python3 -I -S reader.py.

Reads a line of JSON for each question and writes one for the answer, until its standard input ends.
{"texts": [...]} gives what keeps them from being parsed, [[index, line, column, message], ...];
{"entry": name, "text": text} what signatures.py says of a flex flow's entry; {"tools": text} what it
says of the tools in a file, null for one that can't be read.
"""

import ast
import json
import os
import sys
import warnings

sys.path.append(os.path.dirname(os.path.abspath(__file__)))
sys.dont_write_bytecode = True

import signatures  # noqa: E402

_MOST_SHOWN = 300


def _problems(texts):
    found = []
    for index, text in enumerate(texts):
        try:
            ast.parse(text)
        except SyntaxError as error:
            place = [index, error.lineno or 1, error.offset or 1]
            found.append([*place, str(error.msg)[:_MOST_SHOWN]])
        except Exception as error:
            message = "%s: %s" % (type(error).__name__, error)
            found.append([index, 1, 1, message[:_MOST_SHOWN]])
    return found


def _told(read, *arguments):
    try:
        return read(*arguments)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None  # the check of the folder says what is wrong with the text


def _answer(question):
    if "texts" in question:
        return _problems(question["texts"])
    if "tools" in question:
        return _told(signatures.read_tools, question["tools"])
    return _told(signatures.read_entry, question["text"], question["entry"])


def main():
    warnings.simplefilter("ignore")
    for line in sys.stdin.buffer:
        sys.stdout.write(json.dumps(_answer(json.loads(line))) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
