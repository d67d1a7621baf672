# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0

"""Small random flows, for the comparison with the real prompt flow."""

import json

# In two parts, or the licence check would take it for this file's own.
HEAD = "# SPDX-" + "FileCopyrightText: 2026 The Postern authors\n# SPDX-" + "License-Identifier: Apache-2.0\n\n"

LITERALS = """
5 | -5 | +1 | 0 | 017 | 0x1F | 0x1f | 0o17 | 0b101 | 1_000 | 123456789012345678901 | 1.5 | 1e3 | -0.0
.5 | 3.0 | .nan | .inf | true | false | True | yes | off | null | ~ | plain | 'quoted' | "double" | '5'
'1.5' | 'true' | 'True' | 'null' | 'None' | '[1, 2]' | '{"a": [1]}' | '[1,' | ' 7 ' | '' | ${x} | $x
2020-01-02 | 2020-01-02T03:04:05Z | 2020-01-02 03:04:05 | [1, 'a', 1.5] | {a: 1, b: [x]} | [] | {}
'NaN' | '"s"' | 1:30 | '${inputs}' | 'a${inputs.i0}' | é | two words
"""
LITERALS = [text for line in LITERALS.strip().splitlines() for text in line.split(" | ")]
VALUES = [
    5, -1, 0, 1.5, 1.0, True, False, None, "", "5", " 7 ", "1.5", "true", "True", "text", "é", "1_000",
    "[1, 2]", '{"a": 1}', "[1,", "null", "NaN", [1, "a", None], [], {"a": {"b": [1, 2]}}, {}, 2**70,
    1e22, "inf", [[1], {"k": True}],
]  # fmt: skip
TYPES = ["int", "double", "bool", "string", "list", "object", "secret", "file_path", "prompt_template"]
ANNOTATIONS = [
    "", "", "", "int", "float", "bool", "str", "list", "dict", "object", "List[int]", "Dict[str, int]",
    "Optional[int]", "Optional[str]", "Union[int, str]", "Colour", "tuple", "set", "'int'", "Any",
]  # fmt: skip
DEFAULTS = ["None", "1", "1.5", "'d'", "True", "[]", "{}", "Colour.RED", "()"]
PROPERTIES = [
    ".k", ".k.n", ".l[1]", ".l.[0]", "['k']", ".['k'].n", ".nope", ".l[9]", ".l[-1]", ".l.0", ".k['n']",
    "[0]", ".upper", ".t.x", ".0", ".o.x", ".o.y", ".l['x']", ".k[0]",
]  # fmt: skip
BODIES = [
    "return show(ALL)", "return show(ALL)", "return show(ALL)", "return FIRST", "return FIRST",
    "return {'k': {'n': FIRST}, 'l': [1, FIRST], '0': 'zero', 't': Point(1), 'o': {'x': None}}",
    "return {'k': {'n': 1}, 'l': [1, 2, {'z': 'deep'}], '0': 'zero'}",
    "return [FIRST, FIRST]", "return (1, (FIRST,))", "return None", "return True", "return 'text'",
    "raise ValueError('no ' + repr(FIRST))", "return {1, 2}", "return Point(FIRST)", "return Colour.RED",
    "yield 'a'; yield 1; yield None", "return (c for c in 'xyz')", "return iter([1, 2])",
    "print('out', FIRST); return 1", "return FIRST + 1", "return len(FIRST)", "return json.dumps(FIRST)",
    "FIRST.append('more'); return FIRST", "FIRST['more'] = 1; return 1", "return os.environ.get('SETTING')",
    "return {1: 'i', None: 'n', True: 't', 2.5: 'f'}", "return float('nan')", "return datetime(2020, 1, 2)",
    "return Word('w')", "return b'bytes'", "log_metric('m', FIRST); return 1", "return 1 / 0",
    "return object", "raise UserErrorException('mine')", "assert FIRST, 'no value'",
]  # fmt: skip
TEMPLATES = [
    "{{ FIRST }}", "{{ FIRST }} and {{ FIRST.k }}\n", "{% for x in FIRST %}[{{ x }}]{% endfor %}",
    "{% if FIRST %}yes{% else %}no{% endif %}\n\n{{ FIRST }}", "text\n", "", "{{ FIRST | upper }}",
    "{{ FIRST | tojson }}", "{{ nope }}|{{ FIRST | length }}", "{{ FIRST.k.n }}", "{% if %}", "{{ 1 // 0 }}",
    "user:\n{{ FIRST }}\n", "{{ FIRST | default('d', true) }}", "{{ FIRST is none }} {{ FIRST == 5 }}",
]  # fmt: skip
IMPORTS = """import json
import os
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Any, Dict, List, Optional, Union

from promptflow.core import log_metric, tool
from promptflow.exceptions import UserErrorException


class Colour(Enum):
    RED = "red"


class Word(str):
    pass


@dataclass
class Point:
    x: object


def show(values):
    return [[type(value).__name__, repr(value)] for value in values]

"""


