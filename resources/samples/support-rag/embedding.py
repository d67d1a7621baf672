# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0

"""A stand-in for an embedding model: the same text has the same vector on every machine."""

import math
import re
import zlib

DIMENSIONS = 512

_COMMON = frozenset(
    """a about after all am an and any are as at be been but by can could did do does for from get
    had has have he her his how i if in into is it its just larkbox me my no not of off on one or
    our out over s she should so some than that the their them then there these they this to up us
    was we were what when where which who why will with would you your""".split()
)


def words(text):
    """The words that tell what a text is about, without a plural's or a verb's ending."""
    found = re.findall(r"[^\W_]+", text.lower())
    return [_stem(word) for word in found if word not in _COMMON]


def _stem(word):
    for ending in ("ing", "ed", "es", "s", "e"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word


def embed(text):
    """A vector of length one; texts that share words point the same way."""
    vector = [0.0] * DIMENSIONS
    for word in words(text):
        for feature, weight in _features(word):
            vector[zlib.crc32(feature.encode()) % DIMENSIONS] += weight
    length = math.sqrt(sum(x * x for x in vector))
    return [round(x / length, 6) for x in vector] if length else vector


def _features(word):
    yield word, 1.0
    padded = f"<{word}>"
    for at in range(len(padded) - 2):
        yield padded[at : at + 3], 0.15


def similarity(a, b):
    return sum(x * y for x, y in zip(a, b))
