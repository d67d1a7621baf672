# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0

def f(x: str = "d"):
    return {"x": x}


class C:
    def __init__(self, a: int = 1, b: str = "b"):
        self.a = a
        self.b = b

    def __call__(self, q: str = "q") -> str:
        return q + str(self.a) + self.b
