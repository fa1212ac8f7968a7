"""What a server and its worker say to each other: messages in MessagePack, each behind its length
(four bytes, the highest first).
"""

from typing import Any

import msgspec
from msgspec import Struct

HEAD = 4  # bytes
LONGEST = 64 * 1024 * 1024  # bytes


class Ask(Struct, frozen=True, tag=True):
    """To the worker: do this one; `what` is encoded by itself."""

    job: str
    what: bytes


class Progress(Struct, frozen=True, tag=True):
    """0…1"""

    part: float


class Done(Struct, frozen=True, tag=True):
    """`result`: what the job returned, as MessagePack can hold it."""

    result: Any = None


class Failed(Struct, frozen=True, tag=True):
    """`code`: which kind of trouble, for whoever asked; `why`: for the log."""

    code: str
    why: str


Answer = Progress | Done | Failed

_answers = msgspec.msgpack.Decoder(Answer)


def framed(message: Ask | Answer) -> bytes:
    """Raises ValueError when it is longer than any may be."""
    body = msgspec.msgpack.encode(message)
    if len(body) > LONGEST:
        raise ValueError("a message of a job is too long")
    return len(body).to_bytes(HEAD) + body


def answer(body: bytes) -> Answer:
    """Raises msgspec.DecodeError."""
    said: Answer = _answers.decode(body)
    return said
