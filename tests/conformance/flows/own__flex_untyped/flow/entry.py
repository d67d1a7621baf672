from typing import Optional


def run(n: int, x: Optional[int] = None):
    return [type(n).__name__, type(x).__name__]
