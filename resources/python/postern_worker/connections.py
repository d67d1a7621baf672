# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0

"""Connection objects from what the engine sent."""

from promptflow.core import _connection


def make(data, strong_type=None, module=None):
    """An object of the connection's class, or of the strong type that the tool asks for."""
    kind = getattr(_connection, data["type"], None)
    if kind is None or kind is _connection.CustomConnection:
        connection = _connection.CustomConnection(
            name=data["name"], configs=dict(data["configs"]), secrets=dict(data["secrets"])
        )
        if strong_type is not None:
            return connection._convert_to_custom_strong_type(module, strong_type.__name__)
        return connection
    values = {**data["configs"], **data["secrets"]}
    return kind(name=data["name"], **values)


def describe(connection):
    """What the engine needs of a connection object."""
    return {
        "name": connection.name,
        "type": connection.class_name,
        "configs": {key: value for key, value in connection.configs.items() if value},
        "secrets": dict(connection.secrets),
    }


def make_from_executor(data):
    """An object of {"type": class, "value": {...}, "secret_keys": [...]}, prompt flow's form of a
    connection for its executor."""
    kind = getattr(_connection, data["type"], _connection.CustomConnection)
    values = dict(data["value"])
    if kind is _connection.CustomConnection:
        secret = set(data.get("secret_keys") or ())
        return kind(
            secrets={key: value for key, value in values.items() if key in secret},
            configs={key: value for key, value in values.items() if key not in secret},
        )
    return kind(**values)
