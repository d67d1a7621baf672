# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0

"""What is changed of a flow before code calls it: variant, connections, any part of its file."""

import os

from promptflow._lazy import attach

__getattr__ = attach(__name__)

_LLM_KEYS = ("connection", "deployment_name", "model")


class FlowContext:
    """Settings of a flow that is called as a function. `connections` maps a node to connections
    of its inputs, by name or as objects; `overrides` maps dotted paths of the flow file
    ("nodes.fetch.inputs.url") to values; `streaming` gives generators for streamed outputs."""

    def __init__(self, *, connections=None, variant=None, overrides=None, streaming=None):
        self.connections = connections or {}
        self._connection_objs = {}
        self.variant = variant
        self.overrides = overrides or {}
        self.streaming = streaming

    def _resolve_connections(self):
        """Puts names in the place of connection objects and keeps the objects."""
        for values in self.connections.values():
            for key, value in values.items() if isinstance(values, dict) else ():
                if getattr(value, "_is_postern_connection", False):
                    values[key] = name = name_of(value)
                    self._connection_objs[name] = value

    def _to_dict(self):
        names = ("connections", "variant", "overrides", "streaming")
        return {name: getattr(self, name) for name in names}

    def __eq__(self, other):
        return isinstance(other, FlowContext) and self._to_dict() == other._to_dict()

    def __hash__(self):
        import json

        self._resolve_connections()
        return hash(json.dumps(self._to_dict(), sort_keys=True))


def name_of(connection):
    """A name that connections of the same content share."""
    import hashlib

    content = repr((type(connection).__name__, sorted(dict(connection).items())))
    return "connection_" + hashlib.sha1(content.encode()).hexdigest()[:16]


def settings(path, context):
    """What the engine is asked with beside the flow's place."""
    context._resolve_connections()
    asked = {"variant": context.variant, "connections": connections_of(context._connection_objs)}
    if context.connections or context.overrides:
        asked["text"] = _text_with(path, context)
    return asked


def connections_of(objects):
    """Connections by name as the engine takes them: objects, or what executors are given."""
    from postern_worker.connections import describe, make_from_executor
    from promptflow.exceptions import UserErrorException

    described = []
    for name, connection in objects.items():
        if isinstance(connection, dict):
            connection = make_from_executor(connection)
        data = {**describe(connection), "name": name}
        scrubbed = [key for key, value in data["secrets"].items() if value and not value.strip("*")]
        if scrubbed:
            raise UserErrorException(
                "Connection %s contains scrubbed secrets with key dict_keys(%r), please make sure "
                "connection has decrypted secrets to use in flow execution. "
                % (connection, scrubbed)
            )
        described.append(data)
    return described


def _text_with(path, context):
    """The flow file as JSON, which is YAML, with the context's changes."""
    import json

    from postern_worker import host

    if os.path.isdir(path):
        names = [name for name in ("flow.dag.yaml", "flow.dag.yml") if name in os.listdir(path)]
        if not names:
            from promptflow.exceptions import UserErrorException

            raise UserErrorException("Only a flow of nodes takes connections and overrides.")
        path = os.path.join(path, names[0])
    with open(path, encoding="utf-8") as file:
        flow = host.ask("yaml", text=file.read())
    nodes = [_with_variant(node, flow, context.variant) for node in flow.get("nodes") or ()]
    flow["nodes"] = by_name = {node.get("name"): node for node in nodes}
    for name, values in context.connections.items():
        _connect(by_name, name, values)
    for where, value in context.overrides.items():
        steps = _steps(where)
        if steps[0] == "nodes" and len(steps) > 2 and steps[1] not in by_name:
            raise _invalid("Node %s not found in flow" % steps[1])
        _set(flow, steps, value)
    flow["nodes"] = list(flow["nodes"].values())
    return json.dumps(flow, default=str)


def _with_variant(node, flow, choice):
    """The node as its variant has it; one that can't be found is left for the engine to name."""
    name = node.get("name")
    try:
        if not node.get("use_variants"):
            return node
        variants = flow["node_variants"][name]
        chosen = variants["default_variant_id"]
        if choice and choice.startswith("${%s." % name):
            chosen = choice[len(name) + 3 :].partition("}")[0]
        return {"name": name, **variants["variants"][chosen]["node"]}
    except (KeyError, TypeError):
        return node


def _invalid(message):
    from promptflow._sdk._errors import InvalidFlowError

    return InvalidFlowError(message)


def _connect(nodes, name, values):
    if name not in nodes:
        raise _invalid("Node %s not found in flow" % name)
    if not isinstance(values, dict):
        raise _invalid(
            "Invalid connection overwrite format: %s, only dict is supported." % (values,)
        )
    node = nodes[name]
    is_llm = node.get("type") == "llm"
    inputs = node.setdefault("inputs", {})
    known = _LLM_KEYS if is_llm else (*_LLM_KEYS[1:], *inputs)
    unknown = [
        key
        for key, value in values.items()
        if key not in known and (is_llm or not str(value).startswith("connection_"))
    ]
    if unknown:
        raise _invalid(
            "Unsupported llm connection overwrite keys: %s, only %s are supported."
            % ({key: 0 for key in unknown}.keys() if is_llm else set(unknown), set(_LLM_KEYS))
        )
    for key, value in values.items():
        (node if is_llm and key == "connection" else inputs)[key] = value


def _steps(where):
    """The keys of a dotted path, "a.b[0]"; a dot after a backslash belongs to the key."""
    import re

    found = re.findall(r"\[(\d+)\]|((?:\\.|[^.\[\\])+)", where)
    return [int(index) if index else key.replace("\\.", ".") for index, key in found]


def _set(target, steps, value):
    for i, step in enumerate(steps):
        if isinstance(target, list):
            step = int(step)
            target.extend([None] * (step + 1 - len(target)))
            known = target[step]
        else:
            known = target.get(step)
        if i + 1 == len(steps):
            target[step] = value
            return
        if not isinstance(known, (dict, list)):
            target[step] = known = [] if isinstance(steps[i + 1], int) else {}
        target = known
