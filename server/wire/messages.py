"""What the server says to a client: the messages of the wire, as types and as bytes."""

import msgspec
from msgspec import Struct

from server.debate.commands import Answer
from server.debate.patches import Json
from server.debate.refusals import Rejected

_encoder = msgspec.json.Encoder()


class StateMessage(Struct, frozen=True, tag_field="t", tag="state"):
    """A view's whole document. `at`: server time, ms; `seq`: the number of the last line of the
    journal that shows in it. For the audience and displays what is only asked does not show, so
    that nobody learns when."""

    at: int
    seq: int
    doc: Json


class PatchMessage(Struct, frozen=True, tag_field="t", tag="patch"):
    """An RFC 7396 merge patch of the document; an empty one is a sign of life."""

    at: int
    seq: int
    doc: Json


class YouMessage(Struct, frozen=True, tag_field="t", tag="you"):
    """A merge patch of the client's private document."""

    doc: Json


class OkMessage(Struct, frozen=True, tag_field="t", tag="ok", omit_defaults=True):
    """The command is done and kept. `question`: the id of a new one; `remark`: the number of a
    new one."""

    id: str
    question: str | None = None
    remark: int | None = None


class NoMessage(Struct, frozen=True, tag_field="t", tag="no", omit_defaults=True):
    """The command was refused and nothing was kept. `id` is absent if none could be read."""

    code: str
    args: Json = {}
    retry_ms: int = 0
    id: str | None = None


class ByeMessage(Struct, frozen=True, tag_field="t", tag="bye", omit_defaults=True):
    """The last message of a connection. `retry_ms`: when to come back; absent: not to."""

    code: str
    retry_ms: int = 0


ServerMessage = StateMessage | PatchMessage | YouMessage | OkMessage | NoMessage | ByeMessage


def encode(message: ServerMessage) -> bytes:
    """As it goes over the wire: UTF-8, fields that are absent left out."""
    return _encoder.encode(message)


def encode_json(part: Json) -> bytes:
    """A part of a message."""
    return _encoder.encode(part)


def ok(id_: str, answer: Answer) -> OkMessage:
    """`answer`: what the room gave back, such as the id of a new question."""
    return OkMessage(id=id_, question=answer.get("question"), remark=answer.get("remark"))


def no(id_: str | None, refusal: Rejected) -> NoMessage:
    """`id_`: of the command, where it could be read."""
    return NoMessage(code=refusal.code, args=refusal.args_, retry_ms=refusal.retry_ms, id=id_)
