def notool(x):
    return x