class Generator:
    """One flow folder's files and runs, from a random.Random."""

    def __init__(self, random):
        self.random = random
        self.files = {}
        self.inputs = []
        self.nodes = []

    def chance(self, share):
        return self.random.random() < share

    def pick(self, values):
        return self.random.choice(values)

    def make(self, name):
        count = self.random.randint(1, 5)
        lines = self.input_lines()
        nodes = [self.node(f"n{index}") for index in range(count)]
        lines += self.output_lines()
        lines.append("nodes:")
        for node in nodes:
            lines += node
        if self.chance(0.2):
            setting = self.pick(["5", "true", "text", "null", "[1]", "{a: 1}", "'${nope}'", "1.5"])
            lines += ["environment_variables:", f"  SETTING: {setting}"]
        self.files["flow.dag.yaml"] = HEAD + "\n".join(lines) + "\n"
        runs = [
            {"id": f"r{index}", "mode": "line", "inputs": self.given()}
            for index in range(1 if not self.inputs else 2)
        ]
        return {"id": name, "entry": None, "env": {}, "connections": "", "runs": runs}

    def input_lines(self):
        count = self.random.randint(0, 3)
        if count == 0:
            return ["inputs: {}"]
        lines = ["inputs:"]
        for index in range(count):
            lines.append(f"  i{index}:")
            kind = self.pick(TYPES) if self.chance(0.97) else self.pick(["number", "String", "''"])
            lines.append(f"    type: {kind}")
            if self.chance(0.4):
                lines.append(f"    default: {self.pick(LITERALS)}")
            self.inputs.append((f"i{index}", kind))
        return lines

    def given(self):
        values = {}
        fitting = {
            "int": [5, "5", " 7 ", 1.5, True], "double": [1.5, "1.5", 3, "inf"], "list": [[1, "a"], "[1]", []],
            "bool": [True, False, "true", "False"], "object": [{"a": 1}, '{"k": 1}', [1], "text", 5, None],
        }  # fmt: skip
        for name, kind in self.inputs:
            if self.chance(0.85):
                usual = fitting.get(kind, VALUES)
                values[name] = self.pick(usual if self.chance(0.8) else VALUES)
        if self.chance(0.05):
            values["unknown"] = self.pick(VALUES)
        return values

    def reference(self):
        """A reference to what is there, mostly."""
        earlier = [name for name, _ in self.nodes]
        if earlier and self.chance(0.6):
            node = self.pick(earlier)
            tail = self.pick(PROPERTIES) if self.chance(0.35) else ""
            return "${%s.output%s}" % (node, tail)
        if self.inputs and self.chance(0.97):
            return "${inputs.%s}" % self.pick(self.inputs)[0]
        if self.chance(0.8):
            return self.pick(LITERALS)
        return self.pick(["${n9.output}", "${inputs.i9}", "${n0}", "${n4.output}", "${flow.i0}", "${n0.result}",
                          "${inputs.i0.k}", "${ inputs.i0 }", "${}"])  # fmt: skip

    def quoted(self, text):
        return "'" + text.replace("'", "''") + "'" if text.startswith("$") else text

    def value(self, literal_share):
        if self.chance(literal_share):
            return self.pick(LITERALS)
        return self.quoted(self.reference())

    def node(self, name):
        python = self.chance(0.75)
        source, inputs = self.python_node(name) if python else self.prompt_node(name)
        lines = [f"- name: {name}", f"  type: {'python' if python else 'prompt'}"]
        lines += ["  source:", "    type: code", f"    path: {source}"]
        lines.append("  inputs:" if inputs else "  inputs: {}")
        lines += [f"    {key}: {text}" for key, text in inputs.items()]
        if self.chance(0.15):
            lines += ["  activate:", f"    when: {self.quoted(self.reference())}", f"    is: {self.pick(LITERALS)}"]
        aggregation = self.chance(0.1)
        if aggregation:
            lines.append("  aggregation: true")
        if not aggregation or self.chance(0.1):
            self.nodes.append((name, aggregation))
        return lines

    def python_node(self, name):
        count = self.random.randint(0, 3)
        parameters, inputs = [], {}
        optional = False
        for index in range(count):
            parameter = f"p{index}"
            annotation = self.pick(ANNOTATIONS)
            text = parameter + (f": {annotation}" if annotation else "")
            if optional or self.chance(0.2):
                optional = True
                text += f" = {self.pick(DEFAULTS)}"
            parameters.append(text)
            if self.chance(0.95 if not optional else 0.6):
                inputs[parameter] = self.value(0.4)
        if self.chance(0.04):
            inputs["surplus"] = self.value(0.5)
        if self.chance(0.08):
            parameters.append("**kwargs")
            inputs["extra"] = self.value(0.5)
        names = [text.split(":")[0].split(" ")[0].lstrip("*") for text in parameters]
        first = names[0] if names else "'none'"
        body = self.pick(BODIES).replace("FIRST", first).replace("ALL", f"[{', '.join(names)}]")
        keyword = "async def" if self.chance(0.08) and "yield" not in body else "def"
        code = HEAD + IMPORTS
        if not self.chance(0.01):
            code += "\n@tool"
        code += f"\n{keyword} f({', '.join(parameters)}):\n    " + body.replace("; ", "\n    ") + "\n"
        if self.chance(0.01):
            code += "\n\n@tool\ndef g():\n    return 1\n"
        if self.chance(0.01):
            code += "(\n"
        if not self.chance(0.01):
            self.files[f"{name}.py"] = code
        return f"{name}.py", inputs

    def prompt_node(self, name):
        count = self.random.randint(0, 2)
        inputs = {f"v{index}": self.value(0.3) for index in range(count)}
        self.files[f"{name}.jinja2"] = self.pick(TEMPLATES).replace("FIRST", "v0")
        return f"{name}.jinja2", inputs

    def output_lines(self):
        lines = ["outputs:"]
        for index in range(self.random.randint(1, 3)):
            lines.append(f"  o{index}:")
            lines.append(f"    type: {self.pick(['string', 'object', 'int', 'list'])}")
            lines.append(f"    reference: {self.quoted(self.reference())}")
        return lines


def write_case(folder, name, random):
    """Makes the case folder `folder`/`name`."""
    generator = Generator(random)
    case = generator.make(name)
    flow = folder / name / "flow"
    flow.mkdir(parents=True)
    for file, text in generator.files.items():
        (flow / file).write_text(text, encoding="utf-8")
    (folder / name / "case.json").write_text(json.dumps(case, indent=1))
