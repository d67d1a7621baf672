import json, os.path as p
from . import near
from ..far import (a, b as c)
SEEN = []
n: int = 0
@tool
def f(x: str, id=3):
    global n
    SEEN.append(f"{x.time}") ; n += 1
    table[x]['a'] = open(x, 'rb').read()  # postern: repeatable
    return r'\d' """doc
    import no """
