import package_that_is_not_there
from promptflow.core import tool


@tool
def imports(x: str):
    return package_that_is_not_there.f(x)
