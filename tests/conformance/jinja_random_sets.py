# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0
"""Random sets of templates that extend, include and import each other, with blocks in blocks,
super and self, in every order, also those that make no sense."""

from jinja_random import Maker

TEMPLATES = ["base", "child", "part", "macros"]
BLOCKS = ["x", "y", "z", "u", "v"]
# Mostly one of the set, sometimes what isn't there or is no name.
SOURCES = [*(f"'{name}'" for name in TEMPLATES), *(f"'{name}'" for name in TEMPLATES), "'none'", "a", "['none', 'part']", "missing", "'ba' ~ 'se'", "('part' if num else 'base')"]
CALLS = ["super()", "self.x()", "self.y()", "self.z()", "super.super()", "self.none()", "m(1)", "tools.m(2)", "tools.n", "tools", "n", "loop.index", "super()|upper", "self.x()|length"]


class SetMaker(Maker):
    def source(self):
        return self.pick(SOURCES if self.random.random() < 0.3 else self.present)

    def name(self):
        free = [name for name in BLOCKS if name not in self.used]
        name = self.pick(free if free and self.random.random() < 0.95 else BLOCKS)
        self.used.add(name)
        return name

    def block(self, depth):
        name = self.name()
        flags = self.pick(["", "", "", " scoped", " required", " scoped required"])
        body = self.pick(["", " "]) if "required" in flags and self.random.random() < 0.95 else self.content(depth - 1)
        return self.tag(f"block {name}{flags}") + body + self.tag(self.pick(["endblock", f"endblock {name}"]))

    def content(self, depth):
        return "".join(self.piece(depth) for _ in range(self.random.randrange(0, 4)))

    def piece(self, depth):
        kind = self.random.randrange(16)
        if depth <= 0 or kind < 3:
            return self.pick([self.text(), "{{ " + self.pick(CALLS) + " }}", "{{ " + self.expression(0) + " }}"])
        if kind < 7:
            return self.block(depth)
        if kind == 7 and depth > 2:
            return self.tag(f"extends {self.source()}")
        if kind == 8:
            how = self.pick(["", " ignore missing", " with context", " without context", " ignore missing without context"])
            return self.tag(f"include {self.source()}{how}")
        if kind == 9:
            return self.tag(f"import {self.source()} as tools{self.pick(['', ' with context'])}")
        if kind == 10:
            names = self.pick(["m", "m, n", "n as m", "nothing", "m as q, n"])
            return self.tag(f"from {self.source()} import {names}{self.pick(['', ' with context'])}")
        if kind == 11:
            return self.tag(f"set {self.pick('anb')} = {self.expression(1)}")
        if kind == 12:
            return self.tag(f"macro {self.pick('mn')}(p=1)") + "{{ p }}" + self.content(depth - 1) + self.tag("endmacro")
        if kind == 13:
            return self.tag(f"if {self.expression(0)}") + self.content(depth - 1) + self.tag("endif")
        if kind == 14:
            return self.tag(f"for v in {self.pick(['items', '[1, 2]', 'text'])}") + self.content(depth - 1) + "{{ v }}" + self.tag("endfor")
        around = self.pick(["with a = 1", "filter upper", "autoescape true", "set b"])
        return self.tag(around) + self.content(depth - 1) + self.tag("end" + around.split()[0])

    def template(self):
        self.used = set()
        # Few would ever begin with what most templates of such sets begin with.
        begin = self.tag(f"extends {self.source()}") if self.random.random() < 0.4 else ""
        return begin + self.content(3)

    def environment(self):
        env = super().environment()
        env["loader"] = {}
        for name in TEMPLATES[: self.random.randrange(1, 5)]:
            self.present = [f"'{other}'" for other in env["loader"]] or SOURCES
            env["loader"][name] = self.template()
        self.present = [f"'{name}'" for name in env["loader"]]
        if "macros" in env["loader"] and self.random.random() < 0.7:
            env["loader"]["macros"] = "{% macro m(p=1) %}<{{ p }}{{ a }}>{% endmacro %}{% set n = 5 %}{% set _h = 6 %}"
        return env
