# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0

"""Annotations that say what a parameter is."""

from promptflow._lazy import attach

__getattr__ = attach(__name__)


class Secret(str):
    """A parameter that is a secret."""

    def set_secret_name(self, name):
        self.secret_name = name


class PromptTemplate(str):
    """A parameter that is a prompt template."""


class FilePath(str):
    """A parameter that is the path of a file."""


class AssistantDefinition:
    """An assistant: model, instructions, and its tools as they stand in the file."""

    def __init__(self, model, instructions, tools):
        self.model = model
        self.instructions = instructions
        self.tools = tools
        self._tool_invoker = None

    @staticmethod
    def deserialize(data):
        return AssistantDefinition(
            data.get("model", ""), data.get("instructions", ""), data.get("tools", [])
        )

    def serialize(self):
        return {"model": self.model, "instructions": self.instructions, "tools": self.tools}

    def __eq__(self, other):
        return type(other) is type(self) and other.serialize() == self.serialize()

    def __repr__(self):
        return "AssistantDefinition(model=%r, instructions=%r, tools=%r)" % (
            self.model,
            self.instructions,
            self.tools,
        )


class AttrDict(dict):
    """A dict whose keys are attributes too."""

    def __getattr__(self, key):
        return self[key]

    def __setattr__(self, key, value):
        self[key] = value
