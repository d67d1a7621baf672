# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0
"""Expressions, literals, operators, Python's types and their methods."""

CONTEXT = {
    "i": 7, "neg": -13, "big": 123456789012345678901234567890, "f": 2.5, "text": "Hello Wörld", "empty": "",
    "items": [3, 1, 2], "nested": [[1, 2], [3, [4]]], "user": {"name": "Ann", "age": 30, "items": 5},
    "none": None, "yes": True, "html": "<b>&\"'</b>", "words": ["delta", "Alpha", "charlie", "bravo"],
}

EXPRESSIONS = r'''
1 + 2 * 3
(1 + 2) * 3
2 ** 3 ** 2
-2 ** 2
2 ** -1
2 ** 100
(-2) ** 3
big * big
big // 7
big % 97
-big // 10
7 // 2, -7 // 2, 7 // -2, -7 // -2
7 % 3, -7 % 3, 7 % -3, -7 % -3
7.5 // 2, -7.5 // 2, 7.5 % 2, -7.5 % 2
1 / 3
10 / 5
big / 3
9007199254740993 / 3
0.1 + 0.2
1e16, 1e15, 123456789.123, 1e-5, 0.0001, 1.0, 1e300 * 10
1e308 * 10
1 / 0
1 // 0
1 % 0
1.0 / 0
1.5 // 0
1.5 % 0
0 ** -1
0.0 ** -1
true + 1
true + true, true * 3, -true
"a" + "b"
"a" + 1
1 + "a"
[1] + [2]
[1] + "a"
(1,) + (2,)
"ab" * 3, 3 * "ab", "ab" * 0, "ab" * -1
[1, 2] * 2
"a" * "b"
[1] * 1.5
{} + {}
none + 1
"a" ~ 1 ~ none ~ true ~ 1.5 ~ [1, "x"]
1 ~ 2 + 3
1 < 2 < 3, 1 < 3 < 2, 1 == 1.0 == true
"a" < "b", "B" < "a", [1, 2] < [1, 3], (1, 2) <= (1, 2)
1 < "a"
[1] < ["a"]
none < none
1 == "1", none == none, [] == [], {} == {}, {"a": 1} == {"a": 1.0}
1 in [1, 2], 3 not in [1, 2], "a" in "abc", "x" in {"x": 1}
1 in "abc"
1 in 5
[1] in {}
not true, not none, not [], not ""
true and 5, false and 5, 0 or "x", none or [] or {}
1 if true else 2
1 if false
"a" if false else "b" if false else "c"
items[0], items[-1], items[5]
items[1:], items[:1], items[::-1], items[0:3:2], items[-2:]
text[0], text[-1], text[1:4], text[::-1], text[100:]
text[7], text[8:]
items["x"]
user.name, user["name"], user.missing, user["missing"]
user.items
user["items"]
nested[1][1][0]
nested.1.0
nested.5
missing
missing.x
missing[0]
missing + 1
missing()
-missing
missing == missing, missing == none, missing is none
missing < 1
missing in [1]
"x" in missing
missing ~ "x"
(1, 2), (1,), (), [1], [], {}, {"a": 1, 2: [3]}
{1: 2, 1.0: 3, true: 4}
{[1]: 2}
{"a": 1, "a": 2}
1_000, 0x_ff, 0b101, 0o17, 1_0.5_0, 1e1_0
0xFF, 0B11, 0O7
"tab\there", "nl\nx", "q\"q", 'q\'q', "u\u00e9", "x\x41", "o\101", "\N{SNOWMAN}", "back\\slash"
"unknown \d \é"
"a" "b" 'c'
"line \
continued"
none, None, true, True, false, False
1.5.real, 5.real
1 .real
"%s and %d" % ("x", 5)
"%5d|%-5d|%05d|%+d" % (42, 42, 42, 42)
"%.2f %e %g %G" % (3.14159, 12345.678, 0.00001, 1e20)
"%x %X %o %#x" % (255, 255, 8, 255)
"%r %s" % ("it's", [1])
"%(a)s-%(b)d" % {"a": 1, "b": 2}
"%c%c" % (65, "B")
"%%" % ()
"%s" % 5
"%s %s" % 5
"%d" % "x"
"%s" % (1, 2)
"%5.1f%%" % 12.345
"%s" % none
"%10s|%-10s|%.2s" % ("abc", "abc", "abc")
"%z" % 1
"%" % 1
"abc" % {}
"abc" % 1
"%i %u" % (1.9, 2)
"{} {}".format(1, 2)
"{1} {0}".format("a", "b")
"{a} {b!r}".format(a=1, b="x")
"{0.name} {0[name]}".format(user)
"{0[name]} {1[0]}".format(user, items)
"{:>10}|{:<10}|{:^10}|{:*^9}".format("a", "b", "c", "d")
"{:5d}|{:05d}|{:+d}|{: d}".format(42, 42, 42, 42)
"{:,} {:_} {:,.2f}".format(1234567, 1234567, 1234567.891)
"{:.3f} {:e} {:g} {:%}".format(3.14159, 1234.5, 0.0001, 0.25)
"{:x} {:X} {:o} {:b} {:#x} {:#b}".format(255, 255, 8, 5, 255, 5)
"{:c}".format(65)
"{:{}}|".format("x", 5)
"{:>{w}}|".format("x", w=4)
"{{}} {}".format(1)
"{".format()
"}".format()
"{0".format(1)
"{} {1}".format(1, 2)
"{x}".format()
"{2}".format(1)
"{!x}".format(1)
"{:d}".format("x")
"{:s}".format(5)
"{:.2}".format("abcdef")
"{:10.3}|".format("abcdef")
"{:<08d}|{:08.2f}|{:+.1e}".format(42, -3.14159, 12345)
"{:08,}|{:012,.2f}".format(1234, 1234567.5)
"{:.0f} {:.0f} {:.0f}".format(0.5, 1.5, 2.5)
"{:g} {:g} {:g} {:.3g}".format(1e10, 123456789, 0.1, 1234.5)
"{:n}".format(1234)
"{!s:>5}|{!r:>5}".format(1, "a")
"{a[b]}".format(a={"b": 1})
"{0.real}".format(5)
"{0.nope}".format(5)
"{a}".format_map({"a": 5})
"{a}".format_map({})
text.upper(), text.lower(), text.title(), text.swapcase(), text.capitalize()
"straße".upper(), "ǅ".lower(), "ﬁ".title(), "ΑΣ".lower(), "İ".lower(), "ß".casefold()
"a,b,,c".split(","), "a,b,c".split(",", 1), " a  b ".split(), "a,b,c".rsplit(",", 1), "".split(), "".split(",")
"a b c".split(none, 1), "a b c".rsplit(maxsplit=1)
"abc".split("")
"a\nb\r\nc\n".splitlines(), "a\nb\n".splitlines(true)
"a-b-c".partition("-"), "a-b-c".rpartition("-"), "abc".partition("-"), "abc".rpartition("-")
"  x ".strip() ~ "|", "xxaxx".strip("x"), "xxaxx".lstrip("x"), "xxaxx".rstrip("x"), "abcba".strip("ab")
"hello".find("l"), "hello".rfind("l"), "hello".find("z"), "hello".index("l"), "hello".find("l", 3), "héllo".find("l")
"hello".index("z")
"hello".count("l"), "hello".count(""), "hello".startswith("he"), "hello".endswith(("lo", "x")), "hello".startswith("l", 2)
"hello".replace("l", "L"), "hello".replace("l", "L", 1), "ab".replace("", "-"), "aaa".replace("a", "")
"-".join(["a", "b"]), "".join([]), ", ".join("abc")
"-".join([1])
"-".join(5)
"x".center(5) ~ "|", "x".ljust(3, ".") , "x".rjust(3, "."), "ab".center(5, "*"), "abc".center(6, "*"), "5".zfill(3), "-5".zfill(4)
"a\tb".expandtabs(), "a\tb".expandtabs(4)
"abc".isalpha(), "a1".isalnum(), "12".isdigit(), "½".isnumeric(), "½".isdigit(), "²".isdigit(), "²".isdecimal(), " ".isspace()
"Abc".istitle(), "ABC".isupper(), "abc".islower(), "a1".islower(), "1".islower(), "a b".isidentifier(), "ab".isidentifier()
"abc".isascii(), "é".isascii(), "a\n".isprintable()
"abc".removeprefix("a"), "abc".removesuffix("c")
"abc".translate({97: "x", 98: none}), "abc".encode(), "é".encode("utf-8"), "é".encode("ascii", "replace")
"abc".encode().decode()
"abc".upper(1)
"abc".nope()
"abc".nope
items.append(4), items
items.pop(), items.pop(0), items
[1, 2].index(2), [1, 2, 1].count(1), [3, 1].copy()
[1].index(5)
[].pop()
[1].extend([2])
user.keys()|list, user.values()|list, user.items is defined
{"a": 1}.items(), {"a": 1}.keys(), {"a": 1}.values()
user.get("name"), user.get("x"), user.get("x", 5)
{"a": 1}.pop("a"), {"a": 1}.pop("b", 2)
{}.pop("x")
{"a": 1}.update({"b": 2}), {"a": 1}.copy()
(1, 2).index(2), (1, 1).count(1)
5 .bit_length(), (2.5).is_integer(), (2.0).is_integer(), 0.5.as_integer_ratio()
range(5), range(1, 5), range(0, 10, 3)|list, range(5, 0, -1)|list, range(3)[1], range(10)[2:5]
range()
range(1, 2, 0)
range("x")
dict(a=1, b=2), dict({"x": 1}, y=2), dict([["a", 1]]), dict()
dict(1)
dict([[1]])
namespace(a=1), namespace(a=1).a, namespace().x
cycler("a", "b").next(), cycler("a").current
cycler()
[1, 2, 3].__len__(), "x".__class__.__name__, 5 .__class__, none.__class__.__name__
lipsum is callable, range is callable, 5 is callable
5()
"x"()
(1, 2)[0], (1, 2)[5]
{"a": {"b": {"c": 1}}}.a.b.c
"abc"[1:2]
5[1:2]
none[0]
none.x
5.5.x
"a" is string, 1 is number, true is number, 1.5 is float, 1 is integer, true is integer, [] is sequence, {} is mapping, none is none
true is boolean, true is true, false is false, 1 is true
1 is odd, 2 is even, 6 is divisibleby 3, 6 is divisibleby(4)
"a" is odd
[] is iterable, 5 is iterable, "x" is sequence, 5 is sequence
1 is sameas 1, none is sameas none, "a" is lower, "A" is upper
1 is eq 1, 1 is ne 2, 1 is lt 2, 1 is le 1, 2 is gt 1, 2 is ge 2, 1 is in [1], "a" is in "abc"
"upper" is filter, "nope" is filter, "odd" is test, "nope" is test
missing is defined, missing is undefined, i is defined
missing is odd
1 is not odd, 1 is not none
html, html|e, html|escape|escape, html|safe
1 is nope
1|nope
1|nope.x
foo(1, 2, *[3], **{"a": 1})
"a".join(["b"], ["c"])
dict(a=1, a=2)
dict(**{"a": 1}, **{"b": 2})
dict(**5)
range(*5)
[1, 2, 3]|sum, [0.1, 0.2]|sum, []|sum, [[1], [2]]|sum(start=[])
["a"]|sum
1 == 1 and 2 == 2 or false
not 1 == 2
-5|abs, -5.5|abs
- -5, + +5, +true
"a" in ["a"] == true
1 + 1 ~ 1 + 1
5 is divisibleby 0
10000000000000000000000 == 1e22, 10000000000000000000001 == 1e22, 9007199254740993 == 9007199254740992.0
9223372036854775807 + 1, -9223372036854775808 - 1, 9223372036854775807 * 2, -(-9223372036854775807 - 1)
"١".isdigit(), "a" > "A", "é" > "z", "" < "a"
{"b": 1, "a": 2}|string
[none, true, 1.0, "x'y", 'x"y', "x\n"]
"\x00\x1f\x7f\xa0\u200b"
(1 if false).x
(1 if false) is defined
[1, 2,], (1, 2,), {"a": 1,}
{{}}
{%}
1 +
+
(
[1, 2
{"a" 1}
"unterminated
1 2
a b
1..2
a.
a.1.x
a["x"
@
$x
a | b |
x if
x is
x is not
x not
not
x in
%s
*x
**x
f(**a, *b)
f(a=1, 2)
f(*a, b)
f(,)
[,]
(,)
{,}
a = 1
1 if 2 else
is x
x is a b
x is not not y
""|length, []|length, 5|length, none|length, missing|length
"a-b".encode().partition("-".encode()), "a-b-c".encode().rpartition("-".encode()), "a b".encode().split(), "a,b".encode().rsplit(",".encode(), 1)
"aXé".encode().upper(), "aXé".encode().swapcase(), "ab cd".encode().title(), "AB".encode().islower(), "é".encode().isalpha(), "a1".encode().isalnum()
"abca".encode().find(97), "abca".encode().rfind("a".encode()), "abca".encode().count("a".encode(), 1), 98 in "abc".encode(), "bc".encode() in "abc".encode()
"abca".encode().index("z".encode())
"abc".encode().find("a")
"abc".encode().find(256)
[1] in "abc".encode()
"a".encode().center(4, "*".encode()), "-5".encode().zfill(4), "a\tb".encode().expandtabs(4), "xax".encode().strip("x".encode()), "xax".encode().lstrip("x".encode())
"a".encode().center(4, "*")
"abc".encode().replace("b".encode(), "XY".encode()), "abc".encode().removeprefix("a".encode()), "abc".encode().startswith(("b".encode(), "a".encode()))
"abc".encode().startswith("a")
"abc".encode().replace("b", "c")
"-".encode().join(["a".encode(), "b".encode()]), "a\nb\x1cc\r\nd".encode().splitlines(), "a\x0bb\x1dc".encode().split()
"-".encode().join(["a"])
"abc".encode().hex(), "abcde".encode().hex("-", 2), "abcde".encode().hex(":", -2), "abc".encode().translate(none, "b".encode())
255 .to_bytes(), 1000 .to_bytes(4, "little"), (-2).to_bytes(2, "big", signed=true), 0 .to_bytes(0)
256 .to_bytes()
(-1).to_bytes(2)
(0.1).hex(), (-2.5).hex(), (0.0).hex(), (1e300).hex()
dict(missing)
'''


