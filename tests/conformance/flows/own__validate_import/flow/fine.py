from promptflow.core import tool


@tool
def fine(x: str):
    return x
