# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0
"""Random templates whose expressions mostly fit their types, so that they get further before an error:
every filter with its arguments, the methods of Python's types, formats, several templates
that extend, include and import each other, refusals of the sandbox, and broken syntax."""

import json

import jinja2
import jinja2.sandbox

from jinja_random import Maker, TEXTS

WORDS = ["", "a", "b", "x", "Hello", "foo bar", "a-b_c", "ünï ß", "<i>&", "1", "-7", "0x1f", " 3.5 ", "1e3", "nan", "a\nb\r\nc", "tab\tx", "don't", "\"q\"", "ΑΣ", "ǅ", "é", "日本 語", "\u2028z", "ABC def", "a,b,,c", "x" * 25, "http://a.bc/d?e=f", "%s", "{0}", "\\n"]
NUMBERS = ["0", "1", "2", "3", "-1", "-2", "5", "7", "10", "100", "255", "12345", "10**20", "-2**63", "2**64", "true", "0.5", "-1.5", "2.5", "1e16", "1e-7", "123456.789", "1e300", "0.1"]
ANY = ["any", "text", "number", "list", "dict", "markup"]

# name: (kind of what it filters, [(argument, kind of it)])
FILTERS = {
    "abs": ("number", []), "attr": ("any", [("name", "key")]), "batch": ("list", [("linecount", "small"), ("fill_with", "any")]), "capitalize": ("text", []),
    "center": ("text", [("width", "small")]), "count": ("list", []), "d": ("any", [("default_value", "any"), ("boolean", "flag")]), "default": ("any", [("default_value", "any"), ("boolean", "flag")]),
    "dictsort": ("dict", [("case_sensitive", "flag"), ("by", "by"), ("reverse", "flag")]), "e": ("any", []), "escape": ("any", []), "filesizeformat": ("number", [("binary", "flag")]),
    "first": ("list", []), "float": ("any", [("default", "any")]), "forceescape": ("any", []), "format": ("percent", [("", "any"), ("", "any")]),
    "groupby": ("rows", [("attribute", "key"), ("default", "any"), ("case_sensitive", "flag")]), "indent": ("text", [("width", "indent"), ("first", "flag"), ("blank", "flag")]),
    "int": ("any", [("default", "any"), ("base", "base")]), "items": ("dict", []), "join": ("list", [("d", "text"), ("attribute", "key")]), "last": ("list", []), "length": ("list", []),
    "list": ("list", []), "lower": ("text", []), "map": ("rows", [("attribute", "key"), ("default", "any")]), "max": ("list", [("case_sensitive", "flag"), ("attribute", "key")]),
    "min": ("list", [("case_sensitive", "flag"), ("attribute", "key")]), "pprint": ("any", []), "reject": ("list", [("", "test"), ("", "any")]), "rejectattr": ("rows", [("", "key"), ("", "test"), ("", "any")]),
    "replace": ("text", [("old", "text"), ("new", "text"), ("count", "small")]), "reverse": ("list", []), "round": ("number", [("precision", "small"), ("method", "method")]), "safe": ("any", []),
    "select": ("list", [("", "test"), ("", "any")]), "selectattr": ("rows", [("", "key"), ("", "test"), ("", "any")]), "slice": ("list", [("slices", "small"), ("fill_with", "any")]),
    "sort": ("list", [("reverse", "flag"), ("case_sensitive", "flag"), ("attribute", "key")]), "string": ("any", []), "striptags": ("text", []), "sum": ("list", [("attribute", "key"), ("start", "number")]),
    "title": ("text", []), "tojson": ("any", [("indent", "small")]), "trim": ("text", [("chars", "text")]), "truncate": ("text", [("length", "small"), ("killwords", "flag"), ("end", "text"), ("leeway", "small")]),
    "unique": ("list", [("case_sensitive", "flag"), ("attribute", "key")]), "upper": ("text", []), "urlencode": ("any", []), "urlize": ("url", [("trim_url_limit", "small"), ("nofollow", "flag"), ("target", "text"), ("rel", "text"), ("extra_schemes", "schemes")]),
    "wordcount": ("text", []), "wordwrap": ("text", [("width", "whole"), ("break_long_words", "flag"), ("wrapstring", "text"), ("break_on_hyphens", "flag")]), "xmlattr": ("dict", [("autospace", "flag")]),
}
LAZY = {"map", "select", "reject", "selectattr", "rejectattr", "batch", "slice", "unique", "reverse", "items"}
TESTS = {"boolean": 0, "callable": 0, "defined": 0, "divisibleby": 1, "eq": 1, "equalto": 1, "==": 1, "escaped": 0, "even": 0, "false": 0, "filter": 0, "float": 0, "ge": 1, "gt": 1, "greaterthan": 1, "in": 1, "integer": 0, "iterable": 0,
         "le": 1, "lt": 1, "lessthan": 1, "lower": 0, "mapping": 0, "ne": 1, "none": 0, "number": 0, "odd": 0, "sameas": 1, "sequence": 0, "string": 0, "test": 0, "true": 0, "undefined": 0, "upper": 0}
