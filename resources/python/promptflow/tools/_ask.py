# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0

"""What the engine does for Python code that calls these tools."""

from postern_worker.connections import describe


def ask(provider, api, connection, prompt, parameters, **model):
    """An llm node's work."""
    from postern_worker import host

    return host.ask(
        "llm",
        provider=provider,
        api=api,
        connection=describe(connection),
        prompt=str(prompt),
        parameters={**model, **parameters},
    )


def call(tool, connection, arguments, prompt=None):
    """The work of a package tool; arguments that are None are left out."""
    from postern_worker import host

    return host.ask(
        "tool",
        tool="promptflow.tools." + tool,
        connection=None if connection is None else describe(connection),
        prompt=None if prompt is None else str(prompt),
        arguments={
            name: getattr(value, "value", value) if isinstance(value, str) else value
            for name, value in arguments.items()
            if value is not None
        },
    )
