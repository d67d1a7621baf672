# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0

"""Docstrings in the styles of Sphinx, Google, NumPy and epydoc.

As the docstring_parser package, which prompt flow asks, does it: of all styles the one that finds
most entries is taken.
"""

import re
from inspect import cleandoc

_PARAMETERS = ("param", "parameter", "arg", "argument", "attribute", "key", "keyword")
_RESULTS = ("return", "returns", "yield", "yields")
_ERRORS = ("raises", "raise", "except", "exception")


class Unreadable(Exception):
    """The text is not of this style."""


class _Docstring:
    def __init__(self, text, start):
        """`start` is where entries begin, None where there are none."""
        head = text if start is None else text[:start]
        short, _, rest = head.partition("\n")
        lines = [short, ""] if short and rest.startswith("\n") else [short] if short else []
        if rest.strip():
            lines.append(rest.strip())
        self.description = "\n".join(lines)
        self.parameters = {}
        self.count = 0  # of entries of every kind

    def add(self, name, description, kind):
        self.count += 1
        self.parameters[name] = {"description": description, "type": kind}


def read(text):
    """(description, {parameter: {"description", "type"}})."""
    found = []
    problem = None
    for style in (_sphinx, _google, _numpy, _epydoc):
        try:
            found.append(style(cleandoc(text or "")))
        except Unreadable as error:
            problem = error
    if not found:
        raise problem
    best = max(found, key=lambda docstring: docstring.count)  # the first of several
    return best.description, best.parameters


def _start(pattern, text):
    match = re.search(pattern, text, re.M)
    return match.start() if match else None


def _unindented(text):
    """An entry's text, its further lines without their common indentation."""
    first, newline, rest = text.partition("\n")
    return first + newline + cleandoc(rest) if newline else text


def _chunks(sign, text):
    """The entries that begin with a sign at the start of a line."""
    start = _start("^" + sign, text)
    return re.findall(r"^%s.*?(?=^%s|\Z)" % (sign, sign), text[start:] if start is not None else "",
                      re.S | re.M)


def _sphinx(text):
    found = _Docstring(text, _start("^:", text))
    types = {}
    results = returned = 0
    for chunk in _chunks(":", text):
        head, colon, description = chunk.lstrip(":").partition(":")
        words = head.split()
        if not colon or not words:
            raise Unreadable(chunk)
        description = _unindented(description.strip())
        if len(words) == 2 and words[0] == "type":
            types[words[1]] = description
        elif words[0] == "rtype" and len(words) < 3:
            returned = 1
        elif words[0] in _PARAMETERS:
            if len(words) not in (2, 3):
                raise Unreadable(chunk)
            kind = words[1] if len(words) == 3 else None
            found.add(words[-1], description, kind[:-1] if kind and kind[-1] == "?" else kind)
        else:
            if words[0] in _RESULTS + _ERRORS and len(words) > 2:
                raise Unreadable(chunk)
            results += words[0] in _RESULTS
            found.count += 1
    for name, entry in found.parameters.items():
        entry["type"] = entry["type"] or types.get(name)
    found.count += returned and not results
    return found


_GOOGLE_PARAMETERS = ("Arguments", "Args", "Parameters", "Params", "Attributes")
_GOOGLE_ERRORS = ("Raises", "Exceptions", "Except")
_GOOGLE_TEXTS = ("Example", "Examples", "Returns", "Yields")
_GOOGLE_TITLE = r"^(%s):[ \t\r\f\v]*$" % "|".join(
    _GOOGLE_PARAMETERS + _GOOGLE_ERRORS + _GOOGLE_TEXTS
)


def _google(text):
    found = _Docstring(text, _start(_GOOGLE_TITLE, text))
    titles = list(re.finditer(_GOOGLE_TITLE, text, re.M))
    sections = {}
    for title, following in zip(titles, titles[1:] + [None]):
        body = text[title.end() : following.start() if following else len(text)]
        stray = re.search(r"\n\S", body)  # text that belongs to no section
        sections[title[1]] = (body[: stray.start()] if stray else body).strip("\n")
    for title, body in sections.items():
        if title in _GOOGLE_TEXTS:
            found.count += 1
            continue
        indent = re.match(r"\s*", body)[0]
        starts = list(re.finditer("^" + indent + r"(?=\S)", body, re.M))
        if not starts:
            raise Unreadable(title)
        for start, following in zip(starts, starts[1:] + [None]):
            part = body[start.end() : following.start() if following else len(body)].strip("\n")
            _google_entry(found, part, title in _GOOGLE_PARAMETERS)
    return found


