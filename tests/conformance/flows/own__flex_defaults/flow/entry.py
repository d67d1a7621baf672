# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0

def f(n: int = 3, on: bool = True, items: list = ["a"], more: list = [1]):
    return [n, on, items, more]
