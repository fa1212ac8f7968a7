"""Proves that nothing of the log of administration was changed: recomputes its chain, and compares
it with the heads of it that the house's own log has, and that with the last head that was signed.
"""

from collections.abc import Callable, Sequence

from msgspec import Struct, field

from server.archive.load import nobody
from server.store import Store
from server.store.administration.entries import START, EntryRow, body_of, read_body
from server.store.chain import link
from server.store.logs.house_log import AdministrationHead
from server.transparency.checkpoints import Checkpoint

PROBLEMS_AT_MOST = 100
BEFORE_ALL = -(2**31)  # also what somebody put there under a number that no entry has


class HouseReport(Struct):
    """`head`: the last hash, to compare with one written down earlier. `problems`: in plain
    English; empty: nothing is wrong."""

    entries: int = 0
    head: str = START
    heads: int = 0
    problems: list[str] = field(default_factory=list)

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong."""
        return not self.problems


async def verify_administration(
    store: Store, signed: Checkpoint | None, say: Callable[[float], None] = nobody
) -> HouseReport:
    """`signed`: the last head of the house's own log that is kept outside the database. Raises
    Unavailable."""
    report, problems = HouseReport(), list[str]()
    heads = {one.size: one for one in await store.house_log.administration_heads()}
    last = await store.administration.head()
    size = last.size if last else 0
    after = BEFORE_ALL
    while rows := await store.administration.rows(after):
        after = rows[-1].seq
        for row in rows:
            problems += _wrong_with(store, row, report)
            report.entries, report.head = row.seq, row.hash
            head = heads.pop(row.seq, None)
            if head is not None:
                report.heads += 1
                problems += _not_that_of(head, row)
        say(report.entries / max(size, 1))
        if len(problems) >= PROBLEMS_AT_MOST:
            report.problems = [*problems[:PROBLEMS_AT_MOST], "and more"]
            return report
    problems += [
        f"entry {size}, whose hash the house's log has, is missing" for size in sorted(heads)
    ]
    problems += await _house_log_problems(store, signed)
    report.problems = problems
    return report


def _wrong_with(store: Store, row: EntryRow, report: HouseReport) -> Sequence[str]:
    """`report`: as it is before this entry."""
    number, body = row.seq, row.body.encode("utf-8", "surrogatepass")
    problems = list[str]()
    if number != report.entries + 1:
        problems.append(f"entry {number} comes behind entry {report.entries}")
    entry = read_body(row.body)
    if entry is None or body_of(entry) != body:
        problems.append(f"entry {number} says nothing that an entry could")
    else:
        columns = (row.seq, row.organisation, row.action, row.who)
        said = (entry.seq, entry.organisation, entry.action, entry.who.known_as)
        if columns != said:
            problems.append(f"the table has something else of entry {number} than it says")
    if not _follows(report.head, row, body):
        problems.append(f"entry {number} does not follow the one before it")
    if store.proofs.of_entry(number, row.hash) != row.proof:
        problems.append(f"entry {number} was not written by this house")
    return problems


def _follows(previous: str, row: EntryRow, body: bytes) -> bool:
    try:
        return link(bytes.fromhex(previous), body).hex() == row.hash
    except ValueError:  # somebody wrote what is no hash
        return False


def _not_that_of(head: AdministrationHead, row: EntryRow) -> Sequence[str]:
    if head.last == row.hash:
        return ()
    return (f"entry {row.seq} is not the one whose hash the house's log has",)


async def _house_log_problems(store: Store, signed: Checkpoint | None) -> Sequence[str]:
    if signed is None or (await store.house_log.tree()).begins_with(signed.size, signed.root):
        return ()
    return ("the house's own log is not the one whose head was signed",)
