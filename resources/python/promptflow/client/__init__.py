# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0

"""promptflow.client: runs of flows, single ones and batches, and the run's connections."""

from promptflow._lazy import attach, extend_path

__path__ = extend_path(__path__, __name__)
__getattr__ = attach(__name__)


class PFClient:
    """The connections of this run, single runs of flows, and batch runs. The rest is the real promptflow's."""

    def __init__(self, **kwargs):
        self.connections = _Connections()
        self.flows = _Flows()
        self.tools = _Tools()
        self._arguments = kwargs

    def test(self, flow, **kwargs):
        """Runs a flow, or one node of it, once; returns its outputs."""
        return self.flows.test(flow, **kwargs)

    def run(self, flow=None, **kwargs):
        """Runs a flow over data; returns a Run."""
        from promptflow.client import _batch

        return _batch.create(flow, **kwargs)

    @property
    def runs(self):
        from promptflow.client import _batch

        return _batch.Runs()

    def get_details(self, run, max_results=100, all_results=False):
        return self.runs.get_details(run, max_results=max_results, all_results=all_results)

    def get_metrics(self, run):
        return self.runs.get_metrics(run)

    def stream(self, run, raise_on_error=True):
        return self.runs.stream(run, raise_on_error=raise_on_error)

    def visualize(self, runs, **kwargs):
        return self.runs.visualize(runs, **kwargs)

    def __getattr__(self, name):
        client = _real_client(name, self._arguments)
        if client is not None:
            return getattr(client, name)
        raise _missing("PFClient", name)


def _real_client(name, arguments):
    """The real package's client, for what ours has not; None where it isn't installed."""
    from promptflow._lazy import real

    found = real("promptflow._sdk._pf_client") if name[:1] != "_" else None
    return found and found.PFClient(**arguments)


def _missing(kind, name):
    return AttributeError(
        "Postern's %s has no %r; installing promptflow in the flow's environment provides it."
        % (kind, name)
    )


class _Flows:
    def __getattr__(self, name):
        client = _real_client(name, {})
        if client is None:
            raise _missing("PFClient.flows", name)
        return getattr(client.flows, name)

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
    def __getattr__(self, name):
        if name not in ("list", "create_or_update", "delete"):
            raise _missing("PFClient.connections", name)

        def refuse(*args, **kwargs):
            from promptflow.exceptions import UserErrorException

            raise UserErrorException(
                "A flow can only get the connections of its run: create, list and delete them with "
                "`postern connection`."
            )

        return refuse

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
