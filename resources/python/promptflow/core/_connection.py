# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0

"""Connection classes: configs and secrets by name, the known ones as attributes."""

import os

from promptflow._lazy import attach
from promptflow.contracts.types import Secret

__getattr__ = attach(__name__)

_SCRUBBED = "******"
_TYPE_KEY = "promptflow.connection.custom_type"
_MODULE_KEY = "promptflow.connection.module"
_PACKAGE_KEY = "promptflow.connection.package"
_VERSION_KEY = "promptflow.connection.package_version"


def _config(name):
    def read(self):
        return self.configs.get(name)

    def write(self, value):
        self.configs[name] = value

    return property(read, write)


def _snake_case(name):
    """azure_open_ai of AzureOpenAI, as connection files spell types."""
    text = name.replace("OpenAI", "OpenAi").replace("AzureAIServices", "AzureAiServices")
    return "".join("_" + c.lower() if c.isupper() else c for c in text).lstrip("_")


class _Connection:
    """A named endpoint. `**connection` gives its configs and secrets."""

    TYPE = "NotSet"
    _is_postern_connection = True

    def __init__(
        self, name=None, module="promptflow.connections", configs=None, secrets=None, **kwargs
    ):
        self.name = name
        self.type = self.TYPE
        self.class_name = self.TYPE + "Connection"
        self.configs = configs or {}
        self.module = module
        self.secrets = secrets or {}
        self._secrets = dict(self.secrets)
        self.expiry_time = kwargs.get("expiry_time")
        self.created_date = kwargs.get("created_date")
        self.last_modified_date = kwargs.get("last_modified_date")

    def keys(self):
        return [*self.configs, *self.secrets]

    def __getitem__(self, item):
        if item in self.secrets:
            return self.secrets[item]
        if item in self.configs:
            return self.configs[item]
        raise KeyError("Key %r not found in connection %r." % (item, self.name))

    def _to_dict(self):
        """What may be shown: secrets are masked."""
        shown = {
            "name": self.name,
            "module": self.module,
            "created_date": self.created_date,
            "last_modified_date": self.last_modified_date,
            "type": _snake_case(self.TYPE),
        }
        if self.TYPE == "Custom":
            shown["configs"] = dict(self.configs)
            shown["secrets"] = {key: _SCRUBBED for key in self.secrets}
        else:
            shown.update({key: _SCRUBBED for key in self.secrets})
            shown.update(self.configs)
        return {key: value for key, value in shown.items() if value is not None}

    def _to_execution_connection_dict(self):
        value = {**self.configs, **self.secrets}
        return {
            "name": self.name,
            "type": self.class_name,
            "module": self.module,
            "value": {key: item for key, item in value.items() if item is not None},
            "secret_keys": list(self.secrets),
        }


class _KeyConnection(_Connection):
    @property
    def _has_api_key(self):
        return True

    @property
    def api_key(self):
        return self.secrets.get("api_key", _SCRUBBED) if self._has_api_key else None

    @api_key.setter
    def api_key(self, value):
        self.secrets["api_key"] = value


class _TokenConnection(_KeyConnection):
    """A connection by key or, with auth_mode meid_token, by a token of azure-identity."""

    _token_provider = None
    auth_mode = _config("auth_mode")

    @property
    def _has_api_key(self):
        return self.configs.get("auth_mode", "key") == "key"

    def get_token(self):
        if self._token_provider is None:
            self._token_provider = _TokenProvider()
        return self._token_provider.get_token()


class _TokenProvider:
    def __init__(self):
        try:
            from azure.identity import DefaultAzureCredential
        except ImportError as error:
            from promptflow.exceptions import UserErrorException

            raise UserErrorException(
                "A connection with auth_mode meid_token needs the package azure-identity in the "
                "flow's environment."
            ) from error
        self._credential = DefaultAzureCredential()

    def get_token(self):
        return self._credential.get_token("https://cognitiveservices.azure.com/.default").token


