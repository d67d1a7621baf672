# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0

"""Versions and version specifiers (PEP 440), as far as requirements need them."""

import math
import re

_VERSION = re.compile(
    r"v?(?:(?P<epoch>\d+)!)?(?P<release>\d+(?:\.\d+)*)"
    r"(?:[-_.]?(?P<phase>alpha|beta|preview|pre|rc|a|b|c)[-_.]?(?P<phase_number>\d*))?"
    r"(?:-(?P<revision>\d+)|[-_.]?(?P<post>post|rev|r)[-_.]?(?P<post_number>\d*))?"
    r"(?:[-_.]?(?P<dev>dev)[-_.]?(?P<dev_number>\d*))?"
    r"(?:\+(?P<local>[a-z0-9]+(?:[-_.][a-z0-9]+)*))?", re.ASCII)
_PHASES = {"alpha": "a", "beta": "b", "c": "rc", "pre": "rc", "preview": "rc"}
_SPECIFIER = re.compile(r"\s*(===|==|~=|!=|<=|>=|<|>)\s*([^\s,;()]+)\s*")


class Version:
    """One version; compare `key` or `public`. Raises ValueError for what is none."""

    def __init__(self, text):
        match = _VERSION.fullmatch(text.strip().lower())
        if match is None:
            raise ValueError(f"{text!r} is no version")
        part = match.groupdict()
        self.epoch = int(part["epoch"] or 0)
        self.release = tuple(int(number) for number in part["release"].split("."))
        phase = part["phase"]
        self.pre = phase and (_PHASES.get(phase, phase), int(part["phase_number"] or 0))
        self.post = int(part["revision"]) if part["revision"] else (
            int(part["post_number"] or 0) if part["post"] else None)
        self.dev = int(part["dev_number"] or 0) if part["dev"] else None
        self.local = part["local"]

    @property
    def base(self):
        """Epoch and release without zeros at its end."""
        release = list(self.release)
        while len(release) > 1 and release[-1] == 0:
            release.pop()
        return (self.epoch, tuple(release))

    @property
    def public(self):
        """Orders versions, their local labels left out."""
        pre = self.pre or ("z", 0)
        if self.pre is None and self.post is None and self.dev is not None:
            pre = ("", 0)
        return (self.base, pre, -1 if self.post is None else self.post,
                math.inf if self.dev is None else self.dev)

    @property
    def key(self):
        """Orders versions, local labels included."""
        labels = re.split(r"[-_.]", self.local) if self.local else []
        return (self.public, tuple((1, int(label), "") if label.isdigit() else (0, 0, label)
                                   for label in labels))

    @property
    def is_pre(self):
        return self.pre is not None or self.dev is not None

    def starts_with(self, other, count):
        """Whether the first `count` numbers of the releases, filled up with zeros, are equal."""
        def head(version):
            return (version.release + (0,) * count)[:count]
        return self.epoch == other.epoch and head(self) == head(other)


def _is_equal(version, text):
    if text.endswith(".*"):
        wanted = Version(text[:-2])
        return version.starts_with(wanted, len(wanted.release))
    wanted = Version(text)
    return version.key == wanted.key if wanted.local else version.public == wanted.public


def _is_after(version, wanted):
    if version.base == wanted.base and (version.local
                                        or version.post is not None and wanted.post is None):
        return False
    return version.key > wanted.key


def _is_before(version, wanted):
    if version.base == wanted.base and version.is_pre and not wanted.is_pre:
        return False
    return version.key < wanted.key


def _is_compatible(version, wanted):
    return (version.public >= wanted.public
            and version.starts_with(wanted, len(wanted.release) - 1))


def _meets(version, operator, text):
    if operator in ("==", "!="):
        return _is_equal(version, text) == (operator == "==")
    wanted = Version(text)
    if operator == "~=":
        return _is_compatible(version, wanted)
    if operator == ">=":
        return version.public >= wanted.public
    if operator == "<=":
        return version.public <= wanted.public
    return (_is_after if operator == ">" else _is_before)(version, wanted)


def parse_specifiers(text):
    """[(operator, version)] of ">=1,<2". Raises ValueError."""
    found = []
    for part in filter(str.strip, text.split(",")):
        match = _SPECIFIER.fullmatch(part)
        if match is None:
            raise ValueError(f"{part.strip()!r} is no version specifier")
        operator, version = match.groups()
        exact = operator in ("==", "!=")
        if operator != "===":
            wanted = Version(version[:-2] if exact and version.endswith(".*") else version)
            if wanted.local and not exact or operator == "~=" and len(wanted.release) < 2:
                raise ValueError(f"{part.strip()!r} is no version specifier")
        found.append((operator, version))
    return found


def contains(specifiers, version):
    """Whether an installed version, pre-releases allowed, meets all of parse_specifiers()."""
    for operator, wanted in specifiers:
        if operator == "===":
            if version.lower() != wanted.lower():
                return False
        elif not _meets(Version(version), operator, wanted):
            return False
    return True
