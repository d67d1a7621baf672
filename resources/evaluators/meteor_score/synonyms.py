# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0

"""Synonyms of English words from WordNet's files, where this machine has them; else none.

They are looked for in WNSEARCHDIR, in nltk's data (corpora/wordnet) and where the package `wordnet-base`
puts them. Without them METEOR counts the same words and stems alone.
"""

import functools
import os

from words import data_folder

FILES = ("noun", "verb", "adj", "adv")
ENDINGS = {
    "noun": "s: ses:s ves:f xes:x zes:z ches:ch shes:sh men:man ies:y",
    "verb": "s: ies:y es:e es: ed:e ed: ing:e ing:",
    "adj": "er: est: er:e est:e",
    "adv": "",
}


class WordNet:
    """Which words share a meaning. A meaning's words are read when they are asked for."""

    def __init__(self, folder: str):
        self.meanings = {part: {} for part in FILES}
        self.irregular = {part: {} for part in FILES}
        self.data = {}
        for part in FILES:
            with open(os.path.join(folder, "data." + part), "rb") as file:
                self.data[part] = file.read()
            for fields in self.lines(folder, "index." + part):
                count = int(fields[2])
                self.meanings[part][fields[0]] = [int(place) for place in fields[-count:]]
            for fields in self.lines(folder, part + ".exc"):
                self.irregular[part][fields[0]] = fields[1:]

    @staticmethod
    def lines(folder: str, name: str):
        with open(os.path.join(folder, name), encoding="utf-8") as file:
            for line in file:
                if not line.startswith(" "):
                    yield line.split()

    def forms(self, word: str, part: str) -> list:
        """The word and what it may be a form of, as far as WordNet has it."""
        if word in self.irregular[part]:
            forms = self.irregular[part][word]
        else:
            pairs = [pair.split(":") for pair in ENDINGS[part].split()]
            forms = [word[: -len(old)] + new for old, new in pairs if word.endswith(old)]
        return [form for form in dict.fromkeys([word] + forms) if form in self.meanings[part]]

    def words_of(self, part: str, place: int):
        data = self.data[part]
        fields = data[place : data.index(b"\n", place)].decode("utf-8").split(" ")
        count = int(fields[3], 16)
        # A marker of where an adjective stands is no part of the word.
        return (fields[4 + 2 * at].split("(")[0] for at in range(count))

    def synonyms(self, word: str) -> frozenset:
        found = {word}
        for part in FILES:
            for form in self.forms(word, part):
                for place in self.meanings[part][form]:
                    found.update(other for other in self.words_of(part, place) if "_" not in other)
        return frozenset(found)


@functools.lru_cache(maxsize=1)
def wordnet():
    places = [os.environ.get("WNSEARCHDIR"), data_folder("corpora/wordnet"), "/usr/share/wordnet"]
    for place in places:
        if place and os.path.isfile(os.path.join(place, "index.noun")):
            return WordNet(place)
    return None


@functools.lru_cache(maxsize=50_000)
def synonyms(word: str) -> frozenset:
    """The words of all its meanings, itself included."""
    known = wordnet()
    return known.synonyms(word) if known else frozenset((word,))
