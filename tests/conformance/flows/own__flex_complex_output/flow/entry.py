# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0

from dataclasses import dataclass
from typing import Any


@dataclass
class Point:
    x: Any


class F:
    def __call__(self, a: dict) -> Point:
        return Point(a)
