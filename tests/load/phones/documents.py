"""What thousands of phones hold, each its own, at the price of a few.

All who hold the same document and get the same frame hold the same document afterwards, so the
merge is made once and remembered; equal documents are one object, however they came about.
"""

import zlib
from collections import OrderedDict
from hashlib import blake2b
from typing import Any

import msgspec

from server.debate.patches import merge

STEPS_AT_MOST = 1_024
_FLUSHED = b"\0\0\xff\xff"  # what RFC 7692, 7.2.1 has a sender leave out


class Document:
    """A view as one phone knows it after a frame. Compared by identity. `at` and `seq`: of the
    frame that made it first."""

    __slots__ = ("__weakref__", "at", "doc", "seq")

    def __init__(self, doc: dict[str, Any], at: int, seq: int) -> None:
        self.doc = doc
        self.at = at
        self.seq = seq


class Documents:
    def __init__(self) -> None:
        self._steps: OrderedDict[tuple[Document | None, bytes], Document] = OrderedDict()
        self._by_content: dict[bytes, Document] = {}
        self._encoder = msgspec.json.Encoder(order="deterministic")

    def after(self, document: Document | None, payload: bytes, compressed: bool) -> Document:
        """The document after a `state` or `patch` frame."""
        step = (document, payload)
        known = self._steps.get(step)
        if known is None:
            known = self._steps[step] = self._step(document, payload, compressed)
            if len(self._steps) > STEPS_AT_MOST:
                self._steps.popitem(last=False)
                self._forget_unused()
        return known

    def _step(self, document: Document | None, payload: bytes, compressed: bool) -> Document:
        message = msgspec.json.decode(inflated(payload) if compressed else payload)
        if message["t"] == "state":
            doc = message["doc"]
        elif document is None:
            raise AssertionError("a patch came before there was a document")
        elif not message["doc"]:
            return document
        else:
            doc = merge(document.doc, message["doc"])
        content = blake2b(self._encoder.encode(doc), digest_size=16).digest()
        return self._by_content.setdefault(content, Document(doc, message["at"], message["seq"]))

    def _forget_unused(self) -> None:
        if len(self._by_content) > 2 * STEPS_AT_MOST:
            used = set(self._steps.values())
            self._by_content = {c: d for c, d in self._by_content.items() if d in used}


def inflated(payload: bytes) -> bytes:
    return zlib.decompressobj(-15).decompress(payload + _FLUSHED)