def cases():
    for line in EXPRESSIONS.strip("\n").split("\n"):
        yield "{{ " + line + " }}", {}, CONTEXT
    for line in ["items[::0]", "5[0]", "html ~ '<i>'", "html ~ ('<i>'|safe)", "('<b>'|safe) ~ html", "('<b>'|safe) + html",
                 "html + ('<b>'|safe)", "('%s'|safe) % html", "('{}'|safe).format(html)", "('<b>'|safe) * 2", "('a'|safe).join([html])",
                 "('<A>'|safe).lower()", "('a b'|safe).split()", "('<b>'|safe)[0:2]", "('&lt;'|safe).unescape()", "('x'|safe).replace('x', html)",
                 "('<b>'|safe)|upper", "html|upper", "html|replace('<', '>')", "[html, html|safe]|join('<')", "html|safe|string",
                 "html|e|e", "html|forceescape", "(html|safe)|forceescape", "[html]", "{'a': html}", "'<' ~ '>'", "'<' ~ ('>'|safe)",
                 "html|xmlattr", "{'a': html, 'b': none, 'c': missing}|xmlattr", "html|tojson", "html|list", "html|first", "html|length",
                 "('%(a)s'|safe) % {'a': html}", "('%d'|safe) % 5", "('%r'|safe) % html", "html|striptags", "html|truncate(3)", "html|center(20)",
                 "html|indent", "html|title", "html|trim", "html|wordwrap(3)", "html|reverse", "html|urlize", "html|urlencode", "html|pprint",
                 "html|default('x')", "missing|default(html)", "1 if html else 2", "html == (html|safe)", "html is escaped, (html|safe) is escaped"]:
        yield "{{ " + line + " }}", {"autoescape": True}, CONTEXT
