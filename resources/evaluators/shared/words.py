# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0

"""Splits a text into the words that BLEU, GLEU and METEOR count.

The words are those of nltk's word_tokenize for ASCII, and of its NISTTokenizer for everything else, as
the azure-ai-evaluation package takes them; nothing but Python's standard library is needed. Which
periods end a sentence is decided with the Punkt data of nltk where this machine has it (NLTK_DATA,
nltk_data), else with the abbreviations below.
"""

import functools
import os
import re
import string
import sys
import unicodedata

# ---- sentences -------------------------------------------------------------------------------

ABBREVIATIONS = frozenset(
    """a.c a.m adm al apr ariz assn aug ave b.c blvd bros calif capt cf co col colo conn corp ct d.c dec del
    dept dr e.g ed eq est etc feb fig fla ft ga gen gov hon i.e ill inc ind jan jr kan ky l.a lt ltd m.d
    maj mass messrs minn miss mo mr mrs ms mt mts n.c n.j n.y no nov oct okla ore p.m pa ph.d prof pvt r.i
    rep reps rev s.a s.c sen sens sept sgt sr st ste tenn tex u.k u.n u.s u.s.a va vol vs vt w.va wash wis
    b c d f g h j k l m n p q r s t v w x y z""".split()
)
STARTERS = frozenset(
    """according although among as but by despite even for he however if in indeed instead it its many meanwhile
    moreover most nevertheless no nor others people separately several she similarly since so some that the
    there these they this though thus under we what when while yet""".split()
)

# What Punkt's data says of a word: seen in capitals or not, at the beginning of a sentence or inside.
MID_UPPER = 1 << 2
UPPER = 1 << 1 | MID_UPPER | 1 << 3
BEGIN_LOWER = 1 << 4
LOWER = BEGIN_LOWER | 1 << 5 | 1 << 6

NUMBER = re.compile(r"^-?[.,]?\d[\d,.\-]*\.?$")
NON_WORD = r"[)\";}\]*:@'({\[?!]"
SEVERAL = r"(?:-{2,}|\.{2,}|(?:\.\s){2,}\.)"
TOKEN = re.compile(
    rf"{SEVERAL}|(?=[^(\"`{{\[:;&#*@)}}\]\-,])\S+?(?=\s|$|{NON_WORD}|{SEVERAL}|,(?=$|\s|{NON_WORD}|{SEVERAL}))|\S"
)
POSSIBLE_END = re.compile(rf"[.?!](?=(?P<after>{NON_WORD}|\s+(?P<next>\S+)))")
CLOSING = re.compile(r"[\"')\]}]+?(?:\s+|(?=--)|$)", re.MULTILINE)


class Punkt:
    """What is known of abbreviations and of words after them."""

    def __init__(self):
        self.abbreviations = ABBREVIATIONS
        self.starters = STARTERS
        self.collocations = frozenset()
        self.contexts = {}
        folder = data_folder("tokenizers/punkt_tab/english")
        if folder:
            self.read(folder)

    def read(self, folder):
        def lines(name):
            with open(os.path.join(folder, name), encoding="utf-8") as file:
                return [line.rstrip("\n") for line in file if line.strip()]

        self.abbreviations = frozenset(lines("abbrev_types.txt"))
        self.starters = frozenset(lines("sent_starters.txt"))
        self.collocations = frozenset(tuple(line.split("\t")) for line in lines("collocations.tab"))
        pairs = (line.split("\t") for line in lines("ortho_context.tab"))
        self.contexts = {word: int(context) for word, context in pairs}

    def is_abbreviation(self, word):
        lower = word[:-1].lower()
        return lower in self.abbreviations or lower.split("-")[-1] in self.abbreviations


def data_folder(name):
    """Where nltk keeps this part of its data, if it is on this machine; else None."""
    places = [place for place in os.environ.get("NLTK_DATA", "").split(os.pathsep) if place]
    places.append(os.path.expanduser("~/nltk_data"))
    places += [os.path.join(prefix, "nltk_data") for prefix in (sys.prefix, sys.prefix + "/share", "/usr/share")]
    places += ["/usr/local/share/nltk_data", "/usr/lib/nltk_data", "/usr/local/lib/nltk_data"]
    return next((path for path in (os.path.join(place, name) for place in places) if os.path.isdir(path)), None)


@functools.lru_cache(maxsize=1)
def punkt():
    return Punkt()


