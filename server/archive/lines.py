"""What of a journal in the database does not agree: its lines with each other, with what is sealed
of them, with what the tables repeat of them. Pure.
"""

from collections.abc import Sequence
from typing import Any

from server.debate.deciding.sealing import BallotsSealed
from server.debate.events import LengthsSealed, TalliesSealed
from server.debate.phases import OVER
from server.debate.state import Debate
from server.store import DebateRow
from server.store.chain import START, Line, canonical, link, removed_of
from server.store.logs.lines import body_of, problems_of

_CLOSING = {BallotsSealed.__name__, LengthsSealed.__name__, TalliesSealed.__name__}


def line_problems(lines: Sequence[Line]) -> list[str]:
    """Where the chain breaks, and where sealed parts and columns are not what their lines say."""
    found: list[str] = []
    previous = START
    bodies: list[dict[str, Any]] = []
    for number, line in enumerate(lines, start=1):
        if line.seq != number:
            return [*found, f"line {number} is missing"]
        body = body_of(line)
        if body is None:
            return [*found, f"line {number} cannot be read"]
        previous = link(previous, line.body)
        if body.get("seq") != number or canonical(body) != line.body:
            return [*found, f"line {number}: not written the way journals are"]
        if previous.hex() != line.hash:
            return [*found, f"line {number}: the hash does not follow from the line"]
        found += [f"line {number}: {problem}" for problem in problems_of(line, body)]
        bodies.append(body)
    return found + _of_closing(bodies)


def removed_parts(lines: Sequence[Line]) -> int:
    """How many sealed parts are no longer there."""
    bodies = ((line, body_of(line)) for line in lines)
    return sum(len(removed_of(body, line.sealed)) for line, body in bodies if body is not None)


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
