# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0

"""A prompt node's work in Python code. The engine renders."""

from promptflow._core.tool import tool
from promptflow._lazy import attach
from promptflow.tools.common import render_jinja_template

__getattr__ = attach(__name__)


@tool
def render_template_jinja2(template: str, **kwargs):
    kwargs.pop("_inputs_to_escape", None)
    return render_jinja_template(template, **kwargs)