def word_type(word):
    return NUMBER.sub("##number##", word.lower())


def without_period(kind):
    return kind[:-1] if len(kind) > 1 and kind.endswith(".") else kind


def begins_sentence(word, kind):
    """True or False when the way a word is written says so, else None."""
    if word in ";:,.!?":
        return False
    context = punkt().contexts.get(kind, 0)
    if word[0].isupper() and context & LOWER and not context & MID_UPPER:
        return True
    if word[0].islower() and (context & UPPER or not context & BEGIN_LOWER):
        return False
    return None


def first_break(word):
    """(ends a sentence, is an abbreviation or an ellipsis), from the word alone."""
    if word in (".", "?", "!"):
        return True, False
    if re.match(r"\.\.+$", word):
        return False, True
    if word.endswith(".") and not word.endswith(".."):
        known = punkt().is_abbreviation(word)
        return not known, known
    return False, False


def ends_sentence(word, following):
    """Whether a sentence ends with the word."""
    ends, shortened = first_break(word)
    if following is None or not word.endswith("."):
        return ends
    kind = without_period(word_type(word))
    next_kind = word_type(following)
    if first_break(following)[0]:
        next_kind = without_period(next_kind)
    if (kind, next_kind) in punkt().collocations:
        return False
    is_initial = re.match(r"[^\W\d]\.$", word) is not None
    begins = begins_sentence(following, next_kind)
    if shortened and not is_initial:
        if begins or (following[0].isupper() and next_kind in punkt().starters):
            return True
    if is_initial or kind == "##number##":
        if begins is False:
            return False
        lower_seen = punkt().contexts.get(next_kind, 0) & LOWER
        if begins is None and is_initial and following[0].isupper() and not lower_seen:
            return False
    return ends


def has_break(text):
    """Whether a sentence ends in the text, other than at its end."""
    words = [word for line in text.split("\n") for word in TOKEN.findall(line)]
    pairs = zip(words, words[1:])
    return any(ends_sentence(word, following) for word, following in pairs)


def possible_ends(text):
    """Each place that may end a sentence, with the words around it."""
    before = (0, 0)
    last = None
    for found in POSSIBLE_END.finditer(text):
        start = before[0]
        for at in range(found.start() - 1, before[1], -1):
            if text[at] in string.whitespace:
                start = at + 1
                break
        if last and before[1] <= start:
            yield last, text[before[0] : before[1]] + last.group() + last.group("after")
        last = found
        before = (start, found.start())
    if last:
        yield last, text[before[0] : before[1]] + last.group() + last.group("after")


def sentences(text):
    begin = 0
    spans = []
    for found, around in possible_ends(text):
        if has_break(around):
            spans.append((begin, found.end()))
            begin = found.start("next") if found.group("next") else found.end()
    spans.append((begin, len(text.rstrip())))
    # Closing quotes and brackets belong to the sentence before them.
    taken = 0
    for at, (start, end) in enumerate(spans):
        start += taken
        taken = 0
        if at + 1 < len(spans):
            following = text[spans[at + 1][0] : spans[at + 1][1]]
            closing = CLOSING.match(following)
            if closing:
                yield text[start : spans[at + 1][0] + len(closing.group().rstrip())]
                taken = closing.end()
                continue
        if text[start:end]:
            yield text[start:end]


# ---- words of ASCII --------------------------------------------------------------------------

OPENING_QUOTES = [
    (re.compile(r"`+"), r" \g<0> "),
    (re.compile(r'^"'), "``"),
    (re.compile(r"``"), " `` "),
    (re.compile(r"([ (\[{<])(?:\"|'')"), r"\1 `` "),
    (re.compile(r"(?i)(?<!\w)'(?!(?:re|ve|ll|m|t|s|d|n)\b)(?=\w)"), "' "),
]
PUNCTUATION = [
    (re.compile(r"([:,])(\D)"), r" \1 \2"),
    (re.compile(r"[:,]$"), r" \g<0> "),
    (re.compile(r"\.{2,}"), r" \g<0> "),
    (re.compile(r"[;@#$%&?!]"), r" \g<0> "),
    (re.compile(r"([^'])' "), r"\1 ' "),
    (re.compile(r"[*\[\](){}<>]"), r" \g<0> "),
    (re.compile(r"--"), " -- "),
]
CLOSING_QUOTES = [
    (re.compile(r"''|\""), " '' "),
    (re.compile(r"\s+"), " "),
    (re.compile(r"([^' ])('[sSmMdD]|') "), r"\1 \2 "),
    (re.compile(r"([^' ])('ll|'LL|'re|'RE|'ve|'VE|n't|N'T) "), r"\1 \2 "),
]
CONTRACTIONS = [
    (re.compile(rf"(?i)\b({first})({second})"), r" \1 \2 ")
    for first, second in (
        ("can", r"not\b"),
        ("d", r"'ye\b"),
        ("gim", r"me\b"),
        ("gon", r"na\b"),
        ("got", r"ta\b"),
        ("lem", r"me\b"),
        ("more", r"'n\b"),
        ("wan", r"na(?=\s)"),
    )
] + [(re.compile(r"(?i) ('t)(is|was)\b"), r" \1 \2 ")]


