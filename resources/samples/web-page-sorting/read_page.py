# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0

import json
from html.parser import HTMLParser
from pathlib import Path

from promptflow.core import tool

FOLDER = Path(__file__).parent


class Reader(HTMLParser):
    """Collects the title, the visible text and what hints at the kind of a page."""

    SILENT = {"script", "style", "template", "noscript"}
    COUNTED = {"a": "links", "form": "forms", "pre": "code", "time": "dates"}

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.title = ""
        self.parts = []
        self.counts = dict.fromkeys(self.COUNTED.values(), 0)
        self._open = []

    def handle_starttag(self, tag, attrs):
        if tag in self.SILENT or tag == "title":
            self._open.append(tag)
        if tag in self.COUNTED:
            self.counts[self.COUNTED[tag]] += 1

    def handle_endtag(self, tag):
        if self._open and self._open[-1] == tag:
            self._open.pop()

    def handle_data(self, data):
        words = " ".join(data.split())
        if not words:
            return
        if self._open:
            if self._open[-1] == "title":
                self.title += words
            return
        self.parts.append(words)


def saved_page(url):
    """The copy of a page under pages/. It stands in for a download, which a closed network wouldn't let through."""
    with (FOLDER / "data" / "pages.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            page = json.loads(line)
            if page["url"] == url:
                return (FOLDER / "pages" / page["file"]).read_text(encoding="utf-8")
    raise ValueError(f"No copy of {url} is saved in data/pages.jsonl; give the page itself as html.")


@tool
def read_page(url: str, html: str = "") -> dict:
    """The page's title, text and counts of what is on it."""
    reader = Reader()
    reader.feed(html or saved_page(url))
    reader.close()
    return {"url": url, "title": reader.title, "text": "\n".join(reader.parts), "counts": reader.counts}
