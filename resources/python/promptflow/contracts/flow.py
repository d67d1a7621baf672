# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0

"""Where a tool comes from."""

from enum import Enum

from promptflow._lazy import attach

__getattr__ = attach(__name__)


class ToolSourceType(str, Enum):
    """The kind of a source."""

    Code = "code"
    Package = "package"
    PackageWithPrompt = "package_with_prompt"


class ToolSource:
    """A file of code, or the id of a package's tool."""

    def __init__(self, type=ToolSourceType.Code, tool=None, path=None):
        self.type = type
        self.tool = tool
        self.path = path

    @staticmethod
    def deserialize(data):
        return ToolSource(
            data.get("type", ToolSourceType.Code.value), data.get("tool"), data.get("path")
        )
