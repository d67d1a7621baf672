# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0
"""Every filter with its arguments, good and bad."""

CONTEXT = {
    "text": "The quick brown fox-trot jumps over the lazy dog, doesn't it? Well-known -- yes.",
    "lines": "first\n\n  second line\nthird", "words": ["delta", "Alpha", "charlie", "bravo", "alpha"],
    "people": [{"name": "Zoe", "age": 30, "city": "NY"}, {"name": "adam", "age": 25, "city": "LA"},
               {"name": "Bob", "age": 30, "city": "ny"}, {"name": "Eve", "city": None}],
    "numbers": [5, 3, 8, 1, 9, 2], "mixed": [1, "a", None], "long": "x" * 100, "nested": {"b": [1, {"c": None}], "a": "é<"},
    "wide": {"alpha": ["one", "two", "three"] * 6, "beta": {"gamma": "a long text that goes on and on " * 5}},
}

FILTERS = r'''
text|truncate
text|truncate(20)
text|truncate(20, true)
text|truncate(20, false, "")
text|truncate(20, leeway=0)
text|truncate(20, true, "…", 0)
text|truncate(2)
text|truncate(10, leeway=-1)
5|truncate
"foo bar"|truncate(5, leeway=0)
text|wordwrap(20)
text|wordwrap(10, false)
text|wordwrap(10, true, "|")
text|wordwrap(12, break_on_hyphens=false)
long|wordwrap(30)
lines|wordwrap(8)
"a--b c -- d"|wordwrap(3)
text|wordwrap(0)
text|wordcount
lines|indent
lines|indent(2, true)
lines|indent(2, blank=true)
lines|indent("--")
""|indent
5|indent
text|title
"o'neil (the) [great] {one} <two> -x"|title
"ſtraße ǆ"|title
text|capitalize
text|center(100)
"x"|center(4) ~ "|"
text|replace("o", "0")
text|replace("o", "0", 2)
text|replace("o")
5|replace("5", 6)
" x "|trim ~ "|"
"xxyxx"|trim("x")
5|trim
text|upper, text|lower
"%s-%s"|format(1, 2)
"%(a)s"|format(a=1)
"%s"|format(1, a=2)
text|urlencode
{"a b": "c&d", "e": 1}|urlencode
[["a", 1], ["b", "ü"]]|urlencode
[1]|urlencode
"a/b?c=d e"|urlencode
"see http://example.com/a?b=c and www.test.org or foo@bar.com, mailto:x@y.z (http://a.de)."|urlize
"http://example.com/very/long/path"|urlize(10)
"http://example.com"|urlize(nofollow=true, target="_blank")
"http://example.com"|urlize(rel="a b")
"foo://bar baz"|urlize(extra_schemes=["foo:"])
"foo"|urlize(extra_schemes=["nope"])
"<http://x.com>"|urlize
"example.com, example.net/path http://127.0.0.1:80/ https://[::1]/ http://localhost x.y"|urlize
"(see http://en.wikipedia.org/wiki/X_(y))"|urlize
"<p>Hello <b>World</b> &amp; &lt;co&gt;</p><!-- c --> &copy; &#65; &#x41; &nope; &notit;"|striptags
"<unclosed"|striptags
{"a": 1, "b": none, "c": "<"}|xmlattr
{"a": 1}|xmlattr(false)
{"a b": 1}|xmlattr
{1: 2}|xmlattr
5|xmlattr
1000|filesizeformat, 1|filesizeformat, 0|filesizeformat, 1500|filesizeformat, 1048576|filesizeformat(true), 1e30|filesizeformat
"abc"|filesizeformat
"1000"|filesizeformat
-5|filesizeformat
nested|pprint
wide|pprint
[1, 2]|pprint, "x"|pprint, long|pprint, none|pprint
nested|tojson, words|tojson, none|tojson, 1.5|tojson, "</script>'&"|tojson
nested|tojson(2)
range(3)|tojson
missing|tojson
{1: 2, 3: 4}|tojson
[1.0, 1e20, true, "ü", big]|tojson
numbers|sort, numbers|sort(true), words|sort, words|sort(case_sensitive=true), words|sort(reverse=true)
people|sort(attribute="age")|map(attribute="name")|list
people|sort(attribute="city,name")|map(attribute="name")|list
people[:3]|sort(attribute="age,name")|map(attribute="name")|list
people[:3]|sort(attribute="age", reverse=true)|map(attribute="name")|list
mixed|sort
5|sort
{"b": 1, "a": 2}|sort
words|unique|list, words|unique(true)|list, people[:3]|unique(attribute="age")|map(attribute="name")|list
numbers|min, numbers|max, words|min, words|max, words|min(true), people[:3]|max(attribute="age"), []|min
mixed|min
numbers|sum, people[:3]|sum("age"), numbers|sum(start=10), people|sum(attribute="age")
numbers|first, numbers|last, []|first, []|last, "abc"|first, "abc"|last, {"a": 1}|first, {"a": 1, "b": 2}|last
numbers|map("string")|last
5|first
numbers|length, "äö"|length, {"a": 1}|count, range(7)|length
numbers|map("string")|length
numbers|join, numbers|join(", "), people|join(", ", attribute="name"), "abc"|join("-"), []|join("x"), mixed|join
5|join
numbers|reverse|list, "abc"|reverse, {"a": 1, "b": 2}|reverse|list, 5|reverse
numbers|batch(2)|list, numbers|batch(4, 0)|list, numbers|batch(0)|list, numbers|batch(10, "x")|list
numbers|slice(3)|list, numbers|slice(4, 0)|list, numbers|slice(10)|list
numbers|slice(0)|list
people[:3]|groupby("age")
people[:3]|groupby("city")|list
people[:3]|groupby("city", case_sensitive=true)|list
people|groupby("age", default=0)|map("first")|list
people|groupby("age")
people[:3]|groupby("age")|map(attribute="grouper")|list, people[:3]|groupby("age")|map(attribute="list")|list
{"b": 1, "a": 2, "C": 0}|dictsort, {"b": 1, "a": 2}|dictsort(by="value"), {"b": 1, "C": 2}|dictsort(true), {"a": 1, "b": 2}|dictsort(reverse=true)
{}|dictsort(by="x")
5|dictsort
{"a": 1}|items|list, missing|items|list
5|items|list
numbers|map("string")|list, words|map("upper")|list, words|map("replace", "a", "X")|list, people|map(attribute="age")|list
people|map(attribute="age", default=0)|list, people|map(attribute="name.0")|list, numbers|map("round", precision=1)|list
numbers|map("nope")|list
numbers|map()|list
people|map(attribute="name", nope=1)|list
numbers|map(missing)|list
numbers|select("odd")|list, numbers|reject("odd")|list, numbers|select|list, numbers|reject|list, numbers|select("gt", 4)|list
numbers|select("nope")|list
people|selectattr("age")|map(attribute="name")|list, people|rejectattr("age")|map(attribute="name")|list
people|selectattr("age", "eq", 30)|map(attribute="name")|list, people|rejectattr("city", "none")|map(attribute="name")|list
people|selectattr()|list
"5"|int, "x"|int, "x"|int(7), "0x1f"|int(base=16), "0b11"|int(0, 2), "1.9"|int, " 5 "|int, none|int, 2.7|int, true|int, "1_000"|int, "z"|int(0, 36)
missing|int
"inf"|int, "nan"|int, ""|int, "-5"|int, "+5"|int, "5-"|int, [1]|int
"1.5"|float, "x"|float, "x"|float(1.5), none|float, "1e3"|float, "inf"|float, "nan"|float, " 1 "|float, "1_0.5"|float, ".5"|float, "5."|float
missing|float
2.5|round, 3.5|round, 2.567|round(2), 2.567|round(1, "floor"), 2.511|round(1, "ceil"), 1234|round(-2), 1250|round(-2), 1350|round(-2), 5|round
2.675|round(2), 0.5|round, 1.5|round, -0.5|round, 1e300|round(2), 12345.678|round(-2), 2.5|round(method="ceil"), 7|round(method="floor")
2.5|round(1, "x")
"x"|round
2.5|round(none)
-5|abs, 5.5|abs, true|abs
"x"|abs
missing|default("x"), none|default("x"), none|default("x", true), ""|d("y", boolean=true), missing|default
people[0]|attr("name"), "abc"|attr("upper"), 5|attr("nope"), {"a": 1}|attr("a"), {"a": 1}|attr("items")()|list
5|attr(5)
"<x>"|e, "<x>"|escape, "<x>"|forceescape, "<x>"|safe, "<x>"|safe|e, 5|e
5|string, none|string, [1]|string, 1.0|string
"abc"|list, {"a": 1}|list, range(3)|list, missing|list
5|list
words|map("length")|sum
words|map("upper")|map("lower")|select("in", ["alpha"])|list
text|upper|lower|title|length
text|upper(1)
text|truncate(nope=1)
text|replace()
numbers|batch
numbers|join("a", "b", "c", "d")
[3, 1, 2]|sort|first, ([3, 1, 2]|sort)[0]
[1, [2]]|sum
["b", 1]|unique|list, [[1], [1]]|unique|list
[1, 1.0, true]|unique|list, ["A", "a", "ä", "Ä"]|unique|list
missing|upper, missing|length, missing|first, missing|last, missing|join, missing|sort, missing|reverse|list, missing|sum, missing|map("upper")|list
missing|trim ~ "|", missing|title, missing|replace("a", "b"), missing|truncate, missing|wordcount, missing|string, missing|e, missing|urlencode, missing|striptags
missing|indent
missing|round
missing|abs
missing|dictsort
missing|min, missing|max, missing|unique|list, missing|batch(2)|list, missing|slice(2)|list, missing|groupby("a"), missing|center(3), missing|capitalize
missing|random
missing|attr("x")
missing|xmlattr
missing|filesizeformat
missing|format
missing|urlize
missing|wordwrap
missing|pprint, missing|safe, missing|default(1)
numbers|sort(none)
numbers|sort("x")
{"a": 1}|dictsort(reverse=none)
"abc"|sort(attribute="missing")
people|sort(attribute="__class__")|length
text|truncate(20, leeway=1.5), text|truncate(20.5, true)
text|truncate(300.5), [1, 2, 3]|truncate(1, true, [], 0)
text|truncate("x")
numbers|batch(none)|list, numbers|batch(2.0)|list
numbers|batch(none, 0)|list
numbers|slice(missing)|list
numbers|slice(1.5)|list
text|wordwrap(20, wrapstring=5)
text|wordwrap(none)
""|wordwrap(none)
text|wordwrap(-2.5)
"http://example.com www.x.org"|urlize(rel=["a"])
"http://example.com www.x.org"|urlize(rel=false, target=none, trim_url_limit=-4)
"http://example.com www.x.org"|urlize(1.5)
"x"|urlize(1.5), "http://a.bc"|urlize(99.5, target="<"), "http://a.bc"|urlize(target=("<"|safe))
"x"|urlize(extra_schemes=[5])
{10: 1, 9: 2, -1: 3}|tojson, {1.5: 1, 1: 2}|tojson
{1: 1, "a": 2}|tojson
nested|tojson("--"), nested|tojson(""), nested|tojson(true), "x"|tojson("--")
nested|tojson(1.5)
["a", "b"]|unique(attribute="__class__")|list
'''


