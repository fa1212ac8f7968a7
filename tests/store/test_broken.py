"""A journal that is not as it was written is told by debate and line, whatever is wrong with it."""

from pathlib import Path

import pytest

from server.archive.load import load_record
from server.archive.verify import verify
from server.store import BrokenJournal, Store, migrate
from tests.given import enormous
from tests.given.broken import DAMAGES, NO_TEXT, TAKEN_OUT, Damage, damage
from tests.given.databases import keys_in, sqlite_url

CODE = enormous.CODE
SIZE = enormous.Size(asked=12, shown=10, translated=1, voters=1)


async def told(store: Store, done: Damage) -> None:
    """Who reads it and who verifies it is told the line."""
    await enormous.write(store, SIZE)
    whole = await verify(store, CODE)
    assert whole is not None and whole.problems == []
    await damage(store, CODE, done)

    with pytest.raises(
        BrokenJournal, match=f"^the journal of debate {CODE} is broken: {done.said}$"
    ):
        await load_record(store, CODE)
    report = await verify(store, CODE)
    assert report is not None and not report.ok
    assert "line 3" in report.problems[0]


@pytest.mark.parametrize("name", DAMAGES)
async def test_a_broken_line_is_named(store: Store, name: str) -> None:
    await told(store, DAMAGES[name])


async def test_a_text_that_somebody_else_took_out_is_told_by_who_verifies(store: Store) -> None:
    await enormous.write(store, SIZE)
    await damage(store, CODE, TAKEN_OUT)
    record = await load_record(store, CODE)
    assert record is not None
    report = await verify(store, CODE)
    assert report is not None and not report.ok
    assert TAKEN_OUT.said in report.problems[0]


async def test_a_line_that_is_no_text_is_named(tmp_path: Path) -> None:
    """PostgreSQL keeps none."""
    url = sqlite_url(tmp_path)
    await migrate(url)
    store = await Store.open(url, keys_in(tmp_path))
    await told(store, NO_TEXT)
    await store.close()
