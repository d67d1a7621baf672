# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0

"""What a line of the run holds here: values by slot name, so that nodes share objects as they do
in prompt flow, and the objects that could not cross to the engine."""

from postern_worker.codec import encode, is_mutable
from postern_worker.errors import InvalidProperty, Unwrapped

_pattern = None


def resolve(value, path, slot):
    """A property as written in a flow ("k[0].z"), by prompt flow's rules: what its pattern does
    not match is skipped; KeyError, IndexError and AttributeError are an invalid property; any
    other error is shown as it is."""
    global _pattern
    if _pattern is None:
        import re

        _pattern = re.compile(r"(\w+)|(\['.*?'\])|(\[\d+\])")
    try:
        for word, key, index in _pattern.findall(path):
            if key:
                value = value[key[2:-2]]
            elif index:
                value = value[int(index[1:-1])]
            elif isinstance(value, dict):
                value = value[word]
            else:
                value = getattr(value, word)
    except (KeyError, IndexError, AttributeError) as error:
        raise InvalidProperty(path, slot) from error
    except Exception as error:
        raise Unwrapped from error
    return value


def safe_repr(value):
    if is_connection(value):
        return str(value.name)
    try:
        return repr(value)
    except Exception as error:
        return "<unprintable %s object: %s>" % (type(value).__name__, type(error).__name__)


def is_connection(value):
    return getattr(type(value), "_is_postern_connection", None) is True


def is_iterator(value):
    return hasattr(value, "__next__") or hasattr(value, "__anext__")


class Line:
    def __init__(self):
        self.slots = {}
        self._signatures = {}
        self._handles = {}  # id -> slot; the objects are kept alive by `objects`
        self.objects = {}

    def get(self, slot):
        """The object of a slot or of a handle; KeyError when there is none."""
        if slot in self.slots:
            return self.slots[slot]
        return self.objects[slot]

    def peek(self, slot):
        """As get(), None when there is none."""
        return self.slots.get(slot, self.objects.get(slot))

    def put(self, slot, value):
        self.slots[slot] = value
        self._signatures.pop(slot, None)

    def keep_result(self, slot, value):
        """Puts a node's result in its slot and gives the bytes of its snapshot."""
        self.slots[slot] = value
        data = encode(value, self, slot)
        if is_mutable(value):
            self._signatures[slot] = hash(data)
        return data

    def handle(self, value, slot):
        if slot is None:
            slot = self._handles.get(id(value))
            if slot is None:
                slot = "#%d" % len(self._handles)
                self._handles[id(value)] = slot
                self.objects[slot] = value
        elif self.slots.get(slot) is not value:
            self.objects[slot] = value
        return "h", slot, type(value).__name__, safe_repr(value), is_iterator(value)

    def watch(self, slot):
        """Remembers what a slot looks like before a tool gets it."""
        value = self.slots[slot]
        if is_mutable(value) and slot not in self._signatures:
            self._signatures[slot] = hash(encode(value, self, slot))

    def changes(self, slots):
        """New snapshots of what a call changed in place, as [(slot, bytes)].

        Slots may share objects, so one change makes all of the line's slots worth a look.
        """
        for slot in slots:
            if self._changed(slot) is not None:
                break
        else:
            return None
        found = []
        for slot in list(self._signatures):
            data = self._changed(slot)
            if data is not None:
                self._signatures[slot] = hash(data)
                found.append((slot, data))
        return found

    def _changed(self, slot):
        before = self._signatures.get(slot)
        if before is None:
            return None
        data = encode(self.slots[slot], self, slot)
        return data if hash(data) != before else None


class _Forgetful(Line):
    """For what only shall be shown: objects leave their text and are not kept."""

    def handle(self, value, slot):
        return "h", "", type(value).__name__, safe_repr(value), is_iterator(value)


FORGETFUL = _Forgetful()
