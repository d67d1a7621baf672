from promptflow.core import tool


@tool
def fails(values: list):
    raise ValueError("on purpose")
