"""Journal lines: how an event is written, what of it is sealed, and the chain of hashes.

A line's `body` is canonical JSON (docs/archive.md): UTF-8, keys sorted, no spaces. It holds of each
sealed field only the SHA-256 of its *part*, which a random salt makes unguessable, and a nonce, so
that no line can be guessed from its hash: lines can be published, and single ones be proven,
without what stayed private. Handles of people enter it not at all, moments only by the minute.
hash = SHA-256(previous hash, 32 raw bytes ‖ body), the first previous being 32 zero bytes.
Older lines have no nonce and one digest for all sealed fields together. Pure.
"""

import hashlib
import json
from collections.abc import Callable, Mapping
from typing import Any, get_args

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from server.debate.deciding.subjects import JournalEvent
from server.debate.events import DebateDescribed, Entry, Event
from server.debate.minutes import minute
from server.store.secrecy.proofs import LineRow

START = bytes(32)
BY = "by"  # the sealed part that no event has: who of the house did it, and when exactly
SALT = "salt"

Json = dict[str, Any]

_KINDS = {kind.__name__: kind for kind in get_args(JournalEvent)}


class Line(Struct, frozen=True):
    """One line as it is kept: `body` is hashed, `sealed` proves its digests, `hash` is hex. The
    rest is what the table has besides, which these prove but for `moment` and `author`: `at` in ms.
    `proof`: that this house wrote it."""

    seq: int
    body: bytes
    sealed: str | None
    hash: str
    at: int
    action: int
    role: str
    by: str
    moment: str | None = None
    author: str | None = None
    proof: str = ""

    @property
    def said(self) -> LineRow:
        """What its proof is of."""
        return (
            self.seq,
            self.at,
            self.action,
            self.role,
            self.by,
            self.hash,
            self.sealed,
            self.author,
        )


def canonical(value: Any) -> bytes:
    """The one way to write a value as JSON."""
    return json.dumps(
        value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
    ).encode()


def write(entry: Entry, random: Callable[[], str]) -> tuple[bytes, str | None]:
    """The body of the line, and what proves its digests: canonical JSON of the parts by field,
    None where nothing is sealed. `random`: new hexadecimal digits, 32, each time."""
    public, private = _apart(entry)
    parts = {
        field: canonical({SALT: random(), **private[field]}).decode() for field in sorted(private)
    }
    line = {
        "seq": entry.seq,
        "at": minute(entry.at),
        "action": entry.action,
        "role": entry.role,
        "event": public,
        "nonce": random(),
    }
    if parts:
        line["sealed"] = {field: digest(part) for field, part in parts.items()}
    return canonical(line), canonical(parts).decode() if parts else None


def _apart(entry: Entry) -> tuple[Json, dict[str, Json]]:
    """What is public of the event, and what is private of the entry, by sealed field. None is left
    out."""
    kind = type(entry.event)
    fields = {k: v for k, v in msgspec.to_builtins(entry.event).items() if v is not None}
    for name in kind.unlinked:
        fields.pop(name, None)
    private = {name: {name: fields.pop(name)} for name in kind.sealed if name in fields}
    if entry.role != "participant":
        private[BY] = {BY: entry.by, "at": entry.at}
    return fields, private


def parts_of(body: Mapping[str, Any], sealed: str | None) -> dict[str, str]:
    """The sealed parts of a line by their field, each as it was digested. Of an older line it is
    one, of all fields, and has no name."""
    if sealed is None:
        return {}
    if isinstance(body.get("sealed"), str):
        return {"": sealed}
    return msgspec.json.decode(sealed, type=dict[str, str])


def digests_of(body: Mapping[str, Any]) -> dict[str, Any]:
    """What a line says of its parts, in the same way."""
    digests = body.get("sealed", {})
    return digests if isinstance(digests, dict) else {"": digests}


def removed_of(body: Mapping[str, Any], sealed: str | None) -> set[str]:
    """The fields whose part is no longer there: their digest still stands in the line."""
    return digests_of(body).keys() - parts_of(body, sealed).keys()


def event_of(body: Mapping[str, Any], sealed: str | None, author: str | None) -> Event:
    """The event of a line, empty where its part was removed. Raises msgspec.ValidationError if it
    is none."""
    fields: Json = dict(body["event"])
    for field, part in parts_of(body, sealed).items():
        if field != BY:
            fields |= {k: v for k, v in msgspec.json.decode(part).items() if k != SALT}
    kind = _KINDS.get(fields.get("event", ""))
    if kind is None:
        raise msgspec.ValidationError("not an event of a journal")
    if author is not None:
        fields |= dict.fromkeys(kind.unlinked, author)
    required = kind.__struct_fields__[: -len(kind.__struct_defaults__) or None]
    # Left out: it was None, or its part was removed; what is sealed and required is a text.
    fields |= {n: "" if n in kind.sealed else None for n in required if n not in fields}
    event: Event = msgspec.convert(fields, kind)
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


def digest(part: str) -> str:
    """What stands for a sealed part in the public line: SHA-256 of its JSON as it is kept, in
    hex."""
    return hashlib.sha256(part.encode()).hexdigest()


def link(previous: bytes, body: bytes) -> bytes:
    """The hash of a line, 32 bytes."""
    return hashlib.sha256(previous + body).digest()
