# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0

from promptflow.core import tool


@tool
def build_context(hits: list, max_chars: int = 4000) -> str:
    """The articles as the model is shown them, each under the id it is to be cited by."""
    parts = []
    size = 0
    for hit in hits:
        part = f"[{hit['id']}] {hit['title']}: {hit['text']}"
        if parts and size + len(part) > max_chars:
            break
        parts.append(part)
        size += len(part)
    return "\n\n".join(parts) if parts else "(no article fits the question)"
