"""What a proof of a question shows, at the command line."""

from collections.abc import Iterator
from datetime import UTC, datetime

from server.archive.question_proof import Proven, proven, signed_by
from server.transparency.notes import BadNote
from server.transparency.vkeys import Vkey


class NotProven(Exception):
    """What is wrong with the file or the key, in plain English."""


def read_proof(file: bytes, vkey: str) -> list[str]:
    """What the file shows to whoever trusts the house of this key, as lines to read; what people
    wrote in it does not speak to the terminal. Raises NotProven."""
    try:
        house = Vkey.parse(vkey)
    except ValueError as error:
        raise NotProven(f"not a vkey: {error}") from error
    try:
        return list(_told(proven(file, signed_by(house))))
    except BadNote as error:
        raise NotProven(f"this proves nothing: {error}") from error


def _told(found: Proven) -> Iterator[str]:
    yield f"in debate {found.code} of {found.house} these words arrived at {_time(found.at)}:"
    yield f"  {_safe(found.text)}"
    if found.name is not None:
        yield f"  with the name {_safe(found.name)}"
    if found.decision is None:
        yield "nothing is said of what was decided"
    else:
        more = found.decision.reason or found.decision.into
        told = f"{found.decision.event}{f' ({_safe(more)})' if more else ''}"
        yield f"what was decided at {_time(found.decision.at)}: {told}"
    yield f"question {_safe(found.question)}, line {found.line}, under the head {found.head.short}"
    yield "not proved: who asked, what was decided later, that others were shown the same log"


def _time(at: int) -> str:
    return f"{datetime.fromtimestamp(at / 1000, UTC):%Y-%m-%d %H:%M} UTC"


def _safe(text: str) -> str:
    return "".join(one if one.isprintable() else ascii(one)[1:-1] for one in text)
