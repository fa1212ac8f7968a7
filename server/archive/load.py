"""Reads all that is left of one debate out of the store, once."""

from collections.abc import Callable, Iterable

from msgspec import Struct

from server.archive.results import Results, results
from server.debate.apply import apply_ballots
from server.debate.events import Entry
from server.debate.state import Debate
from server.debate.tallies import BallotChange
from server.store import Store
from server.store.broken import applied
from server.store.chain import Line


class Record(Struct):
    """`lines`: the journal as it is hashed; `ballots`: the sealed list; `checkpoint`: the signed
    head of exactly these lines."""

    debate: Debate
    lines: list[Line]
    results: Results
    ballots: list[str] = []
    checkpoint: str | None = None


def nobody(part: float) -> None:
    """Who is told of progress where nobody waits for it."""


async def load_record(
    store: Store, code: str, say: Callable[[float], None] = nobody
) -> Record | None:
    """The record of a debate in any phase; None if there is no such debate, or nothing in it.
    `say`: told how much of it is done, 0…1.

    Raises Unavailable when the database cannot be read."""
    entries = await store.journal.read(code)
    if not entries:
        return None
    say(0.4)
    lines = await store.journal.lines(code)
    kept = await store.ballots.read(code)
    say(0.5)
    debate = replay(entries)
    say(0.8)
    apply_ballots(debate, (BallotChange(k.question, k.handle, True, k.burst) for k in kept if k.on))
    # A running debate may have moved between the two reads.
    lines = lines[: len(entries)]
    return Record(debate, lines, results(debate, entries))


def replay(entries: Iterable[Entry]) -> Debate:
    """The debate that the journal adds up to, ballots aside. Raises BrokenJournal."""
    debate = Debate()
    for entry in entries:
        applied(debate.code, debate, entry)
    return debate
