# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0
"""Random templates: expressions over everything, wild in their types, and the usual statements."""

import json
import random

TEXTS = ["", "a", "Hello World", "  pad ", "<b>&\"'", "ünïcödé ß", "a,b;c d", "12", "-3.5", "line\nbreak\n", "%s {0}", "ABC", "x" * 30]
NAMES = ["a", "b", "c", "items", "user", "text", "num", "missing"]
BINARY = ["+", "-", "*", "/", "//", "%", "~", "==", "!=", "<", "<=", ">", ">=", "and", "or", "in", "not in"]
FILTERS = ["upper", "lower", "title", "capitalize", "trim", "length", "list", "first", "last", "join", "join('-')", "sort", "reverse", "string", "int", "float", "abs",
           "round", "round(1)", "default('d')", "default('d', true)", "e", "safe", "replace('a', 'b')", "truncate(5)", "truncate(4, true, '', 0)", "wordcount", "wordwrap(5)",
           "indent(2)", "indent(1, true, true)", "center(9)", "unique|list", "sum", "min", "max", "map('string')|list", "map('upper')|join", "select|list", "reject|list",
           "select('string')|list", "batch(2)|list", "slice(2)|list", "dictsort", "items|list", "tojson", "pprint", "urlencode", "striptags", "format(1)", "filesizeformat",
           "groupby(0)|list", "attr('x')", "xmlattr", "forceescape", "count", "reverse|list", "urlize", "d"]
TESTS = ["defined", "undefined", "none", "string", "number", "integer", "float", "boolean", "sequence", "iterable", "mapping", "odd", "even", "lower", "upper", "callable",
         "divisibleby(3)", "eq(1)", "sameas(none)", "in([1, 'a'])", "escaped", "true", "false", "gt 2", "lt 'b'"]
METHODS = ["upper()", "lower()", "title()", "strip()", "split()", "split(',')", "split('a', 1)", "rsplit(none, 1)", "splitlines()", "find('l')", "count('a')", "replace('l', 'L')", "startswith('H')",
           "zfill(6)", "center(7, '*')", "partition(' ')", "isdigit()", "isalpha()", "isupper()", "swapcase()", "casefold()", "format(1, 2)", "join(['x', 'y'])", "expandtabs(4)", "encode()",
           "items()|list", "keys()|list", "values()|list", "get('a')", "get('zz', 5)", "append(1)", "pop()", "index('a')", "copy()", "bit_length()", "is_integer()", "x", "n", "missing.y"]
SPECS = ["", "5", "<7", ">7", "^8", "*^9", "05", "+", ".2f", "10.3f", ",", "x", "b", "e", "g", ".3", "%", "s", "d", "_", "#x", "08.2f", " d", "c", "n", "<05d", "=+8d"]
PERCENT = ["%s", "%r", "%d", "%5d", "%-5d|", "%05d", "%.2f", "%x", "%e", "%g", "%c", "%5s", "%.2s", "%+d", "%o", "%#x", "%i", "%8.3f", "%%"]


