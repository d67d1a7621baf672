# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0

"""log_metric: metrics count while aggregation nodes run, the last value of a key wins."""

from contextvars import ContextVar

_collected = ContextVar("postern_metrics", default=None)
_loggers = []


def collect():
    """Starts collecting in this context; returns the dict that fills."""
    metrics = {}
    _collected.set(metrics)
    return metrics


def log_metric(key, value, variant_id=None):
    """Logs a metric of the run."""
    metrics = _collected.get()
    if metrics is not None:
        metrics[key] = value
    for logger in _loggers:
        logger(key, value)


log_flow_metric = log_metric  # its old name


def add_metric_logger(logger_func):
    if logger_func not in _loggers:
        _loggers.append(logger_func)


def remove_metric_logger(logger_func):
    if logger_func in _loggers:
        _loggers.remove(logger_func)
