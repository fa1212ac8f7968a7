"""What of a closed debate can be found by words, and the work of putting it into the index. Only
what its archive tells anyway: the questions that were shown, and what became of them."""

import logging
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from msgspec import Struct

from server.archive.load import Record, load_record, nobody
from server.store import BrokenJournal, Corner, DebateRow, Keys, Store
from server.store.search import Entry

AT_ONCE = 20  # debates

_NO_KEYS = Path("/nonexistent")  # what is over has none

log = logging.getLogger(__name__)


class IndexDebates(Struct, frozen=True):
    """`database`: its address."""

    database: str
    codes: tuple[str, ...]


async def index_debates(ask: IndexDebates, say: Callable[[float], None] = nobody) -> None:
    """The worker's job. Raises Unavailable."""
    store = await Store.open(ask.database, Keys(_NO_KEYS, ""))
    try:
        for number, code in enumerate(ask.codes):
            await index_debate(store, code)
            say(number / len(ask.codes))
    finally:
        await store.close()


async def rebuild(store: Store, say: Callable[[int], None]) -> int:
    """Make the index anew from all closed debates; returns how many it holds. `say`: told how many
    so far. Raises Unavailable."""
    await store.search.clear()
    done = 0
    while codes := await store.search.due(AT_ONCE):
        for code in codes:
            await index_debate(store, code)
        done += len(codes)
        say(done)
    return done


async def index_debate(store: Store, code: str) -> None:
    """Put a closed debate in as it is now; again changes nothing. Raises Unavailable."""
    row = await store.debates.get(code)
    if row is None or not row.is_kept or row.unlisted:
        await store.search.forget(code)
        return
    programme = await store.programmes.get(row.programme)
    corner = Corner(programme.organisation if programme else "", row.programme)
    try:
        record = await load_record(store, code)
    except BrokenJournal:
        log.warning("a debate with a broken journal is not found by words", extra={"debate": code})
        record = None
    year = datetime.fromtimestamp(held_at(row) / 1000, UTC).year
    found = list(_entries(row, record)) if record else []
    await store.search.put(code, row.edition, corner, year, found)


def held_at(row: DebateRow) -> int:
    """When the debate was, as far as it is known, ms."""
    return row.starts_at or row.closed_at or row.created_at


def _entries(row: DebateRow, record: Record) -> Iterator[Entry]:
    debate, at = record.results.debate, held_at(row)
    titles = [*debate.title.values()]
    for result in record.results.questions:
        guest = debate.guests.get(result.to or "")
        yield Entry(
            debate=row.code,
            question=result.id,
            text=result.text,
            lang=result.lang,
            outcome=result.outcome,
            asked=result.asked,
            votes=result.votes,
            at=at,
            around=" ".join([*titles, guest.name if guest else ""]),
        )
