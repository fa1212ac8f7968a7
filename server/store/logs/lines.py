"""The lines of a journal as they are kept: how they are made, what one that is read must agree
with, and whether this house wrote it. Pure.
"""

import re
import secrets
from collections.abc import Iterable, Sequence
from functools import partial
from typing import Any, NamedTuple

import msgspec

from server.debate.events import Entry
from server.debate.minutes import minute
from server.store.chain import (
    BY,
    Line,
    canonical,
    digest,
    digests_of,
    link,
    parts_of,
    removed_of,
    write,
)
from server.store.secrecy.moments import kept_at
from server.store.secrecy.proofs import Proofs

RANDOM_BYTES = 16  # of a salt and a nonce
_DIGEST = re.compile("[0-9a-f]{64}")


class People(NamedTuple):
    """What is sealed of who did it and when, by the entry's number."""

    authors: dict[int, str]
    moments: dict[int, str]


class _Private(msgspec.Struct, frozen=True):
    """The part of a line that says who of the house did it; `at` in ms."""

    by: str
    at: int


def lines_of(
    proofs: Proofs, code: str, entries: Iterable[Entry], people: People, previous: bytes
) -> list[Line]:
    """What is kept of these entries, which follow the line whose hash is `previous`."""
    lines, random = [], partial(secrets.token_hex, RANDOM_BYTES)
    for entry in entries:
        body, sealed = write(entry, random)
        previous = link(previous, body)
        line = Line(
            entry.seq,
            body,
            sealed,
            previous.hex(),
            kept_at(entry),
            entry.action,
            entry.role,
            entry.by,
            people.moments.get(entry.seq),
            people.authors.get(entry.seq),
        )
        proof = proofs.of_line(code, line.said)
        lines.append(msgspec.structs.replace(line, proof=proof))
    return lines


def is_proved(proofs: Proofs, code: str, line: Line, previous: str) -> bool:
    """Whether this house wrote the line so, behind the one of that hash."""
    return _follows(line, previous) and proofs.of_line(code, line.said) == line.proof


def _follows(line: Line, previous: str) -> bool:
    try:
        return link(bytes.fromhex(previous), line.body).hex() == line.hash
    except ValueError:  # somebody wrote what is no hash
        return False


def first_wrong(
    proofs: Proofs, code: str, lines: Sequence[Line], previous: str, unproved: int
) -> int | None:
    """The number of the first of these lines, which follow each other and the one of that hash,
    that is not as this house wrote it; None if all are. `unproved`: up to which number it is enough
    that hash, columns and sealed parts are what the line says; but that parts were removed, this
    house must have written."""
    for line in lines:
        body = body_of(line) if _follows(line, previous) else None
        if body is None or problems_of(line, body):
            return line.seq
        needs_proof = line.seq > unproved or removed_of(body, line.sealed)
        if needs_proof and proofs.of_line(code, line.said) != line.proof:
            return line.seq
        previous = line.hash
    return None


def body_of(line: Line) -> dict[str, Any] | None:
    """What the line says; None if it says nothing that could be an entry."""
    try:
        body: Any = msgspec.json.decode(line.body)
        canonical(body)
    except (msgspec.DecodeError, TypeError, ValueError, RecursionError):
        return None
    return body if isinstance(body, dict) and isinstance(body.get("event"), dict) else None


def problems_of(line: Line, body: dict[str, Any]) -> list[str]:
    """Where columns and sealed parts are not what the line says, in plain English. A part that was
    removed says nothing wrong."""
    found = [
        f"the table has another {name} than the line"
        for name in ("action", "role")
        if getattr(line, name) != body.get(name)
    ]
    at = body.get("at")
    if not isinstance(at, int) or minute(line.at) != minute(at):
        found.append("the table has another time than the line")
    digests = digests_of(body)
    try:
        parts = parts_of(body, line.sealed)
        private = msgspec.json.decode(parts[BY], type=_Private) if BY in parts else None
    except msgspec.MsgspecError:
        return [*found, "the sealed part cannot be read"]
    is_some = line.sealed is None or bool(parts)
    whole = all(isinstance(one, str) and _DIGEST.fullmatch(one) for one in digests.values())
    right = {field: digest(part) for field, part in parts.items()}.items() <= digests.items()
    if not (is_some and whole and right):
        found.append("the sealed part is not the one that was sealed")
    elif private is not None and (private.by, private.at) != (line.by, line.at):
        found.append("the table has another moderator or moment than was sealed")
    elif BY not in parts and "nonce" in body and line.by:
        found.append("the table has a moderator, and the line none")
    return found
