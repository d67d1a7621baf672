# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0

"""What the engine asks about tools, outside any run of a flow."""

from postern_worker import packages


def answer(question, arguments):
    return _ANSWERS[question](**arguments)


def _list():
    """{id: manifest} of the package tools of this environment."""
    return packages.listed()


_ANSWERS = {"list": _list}