def split_final_period(text):
    """A sentence's last period is a word, and what closes after it is others."""
    stripped = text.rstrip()
    inner = stripped.rstrip("])}>\"' ")
    if len(inner) > 1 and inner.endswith(".") and inner[-2] != ".":
        return inner[:-1] + " . " + stripped[len(inner) :] + " "
    return text


def sentence_words(text):
    for pattern, replacement in OPENING_QUOTES:
        text = pattern.sub(replacement, text)
    text = split_final_period(text)
    for pattern, replacement in PUNCTUATION:
        text = pattern.sub(replacement, text)
    text = " " + text + " "
    for pattern, replacement in CLOSING_QUOTES + CONTRACTIONS:
        text = pattern.sub(replacement, text)
    return text.split()


# ---- words of everything else ----------------------------------------------------------------

ENTITIES = (("&gt;", ">"), ("&lt;", "<"), ("&apos;", "'"), ("&quot;", '"'), ("&#124;", "|"), ("&#91;", "["))
ENTITIES += (("&#93;", "]"), ("&amp;", "&"))
# Letters that nltk's tables of what is no number leave out, so that a mark beside one stays with it.
WHOLE_SCRIPTS = ((0x2E80, 0x2FD5), (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xAC00, 0xD7A3), (0xF900, 0xFAD9))
# Symbols of the basic plane that came after those tables.
LATER_SYMBOLS = ((0x20BB, 0x20C0), (0x218A, 0x218B), (0x23F4, 0x23FF), (0x2700, 0x2700), (0x2B4D, 0x2B4F))
LATER_SYMBOLS += ((0x2B5A, 0x2BFF), (0x2E50, 0x2FD5), (0x32FF, 0x32FF), (0xFDCF, 0xFDCF), (0xFDFE, 0xFDFF))


def is_within(char, ranges):
    return any(first <= ord(char) <= last for first, last in ranges)


@functools.lru_cache(maxsize=None)
def is_no_number(char):
    return (
        unicodedata.category(char)[0] not in "NZC" and ord(char) < 0x10000 and not is_within(char, WHOLE_SCRIPTS)
    )


@functools.lru_cache(maxsize=None)
def is_mark(char):
    return unicodedata.category(char)[0] == "P" and ord(char) < 0x10000


@functools.lru_cache(maxsize=None)
def is_symbol(char):
    if char in "\u2308\u2309\u230a\u230b":
        return True
    return unicodedata.category(char)[0] == "S" and ord(char) < 0x10000 and not is_within(char, LATER_SYMBOLS)


def spaced(text, is_first, is_second, form):
    """Each pair of such characters, taken from the left, in the form's words."""
    pieces = []
    at = 0
    while at < len(text):
        if at + 1 < len(text) and is_first(text[at]) and is_second(text[at + 1]):
            pieces.append(form.format(text[at], text[at + 1]))
            at += 2
        else:
            pieces.append(text[at])
            at += 1
    return "".join(pieces)


def international_words(text):
    text = text.replace("<skipped>", "").replace("\u2028", " ")
    for entity, char in ENTITIES:
        text = text.replace(entity, char)
    text = re.sub(r"[\x00-\x7f]+", r" \g<0> ", text)
    text = spaced(text, is_no_number, is_mark, "{} {} ")
    text = spaced(text, is_mark, is_no_number, " {} {}")
    return "".join(f" {char} " if is_symbol(char) else char for char in text).split()


def words(text):
    """The words of a text, in their order."""
    if text.isascii():
        return [word for sentence in sentences(text) for word in sentence_words(sentence)]
    return international_words(text)
