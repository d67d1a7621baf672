import json
import re
from pathlib import Path

from promptflow.core import tool

DOCUMENTS = Path(__file__).parent / "documents.jsonl"


def words(text: str) -> set:
    return set(re.findall(r"\w+", text.lower()))


@tool
def search(question: str, count: int = 3) -> list:
    """The documents that share the most words with the question. Ask an index of yours instead."""
    asked = words(question)
    with DOCUMENTS.open(encoding="utf-8") as lines:
        documents = [json.loads(line) for line in lines if line.strip()]
    documents.sort(key=lambda document: len(asked & words(document["text"])), reverse=True)
    return documents[:count]