class AzureOpenAIConnection(_TokenConnection):
    TYPE = "AzureOpenAI"
    api_base = _config("api_base")
    api_type = _config("api_type")
    api_version = _config("api_version")
    resource_id = _config("resource_id")

    def __init__(
        self,
        api_base,
        api_key=None,
        api_type="azure",
        api_version="2024-02-01",
        auth_mode="key",
        resource_id=None,
        **kwargs,
    ):
        configs = {
            "api_base": api_base,
            "api_type": api_type,
            "api_version": api_version,
            "auth_mode": auth_mode,
            "resource_id": resource_id,
        }
        secrets = {"api_key": api_key} if auth_mode == "key" else {}
        super().__init__(configs=configs, secrets=secrets, **kwargs)
        self._token_provider = kwargs.get("token_provider")

    @classmethod
    def from_env(cls, name=None):
        values = _from_env(api_base="AZURE_OPENAI_ENDPOINT", api_key="AZURE_OPENAI_API_KEY")
        version = os.environ.get("OPENAI_API_VERSION")
        if version:
            values["api_version"] = version
        return cls(name=name, **values)


class OpenAIConnection(_KeyConnection):
    TYPE = "OpenAI"
    organization = _config("organization")
    base_url = _config("base_url")

    def __init__(self, api_key, organization=None, base_url=None, **kwargs):
        configs = {"organization": organization, "base_url": base_url}
        if base_url in ("", "_"):
            configs["base_url"] = None
        super().__init__(configs=configs, secrets={"api_key": api_key}, **kwargs)

    @classmethod
    def from_env(cls, name=None):
        return cls(
            name=name,
            base_url=os.environ.get("OPENAI_BASE_URL"),
            organization=os.environ.get("OPENAI_ORG_ID"),
            **_from_env(api_key="OPENAI_API_KEY"),
        )


class ServerlessConnection(_KeyConnection):
    TYPE = "Serverless"
    api_base = _config("api_base")

    def __init__(self, api_key, api_base, **kwargs):
        super().__init__(configs={"api_base": api_base}, secrets={"api_key": api_key}, **kwargs)


class SerpConnection(_KeyConnection):
    TYPE = "Serp"

    def __init__(self, api_key, **kwargs):
        super().__init__(secrets={"api_key": api_key}, **kwargs)


class _EmbeddingStoreConnection(_KeyConnection):
    api_base = _config("api_base")

    def __init__(self, api_key, api_base, **kwargs):
        kwargs.setdefault("module", "promptflow_vectordb.connections")
        super().__init__(configs={"api_base": api_base}, secrets={"api_key": api_key}, **kwargs)


class QdrantConnection(_EmbeddingStoreConnection):
    TYPE = "Qdrant"


class WeaviateConnection(_EmbeddingStoreConnection):
    TYPE = "Weaviate"


class CognitiveSearchConnection(_TokenConnection):
    TYPE = "CognitiveSearch"
    api_base = _config("api_base")
    api_version = _config("api_version")

    def __init__(
        self, api_base, api_key=None, api_version="2023-11-01", auth_mode="key", **kwargs
    ):
        configs = {"api_base": api_base, "api_version": api_version, "auth_mode": auth_mode}
        secrets = {"api_key": api_key} if auth_mode == "key" else {}
        super().__init__(configs=configs, secrets=secrets, **kwargs)


class AzureAIServicesConnection(_TokenConnection):
    TYPE = "AzureAIServices"
    endpoint = _config("endpoint")

    def __init__(self, endpoint, api_key=None, auth_mode="key", **kwargs):
        configs = {"endpoint": endpoint, "auth_mode": auth_mode}
        secrets = {"api_key": api_key} if auth_mode == "key" else {}
        super().__init__(configs=configs, secrets=secrets, **kwargs)


class AzureContentSafetyConnection(_KeyConnection):
    TYPE = "AzureContentSafety"
    endpoint = _config("endpoint")
    api_version = _config("api_version")
    api_type = _config("api_type")

    def __init__(
        self, api_key, endpoint, api_version="2023-10-01", api_type="Content Safety", **kwargs
    ):
        configs = {"endpoint": endpoint, "api_version": api_version, "api_type": api_type}
        super().__init__(configs=configs, secrets={"api_key": api_key}, **kwargs)


