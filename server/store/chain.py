"""Journal lines: how an event is written, what of it is sealed, and the chain of hashes.

hash = SHA-256(previous hash, 32 raw bytes ‖ body), the first previous being 32 zero bytes. `body`
is canonical JSON: UTF-8, keys sorted, no spaces. Sealed fields enter it only as the SHA-256 of
their own canonical JSON, which a random salt makes unguessable; so a chain can be published
without what stayed private. Handles of people enter it not at all, of moments only the minute.
Pure.
"""

import hashlib
import json
from collections.abc import Iterable
from typing import Any, get_args

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from server.debate.events import DebateDescribed, JournalEvent
from server.debate.minutes import minute

START = bytes(32)

_KINDS = {kind.__name__: kind for kind in get_args(JournalEvent)}


class Line(Struct, frozen=True):
    """One line as it is kept: `body` is hashed, `sealed` proves its digest, `hash` is hex. `at`:
    when it was, as far as the table says; None: that is not known."""

    seq: int
    body: bytes
    sealed: str | None
    hash: str
    at: int | None = None


def canonical(value: Any) -> bytes:
    """The one way to write a value as JSON."""
    return json.dumps(
        value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
    ).encode()


def seal(event: JournalEvent, salt: str) -> tuple[dict[str, Any], str | None, str | None]:
    """The event in its three parts: public, sealed (canonical JSON; None if nothing is), and the
    handle it must not be tied to for ever."""
    kind = type(event)
    fields = {k: v for k, v in msgspec.to_builtins(event).items() if v is not None}
    author = next((fields.pop(name) for name in kind.unlinked if name in fields), None)
    private = {name: fields.pop(name) for name in sorted(kind.sealed) if name in fields}
    sealed = canonical({"salt": salt} | private).decode() if private else None
    return fields, sealed, author


def unseal(public: dict[str, Any], sealed: str | None, author: str | None) -> JournalEvent:
    """The event that `seal` took apart. Raises msgspec.ValidationError if it is none."""
    fields = dict(public)
    if sealed is not None:
        fields |= {k: v for k, v in msgspec.json.decode(sealed).items() if k != "salt"}
    kind = _KINDS.get(fields.get("event", ""))
    if kind is None:
        raise msgspec.ValidationError("not an event of a journal")
    if author is not None:
        fields |= dict.fromkeys(kind.unlinked, author)
    required = kind.__struct_fields__[: -len(kind.__struct_defaults__) or None]
    fields |= {name: None for name in required if name not in fields}  # left out: it was None
    event: JournalEvent = msgspec.convert(fields, kind)
    if isinstance(event, DebateDescribed) and fields.get("bilingual"):
        return _in_two_languages(event)
    return event


def _in_two_languages(event: DebateDescribed) -> DebateDescribed:
    """Older journals say `bilingual` of a debate for readers of Serbian and Albanian. The first is
    the one in which its screens spoke."""
    named = event.languages or ()
    if len(named) > 1:
        return event
    written = [tag for tag in ("sr-Latn", "sr-Cyrl", "sq") if event.title.get(tag)]
    spoken = [tag for tag in (*named, *written) if tag != "en"]
    serbian = next(tag for tag in (*spoken, "sr-Latn") if tag.startswith("sr"))
    return replace(event, languages=("sq", serbian) if spoken[:1] == ["sq"] else (serbian, "sq"))


def body(
    seq: int, at: int, action: int, role: str, public: dict[str, Any], sealed: str | None
) -> bytes:
    """The hashed part of a line; of the moment `at` only the minute."""
    line = {"seq": seq, "at": minute(at), "action": action, "role": role, "event": public}
    if sealed is not None:
        line["sealed"] = digest(sealed)
    return canonical(line)


def digest(sealed: str) -> str:
    """What stands for a sealed part in the public line: SHA-256 of its JSON as it is kept, in
    hex."""
    return hashlib.sha256(sealed.encode()).hexdigest()


def link(previous: bytes, body_: bytes) -> bytes:
    """The hash of a line, 32 bytes."""
    return hashlib.sha256(previous + body_).digest()


def verify(lines: Iterable[Line]) -> int | None:
    """The number of the first line that does not follow from those before it; None if all do."""
    previous = START
    for number, line in enumerate(lines, 1):
        previous = link(previous, line.body)
        if line.seq != number or line.hash != previous.hex():
            return number
        said = json.loads(line.body)
        sealed = None if line.sealed is None else digest(line.sealed)
        if said["seq"] != number or said.get("sealed") != sealed:
            return number
    return None
