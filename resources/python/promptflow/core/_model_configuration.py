# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0

"""Which model to ask, and with which credential."""

from promptflow._lazy import attach

__getattr__ = attach(__name__)


class ModelConfiguration:
    """Base: fields by name, equal when they are."""

    _fields = ()
    _credentials = ()

    def _set(self, values):
        for name, value in zip(self._fields, values):
            setattr(self, name, value)
        if self.connection and any(getattr(self, name) for name in self._credentials):
            from promptflow.core._errors import InvalidConnectionError

            raise InvalidConnectionError(
                "Cannot configure model config and connection at the same time."
            )

    def __eq__(self, other):
        return type(other) is type(self) and vars(other) == vars(self)

    def __repr__(self):
        # No credential in what ends up in logs.
        shown = [
            "%s=%r" % (name, "******" if name == "api_key" else getattr(self, name))
            for name in self._fields
            if getattr(self, name) is not None
        ]
        return "%s(%s)" % (type(self).__name__, ", ".join(shown))


class AzureOpenAIModelConfiguration(ModelConfiguration):
    _type = "AzureOpenAI"
    _fields = ("azure_deployment", "azure_endpoint", "api_version", "api_key", "connection")
    _credentials = ("azure_endpoint", "api_key", "api_version")

    def __init__(
        self,
        azure_deployment,
        azure_endpoint=None,
        api_version=None,
        api_key=None,
        connection=None,
    ):
        self._set((azure_deployment, azure_endpoint, api_version, api_key, connection))

    @classmethod
    def from_connection(cls, connection, azure_deployment):
        return cls(
            azure_deployment,
            azure_endpoint=connection.api_base,
            api_version=connection.api_version,
            api_key=connection.api_key,
        )


class OpenAIModelConfiguration(ModelConfiguration):
    _type = "OpenAI"
    _fields = ("model", "base_url", "api_key", "organization", "connection")
    _credentials = ("base_url", "api_key", "organization")

    def __init__(self, model, base_url=None, api_key=None, organization=None, connection=None):
        self._set((model, base_url, api_key, organization, connection))

    @classmethod
    def from_connection(cls, connection, model):
        return cls(
            model,
            base_url=connection.base_url,
            api_key=connection.api_key,
            organization=connection.organization,
        )


MODEL_CONFIG_NAME_2_CLASS = {
    kind.__name__: kind for kind in (AzureOpenAIModelConfiguration, OpenAIModelConfiguration)
}
