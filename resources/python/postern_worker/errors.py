# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0

"""Exceptions as the engine hears of them."""

import os

_OWN = os.path.dirname(os.path.dirname(os.path.abspath(__file__))) + os.sep


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


def safe_str(error):
    try:
        return str(error)
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


def _is_promptflow(error):
    # Of our package or of a real one that fell through: the class is known by its name.
    return any(
        base.__name__ == "PromptflowException" and base.__module__.startswith("promptflow")
        for base in type(error).__mro__
    )


def _format(error, tb):
    from traceback import TracebackException

    try:
        return "".join(TracebackException(type(error), error, tb).format())
    except Exception:
        return "%s: %s\n" % (type(error).__name__, safe_str(error))


def report(error):
    """The dict that crosses: type, message, traceback, place, and prompt flow's codes where the
    exception brings its own."""
    wrapper = None
    if isinstance(error, (Unwrapped, EntryError)):
        wrapper, error = error, error.__cause__
    tb = _user_traceback(error)
    data = {
        "type": type(error).__name__,
        "message": safe_str(error),
        "traceback": _format(error, tb),
        "filename": "",
        "lineno": 0,
        "name": "",
        "kind": "user" if isinstance(error, Exception) else "exit",
    }
    last = tb
    while last is not None and last.tb_next is not None:
        last = last.tb_next
    if last is not None and not _is_own(last.tb_frame.f_code.co_filename):
        data["filename"] = last.tb_frame.f_code.co_filename
        data["lineno"] = last.tb_lineno
        data["name"] = last.tb_frame.f_code.co_name
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
            data["codes"] = [str(code) for code in error.error_codes]
            data["message"] = str(error.message)
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
