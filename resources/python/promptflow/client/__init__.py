# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0

"""promptflow.client: what a node may ask of it is the run's connections."""

from promptflow._lazy import attach, extend_path

__path__ = extend_path(__path__, __name__)
__getattr__ = attach(__name__)


class PFClient:
    """The connections of this run, and single runs of flows. The rest is the real promptflow's."""

    def __init__(self, **kwargs):
        self.connections = _Connections()
        self.flows = _Flows()
        self.tools = _Tools()
        self._arguments = kwargs

    def test(self, flow, **kwargs):
        """Runs a flow, or one node of it, once; returns its outputs."""
        return self.flows.test(flow, **kwargs)

    def __getattr__(self, name):
        from promptflow._lazy import real

        found = real("promptflow.client") if name[:1] != "_" else None
        if found is None:
            raise AttributeError(
                "Postern's PFClient has no %r. Batches are made on the command line; installing "
                "promptflow in the flow's environment provides the rest." % name
            )
        return getattr(found.PFClient(**self._arguments), name)


class _Flows:
    def test(self, flow, *, inputs=None, variant=None, node=None, environment_variables=None,
             init=None, **kwargs):
        import os

        from postern_worker import host

        if callable(flow) and not hasattr(flow, "path"):
            return (flow(**init) if isinstance(flow, type) and init else flow)(**(inputs or {}))
        from promptflow.core._context import FlowContext, settings

        path = os.path.abspath(os.fspath(getattr(flow, "path", flow)))
        asked = settings(path, getattr(flow, "context", None) or FlowContext())
        if variant:
            asked["variant"] = variant
        answer = host.ask(
            "flow",
            source=path,
            inputs=inputs or {},
            init=init or {},
            node=node,
            environment={**host.environment(), **(environment_variables or {})},
            **asked,
        )
        return answer["outputs"]


class _Tools:
    """What packages of tools ask to list themselves."""

    def list(self, flow=None):
        from postern_worker import packages

        return {"package": packages.listed(), "code": {}}

    def _list_tools_in_package(self, package_name, raise_error=False):
        from importlib import import_module
        from pkgutil import walk_packages

        from postern_worker.toolmeta import tools_of

        package = import_module(package_name)
        manifests = {}
        for found in walk_packages(package.__path__, package.__name__ + "."):
            for tool in tools_of(import_module(found.name)):
                problems = tool.problems()
                if not problems:
                    manifests[tool.identifier] = tool.manifest()
                elif raise_error:
                    raise ValueError("%s: %s" % (tool.identifier, " ".join(problems)))
        return manifests


class _Connections:
    def get(self, name, **kwargs):
        from postern_worker import host
        from postern_worker.connections import make

        data = host.connection(name)
        if data is None:
            from promptflow.core._errors import ConnectionNotFound

            raise ConnectionNotFound("Connection '%s' is not found." % name)
        return make(data)


def load_flow(source, **kwargs):
    """A flow to call."""
    from promptflow.core._flow import LoadedFlow

    return LoadedFlow.load(source, **kwargs)
