# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0

import re

from promptflow.core import tool

CATEGORIES = ("shop", "news", "manual", "event", "company", "other")


@tool
def decide(answer: str, signs: dict) -> dict:
    """The category the model named; one that isn't in the list is `other`."""
    named = [word for word in re.findall(r"[a-z]+", answer.lower()) if word in CATEGORIES]
    if not named:
        return {"category": "other", "reason": f"The model named no category: {answer.strip()[:80]!r}"}
    seen = [f"{count} {name}" for name, count in signs.items() if name != "is_long" and count]
    return {"category": named[0], "reason": f"The model said {named[0]}; on the page: {', '.join(seen) or 'text only'}."}
