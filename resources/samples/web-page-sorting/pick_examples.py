# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0

import json
import re
from pathlib import Path

from promptflow.core import tool


def words(text):
    return {word for word in re.findall(r"\w+", text.lower()) if len(word) > 3}


@tool
def pick_examples(description: str, count: int = 3) -> list:
    """The sorted pages that share the most words with this one, the nearest last."""
    with (Path(__file__).parent / "data" / "examples.jsonl").open(encoding="utf-8") as lines:
        examples = [json.loads(line) for line in lines]
    wanted = words(description)
    examples.sort(key=lambda example: len(words(example["description"]) & wanted))
    return examples[-count:]
