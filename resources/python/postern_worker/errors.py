# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0

"""Exceptions as the engine hears of them."""

import os
import sys

_OWN = os.path.dirname(os.path.dirname(os.path.abspath(__file__))) + os.sep
_PACKAGES = (os.sep + "site-packages" + os.sep, os.sep + "dist-packages" + os.sep)
_LIBRARY = os.path.dirname(os.__file__) + os.sep

# What the flow runs in; its files are the author's.
folder = ""

_PARSING = ("UserError", "ToolValidationError", "PythonParsingError")


class InvalidProperty(Exception):
    """A reference's property does not exist on the value."""

    def __init__(self, path, slot):
        Exception.__init__(self, path)
        self.path = path
        self.slot = slot


class Unwrapped(Exception):
    """Its cause happened outside the tool's own call: prompt flow reports it bare."""


class EntryError(Exception):
    """Its cause happened in a flex flow's function."""

    def __init__(self, where):
        Exception.__init__(self, where)
        self.where = where


class LoadError(Exception):
    """A tool can't be loaded: prompt flow's codes and sentence."""

    def __init__(self, code, message, parents=_PARSING):
        Exception.__init__(self, message)
        self.codes = (*parents, code)


# What nobody reads to its end isn't carried either: each text costs its size several times.
_MOST_MESSAGE = 60_000
_MOST_TRACEBACK = 240_000


def shortened(text, most=_MOST_MESSAGE):
    """The begin and the end of a text that is longer than that, and how much there was between."""
    if len(text) <= most:
        return text
    end = most // 4
    left_out = len(text) - most
    return "%s\n[... %d characters left out ...]\n%s" % (text[: most - end], left_out, text[-end:])


def safe_str(error):
    try:
        return shortened(str(error))
    except Exception:
        return "<unprintable %s object>" % type(error).__name__


def _is_own(filename):
    return filename.startswith(_OWN)


def _user_traceback(error):
    """The traceback without the frames that led to the user's code."""
    tb = error.__traceback__
    while tb is not None and _is_own(tb.tb_frame.f_code.co_filename) and tb.tb_next is not None:
        tb = tb.tb_next
    return tb


def _nearness(filename):
    """How near a file is to the author: 2 in the flow's folder, 1 code of another place, 0 what is
    installed, and no file at all."""
    if not os.path.isabs(filename) or _is_own(filename):
        return 0
    if filename.startswith(_LIBRARY) or any(part in filename for part in _PACKAGES):
        return 0
    if sys.prefix != sys.base_prefix and filename.startswith(sys.prefix + os.sep):
        return 0
    return 2 if folder and filename.startswith(folder + os.sep) else 1


def _places(error, tb):
    """(file, line, function) of all that led to an error, the innermost last."""
    while tb is not None:
        code = tb.tb_frame.f_code
        yield code.co_filename, tb.tb_lineno, code.co_name
        tb = tb.tb_next
    if isinstance(error, SyntaxError) and isinstance(error.filename, str):
        yield error.filename, error.lineno or 1, ""
    place = getattr(error, "_postern_place", None)  # of a flow that was called
    if place is not None:
        yield (*place, "")


def _place(error, tb):
    """The innermost place that its author can do something about; else the innermost."""
    best = ("", 0, "")
    nearness = 0
    for place in _places(error, tb):
        near = _nearness(place[0])
        is_file = place[0][:1] != "<" and not _is_own(place[0])
        if near >= nearness and is_file:
            best, nearness = place, near
    return best


def _is_promptflow(error):
    # Of our package or of a real one that fell through: the class is known by its name.
    return any(
        base.__name__ == "PromptflowException" and base.__module__.startswith("promptflow")
        for base in type(error).__mro__
    )


def _format(error, tb):
    from traceback import TracebackException

    try:
        told = TracebackException(type(error), error, tb)
        _shorten_messages(told)
        text = "".join(told.format())
    except Exception:
        text = "%s: %s\n" % (type(error).__name__, safe_str(error))
    called = getattr(error, "_postern_details", "")
    if called:
        text = "%s\nIn the flow that was called:\n\n%s" % (text, called)
    return shortened(text, _MOST_TRACEBACK)


def _shorten_messages(told):
    """Those of an error and of all that led to it, before they are written, as often as they are."""
    pending = [told]
    seen = set()
    while pending:
        told = pending.pop()
        if told is None or id(told) in seen:
            continue
        seen.add(id(told))
        for name in ("_str", "text", "msg"):
            text = getattr(told, name, None)
            if isinstance(text, str) and len(text) > _MOST_MESSAGE:
                setattr(told, name, shortened(text))
        told.__notes__ = _shortened_notes(getattr(told, "__notes__", None))
        pending += [told.__cause__, told.__context__, *(getattr(told, "exceptions", None) or ())]


def _shortened_notes(notes):
    if not isinstance(notes, (list, tuple)):
        return notes
    return [shortened(note) if isinstance(note, str) else note for note in notes]


def report(error):
    """The dict that crosses: type, message, traceback, place, and prompt flow's codes where the
    exception brings its own."""
    wrapper = None
    if isinstance(error, (Unwrapped, EntryError)):
        wrapper, error = error, error.__cause__
    # Why a tool's file can't be loaded is the author's to look at, not that it can't.
    origin = error.__cause__ if isinstance(error, LoadError) and error.__cause__ else error
    tb = _user_traceback(origin)
    filename, lineno, name = _place(origin, tb)
    data = {
        "type": type(error).__name__,
        "message": safe_str(error),
        "traceback": _format(origin, tb),
        "filename": filename,
        "lineno": lineno,
        "name": name,
        "kind": "user" if isinstance(error, Exception) else "exit",
    }
    if isinstance(error, LoadError):
        data["kind"] = "load"
        data["codes"] = list(error.codes)
    elif isinstance(wrapper, EntryError):
        data["kind"] = "script"
        data["where"] = wrapper.where
    elif isinstance(error, InvalidProperty):
        data["kind"] = "property"
        data["property"] = error.path
        data["slot"] = error.slot
    elif isinstance(error, Exception) and _is_promptflow(error):
        data["kind"] = "promptflow"
        try:
            data["codes"] = [shortened(str(code)) for code in error.error_codes]
            data["message"] = shortened(str(error.message))
        except Exception:
            data["codes"] = ["UserError"]
    elif isinstance(wrapper, Unwrapped):
        data["kind"] = "system"
    return data


def emergency(error):
    """A report that needs no memory and no stack to speak of."""
    return {
        "type": type(error).__name__,
        "message": "",
        "traceback": "",
        "filename": "",
        "lineno": 0,
        "name": "",
        "kind": "user",
    }
