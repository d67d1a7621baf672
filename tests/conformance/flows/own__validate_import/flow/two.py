from promptflow.core import tool


@tool
def one(x: str):
    return x


@tool
def two(x: str):
    return x
