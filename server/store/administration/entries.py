"""An entry of the log of administration: what it says, how that is written, and what ties it to the
one before. Pure.

`body` is canonical JSON; hash = SHA-256(previous hash, 32 raw bytes ‖ body), the first previous
being 32 zero bytes, as in journals. A nonce keeps an entry from being guessed from its hash: who
reads those of one organisation is shown hashes of others' as what came before.
"""

from typing import Any

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from server.debate.actors import Scope
from server.store import chain
from server.store.administration.actions import Action, Who
from server.store.administration.fields import Told

TEXT_LIMIT = 200  # code points of a value, and of a name
VALUES_LIMIT = 40  # of a list, or of fields
DEPTH = 3
SIDE_LIMIT = 4_000  # bytes of `before`, and of `after`
START = chain.START.hex()

# What no entry says, whatever it is asked to.
UNTOLD = frozenset(
    {"password", "password_hash", "secret", "token", "digest", "address", "email", "ip", "text"}
)


class Note(Struct, frozen=True):
    """What is to be entered. `about`: whom or what it was done to, as that was called then.
    `before`, `after`: of settings that changed."""

    who: Who
    action: Action
    scope: Scope
    about: str = ""
    before: Told | None = None
    after: Told | None = None


class Entry(Struct, frozen=True):
    """What a body says. `at`: ms. `organisation`: to which the scope belonged; "" to none."""

    seq: int
    at: int
    who: Who
    scope: Scope
    organisation: str
    action: Action
    about: str
    before: dict[str, Any] | None
    after: dict[str, Any] | None
    nonce: str


class KeptEntry(Struct, frozen=True):
    """As it is kept: `hash` and the one of the entry before it in hexadecimal. None: it says
    nothing that an entry could."""

    seq: int
    entry: Entry | None
    previous: str
    hash: str


class EntryRow(Struct, frozen=True):
    """All columns; see `tables/administration.py`."""

    seq: int
    organisation: str
    action: str
    who: str
    body: str
    hash: str
    proof: str


def entry_of(note: Note, seq: int, at: int, organisation: str, nonce: str) -> Entry:
    """Raises ValueError for a note of what is never told."""
    before, after = _changed(note.before, note.after)
    return Entry(
        seq,
        at,
        replace(note.who, name=_short(note.who.name)),
        note.scope,
        organisation,
        note.action,
        _short(note.about),
        before,
        after,
        nonce,
    )


def body_of(entry: Entry) -> bytes:
    """What is hashed."""
    return chain.canonical(msgspec.to_builtins(entry))


def read_body(body: str) -> Entry | None:
    """None for what no entry says."""
    try:
        return msgspec.json.decode(body, type=Entry)
    except (msgspec.MsgspecError, UnicodeError, RecursionError):
        return None


def _changed(before: Told | None, after: Told | None) -> tuple[Any, Any]:
    """Of two sides only what differs."""
    if before is not None and after is not None:
        same = {name for name in before if name in after and before[name] == after[name]}
        before = {name: value for name, value in before.items() if name not in same}
        after = {name: value for name, value in after.items() if name not in same}
    return _bounded(before), _bounded(after)


def _bounded(side: Told | None) -> Any:
    if side is None:
        return None
    if UNTOLD & side.keys():
        raise ValueError(f"the log of administration never tells {sorted(UNTOLD & side.keys())}")
    told = _cut(msgspec.to_builtins(dict(side)), DEPTH)
    size = len(chain.canonical(told))
    return told if size <= SIDE_LIMIT else {"bytes": size}


def _cut(value: Any, depth: int) -> Any:
    match value:
        case str():
            return _short(value)
        case dict() if depth:
            some = sorted(value)[:VALUES_LIMIT]
            return {_short(str(name)): _cut(value[name], depth - 1) for name in some}
        case list() | tuple() if depth:
            return [_cut(one, depth - 1) for one in value[:VALUES_LIMIT]]
        case None | bool() | int():
            return value
        case float():
            return str(value)
        case _:
            return "…"


def _short(text: str) -> str:
    """What cannot be written as UTF-8 is replaced: nothing that somebody typed keeps an entry from
    being made."""
    whole = text.encode("utf-8", "replace").decode()
    return whole if len(whole) <= TEXT_LIMIT else whole[: TEXT_LIMIT - 1] + "…"
