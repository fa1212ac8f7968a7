"""What was taken out of a line does not stay in the row that PostgreSQL keeps behind it."""

import asyncpg
import pytest

from server.archive.load import load_record
from server.moving.shredding import fields_of, pieces
from server.store import Store
from server.store.leaving.retentions import WHATS
from server.store.postgresql.address import is_postgresql, libpq_url
from tests.archive.evenings import close, keep
from tests.given.debates import Drive
from tests.moving.given import described

CODE, SECRET = "482915", "Susedova tajna"
ROWS = """
    SELECT count(*)
    FROM generate_series(0, pg_relation_size('journal') / 8192 - 1) AS page,
         heap_page_items(get_raw_page('journal', page::int)) AS item
    WHERE position($1::bytea IN item.t_data) > 0
"""  # old ones, too


async def test_no_row_has_it_any_more(store: Store, url: str) -> None:
    if not is_postgresql(url):
        pytest.skip("of SQLite see tests/moving/test_shredding.py")
    drive = Drive(settings=described(CODE))
    drive.moderate("dismiss", drive.ask(SECRET), reason="insult")
    close(drive)
    await keep(store, drive)
    record = await load_record(store, CODE)
    assert record is not None
    found = fields_of(pieces(record, WHATS), WHATS)
    connection = await asyncpg.connect(libpq_url(url))
    try:
        await connection.execute("CREATE EXTENSION pageinspect")
        assert await connection.fetchval(ROWS, SECRET.encode()) > 0

        assert await store.blacken(CODE, found, 1) > 0

        assert await connection.fetchval(ROWS, SECRET.encode()) == 0
    finally:
        await connection.close()
