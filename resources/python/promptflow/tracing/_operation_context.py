# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0

"""What code may know of the run it is part of."""

from contextvars import ContextVar

from promptflow._lazy import attach

__getattr__ = attach(__name__)

_TRACKED = ("batch_input_source", "execution_target", "flow_id", "root_run_id", "run_mode")
_of_run = None  # a worker serves one run


class OperationContext(dict):
    """A dict whose keys are attributes, too. In a run it has flow_id, root_run_id, run_mode and
    execution_target; what nodes add is there for the next ones."""

    _CONTEXT_KEY = "operation_context"
    _current_context = ContextVar(_CONTEXT_KEY, default=None)
    USER_AGENT_KEY = "user_agent"
    REQUEST_ID_KEY = "request_id"
    EXECUTION_TARGET = "execution_target"
    _DEFAULT_TRACING_KEYS = "_default_tracing_keys"
    _OTEL_ATTRIBUTES = "_otel_attributes"
    _TRACKING_KEYS = "_tracking_keys"

    @classmethod
    def get_instance(cls):
        """The run's, unless set_instance() gave this context another. Outside a run a new one."""
        instance = cls._current_context.get()
        if instance is None:
            instance = _run_context()
            if instance is None:
                instance = cls()
                cls._current_context.set(instance)
        if cls._TRACKING_KEYS not in instance and cls._DEFAULT_TRACING_KEYS in instance:
            instance[cls._TRACKING_KEYS] = set(instance[cls._DEFAULT_TRACING_KEYS])
        return instance

    @classmethod
    def set_instance(cls, instance):
        cls._current_context.set(instance)

    def copy(self):
        copied = type(self)(self)
        copied[self._OTEL_ATTRIBUTES] = self._get_otel_attributes()
        return copied

    def __getattr__(self, name):
        try:
            return self[name]
        except KeyError:
            message = "%r object has no attribute %r" % (type(self).__name__, name)
            raise AttributeError(message) from None

    def __setattr__(self, name, value):
        self[name] = value

    def __delattr__(self, name):
        if name not in self:
            raise AttributeError(name)
        del self[name]

    def get_context_dict(self):
        return dict(self)

    def get_user_agent(self):
        from promptflow import __version__

        own = "promptflow-tracing/" + __version__
        return ("%s %s" % (self.get(self.USER_AGENT_KEY, ""), own)).strip()

    def append_user_agent(self, user_agent):
        known = self.get(self.USER_AGENT_KEY)
        if known is None:
            self[self.USER_AGENT_KEY] = user_agent
        elif user_agent not in known:
            self[self.USER_AGENT_KEY] = "%s %s" % (known.strip(), user_agent.strip())

    def get_request_id(self):
        return self.get(self.REQUEST_ID_KEY, "unknown")

    def set_execution_target(self, execution_target):
        self[self.EXECUTION_TARGET] = execution_target
        self._add_otel_attributes(self.EXECUTION_TARGET, execution_target)

    def set_default_tracing_keys(self, keys):
        self[self._DEFAULT_TRACING_KEYS] = keys
        self.setdefault(self._TRACKING_KEYS, set()).update(keys)

    def _get_tracking_info(self):
        keys = self.get(self._TRACKING_KEYS, self.get(self._DEFAULT_TRACING_KEYS, ()))
        return {key: value for key, value in self.items() if key in keys}

    def _add_otel_attributes(self, key, value):
        self.setdefault(self._OTEL_ATTRIBUTES, {})[key] = value

    def _remove_otel_attributes(self, keys):
        attributes = self.setdefault(self._OTEL_ATTRIBUTES, {})
        for key in [keys] if isinstance(keys, str) else keys:
            attributes.pop(key, None)

    def _get_otel_attributes(self):
        attributes = self.get(self._OTEL_ATTRIBUTES, {})
        return {key: value for key, value in attributes.items() if value is not None}


def _run_context():
    """The one of this worker's run; None where there is no engine."""
    global _of_run
    from postern_worker import host

    if _of_run is None and host.available():
        from uuid import uuid4

        run_id = str(uuid4())
        made = OperationContext(user_agent="postern")
        made.set_execution_target(host.target)
        made.set_default_tracing_keys(set(_TRACKED))
        made.update(run_mode="Test", flow_id="default_flow_id", root_run_id=run_id)
        made._add_otel_attributes("line_run_id", run_id)
        _of_run = made
    return _of_run
