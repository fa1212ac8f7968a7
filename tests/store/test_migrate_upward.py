"""A database of any earlier schema, with a debate in it, comes to the newest with all of it."""

from typing import Any

import pytest
import pytest_asyncio
from sqlalchemy import Connection, column, insert, inspect, select, table, text
from sqlmodel import SQLModel

from server.archive.verify import verify
from server.debate.actors import HOUSE, Actor, Membership, Scope
from server.debate.events import QuestionSubmitted
from server.store import Keys, Receipt, Store, migrate
from server.store.engine import Database
from server.store.logs.anchors import Anchor, Other
from server.store.migrate import versions
from tests.given.debates import command
from tests.given.handles import handle
from tests.given.live_house import open_house

EARLIER = sorted(versions())[:-1]
PRODUCER = Actor("producer", "account:mira", "mira")
PEOPLE = [handle(f"person {number}") for number in range(3)]

Rows = dict[str, list[dict[str, Any]]]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def evening(tmp_path_factory: pytest.TempPathFactory) -> tuple[Rows, bytes]:
    """All that a newest database holds after a bit of a debate, by table; and the debate's key."""
    folder = tmp_path_factory.mktemp("newest")
    async with open_house(folder, secret="a secret of the tests") as house:
        code = await house.debate()
        room = await house.rooms.get(code)
        for number, person in enumerate(PEOPLE):
            ana = Actor("participant", person)
            await room.handle(ana, command("submit", f"s{number}", text=f"Kada {number}?"))
            await room.handle(PRODUCER, command("approve", f"a{number}", question=f"q{number + 1}"))
            await room.handle(ana, command("vote", f"v{number}", question="q1", on=True))
        await room.handle(PRODUCER, command("card", "c", text="Sa papira?"))
        await room.handle(PRODUCER, command("merge", "m", question="q3", into="q2"))
        key = house.store.seals.keys.get(code)
        assert key is not None
        database = Database(house.settings.database)
        async with database.read() as connection:
            rows = {
                name: [dict(row) for row in (await connection.execute(select(rows))).mappings()]
                for name, rows in SQLModel.metadata.tables.items()
            }
        await database.close()
    return rows, key


@pytest.fixture
def rows(evening: tuple[Rows, bytes], keys: Keys) -> Rows:
    """The same, and its key is here."""
    rows, key = evening
    keys.put(rows["debates"][0]["code"], key)
    return rows


def with_keys_inside(rows: Rows, keys: Keys) -> Rows:
    """The same as it was before 0010: the key beside the debate, and handles as they are."""
    code = rows["debates"][0]["code"]
    key = keys.get(code)
    keys.destroy(code)
    assert key is not None
    authors = iter(PEOPLE)
    asked = [
        row | {"author": next(authors)} if row["author"] and ":" not in row["author"] else row
        for row in rows["journal"]
    ]
    receipt = {"debate": code, "command": "s0", "answer": {"question": "q1"}}
    return rows | {
        "debates": [rows["debates"][0] | {"key": key}],
        "journal": asked,
        "ballots": [
            row | {"handle": person, "commands": "0123456789abcdef"}
            for row, person in zip(rows["ballots"], PEOPLE, strict=True)
        ],
        "receipts": [receipt | {"handle": PEOPLE[0]}],
    }


@pytest.mark.parametrize("version", EARLIER)
async def test_a_debate_of_an_earlier_schema_is_all_there_in_the_newest(
    version: str, rows: Rows, keys: Keys, database_url: str
) -> None:
    if version < "0010":
        rows = with_keys_inside(rows, keys)
    await _of_version(database_url, version, rows)

    await migrate(database_url, keys=keys)

    store = await Store.open(database_url, keys)
    code = rows["debates"][0]["code"]
    report = await verify(store, code)
    assert report is not None and not report.problems
    assert (report.entries, report.ballots) == (len(rows["journal"]), 3)
    assert {b.handle for b in await store.ballots.read(code)} == set(PEOPLE)
    asked = [e.event for e in await store.journal.read(code)]
    authors = [e.author for e in asked if isinstance(e, QuestionSubmitted)]
    assert authors == [*PEOPLE, "card:q4"]
    (of,) = [r.get("content") for r in rows["receipts"] if r["answer"] == {"question": "q1"}]
    again = Receipt(PEOPLE[0], "s0", answer={}, content=of or "")
    assert await store.journal.receipt(code, again) == {"question": "q1"}
    await store.close()
    if database_url.startswith("sqlite"):
        left = b"".join(path.read_bytes() for path in keys.folder.parent.glob("tribina.db*"))
        key = keys.get(code)
        assert key is not None and key not in left
        assert not [p for p in PEOPLE if p.encode() in left]


async def test_keys_of_open_debates_are_not_dropped_where_there_is_no_place_for_them(
    rows: Rows, keys: Keys, database_url: str
) -> None:
    await _of_version(database_url, "0009", with_keys_inside(rows, keys))
    with pytest.raises(ValueError, match="a place for their keys"):
        await migrate(database_url)
    await migrate(database_url, keys=keys)
    assert keys.get(rows["debates"][0]["code"]) is not None


async def test_what_witnesses_have_signed_stays(url: str, keys: Keys) -> None:
    """Though its table is another since 0021."""
    await _of_version(url, "0020", {name: [] for name in SQLModel.metadata.tables})
    columns = ("vkey", "size", "state", "tries", "next_at", "cosignature")
    rows = [("a", 3, "done", 1, 7, "— signed\n"), ("b", 5, "queued", 2, 9, "")]
    database = Database(url)
    async with database.write() as connection:
        values = [dict(zip(columns, row, strict=True)) for row in rows]
        await connection.execute(insert(table("anchors", *map(column, columns))), values)
    await database.close()

    await migrate(url, keys=keys)

    store = await Store.open(url, keys)
    assert await store.anchors.cosignatures(3) == ["— signed\n"]
    assert await store.anchors.cosigned("a") == 3
    assert await store.anchors.next(9) == Anchor(Other("witness", "b"), 5, 2)
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
        columns = [column(found["name"], found["type"]) for found in there.get_columns(name)]
        had = {found.name for found in columns}
        values = [{k: v for k, v in row.items() if k in had} for row in rows[name]]
        connection.execute(insert(table(name, *columns)), values)


async def test_who_was_something_in_the_house_is_it_in_each_of_its_organisations(
    url: str, keys: Keys
) -> None:
    before = [
        {"id": f"a-{role}", "name": role, "role": role, "password_hash": "hash", "created_at": 7}
        for role in ("owner", "host")
    ]
    await _of_version(url, "0021", {name: [] for name in SQLModel.metadata.tables})
    database = Database(url)
    accounts = table("accounts", *map(column, before[0]))
    async with database.write() as connection:
        await connection.execute(insert(accounts), before)
    await database.close()

    await migrate(url, keys=keys)

    store = await Store.open(url, keys)
    there = {one.name: set(one.memberships) for one in await store.accounts.list()}
    await store.close()
    ours = Scope("organisation", "civic-energy-center")
    assert there == {
        "owner": {Membership(ours, "owner"), Membership(HOUSE, "keeper")},
        "host": {Membership(ours, "host")},
    }
