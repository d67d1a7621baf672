# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0

"""An llm node's work, asked of the engine."""


def ask(provider, api, connection, prompt, parameters, **model):
    from postern_worker import host

    return host.ask(
        "llm",
        provider=provider,
        api=api,
        connection={
            "name": connection.name,
            "type": connection.class_name,
            "configs": {key: value for key, value in connection.configs.items() if value},
            "secrets": dict(connection.secrets),
        },
        prompt=str(prompt),
        parameters={**model, **parameters},
    )