def _google_entry(found, part, is_parameter):
    head, colon, description = part.partition(":")
    if not colon:
        raise Unreadable(part)
    if not is_parameter:
        found.count += 1
        return
    first, newline, rest = head.partition("\n")
    head = first + cleandoc(rest) if newline else head
    description = _unindented(description[description[:1] == " " :]).strip("\n")
    typed = re.match(r"\s*(.+?)\s*\(\s*(.*[^\s]+)\s*\)", head)
    if typed is None:
        found.add(head, description, None)
        return
    kind = typed[2]
    if kind.endswith(", optional"):
        kind = kind[: -len(", optional")]
    elif kind.endswith("?"):
        kind = kind[:-1]
    found.add(typed[1], description, kind)


_NUMPY_PARAMETERS = (
    *("Parameters", "Params", "Arguments", "Args", "Receives", "Receive"),
    *("Other Parameters", "Other Params", "Other Arguments", "Other Args"),
    *("Attributes", "Attribute"),
)
_NUMPY_LISTS = (
    *("Raises", "Raise", "Warns", "Warn", "Returns", "Return", "Yields", "Yield"),
)
_NUMPY_TEXTS = (
    *("Warnings", "Warning", "See Also", "Related", "Notes", "Note", "References", "Reference"),
)
_NUMPY_EXAMPLES = ("Examples", "Example")
_NUMPY_TITLE = r"%s|^\.\.\s*(deprecated)\s*::" % "|".join(
    r"^(%s)\s*?\n%s\s*$" % (title, "-" * len(title))
    for title in _NUMPY_PARAMETERS + _NUMPY_LISTS + _NUMPY_EXAMPLES + _NUMPY_TEXTS
)


def _numpy(text):
    found = _Docstring(text, _start(_NUMPY_TITLE, text))
    titles = list(re.finditer(_NUMPY_TITLE, text, re.M))
    for title, following in zip(titles, titles[1:] + [None]):
        name = next(group for group in title.groups() if group is not None)
        body = text[title.end() : following.start() if following else len(text)]
        if name in _NUMPY_PARAMETERS or name in _NUMPY_LISTS:
            _numpy_entries(found, body, name in _NUMPY_PARAMETERS)
        elif name in _NUMPY_EXAMPLES:
            found.count += len(re.findall(r"(?:^>>>.*\n?)+|\A(?!>>>)[^\n]", cleandoc(body), re.M))
        else:
            found.count += 1
    return found


def _numpy_entries(found, body, is_parameter):
    keys = list(re.finditer(r"^[^\s].*$", body, re.M))
    for key, following in zip(keys, keys[1:] + [None]):
        if not is_parameter:
            found.count += 1
            continue
        value = cleandoc(body[key.end() : following.start() if following else len(body)])
        name, kind = re.match(r"^(.*?)(?:\s*:\s*(.*?))?$", key[0]).groups()
        for ending in (r"(.*?)(?:, optional|\(optional\))$", r"(.*?)(?:, default|\(default\)).*$"):
            shorter = re.match(ending, kind or "")
            kind = shorter[1] if shorter else kind
        found.add(name, value.strip() or None, kind)


_EPYDOC_NAME = r"(\s+[_A-z][_A-z0-9]*\??)"
_EPYDOC = (
    ("parameter", "(param|keyword|type)%s:" % _EPYDOC_NAME),
    ("parameter", "(ivar|cvar|var)%s:" % _EPYDOC_NAME),
    ("error", "(raise)%s?:" % _EPYDOC_NAME),
    ("result", "(return|rtype|yield|ytype):"),
    ("other", "([_A-z][_A-z0-9]+)((?:%s)*):" % _EPYDOC_NAME),
)
_EPYDOC_OWN = ("param", "ivar", "cvar", "var", "keyword", "type", "return", "rtype", "yield", "ytype")


def _epydoc(text):
    found = _Docstring(text, _start("^@", text))
    parameters = {}
    has_result = False
    for chunk in _chunks("@", text):
        kind, match = next(
            ((kind, match) for kind, match in ((k, re.search(p, chunk)) for k, p in _EPYDOC) if match),
            ("other", None),
        )
        if match is None or (kind == "other" and match[1] in _EPYDOC_OWN):
            raise Unreadable(chunk)
        if kind == "parameter":
            entry = parameters.setdefault(match[2].strip(), {"description": None, "type": None})
            description = _unindented(chunk[match.end() :].strip())
            entry["type" if match[1] == "type" else "description"] = description
        elif kind == "result":
            has_result = True
        else:
            found.count += 1
    for name, entry in parameters.items():
        kind = entry["type"]
        found.add(name, entry["description"], kind[:-1] if kind and kind[-1] == "?" else kind)
    found.count += has_result
    return found
