# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum
from typing import ClassVar

from promptflow.core import tool


class Colour(Enum):
    RED = "red"


@dataclass
class Point:
    shared: ClassVar[int] = 1
    x: int = 1
    colour: Colour = Colour.RED
    more: list = field(default_factory=lambda: [datetime(2020, 1, 2, 3, 4, 5, 6)])


@tool
def make(kind: str):
    return {
        "dataclass": Point(),
        "enum": Colour.RED,
        "datetime": datetime(2020, 1, 2),
        "date": date(2020, 1, 2),
        "nested": {"a": [Point(), {1, 2}], "t": (Point(),)},
        "generator": (word for word in "ab"),
        "in a dict": {"g": iter([1])},
        "bytes": {"b": b"x"},
        "tuple": (1, (2,)),
        "keys": {1: "i", None: "n", True: "t", 1.5: "f"},
        "tuple key": {(1, 2): "t"},
        "nan": [float("nan"), float("inf"), -0.0],
        "large": 2**70,
    }[kind]