def cases():
    for line in FILTERS.strip("\n").split("\n"):
        yield "{{ " + line + " }}", {}, CONTEXT
    for kind in ("StrictUndefined", "ChainableUndefined", "DebugUndefined"):
        for line in ("missing", "missing.x", "missing[0]", "missing.x.y", "missing|upper", "missing|default(1)", "missing|list", "missing|length",
                     "missing + 1", "missing ~ 'x'", "missing == 1", "missing is defined", "not missing", "missing in [1]", "1 in missing",
                     "missing|join", "missing|first", "missing()", "missing.x()", "[missing]", "missing|string", "missing and 1", "1 if missing else 2",
                     "text.nope", "people[9]", "people[0].nope", "1 if false", "(1 if false).x", "missing|e", "missing.__class__.__name__", "missing|map('upper')|list",
                     "missing is iterable", "missing is sequence", "missing is mapping", "missing is callable", "missing == missing", "missing|tojson", "dict(a=missing)"):
            yield "{{ " + line + " }}", {"undefined": kind}, CONTEXT
        yield "{% for x in missing %}{{ x }}{% else %}none{% endfor %}", {"undefined": kind}, {}
        yield "{% if missing %}a{% else %}b{% endif %}", {"undefined": kind}, {}
        yield "{% if missing is defined %}a{% else %}b{% endif %}", {"undefined": kind}, {}
    for line in ("text.__class__", "text.__class__.__mro__", "text|attr('__class__')", "people.__len__()", "people[0]['__class__']", "'{0.__class__}'.format(5)",
                 "'{0.real}'.format(5)", "'{a.b}'.format(a={'b': 1})", "'{a[b]}'.format(a={'b': 1})", "'{0.__class__.__name__}'.format(5)", "range(100001)|length",
                 "range(100000)|length", "text._private", "missing.__class__", "people[0]._x", "text.format", "'%s' % text.__class__", "''.__class__.__base__",
                 "text.upper()", "[].append", "people.append(5)", "text|map(attribute='__class__')|list", "'{x.__class__}'.format_map({'x': 5})",
                 "'{x}'.format_map({'x': 5}, y=1)", "'{x}'.format_map()", "('{0}'|safe).format('<')", "range.__name__", "dict.mro", "namespace(a=1).a", "cycler(1).__init__",
                 "lipsum.__globals__", "self.__init__", "loop.x", "5.5.__class__", "(1,).__class__", "none.__class__", "true.__class__", "{}.__class__", "range.mro()", "dict|attr('mro')"):
        yield "{{ " + line + " }}", {"sandboxed": True}, CONTEXT