WORDED_TESTS = [name for name in TESTS if name.isalpha()]
METHODS = {
    "text": {"capitalize": "", "casefold": "", "center": "sc", "count": "tss", "encode": "", "endswith": "tss", "expandtabs": "s", "find": "tss", "format": "aaa", "format_map": "D", "index": "tss", "isalnum": "", "isalpha": "", "isascii": "",
             "isdecimal": "", "isdigit": "", "isidentifier": "", "islower": "", "isnumeric": "", "isprintable": "", "isspace": "", "istitle": "", "isupper": "", "join": "T", "ljust": "sc", "lower": "", "lstrip": "t", "maketrans": "tt", "partition": "t",
             "removeprefix": "t", "removesuffix": "t", "replace": "tts", "rfind": "tss", "rindex": "tss", "rjust": "sc", "rpartition": "t", "rsplit": "ts", "rstrip": "t", "split": "ts", "splitlines": "b", "startswith": "tss", "strip": "t", "swapcase": "",
             "title": "", "translate": "D", "upper": "", "zfill": "s"},
    "bytes": {"capitalize": "", "center": "sC", "count": "yss", "decode": "", "endswith": "yss", "expandtabs": "s", "find": "yss", "hex": "Cs", "index": "yss", "isalnum": "", "isalpha": "", "isascii": "", "isdigit": "", "islower": "", "isspace": "",
              "istitle": "", "isupper": "", "join": "Y", "ljust": "sC", "lower": "", "lstrip": "y", "partition": "y", "removeprefix": "y", "removesuffix": "y", "replace": "yys", "rfind": "yss", "rindex": "yss", "rjust": "sC", "rpartition": "y",
              "rsplit": "ys", "rstrip": "y", "split": "ys", "splitlines": "b", "startswith": "yss", "strip": "y", "swapcase": "", "title": "", "translate": "y", "upper": "", "zfill": "s"},
    "list": {"append": "a", "clear": "", "copy": "", "count": "a", "extend": "l", "index": "ass", "insert": "sa", "pop": "s", "remove": "a", "reverse": "", "sort": ""},
    "tuple": {"count": "a", "index": "ass"},
    "dict": {"clear": "", "copy": "", "fromkeys": "la", "get": "ka", "items": "", "keys": "", "pop": "ka", "popitem": "", "setdefault": "ka", "update": "D", "values": ""},
    "int": {"as_integer_ratio": "", "bit_count": "", "bit_length": "", "conjugate": "", "denominator": None, "imag": None, "numerator": None, "real": None, "to_bytes": "s"},
    "float": {"as_integer_ratio": "", "conjugate": "", "hex": "", "imag": None, "is_integer": "", "real": None},
}
SANDBOX = ["text.__class__", "''.__class__.__mro__", "items|attr('__class__')", "user['__class__']", "'{0.__class__}'.format(5)", "'{0.real}'.format(num)", "'{a[b]}'.format(a=user)", "'{0[a]}'.format(user)", "range(100001)|length", "range(num)|list",
           "text._private", "missing.__class__", "user._x", "''.format is callable", "items.append(5)", "items|map(attribute='__class__')|list", "'{x.__class__}'.format_map({'x': 5})", "'{x}'.format_map(user)", "('{0}'|safe).format('<')", "dict.mro",
           "cycler(1).__init__", "lipsum.__globals__", "self.__init__", "none.__class__", "user.update({'q': 1})", "items.__len__()", "items.sort()", "user.__getitem__('a')", "m.__call__", "joiner.__init__", "namespace.__init__", "('%s'|safe) % text", "'{0!r:>5}'.format(text)",
           "'{:{}}'.format(text, 12)", "'{0.a.b}'.format(user)", "'{0.x}'.format(namespace(x=1))", "loop.__class__", "[1]|attr('append')", "text|attr('upper')()", "'x'.join.__self__"]


