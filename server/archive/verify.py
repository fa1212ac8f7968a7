"""Proves that nothing was changed: recomputes the hash chain, the sealed digests and the tallies.

Of a debate in the database of this server; a downloaded file is checked by check.py, without any.
"""

from collections.abc import Callable

from msgspec import Struct, field

from server.archive.lines import line_problems, row_problems
from server.archive.load import nobody, replay
from server.debate.apply import apply_ballots
from server.debate.events import TalliesSealed
from server.debate.state import Debate
from server.debate.tallies import BallotChange
from server.store import BrokenJournal, DebateRow, Kept, Store
from server.store.chain import START
from server.store.secrecy.moments import opened_moments


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
        problems=line_problems(lines),
    )
    if report.problems:
        return report  # the journal is in doubt: what it says cannot be compared with
    say(0.4)
    entries = await store.journal.read(code)
    say(0.7)
    debate = replay(entries)
    say(0.9)
    report.problems += tally_problems(debate, kept, kept_tallies)
    report.problems += row_problems(row, debate)
    moments = {line.seq: line.moment for line in lines if line.moment is not None}
    minutes = {line.seq: line.at for line in lines}
    known = await opened_moments(store.seals, code, moments, minutes)
    report.problems += [
        f"line {number}: its moment is not of its minute" for number in moments.keys() - known
    ]
    if debate.sealed is not None and (not row.unlinked or await store.seals.of(code)):
        report.problems.append("the debate is closed, but its key was not destroyed")
    return report


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
