# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0

from promptflow.core import tool

import corpus
from embedding import embed


@tool
def search_tickets(question: str, top_k: int = 3) -> list:
    """Known problems that look like this one."""
    return corpus.search("tickets", embed(question), top_k, at_least=0.25)
