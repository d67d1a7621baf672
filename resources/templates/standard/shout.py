from promptflow.core import tool


@tool
def shout(text: str) -> str:
    """Say it louder."""
    return text.strip().upper()
