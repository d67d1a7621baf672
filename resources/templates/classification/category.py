from promptflow.core import tool


@tool
def category(answer: str, categories: list) -> str:
    """The category that the answer names, "other" when it names none."""
    said = answer.strip().lower()
    return next((name for name in categories if name.lower() in said), "other")
