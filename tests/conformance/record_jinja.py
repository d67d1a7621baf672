#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0
"""Renders our own templates with CPython's Jinja2 and records what comes out.

Usage: record_jinja.py [OUT_DIR]

Needs Jinja2 3.1 for the python that runs it. Writes one file of cases for each module of
templates beside this script (jinja_templates_*.py), in the form that
`postern-conformance jinja` reads.
"""

import hashlib
import importlib
import json
import pathlib
import re
import sys

import jinja2
import jinja2.meta
import jinja2.sandbox

UNDEFINED = {
    "Undefined": jinja2.Undefined,
    "StrictUndefined": jinja2.StrictUndefined,
    "ChainableUndefined": jinja2.ChainableUndefined,
    "DebugUndefined": jinja2.DebugUndefined,
}
EXTENSIONS = {
    "ExprStmtExtension": "jinja2.ext.do",
    "LoopControlExtension": "jinja2.ext.loopcontrols",
}


def environment(env):
    options = {k: v for k, v in env.items() if k not in ("undefined", "extensions", "globals", "loader", "sandboxed")}
    options["undefined"] = UNDEFINED[env.get("undefined", "Undefined")]
    options["extensions"] = [EXTENSIONS[e] for e in env.get("extensions", [])]
    if "loader" in env:
        options["loader"] = jinja2.DictLoader(env["loader"])
    cls = jinja2.sandbox.SandboxedEnvironment if env.get("sandboxed") else jinja2.Environment
    made = cls(**options)
    made.globals.update(json.loads(json.dumps(env.get("globals", {}))))
    return made


def template_line(error):
    """The line of the innermost template on the traceback."""
    line = None
    trace = error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == "<template>":
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


def sentence(error):
    """What it says, without what only the code says that Jinja2 makes: its lines and names."""
    if isinstance(error, jinja2.TemplateError):
        return str(error.message)
    if isinstance(error, RecursionError):
        # Where the stack ends, between two calls or in one, is chance.
        return re.sub(r" while (calling a Python object|getting the str of an object)$| in comparison$", "", str(error))
    if not isinstance(error, SyntaxError):
        return str(error)
    return re.sub(r"'l_\d+_", "'", re.sub(r" \(<template>, line \d+\)$", "", str(error)))


def record(test, template, env, context):
    case = {"test": test, "template": template, "env": env, "context": context}
    digest = hashlib.sha256(json.dumps(case, sort_keys=True).encode()).hexdigest()
    case = {"id": "own-" + digest[:10], **case}
    try:
        made = environment(env)
        case["undeclared"] = sorted(jinja2.meta.find_undeclared_variables(made.parse(template)))
    except Exception:
        pass
    try:
        compiled = environment(env).from_string(template)
        case["expected"] = compiled.render(json.loads(json.dumps(context)))
    except Exception as error:
        case["error"] = type(error).__name__
        case["message"] = sentence(error)
        line = error.lineno if isinstance(error, jinja2.TemplateSyntaxError) else template_line(error)
        # Where the stack ends is chance.
        if line is not None and not env.get("loader") and not isinstance(error, RecursionError):
            case["lineno"] = line
    return case


def main():
    here = pathlib.Path(__file__).parent
    out = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else here / "jinja"
    out.mkdir(parents=True, exist_ok=True)
    sys.path.insert(0, str(here))
    for source in sorted(here.glob("jinja_templates_*.py")):
        module = importlib.import_module(source.stem)
        area = source.stem.removeprefix("jinja_templates_")
        seen = set()
        with open(out / f"{area}.jsonl", "w", encoding="utf-8") as file:
            for template, env, context in module.cases():
                case = record(area, template, env, context)
                # An address differs from run to run; a lone surrogate is no UTF-8.
                text = json.dumps(case)
                if " at 0x" in text or "\\ud83d\"" in text or case["id"] in seen:
                    continue
                seen.add(case["id"])
                file.write(json.dumps(case) + "\n")
        print(f"{area}: {len(seen)} cases")


if __name__ == "__main__":
    main()
