# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0

"""What templates, which the engine renders, see of Python's objects."""

from itertools import islice

from postern_worker.codec import SCALARS, View, plain_part
from postern_worker.line import safe_repr

_MOST_OBJECTS = 5000
_MOST_ITEMS = 10000
_DEEPEST = 20
# Words of templates that look at items.
_ITERATING = set(
    "for in length count list join first last sort map select reject selectattr rejectattr unique "
    "sum min max batch slice groupby reverse random".split()
)


class Viewer:
    """Shows of each object the attributes or keys that are among `names`, without calling any; its
    items, which ends a generator, if a word among them looks at items."""

    def __init__(self, names):
        self._names = [name for name in names if name[:1] != "_"]
        self._iterates = not _ITERATING.isdisjoint(names)
        self._left = _MOST_OBJECTS

    def view(self, value, depth=0):
        kind = type(value)
        if kind in SCALARS or depth > _DEEPEST:
            return value
        if isinstance(value, list) or kind is tuple:
            items = [self.view(item, depth + 1) for item in value]
            return tuple(items) if kind is tuple else items
        if isinstance(value, dict):
            return {key: self.view(item, depth + 1) for key, item in value.items()}
        if plain_part(value) is not None and not isinstance(value, tuple):
            return value
        self._left -= 1
        if self._left < 0:
            return value
        members = {}
        for name in self._names:
            found, item = _member(value, name)
            if found and not callable(item):
                members[name] = self.view(item, depth + 1)
        text = _text(value)
        return View(kind.__name__, safe_repr(value), text, members, self._items(value, depth))

    def _items(self, value, depth):
        if not self._iterates or not hasattr(type(value), "__iter__"):
            return None
        try:
            items = list(islice(value, _MOST_ITEMS))
        except Exception:
            return None
        return [self.view(item, depth + 1) for item in items]


def _member(value, name):
    try:
        return True, getattr(value, name)
    except Exception:
        pass
    try:
        return True, value[name]
    except Exception:
        return False, None


def _text(value):
    try:
        return str(value)
    except Exception:
        return safe_repr(value)
