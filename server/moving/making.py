"""The worker's job for the file of an organisation."""

from pathlib import Path

from msgspec import Struct

from server.jobs.working import Say
from server.moving.writing import Writer, write_organisation
from server.store import Keys, Store

_NO_KEYS = Path("/nonexistent")  # no key is ever in the file


class MakeOrganisation(Struct, frozen=True):
    """`database`: its address; `file`: where it is wanted."""

    database: str
    organisation: str
    house: Writer
    at: int
    file: str


async def make_organisation(ask: MakeOrganisation, say: Say) -> None:
    """Raises LookupError, Unavailable, BrokenJournal, OSError."""
    store = await Store.open(ask.database, Keys(_NO_KEYS, ""))
    try:
        await write_organisation(store, ask.organisation, ask.house, ask.at, Path(ask.file), say)
    finally:
        await store.close()
