# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0

from promptflow.core import tool

from embedding import embed


@tool
def embed_question(question: str) -> list:
    return embed(question)
