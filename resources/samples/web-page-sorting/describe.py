# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0

from promptflow.core import tool


@tool
def describe(page: dict, signs: dict, summary: str = None) -> str:
    """What the model is shown of a page: never more than a few lines."""
    seen = [f"{count} {name}" for name, count in signs.items() if name != "is_long" and count]
    return "\n".join([
        f"Title: {page['title'] or 'none'}",
        f"Text: {' '.join((summary or page['text']).split())}",
        f"On it: {', '.join(seen) or 'nothing of note'}",
    ])
