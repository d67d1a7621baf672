from promptflow.connections import CustomConnection


class Flow:
    def __init__(self, c: CustomConnection):
        self.c = c

    def __call__(self, q: str = "q"):
        return "ran"
