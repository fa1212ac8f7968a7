"""Reads all that is left of one debate out of the store, once."""

from collections.abc import Callable, Iterable, Sequence

from msgspec import Struct

from server.archive.results import Results, results
from server.archive.written import Told, told
from server.debate.apply import apply_ballots
from server.debate.events import Entry, TalliesSealed
from server.debate.state import Debate
from server.debate.tallies import BallotChange
from server.store import Store
from server.store.broken import applied
from server.store.chain import Line
from server.store.logs.checkpoints import KeptCheckpoint


class Record(Struct):
    """`lines`: the journal as it is hashed; `ballots`: the sealed list, of a debate whose closing
    sealed one; `checkpoint`: the signed head of exactly these lines, if somebody signed it.
    `written`: what came in writing since, by question, `written_lines` as it is hashed, and the
    last hash of that: no part of what is proven."""

    debate: Debate
    lines: list[Line]
    results: Results
    ballots: list[str] = []
    checkpoint: str | None = None
    written: dict[str, Told] = {}
    written_lines: list[str] = []
    written_head: str = ""

    @property
    def is_of_first_format(self) -> bool:
        """Closed by a program that sealed no more than tallies."""
        return self.debate.is_over and self.debate.lengths is None


def nobody(part: float) -> None:
    """Who is told of progress where nobody waits for it."""


async def load_record(
    store: Store, code: str, say: Callable[[float], None] = nobody
) -> Record | None:
    """The record of a debate in any phase; None if there is no such debate, or nothing in it.
    `say`: told how much of it is done, 0…1.

    Raises Unavailable when the database cannot be read."""
    signed = await store.checkpoints.last(code)  # first: what is read later is all it covers
    entries, note = _covered(await store.journal.read(code), signed)
    if not entries:
        return None
    say(0.4)
    # A running debate may move between the two reads.
    lines = (await store.journal.lines(code))[: len(entries)]
    kept = await store.ballots.read(code)
    say(0.5)
    debate = replay(entries)
    say(0.8)
    apply_ballots(debate, (BallotChange(k.question, k.handle, True, k.burst) for k in kept if k.on))
    ballots = await store.ballots.sealed_list(code) if debate.sealed_ballots else []
    return Record(debate, lines, results(debate, entries), ballots, note)


async def add_written(store: Store, record: Record, over: Sequence[str]) -> None:
    """What was answered in writing since; `over`: guests whose time is over. Raises Unavailable."""
    code = record.debate.code
    record.written = told(record.results, await store.written_answers.of(code), over)
    lines = await store.written_answers.lines(code)
    record.written_lines = [body for body, _ in lines]
    record.written_head = lines[-1][1] if lines else ""


def _covered(entries: list[Entry], signed: KeptCheckpoint | None) -> tuple[list[Entry], str | None]:
    """What the signed head covers, if it covers the closing, and the note; else all, which nobody
    signed."""
    covered = entries[: signed.head.size] if signed else []
    if signed is None or not any(isinstance(one.event, TalliesSealed) for one in covered):
        return entries, None
    return covered, signed.note


def replay(entries: Iterable[Entry]) -> Debate:
    """The debate that the journal adds up to, ballots aside. Raises BrokenJournal."""
    debate = Debate()
    for entry in entries:
        applied(debate.code, debate, entry)
    return debate
