# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0

"""Which model to ask, and with which credential."""

from dataclasses import dataclass, fields

from promptflow._lazy import attach

__getattr__ = attach(__name__)


class ModelConfiguration:
    """Base of the dataclasses below."""

    _credentials = ()

    def __post_init__(self):
        if self.connection and any(getattr(self, name) for name in self._credentials):
            from promptflow.core._errors import InvalidConnectionError

            raise InvalidConnectionError(
                "Cannot configure model config and connection at the same time."
            )

    def __repr__(self):
        # No credential in what ends up in logs.
        shown = [
            "%s=%r" % (field.name, _masked(field.name, getattr(self, field.name)))
            for field in fields(self)
        ]
        return "%s(%s)" % (type(self).__qualname__, ", ".join(shown))


def _masked(name, value):
    return "******" if name == "api_key" and value else value


@dataclass(repr=False)
class AzureOpenAIModelConfiguration(ModelConfiguration):
    azure_deployment: str
    azure_endpoint: str = None
    api_version: str = None
    api_key: str = None
    connection: str = None

    _type = "AzureOpenAI"
    _credentials = ("azure_endpoint", "api_key", "api_version")

    @classmethod
    def from_connection(cls, connection, azure_deployment):
        return cls(
            azure_deployment,
            azure_endpoint=connection.api_base,
            api_version=connection.api_version,
            api_key=connection.api_key,
        )


@dataclass(repr=False)
class OpenAIModelConfiguration(ModelConfiguration):
    model: str
    base_url: str = None
    api_key: str = None
    organization: str = None
    connection: str = None

    _type = "OpenAI"
    _credentials = ("base_url", "api_key", "organization")

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
