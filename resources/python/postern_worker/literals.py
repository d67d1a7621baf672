# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0

"""The classes in which ruamel.yaml, and so prompt flow, gives a tool the literals of a flow file.

They are what they look like, a str, an int, a float or a datetime; only `type(x)` tells.
"""

from datetime import datetime, timezone


class ScalarString(str):
    pass


class PlainScalarString(ScalarString):
    pass


class SingleQuotedScalarString(ScalarString):
    pass


class DoubleQuotedScalarString(ScalarString):
    pass


class LiteralScalarString(ScalarString):
    pass


class FoldedScalarString(ScalarString):
    pass


class ScalarFloat(float):
    pass


class ScalarInt(int):
    pass


class BinaryInt(ScalarInt):
    pass


class OctalInt(ScalarInt):
    pass


class HexInt(ScalarInt):
    pass


class HexCapsInt(ScalarInt):
    pass


class ScalarBoolean(int):
    pass


class TimeStamp(datetime):
    separator = "T"  # as the file has it

    def __str__(self):
        return self.isoformat(self.separator)


_CLASSES = {
    kind.__name__: kind
    for kind in (
        PlainScalarString,
        SingleQuotedScalarString,
        DoubleQuotedScalarString,
        LiteralScalarString,
        FoldedScalarString,
        ScalarFloat,
        ScalarInt,
        BinaryInt,
        OctalInt,
        HexInt,
        HexCapsInt,
        ScalarBoolean,
    )
}


def _stamp(kind, value):
    zone = value.tzinfo
    if zone is not None:
        offset = value.utcoffset()
        zone = timezone(offset, value.strftime("%z")[:3] + ":" + value.strftime("%z")[3:5])
        if not offset:
            zone = timezone(offset, "Z")
    stamp = datetime if kind == "datetime" else TimeStamp
    result = stamp(*value.timetuple()[:6], value.microsecond, zone)
    if kind == "SpacedTimeStamp":
        result.separator = " "
    return result


def in_classes(value, classes):
    """The value in the classes of those names, which lie as its parts do."""
    if classes is None:
        return value
    if isinstance(classes, str):
        if isinstance(value, datetime):
            return _stamp(classes, value)
        kind = _CLASSES.get(classes)
        return value if kind is None else kind(value)
    if isinstance(classes, list) and isinstance(value, list):
        return [in_classes(*pair) for pair in zip(value, classes)]
    if isinstance(classes, dict) and isinstance(value, dict):
        return {key: in_classes(item, classes.get(key)) for key, item in value.items()}
    return value
