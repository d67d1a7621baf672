# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0

"""A model's whole answer, used like the object of the openai package."""

# What openai's classes have, whether the service sent it or not.
_OPTIONAL = (
    "audio",
    "content",
    "function_call",
    "logprobs",
    "name",
    "refusal",
    "role",
    "service_tier",
    "system_fingerprint",
    "tool_calls",
    "usage",
)


class Answer:
    """Members are attributes; model_dump() gives them as a dict."""

    def __init__(self, members):
        self.__dict__.update({key: _wrapped(value) for key, value in members.items()})

    def __getattr__(self, name):
        if name in _OPTIONAL:
            return None
        raise AttributeError("'%s' object has no attribute '%s'" % (type(self).__name__, name))

    def __eq__(self, other):
        return type(other) is type(self) and vars(other) == vars(self)

    def __repr__(self):
        members = ", ".join("%s=%r" % member for member in vars(self).items())
        return "%s(%s)" % (type(self).__name__, members)

    def model_dump(self, **kwargs):
        return {key: _plain(value) for key, value in vars(self).items()}

    def model_dump_json(self, *, indent=None, **kwargs):
        import json

        return json.dumps(self.model_dump(), indent=indent, ensure_ascii=False)

    to_dict = dict = model_dump
    to_json = json = model_dump_json


def _wrapped(value):
    if isinstance(value, dict):
        return Answer(value)
    return [_wrapped(item) for item in value] if isinstance(value, list) else value


def _plain(value):
    if isinstance(value, Answer):
        return value.model_dump()
    return [_plain(item) for item in value] if isinstance(value, list) else value
