# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0

"""What a function's docstring says of it and of its parameters."""

from promptflow._lazy import attach

__getattr__ = attach(__name__)


class DocstringParser:
    """Reads reST, Google's, NumPy's and epydoc's styles."""

    @staticmethod
    def parse_description(docstring):
        """(description, {parameter: {"description", "type"}})."""
        from postern_worker.docstrings import read

        return read(docstring)
