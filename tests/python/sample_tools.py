# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0

"""Tools of every kind of signature."""

from enum import Enum
from typing import Dict, List, Optional, Union

from promptflow.connections import AzureOpenAIConnection, CustomConnection, OpenAIConnection
from promptflow.contracts.multimedia import Image
from promptflow.contracts.types import FilePath, PromptTemplate, Secret
from promptflow.core import ToolProvider, tool


class Colour(str, Enum):
    RED = "red"
    BLUE = "blue"


@tool
def plain(a, b: int, c: float = 1.5, d: bool = False, e: str = "x", f: list = None, g: dict = None):
    """Plain kinds."""


@tool
def special(a: Secret, b: FilePath, c: Image, d: PromptTemplate, e: Colour, f: Colour = Colour.BLUE, g=Colour.RED):
    pass


@tool
def generic(a: List[str], b: Dict[str, int], c: Optional[int] = 3, d: Union[int, str] = "y", e: object = None):
    pass


@tool
def connected(one: AzureOpenAIConnection, two: Union[AzureOpenAIConnection, OpenAIConnection], any: CustomConnection):
    pass


@tool(name="A name", description="Says more.", type="custom_llm", extra="kept")
def named(a: int = 2):
    """Not this."""


@tool
def open_ended(a: str, *args, **kwargs):
    return a


@tool
async def later(a: int) -> str:
    """Takes its time."""


class Provider(ToolProvider):
    def __init__(self, connection: AzureOpenAIConnection, mode: str = "fast"):
        super().__init__()

    @tool
    def act(self, text: str, count: int = 1):
        """Acts."""

    @tool
    def rest(self):
        pass

    def helper(self, x):
        pass


def no_tool(a):
    pass
