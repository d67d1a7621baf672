from promptflow.connections import CustomConnection


def run(c: CustomConnection):
    return "ran"
