"""Proves that nothing was changed: recomputes the hash chain, the sealed digests and the tallies.

Of a debate in the database of this server; a downloaded file is checked by check.py, without any.
"""

from collections.abc import Callable

from msgspec import Struct, field

from server.archive.ballots import check_ballots
from server.archive.lines import line_problems, row_problems
from server.archive.load import nobody, replay
from server.store import BrokenJournal, DebateRow, Store
from server.store.chain import START
from server.store.secrecy.moments import opened_moments


class Report(Struct):
    """What was looked at, and what is wrong with it (plain English; empty: nothing); `unproven`:
    what of it nobody could know. `head`: the last hash of the journal, to compare with one written
    down earlier."""

    code: str
    entries: int
    ballots: int
    head: str
    problems: list[str] = field(default_factory=list)
    unproven: list[str] = field(default_factory=list)

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
    report = Report(
        code=code,
        entries=len(lines),
        ballots=0,
        head=lines[-1].hash if lines else START.hex(),
        problems=line_problems(lines),
    )
    if report.problems:
        report.unproven.append("anything of the ballots")
        return report  # the journal is in doubt: what it says cannot be compared with
    say(0.4)
    entries = await store.journal.read(code)
    say(0.7)
    debate = replay(entries)
    say(0.9)
    checked = await check_ballots(store, code, debate)
    report.ballots = checked.ballots
    report.problems += checked.problems
    report.unproven += checked.unproven
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
