# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0

"""promptflow.client: what a node may ask of it is the run's connections."""

from promptflow._lazy import attach, extend_path

__path__ = extend_path(__path__, __name__)
__getattr__ = attach(__name__)


class PFClient:
    """The connections of this run. Runs and flows need a real promptflow."""

    def __init__(self, **kwargs):
        self.connections = _Connections()


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
    from promptflow.core._flow import Flow

    return Flow.load(source, **kwargs)
