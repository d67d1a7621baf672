import time

from promptflow.core import log_metric, tool


@tool
def counts(values: list):
    time.sleep(0.3)
    log_metric("count", len(values))
    return len(values)
