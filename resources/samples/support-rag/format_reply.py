# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0

import re

from promptflow.core import tool


@tool
def format_reply(answer: str, hits: list, tickets: list = None) -> dict:
    """Joins what the model said with where it stands and with known problems of the kind."""
    reply = answer.strip()
    cited = set(re.findall(r"\[([A-Za-z]+-\d+)\]", reply))
    citations = [
        {"id": hit["id"], "title": hit["title"]} for hit in hits if hit["id"] in cited
    ]
    if tickets:
        reply += "\n\nKnown problems that look alike:\n"
        reply += "\n".join(f"- {t['id']} {t['title']} ({t['state']})" for t in tickets)
    return {"reply": reply, "citations": citations}
