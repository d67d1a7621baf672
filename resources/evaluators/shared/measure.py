# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0

import json

from promptflow.core import tool

LOWEST, HIGHEST = 1, 5


def read(answer) -> dict:
    """What the judge said, {"reason", "score"}; a score that isn't one of the scale's is an error."""
    said = answer if isinstance(answer, dict) else json.loads(answer)
    score = said["score"]
    if isinstance(score, bool) or not isinstance(score, int) or not LOWEST <= score <= HIGHEST:
        raise ValueError(f"The judge gave the score {score!r}, and the scale is {LOWEST} to {HIGHEST}.")
    return said


@tool
def measure(answer: object, name: str, threshold: float = 3) -> dict:
    said = read(answer)
    score = float(said["score"])
    return {
        name: score,
        "gpt_" + name: score,
        name + "_reason": str(said.get("reason", "")),
        name + "_result": "pass" if score >= threshold else "fail",
        name + "_threshold": threshold,
    }
