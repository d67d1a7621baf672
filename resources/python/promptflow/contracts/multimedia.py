# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0

"""Images and other typed bytes."""

from promptflow._lazy import attach

__getattr__ = attach(__name__)

_SIGNATURES = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF", "image/gif"),
    (b"BM", "image/bmp"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"\x00\x00\x01\x00", "image/x-icon"),
    (b"8BPS", "image/vnd.adobe.photoshop"),
)


def _guess_mime_type(data):
    head = bytes(data[:16])
    for signature, mime_type in _SIGNATURES:
        if head.startswith(signature):
            return mime_type
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "image/webp"
    if head[4:12] in (b"ftypheic", b"ftypmif1"):
        return "image/heic"
    if head[4:12] == b"ftypavif":
        return "image/avif"
    return "image/*"


class PFBytes(bytes):
    """Bytes that know their MIME type and where they came from."""

    def __new__(cls, value, *args, **kwargs):
        return super().__new__(cls, value)

    def __init__(self, value, mime_type, source_url=None):
        super().__init__()
        self._mime_type = mime_type.lower()
        self._source_url = source_url

    @property
    def _hash(self):
        import hashlib

        return hashlib.sha1(self).hexdigest()[:8]

    @property
    def source_url(self):
        return self._source_url

    def to_base64(self, with_type=False):
        import base64

        text = base64.b64encode(self).decode("ascii")
        return "data:%s;base64,%s" % (self._mime_type, text) if with_type else text


class Image(PFBytes):
    """An image. Its text is Image(<first 8 digits of its SHA-1>)."""

    def __init__(self, value, mime_type=None, source_url=None):
        super().__init__(value, mime_type or _guess_mime_type(value), source_url)

    def __str__(self):
        return "Image(%s)" % self._hash

    __repr__ = __str__

    def serialize(self, encoder=None):
        return str(self) if encoder is None else encoder(self)


class Text(str):
    """Text with annotations, as assistants give it."""

    def __new__(cls, value, annotations=None):
        text = str.__new__(cls, value)
        text._annotations = annotations
        return text

    @classmethod
    def deserialize(cls, data):
        text = data.get("text", "")
        if isinstance(text, dict):
            return cls(text.get("value", ""), text.get("annotations", []))
        return cls(text)

    def serialize(self):
        if self._annotations is None:
            return {"type": "text", "text": self}
        return {"type": "text", "text": {"value": self, "annotations": self._annotations}}
