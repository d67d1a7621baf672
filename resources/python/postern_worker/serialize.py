# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0

"""What prompt flow writes into a run's record in place of objects that are no JSON."""

import sys


def serialize(value):
    kind = type(value)
    if getattr(kind, "_is_postern_connection", None) is True:
        return value.name
    enum = sys.modules.get("enum")
    if enum is not None and isinstance(value, enum.Enum):
        return value.value
    datetime = sys.modules.get("datetime")
    if datetime is not None and isinstance(value, datetime.datetime):
        return value.isoformat() + "Z"
    if isinstance(value, list):
        return [serialize(item) for item in value]
    if isinstance(value, dict):
        return {key: serialize(item) for key, item in value.items()}
    if hasattr(kind, "__dataclass_fields__"):
        own = getattr(value, "serialize", None)
        if own is not None:
            return own()
        fields = sys.modules["dataclasses"].fields(value)
        return {field.name: serialize(getattr(value, field.name)) for field in fields}
    pydantic = sys.modules.get("pydantic")
    if pydantic is not None and isinstance(value, pydantic.BaseModel):
        return value.dict()
    return value
