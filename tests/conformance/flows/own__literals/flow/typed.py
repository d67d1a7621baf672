# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0

from typing import Any, Optional

from promptflow.core import tool


@tool
def typed(p0: float, p1: str, p2: int, p3: list, p4: list, p5: Optional[str], p6: Any, p7: bool, **kwargs):
    values = [p0, p1, p2, p3, p3[0], p3[1], p4, p4[0], p5, p6, p7, kwargs["extra"], kwargs["more"]]
    return [type(value).__name__ + ":" + repr(value) for value in values]
