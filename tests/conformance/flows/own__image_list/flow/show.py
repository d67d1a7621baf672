from promptflow.core import tool


@tool
def show(x):
    return str(x)
