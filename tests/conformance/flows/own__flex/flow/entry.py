# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0

from dataclasses import dataclass


@dataclass
class Answer:
    text: str
    length: int


class Greeter:
    def __init__(self, greeting: str):
        self.greeting = greeting

    def __call__(self, name: str, mark: str = "!") -> Answer:
        text = f"{self.greeting} {name}{mark}"
        return Answer(text, len(text))
