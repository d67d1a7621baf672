# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0

import re

from promptflow.core import tool

# An id in brackets: a letter or digit, then letters, digits, dots, dashes, underscores, slashes, colons.
CITATION = re.compile(r"\[([^\W_][\w.:/#-]*)\](?!\()")


def cited(text: str) -> list:
    """The ids in brackets, each once, in their order. A link of Markdown is none."""
    return list(dict.fromkeys(CITATION.findall(text)))


def is_named(name: str, context: str) -> bool:
    """Whether the context has the id as a word of its own."""
    return re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", context, re.IGNORECASE) is not None


@tool
def measure(response: str, context: str, threshold: float = 0.95) -> dict:
    """A response without any citation scores 0, as there is nothing that holds it up; an empty one, too."""
    names = cited(response)
    wrong = [name for name in names if not is_named(name, context)]
    score = (len(names) - len(wrong)) / len(names) if names else 0.0
    return {
        "citation_accuracy": score,
        "citation_accuracy_result": "pass" if score >= threshold else "fail",
        "citation_accuracy_threshold": threshold,
        "citations": len(names),
        "wrong_citations": wrong,
    }
