# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0

"""How values cross: pickle protocol 3, of which the engine reads and writes the plain-data part.

Plain data goes through at C speed; whatever else sits in it is asked of `reducer_override` and
becomes a mark: a handle (the object stays here), a date, an image, or the plain value of a
subclass such as an Enum that is a str.
"""

from _pickle import Pickler, Unpickler, dumps, loads
from io import BytesIO

SCALARS = frozenset((str, int, float, bool, type(None), bytes))
# What pickle itself handles before it asks reducer_override.
_ESCAPING = (set, frozenset, bytearray)
_ESCAPE_SIGN = b"cbuiltins\n"


def _mark(*parts):
    """Never called here: its name is how a pickle says "mark" to the engine."""
    return parts


def _date(iso, date_only):
    import datetime

    if date_only:
        return datetime.date.fromisoformat(iso)
    return datetime.datetime.fromisoformat(iso)


def _image(data, mime_type, source_url):
    from promptflow.contracts.multimedia import Image

    return Image(data, mime_type or None, source_url or None)


class _Odd:
    """Makes an object go as a handle, whatever pickle would do with it."""

    __slots__ = ("value",)

    def __init__(self, value):
        self.value = value


class View:
    """What a template is shown of an object: type's name, repr, text, members, items or None."""

    __slots__ = ("parts",)

    def __init__(self, *parts):
        self.parts = parts


class _Encoder(Pickler):
    def __init__(self, file, line, root, root_slot):
        Pickler.__init__(self, file, 3)
        self.fast = True
        self._line = line
        self._root = root
        self._root_slot = root_slot

    def reducer_override(self, value):
        if value is _mark or value is set or value is frozenset or value is bytearray:
            return NotImplemented
        if type(value) is _Odd:
            value = value.value
        elif type(value) is View:
            return _mark, ("o", *value.parts)
        else:
            plain = plain_part(value)
            if plain is not None:
                return _mark, plain
        slot = self._root_slot if value is self._root else None
        return _mark, self._line.handle(value, slot)


def plain_part(value):
    """The mark of a value that the engine has a kind for, else None: it becomes a handle."""
    if isinstance(value, str):
        return "v", str.__str__(value)
    if isinstance(value, bool) or isinstance(value, int):
        return "v", int(value)
    if isinstance(value, float):
        return "v", float(value)
    if isinstance(value, dict):
        return "v", dict(value)
    if isinstance(value, list):
        return "v", list(value)
    if isinstance(value, tuple):
        return "v", tuple(value)
    if isinstance(value, bytes):
        mime_type = getattr(value, "_mime_type", None)
        if mime_type is not None and type(value).__name__ == "Image":
            return "i", bytes(value), mime_type, getattr(value, "_source_url", None) or ""
        return None
    kind = type(value)
    if kind.__module__ == "datetime":
        if kind.__name__ == "datetime" and value.tzinfo is None:
            return "d", value.isoformat(" "), False
        if kind.__name__ == "date":
            return "d", value.isoformat(), True
        return None
    return None


def _without_escapes(value):
    kind = type(value)
    if kind is list:
        return [_without_escapes(item) for item in value]
    if kind is tuple:
        return tuple([_without_escapes(item) for item in value])
    if kind is dict:
        return {
            (_Odd(key) if type(key) in _ESCAPING else key): _without_escapes(item)
            for key, item in value.items()
        }
    if kind in _ESCAPING or kind is type:
        return _Odd(value)
    return value


def _encode_with(value, line, root, root_slot):
    file = BytesIO()
    _Encoder(file, line, root, root_slot).dump(value)
    return file.getvalue()


def pack(value):
    """The bytes of our own messages: plain data without a memo."""
    file = BytesIO()
    pickler = Pickler(file, 3)
    pickler.fast = True
    pickler.dump(value)
    return file.getvalue()


def encode(value, line, slot=None):
    """The bytes of a snapshot of `value`. An object of no plain kind stays with `line` and is
    known to the engine as `slot`, or by a name of the line's making."""
    if type(value) in SCALARS:
        return dumps(value, 3)
    try:
        data = _encode_with(value, line, value, slot)
        if _ESCAPE_SIGN in data:
            data = _encode_with(_without_escapes(value), line, value, slot)
        return data
    except (RecursionError, ValueError, RuntimeError):
        # Too deep, cyclic, or changed by another thread meanwhile.
        return _encode_with(_Odd(value), line, value, slot)


def is_mutable(value):
    return isinstance(value, (dict, list, tuple))


class _Decoder(Unpickler):
    def __init__(self, file, objects):
        Unpickler.__init__(self, file)
        self.persistent_load = objects


def decode(data, with_handles, find_object):
    """Reads a frame's values; `find_object((line, slot))` gives the object of a handle."""
    if not with_handles:
        return loads(data)
    return _Decoder(BytesIO(data), find_object).load()
