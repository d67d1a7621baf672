# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0

"""Porter's stemmer of English, with the additions that nltk makes."""

import functools

WHOLE = {"skies": "sky", "dying": "die", "lying": "lie", "tying": "tie", "innings": "inning"}
WHOLE.update({"outings": "outing", "cannings": "canning"})
WHOLE.update({word: word for word in "sky news inning outing canning howe proceed exceed succeed".split()})


def shape(word: str) -> str:
    """Of each letter c (consonant) or v (vowel); a y after a consonant is a vowel."""
    letters = ""
    for char in word:
        is_vowel = char in "aeiou" or (char == "y" and letters.endswith("c"))
        letters += "v" if is_vowel else "c"
    return letters


def measure(stem: str) -> int:
    """How often consonants come after vowels."""
    return shape(stem).count("vc")


def ends_short(word: str) -> bool:
    """Consonant, vowel, consonant; the last no w, x or y. Of two letters: vowel, consonant."""
    letters = shape(word)
    if len(word) >= 3:
        return letters.endswith("cvc") and word[-1] not in "wxy"
    return letters == "vc"


def plural(word: str) -> str:
    if word.endswith("ies"):
        return word[:-1] if len(word) == 4 else word[:-2]
    if word.endswith("sses"):
        return word[:-2]
    if word.endswith("s") and not word.endswith("ss"):
        return word[:-1]
    return word


def mended(stem: str) -> str:
    """What -ed or -ing was taken from."""
    if stem.endswith(("at", "bl", "iz")):
        return stem + "e"
    if len(stem) > 1 and stem[-1] == stem[-2] and shape(stem).endswith("c"):
        return stem if stem[-1] in "lsz" else stem[:-1]
    return stem + "e" if measure(stem) == 1 and ends_short(stem) else stem


def past(word: str) -> str:
    if word.endswith("ied"):
        return word[:-1] if len(word) == 4 else word[:-2]
    if word.endswith("eed"):
        return word[:-1] if measure(word[:-3]) > 0 else word
    for suffix in ("ed", "ing"):
        if word.endswith(suffix) and "v" in shape(word[: -len(suffix)]):
            return mended(word[: -len(suffix)])
    return word


def final_y(word: str) -> str:
    if word.endswith("y") and len(word) > 2 and shape(word[:-1]).endswith("c"):
        return word[:-1] + "i"
    return word


LONG = """ational ate  tional tion  enci ence  anci ance  izer ize  bli ble  alli al  entli ent  eli e  ousli ous
ization ize  ation ate  ator ate  alism al  iveness ive  fulness ful  ousness ous  aliti al  iviti ive
biliti ble  fulli ful""".split()
LONGER = "icate ic  alize al  iciti ic  ical ic".split()
LAST = "al ance ence er ic able ible ant ement ment ent ion ou ism ate iti ous ive ize".split()


def replaced(word: str, pairs: list) -> str:
    """The first suffix that the word has counts, whether it may be replaced or not."""
    for suffix, replacement in pairs:
        if word.endswith(suffix):
            stem = word[: -len(suffix)]
            return stem + replacement if measure(stem) > 0 else word
    return word


def longer(word: str) -> str:
    if word.endswith("alli") and measure(word[:-4]) > 0:
        return longer(word[:-2])
    if word.endswith("logi") and not any(word.endswith(suffix) for suffix in LONG[::2]):
        return word[:-1] if measure(word[:-3]) > 0 else word
    return replaced(word, list(zip(LONG[::2], LONG[1::2])))


def adjectives(word: str) -> str:
    pairs = [("icate", "ic"), ("ative", ""), ("alize", "al"), ("iciti", "ic"), ("ical", "ic"), ("ful", ""), ("ness", "")]
    return replaced(word, pairs)


def last(word: str) -> str:
    for suffix in LAST:
        if word.endswith(suffix):
            stem = word[: -len(suffix)]
            goes = measure(stem) > 1 and (suffix != "ion" or stem[-1] in "st")
            return stem if goes else word
    return word


def final_e(word: str) -> str:
    if word.endswith("e"):
        stem = word[:-1]
        if measure(stem) > 1 or (measure(stem) == 1 and not ends_short(stem)):
            return stem
    return word


def double_l(word: str) -> str:
    return word[:-1] if word.endswith("ll") and measure(word[:-1]) > 1 else word


@functools.lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    word = word.lower()
    if word in WHOLE:
        return WHOLE[word]
    if len(word) <= 2:
        return word
    for step in (plural, past, final_y, longer, adjectives, last, final_e, double_l):
        word = step(word)
    return word
