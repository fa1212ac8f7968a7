"""What of a journal in the database does not agree: its lines with each other, with what is sealed
of them, with what the tables repeat of them. Pure.
"""

from collections.abc import Sequence
from typing import Any

import msgspec

from server.debate.deciding.sealing import BallotsSealed
from server.debate.events import LengthsSealed, TalliesSealed
from server.debate.minutes import minute
from server.debate.phases import OVER
from server.debate.state import Debate
from server.store import DebateRow
from server.store.chain import BY, START, Line, canonical, digest, digests_of, link, parts_of

_CLOSING = {BallotsSealed.__name__, LengthsSealed.__name__, TalliesSealed.__name__}


class _Private(msgspec.Struct, frozen=True):
    """The part of a line that says who of the house did it; `at` in ms."""

    by: str
    at: int


def line_problems(lines: Sequence[Line]) -> list[str]:
    """Where the chain breaks, and where sealed parts and columns are not what their lines say."""
    found: list[str] = []
    previous = START
    bodies: list[dict[str, Any]] = []
    for number, line in enumerate(lines, start=1):
        if line.seq != number:
            return [*found, f"line {number} is missing"]
        body = _body(line)
        if body is None:
            return [*found, f"line {number} cannot be read"]
        previous = link(previous, line.body)
        if body.get("seq") != number or canonical(body) != line.body:
            return [*found, f"line {number}: not written the way journals are"]
        if previous.hex() != line.hash:
            return [*found, f"line {number}: the hash does not follow from the line"]
        found += [f"line {number}: {problem}" for problem in _of_one(line, body)]
        bodies.append(body)
    return found + _of_closing(bodies)


def _body(line: Line) -> dict[str, Any] | None:
    try:
        body: Any = msgspec.json.decode(line.body)
        canonical(body)
    except (msgspec.DecodeError, TypeError, ValueError, RecursionError):
        return None
    return body if isinstance(body, dict) and isinstance(body.get("event"), dict) else None


def _of_one(line: Line, body: dict[str, Any]) -> list[str]:
    found = [
        f"the table has another {name} than the line"
        for name in ("action", "role")
        if getattr(line, name) != body.get(name)
    ]
    at = body.get("at")
    if not isinstance(at, int) or minute(line.at) != minute(at):
        found.append("the table has another time than the line")
    try:
        parts = parts_of(body, line.sealed)
        private = msgspec.json.decode(parts[BY], type=_Private) if BY in parts else None
    except msgspec.MsgspecError:
        return [*found, "the sealed part cannot be read"]
    if {field: digest(part) for field, part in parts.items()} != digests_of(body):
        found.append("the sealed part is not the one that was sealed")
    elif private is not None and (private.by, private.at) != (line.by, line.at):
        found.append("the table has another moderator or moment than was sealed")
    elif BY not in parts and "nonce" in body and line.by:
        found.append("the table has a moderator, and the line none")
    return found


def _of_closing(bodies: list[dict[str, Any]]) -> list[str]:
    """What one line of closing says, its others complete. Older programs sealed less."""
    for body in bodies:
        if body["event"].get("to") == "closed" and "nonce" in body:
            action = [one["event"] for one in bodies if one.get("action") == body.get("action")]
            kinds = [event.get("event") for event in action]
            missing = [name for name in sorted(_CLOSING) if name not in kinds]
            return [f"the debate is closed without {name}" for name in missing]
    return []


def row_problems(row: DebateRow, debate: Debate) -> list[str]:
    """Where the row of a debate says something else than its journal."""
    of_journal = {
        "programme": debate.programme,
        "title": debate.title,
        "phase": debate.phase,
        "starts_at": debate.starts_at,
        "opens_at": debate.opens_at,
        "closes_at": debate.closes_at,
        "closed_at": debate.began.get("closed"),
        "rehearsal": debate.rehearsal,
        "unlisted": debate.unlisted,
    }
    found = [
        f"the table has another {name} than the journal"
        for name, value in of_journal.items()
        if getattr(row, name) != value
    ]
    if debate.seq and row.code != debate.code:
        found.append("the journal is of another debate")
    if row.phase in OVER and debate.sealed is None:
        found.append("the debate is closed, but its tallies were not sealed")
    return found