class WideMaker(Maker):
    def text_literal(self):
        word = self.pick(WORDS + TEXTS)
        return json.dumps(word, ensure_ascii=False) if self.random.random() < 0.7 else repr(word) if "\u2028" not in word else "'z'"

    def kind(self, name, depth):
        """An expression that mostly is of the kind."""
        if self.random.random() < 0.03:
            name = self.pick(ANY)
        return getattr(self, "of_" + name)(depth)

    def of_any(self, depth):
        return self.kind(self.pick(["text", "number", "list", "dict", "rows", "markup", "other"]), depth)

    def of_other(self, depth):
        return self.pick(["none", "true", "false", "missing", "()", "(1, 'a')", "range(3)", "user.missing", "'a'.encode()", "(1 if false)", "namespace(a=1).a", "dict(a=1)", self.of_range(depth), "1e400"])

    def of_markup(self, depth):
        text = self.pick(["<b>&amp;x</b>", "%s|%5s", "%(a)s", "{}:{!r}", "{a}<", "a b", "", "12"])
        made = f"({text!r}|{self.pick(['safe', 'safe', 'e'])})"
        kind = self.random.randrange(6)
        if depth <= 0 or kind < 2:
            return made
        if kind == 2:
            return f"({made} {self.pick(['+', '%', '*', '~', '==', '<'])} {self.kind(self.pick(['text', 'any', 'number', 'markup']), depth - 1)})"
        if kind == 3:
            return f"({self.kind('text', depth - 1)} {self.pick(['+', '%', '~', 'in', '*'])} {made})"
        return self.method("text", made)

    def of_range(self, depth):
        small = lambda: self.pick(["0", "1", "3", "7", "-2", "-5"])
        made = "range(" + ", ".join(small() for _ in range(self.random.randrange(1, 4))) + ")"
        return made if depth <= 0 else f"{made}[{self.subscript()}]"

    def of_text(self, depth):
        kind = self.random.randrange(10)
        if depth <= 0 or kind < 3:
            return self.text_literal() if kind < 7 else self.pick(["text", "a", "user.a", "('<b>'|safe)"])
        if kind == 3:
            return f"({self.kind('text', depth - 1)} {self.pick(['~', '~', '+', '*', '%'])} {self.any_or('text', depth - 1)})"
        if kind == 4:
            return f"{self.kind('text', depth - 1)}[{self.subscript()}]"
        if kind == 5:
            return self.formatting(depth)
        if kind == 6:
            return self.method("text", f"({self.kind('text', depth - 1)})")
        return self.filtered(depth, ["upper", "lower", "title", "capitalize", "center", "indent", "replace", "trim", "truncate", "wordwrap", "urlize", "striptags", "string", "join", "tojson", "format", "escape", "forceescape", "safe", "xmlattr", "pprint", "urlencode"])

    def any_or(self, name, depth):
        return self.kind(name if self.random.random() < 0.6 else self.pick(ANY), depth)

    def of_number(self, depth):
        kind = self.random.randrange(8)
        if depth <= 0 or kind < 3:
            return self.pick(NUMBERS + ["num", "user.n"])
        if kind < 5:
            return f"({self.kind('number', depth - 1)} {self.pick(['+', '-', '*', '/', '//', '%'])} {self.kind('number', depth - 1)})"
        if kind == 5:
            return self.pick(["-", "+", "not "]) + self.kind("number", depth - 1)
        if kind == 6:
            return self.method(self.pick(["int", "float"]), f"({self.kind('number', depth - 1)})")
        return self.filtered(depth, ["abs", "int", "float", "round", "sum", "length", "count", "wordcount", "min", "max"])

    def of_list(self, depth):
        kind = self.random.randrange(8)
        if depth <= 0 or kind < 2:
            return self.pick(["items", "[]", "[1, 2, 3]", "['b', 'A', 'c', 'a']", "(3, 1.0, true)", "'abc'", "range(5)", "user", "[[1, 2], ['a']]", "[none, 1, '1']"])
        if kind == 2:
            inner = self.pick(["text", "number", "any"])
            return "[" + ", ".join(self.kind(inner, depth - 1) for _ in range(self.random.randrange(5))) + "]"
        if kind == 3:
            return f"({self.kind('list', depth - 1)} {self.pick(['+', '*'])} {self.any_or('list', depth - 1)})"
        if kind == 4:
            return f"{self.kind('list', depth - 1)}[{self.subscript()}]"
        if kind == 5:
            return self.method(self.pick(["list", "tuple"]), self.kind("list", depth - 1))
        if kind == 6:
            return self.method("dict", self.kind("dict", depth - 1))
        return self.filtered(depth, ["list", "sort", "reverse", "batch", "slice", "map", "select", "reject", "selectattr", "rejectattr", "unique", "groupby", "dictsort", "items", "first", "last"])

    def of_rows(self, depth):
        return self.pick(["rows", "rows", "rows[:2]", "rows|reverse", "[user, user]", "[{'a': 1, 'x': 'B'}, {'a': 1.0, 'x': 'b'}]", "['ab', 'cd']", "items"])

    def of_dict(self, depth):
        if depth <= 0 or self.random.random() < 0.4:
            return self.pick(["user", "{}", "{'a': 1, 'b': 'two'}", "dict(b=1, A='x')", "rows[0]", "{1: 2, 'k': none}"])
        return "{" + ", ".join(f"{self.pick([repr('a'), repr('B'), repr('n'), '1', 'none', '(1, 2)'])}: {self.kind('any', depth - 1)}" for _ in range(self.random.randrange(4))) + "}"

    def of_key(self, depth):
        return self.pick(["'a'", "'x'", "'n'", "'a.x'", "'a,n'", "'x.0'", "0", "1", "'missing'", "'upper'", "'__class__'", "'n,-x'", "none"])

    of_small = lambda self, depth: self.pick(["0", "1", "2", "3", "4", "5", "8", "12", "20", "-1", "none", "1.5"])
    of_whole = lambda self, depth: self.pick(["0", "1", "3", "5", "8", "20", "-1", "none", "'a'"])
    of_flag = lambda self, depth: self.pick(["true", "false", "true", "false", "1", "''", "none"])
    of_by = lambda self, depth: self.pick(["'key'", "'value'", "'key'", "'x'"])
    of_indent = lambda self, depth: self.pick(["0", "2", "4", "'>> '", "'\\t'", "-1", "true"])
    of_base = lambda self, depth: self.pick(["10", "16", "2", "8", "0", "36", "37", "1"])
    of_method = lambda self, depth: self.pick(["'common'", "'ceil'", "'floor'", "'nope'"])
    of_schemes = lambda self, depth: self.pick(["['foo:']", "none", "['x']", "[]"])
    of_test = lambda self, depth: repr(self.pick(list(TESTS)))
    of_percent = lambda self, depth: repr("".join(self.percent() + self.pick(["", " ", "x"]) for _ in range(self.random.randrange(3))))
    of_url = lambda self, depth: self.pick(["'see http://example.com/a?b=c and www.x.org.'", "'(https://a.bc/d_(e)) <foo@bar.com>'", "'mailto:x@y.z, foo:bar ftp://q'", "'www.a.com/\"x\" http://'", "'a.com b.net/x c.org:80 d.info'"])

    def subscript(self):
        bound = lambda: self.pick(["", "", "0", "1", "2", "-1", "-2", "5", "none", "num", "10**20"])
        if self.random.random() < 0.5:
            return self.pick(["0", "1", "-1", "5", "'a'", "num", "true", "1.0", "none", "1, 2"])
        return bound() + ":" + bound() + (":" + self.pick(["", "1", "2", "-1", "-2", "0"]) if self.random.random() < 0.4 else "")

    def arguments(self, parameters, depth):
        """Some of them, by place or by name; now and then one too many or of an unknown name."""
        words = []
        named = False
        for name, kind in parameters:
            if self.random.random() < 0.4:
                if not name:
                    break
                named = True
                continue
            named = bool(name) and (named or self.random.random() < 0.3)
            words.append((f"{name}=" if named else "") + self.kind(kind, depth - 1))
        if self.random.random() < 0.03:
            words.append(self.pick(["1", "nope=1", "*items", "**user", "none"]))
        return "(" + ", ".join(words) + ")" if words or self.random.random() < 0.1 else ""

    def filtered(self, depth, names=None):
        name = self.pick(names if names else list(FILTERS))
        kind, parameters = FILTERS[name]
        subject = self.kind(kind, depth - 1)
        if name == "map" and self.random.random() < 0.6:
            inner = self.pick(list(FILTERS))
            call = self.arguments([("", kind) for _, kind in FILTERS[inner][1]], depth)
            call = f"({inner!r}" + (", " + call[1:] if len(call) > 2 else ")")
        else:
            call = self.arguments(parameters, depth)
        return f"({subject}|{name}{call}" + ("|list)" if name in LAZY and self.random.random() < 0.8 else ")")

    def method(self, kind, subject):
        if kind == "text" and self.random.random() < 0.15:
            kind, subject = "bytes", subject + ".encode()"
        name = self.pick(list(METHODS[kind]))
        spec = METHODS[kind][name]
        if spec is None:
            return f"{subject}.{name}"
        kinds = {"s": "small", "t": "text", "a": "any", "D": "dict", "l": "list", "k": "key", "b": "flag"}
        literal = {"c": ["'*'", "' '", "'é'", "'ab'"], "C": ["'*'.encode()", "'-'"], "y": ["'a'.encode()", "' '.encode()", "'lo'.encode()", "''.encode()", "'a'", "97"], "Y": ["['a'.encode(), 'b'.encode()]", "[]", "['x']"], "T": ["['x', 'yz']", "'abc'", "items", "()", "[1]"]}
        count = len(spec) if self.random.random() < 0.5 else self.random.randrange(len(spec) + 1)
        if self.random.random() < 0.02:
            count += 1
        words = [self.pick(literal[k]) if k in literal else self.kind(kinds[k], 0) for k in (spec + "aaa")[:count]]
        if self.random.random() < 0.02:
            words.append(self.pick(["sep='a'", "x=1", "maxsplit=1", "key=none", "keepends=true"]))
        call = f"{subject}.{name}({', '.join(words)})"
        # Few filters take bytes, and say so in the words of what they happen to call.
        return f"({call}|string)" if kind == "bytes" else call

    def percent(self):
        key = self.pick(["", "", "", "", "(a)", "(missing)"])
        return "%" + key + self.pick(["", "", "-", "+", " ", "0", "#", "-0", "+ ", "#0"]) + self.pick(["", "", "3", "8", "*", "12"]) + self.pick(["", "", ".0", ".2", ".", ".7", ".*"]) + self.pick(["", "", "", "l", "h"]) + self.pick("sssrdddiuoxXeEfFgGca%z")

    def spec(self):
        fill = self.pick(["", "", "<", ">", "^", "=", "*<", "é^", "0=", "{>"])
        return fill + self.pick(["", "", "+", "-", " "]) + self.pick(["", "", "z"]) + self.pick(["", "", "", "#"]) + self.pick(["", "", "0"]) + self.pick(["", "", "5", "12", "20"]) + self.pick(["", "", ",", "_"]) + self.pick(["", "", ".0", ".2", ".7", "."]) + self.pick(["", "", "s", "d", "f", "F", "e", "E", "g", "G", "n", "%", "x", "X", "o", "b", "c", "q"])

    def formatting(self, depth):
        if self.random.random() < 0.4:
            given = self.pick([self.kind("number", depth - 1), f"({self.any_or('number', depth - 1)},)", f"({self.kind('number', 0)}, {self.kind('text', 0)})", "user", self.kind("any", depth - 1)])
            return f"({json.dumps(self.percent(), ensure_ascii=False)} % {given})"
        field = self.pick(["", "", "0", "1", "a", "a[a]", "0[0]", "0.real", "0[x", "a.n", "0]", "2", "-1", "0[-1]"])
        conversion = self.pick(["", "", "", "!r", "!s", "!a", "!x", "!"])
        spec = self.spec() if self.random.random() < 0.8 else self.pick(["{}", "{1}", "{a}", "{{}}", ">{w}"])
        text = self.pick(["", "x", "{{", "}}", "}", "é"]) + "{" + field + conversion + (":" + spec if self.random.random() < 0.8 else "") + "}"
        return f"{json.dumps(text, ensure_ascii=False)}.format({self.any_or('number', depth - 1)}" + self.pick(["", ", 12", ", a=user", ", a=7, w=9", ", 'x'"]) + ")"

    def tested(self, depth):
        name = self.pick(WORDED_TESTS)
        argument = ""
        if TESTS[name] or self.random.random() < 0.02:
            argument = f"({self.kind('any', depth - 1)})" if self.random.random() < 0.95 else ""
        return f"{self.of_any(depth - 1)} is {self.pick(['', '', 'not '])}{name}{argument}"

    def expression(self, depth):
        """Mostly one that renders: what follows an error isn't compared."""
        for _ in range(3):
            made = self.any_expression(depth)
            if depth < 1 or self.random.random() < 0.2 or self.renders(made):
                break
        return made

    def renders(self, expression):
        try:
            self.trial.from_string("{{ " + expression + " }}").render(json.loads(self.values))
        except Exception:
            return False
        return True

    def any_expression(self, depth):
        kind = self.random.randrange(20)
        if kind < 4:
            return Maker.expression(self, depth)
        if kind == 4:
            return self.tested(max(depth, 1))
        if kind == 5 and self.sandboxed:
            return self.pick(SANDBOX)
        if kind == 6:
            return f"{self.of_any(depth)} {self.pick(['==', '!=', '<', '<=', '>', '>=', 'in', 'not in', 'and', 'or'])} {self.of_any(depth)}"
        if kind == 7:
            return f"{self.of_any(0)} {self.pick(['<', '==', '>='])} {self.of_any(0)} {self.pick(['<', '!=', 'in'])} {self.of_any(0)}"
        if kind < 13:
            return self.filtered(max(depth, 1))
        return self.of_any(depth)

    def tag(self, name):
        # Lines are compared too: tags and expressions go over several.
        return Maker.tag(self, name.replace(" ", "\n", 1) if self.random.random() < 0.05 else name)

    def lines(self, depth):
        """Statements on lines of their own, where the environment has them."""
        mark = self.pick(["#", "#", "  #", "#-", "# "])
        inner = "{{ v }}\n" + self.pick(["", "## note\n", "text ## note\n", self.statement(depth - 1) + "\n"])
        head = self.pick([f"for v in {self.of_list(0)}", f"if {self.expression(1)}", "set b", "filter upper", f"with v = {self.of_any(0)}:", "for v in [1,\n 2]:"])
        return f"\n{mark} {head}\n{inner}{mark} end{head.split(' ')[0]}\n"

    def looped(self):
        """What a loop knows of itself."""
        return "{{ loop." + self.pick(["index", "index0", "revindex", "revindex0", "first", "last", "length", "depth", "depth0", "previtem", "nextitem", "cycle('a', 'b')", "cycle()", "changed(v)", "changed(loop.index // 2)", "nope"]) + " }}"

    def statement(self, depth):
        body = lambda: "".join(self.statement(depth - 1) for _ in range(self.random.randrange(1, 3)))
        kind = self.random.randrange(27)
        if kind == 14 and depth > 0 and self.prefixed:
            return self.lines(depth)
        if kind == 15 and depth > 0:
            test = self.pick(["", "", f" if {self.expression(1)}", " if loop", " if v"])
            return self.tag(f"for v in {self.of_list(1)}{test}{self.pick(['', ' recursive'])}") + self.looped() + self.pick(["", self.tag("for w in [1, 2]") + self.looped() + self.tag("endfor")]) + self.looped() + self.pick(["", self.tag("else") + body()]) + self.tag("endfor")
        if kind == 16 and depth > 0:
            return self.tag(f"set {self.pick(['a', 'ns.x', 'a, b', 'user.x'])} | {self.pick(['upper', 'trim|title', 'length', 'list', 'e', 'default(1)'])}") + body() + self.tag("endset") + "{{ a }}{{ user }}"
        if depth <= 0 or kind > 13:
            return Maker.statement(self, depth)
        if kind == 0:
            return self.tag(f"for v in {self.of_list(1)} recursive") + "{{ v }}" + self.pick(["{{ loop(v) if v is iterable and v is not string else loop.depth }}", "{{ loop.depth0 }}", "{{ loop(v) }}"]) + self.tag("endfor")
        if kind == 1:
            names = self.pick(["k, v", "(k, v)", "k, (a, b)", "a, b, c"])
            return self.tag(f"for {names} in {self.pick(['user.items()', 'user|dictsort', 'rows', 'items', '[[1, 2], [3, 4]]', '[(1, [2, 3])]', self.of_list(1)])}") + "{{ k }}{{ v }}{{ loop.revindex }}{{ loop.cycle('a', 'b') }}" + body() + self.tag("endfor")
        if kind == 2:
            return self.tag("set ns = namespace(x=1, y='a')") + self.tag(f"for v in {self.of_list(0)}") + self.tag(f"set ns.{self.pick('xyz')} = {self.pick(['ns.x ~ v', 'ns.y', 'loop.index', 'v'])}") + self.tag("endfor") + "{{ ns.x }}{{ ns.y }}{{ ns.z }}"
        if kind == 3:
            return self.tag(f"macro {self.pick('mn')}({self.pick(['', 'p', 'p, q=1', 'p=num, q=p', 'p, q=text|upper'])})") + self.pick(["{{ p }}{{ q }}", "{{ varargs }}", "{{ kwargs }}", "{{ caller() }}", "{{ caller is defined }}"]) + body() + self.tag("endmacro") + \
                "{% if m %}{{ m" + self.pick(["()", "(1)", "(1, 2, 3)", "(z=1)", "(p=1, p2=2)", "(*items)", "(**user)", "(1, p=2)", ".name", ".arguments", ".catch_kwargs"]) + " }}{% endif %}"
        if kind == 4:
            return self.tag("macro m(p, q=5)") + "{{ p }}" + self.pick(["{{ caller() }}", "{{ caller(1) }}", "{{ caller(1, 2, 3) }}", ""]) + self.tag("endmacro") + self.tag(f"call{self.pick(['', '(u)', '(u, w=2)'])} m({self.pick(['', '1', 'q=2'])})") + "{{ u }}" + body() + self.tag("endcall")
        if kind == 5:
            return self.tag(f"set {self.pick(['a, b', 'b, c', '(a, b)', 'a, b, c'])} = {self.pick(['1, 2', 'items', '(c, a)', self.of_list(1)])}") + "{{ a }}{{ b }}"
        if kind == 6:
            return self.tag(f"with {self.pick(['a=1, b=a', 'c = text, text = 5', 'num = items'])}") + "{{ a }}{{ b }}{{ c }}" + body() + self.tag("endwith")
        if kind == 7:
            return self.tag(f"filter {self.pick(['upper|trim', 'center(20)', 'truncate(9, true)', 'replace(text, a)', 'wordwrap(6)', 'striptags|title', 'urlize', 'tojson', 'e|safe'])}") + body() + self.tag("endfilter")
        if kind == 8:
            return self.tag(f"block {self.pick(['one', 'two', 'tri'])}{self.pick(['', '', '', '', ' scoped', ' scoped', ' required'])}") + body() + self.tag("endblock")
        if kind == 9 and (self.tree or self.random.random() < 0.1):
            which = self.pick(["'inc'", "'inc2'", "['nope', 'inc']", "'nope'", "missing", "'base'", "text", "'bad'"])
            return self.tag(f"include {which}{self.pick(['', '', ' ignore missing'])}{self.pick(['', '', ' with context'])}")
        if kind == 10 and (self.tree or self.random.random() < 0.1):
            context = self.pick(["", "", " with context", " without context"])
            return self.pick([self.tag(f"import 'mod' as l{context}") + "{{ l.f(1) }}{{ l.v }}{{ l.nope }}", self.tag(f"from 'mod' import f, v as w{context}") + "{{ f(2) }}{{ w }}", self.tag(f"from 'mod' import nope{context}") + "{{ nope }}{{ nope() }}"])
        if kind == 11 and self.loops:
            return self.tag(f"for v in {self.of_list(1)}") + "{{ v }}" + self.tag(f"if {self.expression(1)}") + self.tag(self.pick(["break", "continue"])) + self.tag("endif") + body() + self.tag("endfor")
        if kind == 12 and self.loops:
            return self.tag(f"do {self.pick(['items.append(1)', 'user.update(a=2)', 'items.pop()', self.expression(1)])}") + "{{ items }}"
        return "{{ self." + self.pick(["one()", "two()", "tri"]) + " }}" if self.random.random() < 0.3 else Maker.statement(self, depth)

    def context(self):
        context = Maker.context(self)
        self.trial = (jinja2.sandbox.SandboxedEnvironment if self.sandboxed else jinja2.Environment)()
        context["rows"] = [{"a": self.value(1), "x": self.pick(TEXTS), "n": self.random.randrange(4)} for _ in range(self.random.randrange(4))]
        self.values = json.dumps(context)
        return context

    def broken(self, template):
        """One piece of it gone, doubled or replaced."""
        at = self.random.randrange(len(template) + 1)
        to = min(len(template), at + self.random.randrange(4))
        return template[:at] + self.pick(["", "", template[at:to] * 2, "%}", "{{", "{%", "}}", "(", ")", "]", "'", "|", "..", " is ", " if ", "\n", "{% end %}", "{% nope %}", "#}", "{#", ",", "=", "$", "{% raw %}", "-", "\\"]) + template[to:]

    def environment(self):
        env = Maker.environment(self)
        self.sandboxed = env.get("sandboxed", False)
        self.loops = self.random.random() < 0.3
        if self.loops:
            env["extensions"] = ["ExprStmtExtension", "LoopControlExtension"]
        if self.random.random() < 0.08:
            env["line_statement_prefix"] = "#"
            env["line_comment_prefix"] = "##"
        if self.random.random() < 0.05:
            env["newline_sequence"] = "\r\n"
        if self.random.random() < 0.05:
            env.update(self.pick([{"line_statement_prefix": "#"}, {"line_comment_prefix": "##"}, {"variable_start_string": "${", "variable_end_string": "}"}, {"block_start_string": "<%", "block_end_string": "%>"}]))
        self.prefixed = env.get("line_statement_prefix") == "#"
        self.tree = self.random.random() < 0.35
        if self.tree:
            env["loader"] = {
                "base": "[{% block one %}" + self.statement(1) + "{% endblock %}|" + self.statement(1) + "{% block two scoped %}b{{ num }}{% endblock %}]",
                "mid": "{% extends 'base' %}{% block one %}m{{ super() }}{% endblock %}" + self.statement(0),
                "inc": "<" + self.statement(1) + ">", "inc2": "{% include 'inc' %}{{ a }}",
                "mod": "{% set v = 5 %}{% macro f(p) %}{{ p }}{{ num }}" + self.statement(0) + "{% endmacro %}" + self.statement(0), "bad": "a\n{% if %}"}
            if self.random.random() < 0.3:
                env["globals"] = {"a": "G", "num": 77}
        return env

    def template(self):
        # environment() and context() were called before: the template uses what they offer.
        if self.random.random() < 0.45:
            made = "{{ " + self.expression(self.random.randrange(1, 4)) + " }}"
        else:
            made = "".join(self.statement(2) for _ in range(self.random.randrange(1, 4)))
        if self.tree and self.random.random() < 0.4:
            made = self.tag(f"extends {self.pick([repr('base'), repr('mid'), repr('mid'), 'missing', repr('nope')])}") + "".join(
                self.tag(f"block {name}") + self.statement(1) + self.pick(["{{ super() }}", "{{ super.super() }}", ""]) + self.tag(f"endblock{self.pick(['', ' ' + name])}") for name in ("one", "two") if self.random.random() < 0.6) + made
        return self.broken(made) if self.random.random() < 0.15 else made
