"""Proves that nothing was changed: recomputes the hash chain, the sealed digests and the tallies.

Of a debate in the database of this server; a downloaded file is checked by check.py, without any.
"""

from collections.abc import Callable
from typing import Any

import msgspec
from msgspec import Struct, field

from server.archive.history import replay
from server.archive.load import nobody
from server.debate.apply import apply_ballots
from server.debate.events import TalliesSealed
from server.debate.minutes import minute
from server.debate.phases import OVER
from server.debate.state import Debate
from server.debate.tallies import BallotChange
from server.store import BrokenJournal, DebateRow, Kept, Store
from server.store.chain import START, Line, canonical, digest, link


class Report(Struct):
    """What was looked at, and what is wrong with it (plain English; empty: nothing). `head`: the
    last hash of the journal, to compare with one written down earlier."""

    code: str
    entries: int
    ballots: int
    head: str
    problems: list[str] = field(default_factory=list)

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong."""
        return not self.problems


async def verify(store: Store, code: str, say: Callable[[float], None] = nobody) -> Report | None:
    """Check a debate in the database; None if there is no such debate. `say`: told how much of it
    is done, 0…1. Raises Unavailable."""
    row = await store.debates.get(code)
    if row is None:
        return None
    try:
        return await _verified(store, row, say)
    except BrokenJournal as error:
        return Report(code, 0, 0, "", [str(error)])


async def _verified(store: Store, row: DebateRow, say: Callable[[float], None]) -> Report:
    """Raises BrokenJournal."""
    code = row.code
    lines = await store.journal.lines(code)
    say(0.1)
    kept = await store.ballots.read(code)
    kept_tallies = await store.ballots.tallies(code)
    say(0.2)
    report = Report(
        code=code,
        entries=len(lines),
        ballots=sum(ballot.on for ballot in kept),
        head=lines[-1].hash if lines else START.hex(),
        problems=chain_problems(lines),
    )
    if report.problems:
        return report  # the journal is in doubt: what it says cannot be compared with
    say(0.4)
    entries = await store.journal.read(code)
    say(0.7)
    debate, _ = replay(entries)
    say(0.9)
    report.problems += tally_problems(debate, kept, kept_tallies)
    if row.phase != debate.phase:
        report.problems.append(f"the table says {row.phase}, the journal {debate.phase}")
    if row.phase in OVER and debate.sealed is None:
        report.problems.append("the debate is closed, but its tallies were not sealed")
    if debate.sealed is not None and (not row.unlinked or await store.seals.of(code)):
        report.problems.append("the debate is closed, but its key was not destroyed")
    return report


def chain_problems(lines: list[Line]) -> list[str]:
    """Where the chain breaks, and which sealed parts and times are not what their lines say."""
    found: list[str] = []
    previous = START
    for number, line in enumerate(lines, start=1):
        if line.seq != number:
            return [*found, f"line {number} is missing"]
        try:
            body: Any = msgspec.json.decode(line.body)
            written = canonical(body)
        except (msgspec.DecodeError, TypeError, ValueError, RecursionError):
            return [*found, f"line {number} cannot be read"]
        if not isinstance(body, dict):
            return [*found, f"line {number} cannot be read"]
        previous = link(previous, line.body)
        if body.get("seq") != number or written != line.body:
            return [*found, f"line {number}: not written the way journals are"]
        if previous.hex() != line.hash:
            return [*found, f"line {number}: the hash does not follow from the line"]
        if line.at is not None and minute(line.at) != minute(body.get("at", -1)):
            found.append(f"line {number}: the table has another time than the line")
        if (None if line.sealed is None else digest(line.sealed)) != body.get("sealed"):
            found.append(f"line {number}: the sealed part is not the one that was sealed")
    return found


def tally_problems(debate: Debate, kept: list[Kept], kept_tallies: dict[str, int]) -> list[str]:
    """Where ballots, kept tallies and sealed tallies do not agree."""
    cast = [BallotChange(ballot.question, ballot.handle, True) for ballot in kept if ballot.on]
    found = [
        f"{ballot.question}: a ballot for a question that is not there"
        for ballot in cast
        if ballot.question not in debate.questions
    ]
    apply_ballots(debate, cast)
    for id_ in sorted({*kept_tallies, *(ballot.question for ballot in cast)}):
        own = debate.tallies.own(id_)
        if kept_tallies.get(id_, 0) != own:
            found.append(f"{id_}: {kept_tallies.get(id_, 0)} votes kept, but {own} ballots")
    if debate.sealed is not None:
        found += _sealed_problems(debate, debate.sealed)
    return found


def _sealed_problems(debate: Debate, sealed: TalliesSealed) -> list[str]:
    """What was sealed against the ballots. Closing has unlinked those, so that nobody can count
    people over merged questions again: but they are at least as many as voted for the largest
    part, and at most as many as there are ballots."""
    found: list[str] = []
    if not sealed.tallies.keys() == sealed.own.keys() == debate.questions.keys():
        return ["the sealed tallies are not of the questions of this debate"]
    ballots, apart = sealed.ballots + (sealed.apart_ballots or 0), sealed.apart or {}
    if ballots != debate.tallies.ballots:
        found.append(f"{ballots} ballots sealed, but {debate.tallies.ballots} kept")
    for id_, question in debate.questions.items():
        own = [debate.tallies.own(part) for part in debate.tallies.tree(id_)]
        sealed_own = sealed.own[id_] + apart.get(id_, 0)
        if sealed_own != own[0]:
            found.append(f"{id_}: {sealed_own} own votes sealed, but {own[0]} ballots")
        votes = (sealed.with_apart or sealed.tallies).get(id_, sealed.tallies[id_])
        if question.merged_into is None and not max(own) <= votes <= sum(own):
            found.append(f"{id_}: {votes} votes sealed, but {own} ballots")
    return found
