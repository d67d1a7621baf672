from pathlib import Path

from promptflow.core import Prompty
from promptflow.tracing import trace

PROMPT = Path(__file__).parent / "answer.prompty"


@trace
def answer(question: str) -> str:
    """Ask the model of answer.prompty."""
    ask = Prompty.load(source=PROMPT)
    return ask(question=question.strip())
