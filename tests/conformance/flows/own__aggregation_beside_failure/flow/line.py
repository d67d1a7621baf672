from promptflow.core import tool


@tool
def line(x: int):
    return x
