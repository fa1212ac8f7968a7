"""The worker's job for what is personal in closed debates: found, counted, and written into a file
for whoever wants to keep it. Nothing is changed here.
"""

from pathlib import Path
from secrets import token_hex

from msgspec import Struct

from server.archive.load import load_record
from server.jobs.working import Say
from server.moving.shredding import Piece, counts_of, pieces, rows_of
from server.store import Keys, Store
from server.store.leaving.retentions import What

_NO_KEYS = Path("/nonexistent")


class FindPersonal(Struct, frozen=True):
    """`database`: its address; `file`: for the download, "" for none."""

    database: str
    codes: tuple[str, ...]
    whats: tuple[What, ...]
    file: str = ""


class Found(Struct, frozen=True):
    """`counts` by what it is; `pieces`: debate, line, what, field."""

    counts: dict[str, int]
    pieces: list[tuple[str, int, What, str]]


async def find_personal(ask: FindPersonal, say: Say) -> Found:
    """Raises Unavailable, BrokenJournal, OSError when the file cannot be written."""
    store = await Store.open(ask.database, Keys(_NO_KEYS, ""))
    try:
        found: list[Piece] = []
        for number, code in enumerate(ask.codes):
            record = await load_record(store, code)
            if record is not None and record.debate.is_over:
                found += pieces(record, ask.whats)
            say((number + 1) / len(ask.codes))
    finally:
        await store.close()
    if ask.file:
        file = Path(ask.file)
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        growing = file.with_name(f"{file.name}.{token_hex(8)}")  # two may make the same
        try:
            growing.write_bytes(rows_of(found))
            growing.replace(file)
        finally:
            growing.unlink(missing_ok=True)
    return Found(counts_of(found, ask.whats), [(o.debate, o.line, o.what, o.field) for o in found])
