# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0

"""Requirements (PEP 508), their markers, and the files pip reads them from."""

import ast
import codecs
import operator
import os
import platform
import re
import sys

from . import versions

_REQUIREMENT = re.compile(
    r"(?P<name>[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)\s*"
    r"(?:\[(?P<extras>[A-Za-z0-9._,\s-]*)\])?\s*"
    r"(?:@\s*(?P<url>\S+)|(?P<specifiers>[^;@]*))\s*(?:;(?P<marker>.*))?")
MOST_READ = 16 << 20  # bytes of one file
_COMPARISONS = {ast.Eq: operator.eq, ast.NotEq: operator.ne, ast.Lt: operator.lt,
                ast.LtE: operator.le, ast.Gt: operator.gt, ast.GtE: operator.ge}
_SIGNS = {ast.Eq: "==", ast.NotEq: "!=", ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">="}


def canonical(name):
    """A distribution's name as names are compared."""
    return re.sub(r"[-_.]+", "-", name).lower()


def _surroundings():
    info = sys.implementation.version
    full = f"{info.major}.{info.minor}.{info.micro}"
    if info.releaselevel != "final":
        full += info.releaselevel[0] + str(info.serial)
    return {"implementation_name": sys.implementation.name, "implementation_version": full,
            "os_name": os.name, "platform_machine": platform.machine(),
            "platform_release": platform.release(), "platform_system": platform.system(),
            "platform_version": platform.version(), "sys_platform": sys.platform,
            "python_full_version": platform.python_version(),
            "python_version": ".".join(platform.python_version_tuple()[:2]),
            "platform_python_implementation": platform.python_implementation()}


class Marker:
    """The condition after a requirement's ";". Raises ValueError for what is none."""

    def __init__(self, text):
        try:  # "~=" is no operator of Python; "@" is, and no marker has it
            self._tree = ast.parse(text.strip().replace("~=", "@"), mode="eval").body
        except (SyntaxError, MemoryError, RecursionError) as error:
            raise ValueError(f"{text.strip()!r} is no marker") from error
        self.holds("")

    def holds(self, extra):
        return self._evaluate(self._tree, {**_surroundings(), "extra": extra})

    def _evaluate(self, node, names):
        if isinstance(node, ast.BoolOp):
            values = [self._evaluate(value, names) for value in node.values]
            return all(values) if isinstance(node.op, ast.And) else any(values)
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.MatMult):
            return self._compare("~=", None, self._text(node.left, names),
                                 self._text(node.right, names))
        if isinstance(node, ast.Compare) and len(node.ops) == 1:
            left, right = (self._text(node.left, names), self._text(node.comparators[0], names))
            kind = type(node.ops[0])
            if kind in (ast.In, ast.NotIn):
                return (left in right) == (kind is ast.In)
            if kind in _SIGNS:
                return self._compare(_SIGNS[kind], _COMPARISONS[kind], left, right)
        raise ValueError("this is no marker")

    @staticmethod
    def _text(node, names):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            return node.value
        if isinstance(node, ast.Name) and node.id in names:
            return names[node.id]
        name = ast.unparse(node).replace(".", "_")
        if isinstance(node, ast.Attribute) and name in names:  # old spelling: os.name
            return names[name]
        raise ValueError(f"a marker knows no {name!r}")

    @staticmethod
    def _compare(sign, compare, left, right):
        try:
            return versions.contains(versions.parse_specifiers(sign + right), left)
        except ValueError:
            return compare is not None and compare(left, right)


class Requirement:
    """One requirement. Raises ValueError for what is none."""

    def __init__(self, text):
        match = _REQUIREMENT.fullmatch(text.strip())
        if match is None:
            raise ValueError(f"{text.strip()!r} is no requirement")
        self.name = match["name"]
        self.extras = [extra.strip() for extra in (match["extras"] or "").split(",")
                       if extra.strip()]
        self.url = match["url"]
        specifiers = (match["specifiers"] or "").strip()
        if specifiers.startswith("(") and specifiers.endswith(")"):
            specifiers = specifiers[1:-1]
        self._specifiers = versions.parse_specifiers(specifiers)
        self._marker = Marker(match["marker"]) if (match["marker"] or "").strip() else None

    def contains(self, version):
        return versions.contains(self._specifiers, version)

    def applies(self, extra=""):
        return self._marker is None or self._marker.holds(extra)


class Line:
    """One entry of a requirements file: its text, where it stands, and whether pip takes it as
    a path, an address or an editable folder."""

    def __init__(self, text, file, number):
        self.text, self.file, self.number = text, file, number
        self.is_path = bool(re.match(r"-e\b|--editable\b|\.{0,2}/|[A-Za-z+]+:", text)
                            or text.endswith((".whl", ".tar.gz", ".zip")) and "@" not in text)


def _logical_lines(text):
    """(first line's number, text) with continuations joined and comments gone."""
    start, joined = 0, ""
    for number, line in enumerate(text.splitlines(), 1):
        start = start or number
        line = re.sub(r"(^|\s+)#.*$", "", line)
        if line.endswith("\\"):
            joined += line[:-1]
            continue
        if (joined + line).strip():
            yield start, (joined + line).strip()
        start, joined = 0, ""
    if joined.strip():
        yield start, joined.strip()


# The mark of UTF-16 begins that of UTF-32.
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF32_LE, "utf-32-le"),
          (codecs.BOM_UTF32_BE, "utf-32-be"), (codecs.BOM_UTF16_LE, "utf-16-le"),
          (codecs.BOM_UTF16_BE, "utf-16-be"))


def decoded(data):
    """A requirements file's text as pip reads it: by its byte order mark, or by what one of the
    first two lines says as in Python code, else UTF-8."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark):].decode(encoding)
    for line in data.split(b"\n")[:2]:
        named = re.search(rb"coding[:=]\s*([-\w.]+)", line) if line.startswith(b"#") else None
        if named:
            try:
                return data.decode(named[1].decode("ascii"))
            except LookupError as error:
                raise UnicodeError(str(error)) from error
    return data.decode("utf-8")


class Outside(Exception):
    """A file outside of the folder that reading is confined to; its name."""


def _text_of(path, shown):
    if not os.path.exists(path):
        raise FileNotFoundError(f"there is no {shown}")
    if not os.path.isfile(path):  # a pipe would keep us waiting, a device might have no end
        raise OSError(f"{shown} is no regular file")
    if os.path.getsize(path) > MOST_READ:
        raise OSError(f"{shown} is larger than {MOST_READ >> 20} MiB")
    with open(path, "rb") as stream:
        return decoded(stream.read(MOST_READ))


def read(file, root=None, seen=None):
    """The entries of a requirements file and of those it includes. With a root, raises Outside for
    one that isn't inside of it, and leaves variables of the environment as they are written."""
    seen = seen if seen is not None else set()
    path = os.path.realpath(file)
    if path in seen:
        return
    if root is not None and os.path.commonpath([path, root]) != root:
        raise Outside(file)
    seen.add(path)
    text = _text_of(path, file)
    for number, line in _logical_lines(text):
        if root is None:
            line = re.sub(r"\$\{([A-Z0-9_]+)\}",
                          lambda match: os.environ.get(match[1], match[0]), line)
        include = re.match(r"(?:-r\s*|--requirement(?:\s+|=))(\S+)", line)
        if include:
            yield from read(os.path.join(os.path.dirname(file), include[1]), root, seen)
        elif not line.startswith("-") or re.match(r"-e\b|--editable\b", line):
            yield Line(re.sub(r"\s+--[a-z].*$", "", line), file, number)
