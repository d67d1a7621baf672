# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0

"""Loggers as tools ask for them. What they write is the node's log."""

import logging
import sys

from promptflow._lazy import attach

LOG_FORMAT = "%(asctime)s %(process)7d %(name)-18s %(levelname)-8s %(message)s"
DATETIME_FORMAT = "%Y-%m-%d %H:%M:%S %z"
_OWN = {"logger": "promptflow", "flow_logger": "execution.flow", "bulk_logger": "execution.bulk"}
_real = attach(__name__)


class _Output(logging.StreamHandler):
    """Writes to whatever standard output is now."""

    def __init__(self):
        logging.Handler.__init__(self)

    @property
    def stream(self):
        return sys.stdout


def get_logger(name):
    """A logger whose messages are seen in the run."""
    found = logging.getLogger(name)
    if not any(isinstance(handler, _Output) for handler in found.handlers):
        handler = _Output()
        handler.setFormatter(logging.Formatter(fmt=LOG_FORMAT, datefmt=DATETIME_FORMAT))
        found.addHandler(handler)
        found.setLevel(logging.INFO)
        found.propagate = False
    return found


class LoggerFactory:
    """Loggers by name and level."""

    @staticmethod
    def get_logger(name, verbosity=logging.INFO, target_stdout=False):
        found = get_logger(name)
        found.setLevel(verbosity)
        return found


def __getattr__(name):
    return get_logger(_OWN[name]) if name in _OWN else _real(name)
