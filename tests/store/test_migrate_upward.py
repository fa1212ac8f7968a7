"""A database of any earlier schema, with a debate in it, comes to the newest with all of it."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from sqlalchemy import Connection, column, insert, inspect, select, table, text
from sqlmodel import SQLModel

from server.archive.verify import verify
from server.debate.actors import Actor
from server.store import Store, migrate
from server.store.engine import Database
from server.store.migrate import FOLDER
from tests.debates import command
from tests.live.house import open_house

EARLIER = sorted(path.name[:4] for path in (FOLDER / "versions").glob("[0-9]*.py"))[:-1]
PRODUCER = Actor("producer", "account:mira", "mira")

Rows = dict[str, list[dict[str, Any]]]


@pytest_asyncio.fixture
async def rows(tmp_path: Path) -> AsyncIterator[Rows]:
    """All that a newest database holds after a bit of a debate, by table."""
    async with open_house(tmp_path / "newest") as house:
        room = await house.rooms.get(await house.debate())
        for number in range(3):
            ana = Actor("participant", f"handle-{number}")
            await room.handle(ana, command("submit", f"s{number}", text=f"Kada {number}?"))
            await room.handle(PRODUCER, command("approve", f"a{number}", question=f"q{number + 1}"))
            await room.handle(ana, command("vote", f"v{number}", question="q1", on=True))
        await room.handle(PRODUCER, command("merge", "m", question="q3", into="q2"))
        database = Database(house.settings.database)
        async with database.read() as connection:
            yield {
                name: [dict(row) for row in (await connection.execute(select(rows))).mappings()]
                for name, rows in SQLModel.metadata.tables.items()
            }
        await database.close()


@pytest.mark.parametrize("version", EARLIER)
async def test_a_debate_of_an_earlier_schema_is_all_there_in_the_newest(
    version: str, rows: Rows, database_url: str
) -> None:
    await _of_version(database_url, version, rows)

    await migrate(database_url)

    store = await Store.open(database_url)
    code = rows["debates"][0]["code"]
    report = await verify(store, code)
    assert report is not None and not report.problems
    assert (report.entries, report.ballots) == (len(rows["journal"]), 3)
    assert {b.handle for b in await store.ballots.read(code)} == {f"handle-{n}" for n in range(3)}
    await store.close()


async def _of_version(url: str, version: str, rows: Rows) -> None:
    """Make the database one of that version, with as much of the rows as it had room for."""
    database = Database(url)
    async with database.write() as connection:
        if not database.is_sqlite:  # it comes migrated
            await connection.execute(text("DROP SCHEMA public CASCADE"))
            await connection.execute(text("CREATE SCHEMA public"))
    await migrate(url, version)
    async with database.write() as connection:
        await connection.run_sync(_fill, rows)
    await database.close()


def _fill(connection: Connection, rows: Rows) -> None:
    there = inspect(connection)
    for definition in SQLModel.metadata.sorted_tables:
        name = definition.name
        if not there.has_table(name) or not rows[name]:
            continue
        if connection.execute(select(text("1")).select_from(table(name)).limit(1)).first():
            continue  # migrations fill it
        had = {found["name"] for found in there.get_columns(name)}
        columns = [column(c.name, c.type) for c in definition.columns if c.name in had]
        values = [{k: v for k, v in row.items() if k in had} for row in rows[name]]
        connection.execute(insert(table(name, *columns)), values)