class FormRecognizerConnection(AzureContentSafetyConnection):
    TYPE = "FormRecognizer"

    def __init__(
        self, api_key, endpoint, api_version="2023-07-31", api_type="Form Recognizer", **kwargs
    ):
        super().__init__(api_key, endpoint, api_version, api_type, **kwargs)


class CustomStrongTypeConnection(_Connection):
    """Base of classes that declare their fields as annotations; Secret marks the secrets."""

    def __init__(self, secrets, configs=None, **kwargs):
        configs = {} if configs is None else configs
        self.kwargs = kwargs
        custom_type = kwargs.get("custom_type")
        if custom_type:
            configs[_TYPE_KEY] = custom_type
        if kwargs.get("module"):
            configs[_MODULE_KEY] = kwargs["module"]
        super().__init__(configs=configs, secrets=secrets, **kwargs)
        self.module = kwargs.get("module", type(self).__module__)
        self.custom_type = custom_type or type(self).__name__
        self.package = kwargs.get("package")
        self.package_version = kwargs.get("package_version")

    def __getattribute__(self, item):
        # Not __getattr__: a field's default is a class attribute, which would hide the value.
        annotations = getattr(super().__getattribute__("__class__"), "__annotations__", {})
        if item in annotations:
            return self._store(annotations, item)[item]
        return super().__getattribute__(item)

    def __setattr__(self, key, value):
        annotations = getattr(super().__getattribute__("__class__"), "__annotations__", {})
        if key in annotations:
            self._store(annotations, key)[key] = value
        super().__setattr__(key, value)

    def _store(self, annotations, key):
        return self.secrets if annotations[key] in (Secret, "Secret") else self.configs

    def _convert_to_custom(self):
        self.configs[_TYPE_KEY] = self.custom_type
        self.configs[_MODULE_KEY] = self.module
        if self.package and self.package_version:
            self.configs[_PACKAGE_KEY] = self.package
            self.configs[_VERSION_KEY] = self.package_version
        return CustomConnection(configs=self.configs, secrets=self.secrets, **self.kwargs)


class CustomConnection(_Connection):
    """Any configs and secrets, which are attributes too."""

    TYPE = "Custom"

    def __init__(self, secrets, configs=None, **kwargs):
        super().__init__(secrets=secrets, configs=configs, **kwargs)

    def __getattr__(self, item):
        # Only asked for what is no attribute. While copy or pickle makes the object, configs and
        # secrets are not there yet.
        if item not in ("secrets", "configs"):
            if item in self.secrets:
                return self.secrets[item]
            if item in self.configs:
                return self.configs[item]
        raise AttributeError("'%s' object has no attribute '%s'" % (type(self).__name__, item))

    def is_secret(self, item):
        return item in self.secrets

    def _is_custom_strong_type(self):
        return bool(self.configs.get(_TYPE_KEY))

    def _convert_to_custom_strong_type(self, module=None, to_class=None):
        if to_class == type(self).__name__:
            return self
        if _MODULE_KEY in self.configs and _TYPE_KEY in self.configs:
            module = self.configs[_MODULE_KEY]
            to_class = self.configs[_TYPE_KEY]
        if isinstance(module, str):
            from importlib import import_module

            module = import_module(module)
        if module is None or not isinstance(to_class, str):
            from promptflow.exceptions import UserErrorException

            raise UserErrorException(
                "Failed to convert to custom strong type connection because of invalid module or "
                "class: %s, %s" % (module, to_class)
            )
        return getattr(module, to_class)(configs=self.configs, secrets=self.secrets)


def _from_env(**names):
    missing = [name for name in names.values() if not os.environ.get(name)]
    if missing:
        from promptflow.core._errors import RequiredEnvironmentVariablesNotSetError

        raise RequiredEnvironmentVariablesNotSetError(missing, "connection")
    return {key: os.environ[name] for key, name in names.items()}


_Connection.SUPPORTED_TYPES = {
    kind.TYPE: kind
    for kind in list(globals().values())
    if isinstance(kind, type) and issubclass(kind, _Connection) and kind.__name__[0] != "_"
}
