# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0

from promptflow.core import tool

import corpus


@tool
def search_docs(vector: list, top_k: int = 4) -> list:
    """The articles of the manual nearest to the question."""
    return corpus.search("corpus", vector, top_k, at_least=0.15)