class Maker:
    def __init__(self, seed):
        self.random = random.Random(seed)

    def pick(self, values):
        return self.random.choice(values)

    def value(self, depth=2):
        kind = self.random.randrange(10)
        if depth > 0 and kind == 0:
            return [self.value(depth - 1) for _ in range(self.random.randrange(4))]
        if depth > 0 and kind == 1:
            return {self.pick(["a", "b", "x", "n", "items"]): self.value(depth - 1) for _ in range(self.random.randrange(4))}
        if kind < 5:
            return self.pick(TEXTS)
        if kind < 7:
            return self.random.randrange(-20, 100)
        if kind == 7:
            return self.pick([0.5, 2.0, -1.25, 1e20, 1e-7, 3.14159, 100.0, 0.1])
        return self.pick([None, True, False, 0, 10**20, 2**63])

    def context(self):
        context = {name: self.value() for name in NAMES if name != "missing" and self.random.random() < 0.9}
        context["items"] = [self.value(1) for _ in range(self.random.randrange(5))]
        context["user"] = {"a": self.value(1), "x": self.value(1), "n": self.random.randrange(9)}
        context["text"] = self.pick(TEXTS)
        context["num"] = self.random.randrange(-9, 50)
        return context

    def literal(self):
        kind = self.random.randrange(9)
        if kind < 3:
            return json.dumps(self.pick(TEXTS), ensure_ascii=False)
        if kind < 5:
            return str(self.random.randrange(0, 30))
        if kind == 5:
            return self.pick(["1.5", "2.0", "1e3", "0x1f", "1_000", "0.1"])
        if kind == 6:
            return "[" + ", ".join(self.expression(0) for _ in range(self.random.randrange(4))) + "]"
        if kind == 7:
            return "{" + ", ".join(json.dumps(self.pick("abx")) + ": " + self.expression(0) for _ in range(self.random.randrange(3))) + "}"
        return self.pick(["true", "false", "none", "()", "(1,)", "(1, 2)"])

    def formatted(self):
        if self.random.random() < 0.5:
            return f"'{{:{self.pick(SPECS)}}}'.format({self.expression(0)})"
        return f"'{self.pick(PERCENT)}' % ({self.expression(0)},)"

    def expression(self, depth):
        if depth <= 0:
            return self.pick(NAMES) if self.random.random() < 0.6 else (self.literal() if depth == 0 and self.random.random() < 0.7 else "1")
        kind = self.random.randrange(15)
        inner = lambda: self.expression(depth - 1)
        if kind < 3:
            return f"{inner()} {self.pick(BINARY)} {inner()}"
        if kind < 6:
            return f"{inner()}|{self.pick(FILTERS)}"
        if kind == 6:
            return f"({inner()}) is {self.pick(['', 'not '])}{self.pick(TESTS)}"
        if kind == 7:
            return f"({inner()}).{self.pick(METHODS)}"
        if kind == 8:
            return f"({inner()})[{self.pick(['0', '-1', '1:', ':2', '::-1', '::2', '5', repr('a'), inner()])}]"
        if kind == 9:
            return f"({inner()} if {inner()}" + (f" else {inner()})" if self.random.random() < 0.8 else ")")
        if kind == 10:
            return f"{self.pick(['not ', '-', '+'])}({inner()})"
        if kind == 11:
            return f"{self.pick(['user', 'items', 'text', 'a'])}.{self.pick(['a', 'x', 'n', '0', 'missing', 'items'])}"
        if kind == 12:
            return self.formatted()
        if kind == 13:
            return f"{inner()} ~ {inner()}"
        return self.literal()

    def tag(self, name):
        dash = lambda: self.pick(["", "", "", "-", "+"])
        return "{%" + dash() + " " + name + " " + dash() + "%}"

    def text(self):
        return self.pick([" ", "\n", "  \n  ", "text ", "<i>", "é", "", "\n\n", "x{y}"])

    def statement(self, depth):
        kind = self.random.randrange(14)
        body = lambda: "".join(self.statement(depth - 1) for _ in range(self.random.randrange(1, 4)))
        if depth <= 0 or kind < 4:
            dash = self.pick(["", "", "-"])
            return self.text() + "{{" + dash + " " + self.expression(2) + " " + dash + "}}" + self.text()
        if kind == 4:
            test = f" if {self.expression(1)}" if self.random.random() < 0.3 else ""
            other = self.tag("else") + body() if self.random.random() < 0.3 else ""
            show = self.pick(["", "{{ loop.index }}", "{{ loop.last }}", "{{ loop.length }}", "{{ loop.changed(v) }}", "{{ loop.previtem }}", "{{ v }}"])
            return self.tag(f"for v in {self.expression(1)}{test}") + show + body() + other + self.tag("endfor")
        if kind == 5:
            other = self.pick(["", self.tag("else") + body(), self.tag(f"elif {self.expression(1)}") + body()])
            return self.tag(f"if {self.expression(2)}") + body() + other + self.tag("endif")
        if kind == 6:
            return self.tag(f"set {self.pick('abc')} = {self.expression(2)}")
        if kind == 7:
            return self.tag(f"set {self.pick('abc')}{self.pick(['', ' | upper'])}") + body() + self.tag("endset")
        if kind == 8:
            name = self.pick("mn")
            call = self.pick(["()", "(1)", "(1, 2)", "(q=3)", f"({self.expression(1)})"])
            return self.tag(f"macro {name}(p, q=5)") + "{{ p }}{{ q }}" + body() + self.tag("endmacro") + "{{ " + name + call + " }}"
        if kind == 9:
            return self.tag(f"with {self.pick('abc')} = {self.expression(1)}") + body() + self.tag("endwith")
        if kind == 10:
            return self.tag(f"filter {self.pick(['upper', 'trim', 'replace(1, 2)', 'e', 'title', 'indent'])}") + body() + self.tag("endfilter")
        if kind == 11:
            return self.tag(f"autoescape {self.pick(['true', 'false', 'num'])}") + body() + self.tag("endautoescape")
        if kind == 12:
            return self.tag("macro w()") + "[{{ caller() }}]" + self.tag("endmacro") + self.tag("call w()") + body() + self.tag("endcall")
        return self.pick(["{# comment #}", "{#- c -#}", "{% raw %}{{ raw }}{% endraw %}", self.text()])

    def environment(self):
        env = {}
        for option in ("trim_blocks", "lstrip_blocks", "autoescape", "sandboxed", "keep_trailing_newline"):
            if self.random.random() < 0.25:
                env[option] = True
        if self.random.random() < 0.3:
            env["undefined"] = self.pick(["StrictUndefined", "ChainableUndefined", "DebugUndefined"])
        return env

    def template(self):
        # Large templates mostly end in their first error: half are one expression.
        if self.random.random() < 0.5:
            return "{{ " + self.expression(self.random.randrange(1, 3)) + " }}"
        return "".join(self.statement(2) for _ in range(self.random.randrange(1, 4)))
