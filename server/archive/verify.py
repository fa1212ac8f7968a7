"""Proves that nothing was changed: recomputes the hash chain, the sealed digests and the tallies.

Of a debate in the database of this server; a downloaded file is checked by check.py, without any.
"""

from collections.abc import Callable, Sequence

from msgspec import Struct, field

from server.archive.ballots import check_ballots
from server.archive.check_answers import check_answers
from server.archive.lines import line_problems, removed_parts, row_problems
from server.archive.load import nobody, replay
from server.debate.showing.beginnings import log_number
from server.debate.state import Debate
from server.store import BrokenJournal, DebateRow, Store
from server.store.chain import START, Line
from server.store.leaving.takeovers import Takeover
from server.store.logs.house_log import digest_of
from server.store.logs.lines import first_wrong
from server.store.secrecy.moments import opened_moments
from server.store.secrecy.signing import ENDED, origin_of
from server.transparency.checkpoints import Checkpoint, open_checkpoint
from server.transparency.merkle import Tree
from server.transparency.notes import BadNote
from server.transparency.vkeys import Vkey


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


class House(Struct, frozen=True):
    """The house of a debate. `keys`: that of today first, then those before it; `last`: the last
    head of the debate's log that it signed, by what it keeps outside the database."""

    keys: Sequence[Vkey]
    last: Checkpoint | None = None


def held_by(takeover: Takeover) -> Sequence[Vkey]:
    """The key of the house that held a debate before this one; none where nobody signed it."""
    return [takeover.key] if takeover.key else []


async def verify(
    store: Store, code: str, say: Callable[[float], None] = nobody, house: House | None = None
) -> Report | None:
    """Check a debate in the database; None if there is no such debate. `say`: told how much of it
    is done, 0…1. `house`: who signed the heads of its logs. Raises Unavailable."""
    try:
        row = await store.debates.get(code)
    except ValueError:
        return Report(code, 0, 0, "", ["the row of the debate cannot be read"])
    if row is None:
        return None
    try:
        return await _verified(store, row, say, house)
    except BrokenJournal as error:
        return Report(code, 0, 0, "", [str(error)])


async def _verified(
    store: Store, row: DebateRow, say: Callable[[float], None], house: House | None
) -> Report:
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
    if removed := removed_parts(lines):
        report.unproven.append(f"what {removed} sealed parts said: they were removed")
    wrong = await _first_unproved(store, code, lines, house)
    if wrong is not None:
        report.problems.append(f"line {wrong}: this house did not write it")
    entries = await store.journal.read(code)
    say(0.7)
    debate = replay(entries)
    say(0.9)
    checked = await check_ballots(store, code, debate)
    report.ballots = checked.ballots
    report.problems += checked.problems
    report.unproven += checked.unproven
    report.problems += row_problems(row, debate)
    await _check_moments(store, row, lines, report)
    await _check_heads(store, debate, lines, house, report)
    answers = await check_answers(store, code, digest_of(lines[0].body) if lines else "")
    report.problems += answers.problems
    report.unproven += answers.unproven
    if debate.sealed is not None and (not row.unlinked or await store.seals.of(code)):
        report.problems.append("the debate is closed, but its key was not destroyed")
    return report


async def _first_unproved(
    store: Store, code: str, lines: list[Line], house: House | None
) -> int | None:
    """The number of the first line that needs a proof of this house and has none. With the key of
    its debate every line needs one; without, what came behind the head that this house signed."""
    unproved = len(lines) if house is None or house.last is None else house.last.size
    if await store.seals.of(code) is not None:
        unproved = 0
    return first_wrong(store.proofs, code, lines, START.hex(), unproved)


async def _check_moments(store: Store, row: DebateRow, lines: list[Line], report: Report) -> None:
    """That no moment outlives its debate. One that the key does not open may have been sealed with
    a key that was lost since."""
    moments = {line.seq: line.moment for line in lines if line.moment is not None}
    if row.unlinked and moments:
        report.problems.append(f"the debate is closed, but {len(moments)} moments were kept")
    minutes = {line.seq: line.at for line in lines}
    known = await opened_moments(store.seals, row.code, moments, minutes)
    if moments.keys() - known:
        unknown = len(moments.keys() - known)
        report.unproven.append(f"moments of {unknown} lines: the key here does not open them")


async def _check_heads(
    store: Store, debate: Debate, lines: list[Line], house: House | None, report: Report
) -> None:
    """That the lines begin with those whose heads were signed, wherever one is remembered, and that
    the last one of a closed debate is still there."""
    kept = await store.checkpoints.last(report.code)
    entered = await store.house_log.head_of(digest_of(lines[0].body)) if lines else None
    last_signed = house and house.last
    if last_signed == ENDED:
        report.problems.append("the debate was deleted once: nothing of it is signed any more")
        last_signed = None
    signed = (kept and kept.head, last_signed, entered)
    heads = sorted({(head.size, head.root) for head in signed if head})
    tree = Tree(line.body for line in lines)
    report.problems += [
        f"the {size} lines whose head was signed are not these"
        for size, root in heads
        if not tree.begins_with(size, root)
    ]
    last = heads[-1][0] if heads else 0
    if last and debate.is_over and (kept is None or kept.head.size < last):
        report.problems.append(f"the head that was signed of {last} lines is gone")
    if kept is None:
        report.unproven.append("that these are the lines as they were written: no head was signed")
        return
    if last < tree.size:
        report.unproven.append(f"lines from {last + 1} on: their head was not signed yet")
    if house is None or not house.keys:
        report.unproven.append("who signed the head: the key of the house is not known here")
        return
    keys = [key.named(kept.head.origin) for key in house.keys]
    try:
        head, _ = open_checkpoint(kept.note.encode(), keys)
    except BadNote as error:
        report.problems.append(f"the head was not signed by this house: {error}")
        return
    if head.origin != origin_of(house.keys[0].name, report.code, log_number(debate)):
        report.problems.append("the head that was signed is of another log")
