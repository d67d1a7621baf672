# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0

"""The articles and tickets under data/, read once a process."""

import functools
import json
from pathlib import Path

from embedding import embed, similarity


@functools.lru_cache(maxsize=None)
def load(name):
    """The records of data/NAME.jsonl, each with its vector. A title counts twice."""
    records = []
    path = Path(__file__).parent / "data" / f"{name}.jsonl"
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            vector = embed(f"{record['title']} {record['title']} {record['text']}")
            records.append((record, vector))
    return records


def search(name, vector, top_k, at_least):
    """The records nearest to the vector, best first, as copies with their score."""
    scored = [(similarity(vector, other), record) for record, other in load(name)]
    scored.sort(key=lambda pair: (-pair[0], pair[1]["id"]))
    return [
        {**record, "score": round(score, 3)}
        for score, record in scored[:top_k]
        if score >= at_least
    ]
