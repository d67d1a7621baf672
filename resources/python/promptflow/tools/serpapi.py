# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0

"""A search by serpapi.com. The engine asks it."""

from enum import Enum

from promptflow._core.tool import ToolProvider, tool
from promptflow._lazy import attach
from promptflow.core._connection import SerpConnection
from promptflow.tools._ask import call

__getattr__ = attach(__name__)


class SafeMode(str, Enum):
    ACTIVE = "active"
    OFF = "off"


class Engine(str, Enum):
    GOOGLE = "google"
    BING = "bing"


class SerpAPI(ToolProvider):
    def __init__(self, connection: SerpConnection):
        super().__init__()
        self.connection = connection

    @tool
    def search(
        self,
        query: str,
        location: str = None,
        safe: SafeMode = SafeMode.OFF,
        num: int = 10,
        engine: Engine = Engine.GOOGLE,
    ):
        return search(self.connection, query, location, safe, num, engine)


@tool
def search(
    connection: SerpConnection,
    query: str,
    location: str = None,
    safe: SafeMode = SafeMode.OFF,
    num: int = 10,
    engine: Engine = Engine.GOOGLE,
):
    """The service's whole answer."""
    arguments = {
        "query": query,
        "location": location,
        "safe": safe,
        "num": num,
        "engine": engine,
    }
    return call("serpapi.SerpAPI.search", connection, arguments)
