"""Migrations lead to the very tables that the code works with."""

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlmodel import SQLModel

from server.store import Keys, Store, migrate
from server.store.engine import Database
from server.store.migrate import head, versions


async def test_a_migrated_database_has_the_tables_of_the_code(url: str) -> None:
    await migrate(url)
    database = Database(url)
    async with database.read() as connection:
        differences = await connection.run_sync(
            lambda c: compare_metadata(MigrationContext.configure(c), SQLModel.metadata)
        )
    await database.close()
    kinds = {d[0][0] if isinstance(d, list) else d[0] for d in differences}
    # SQLite says nothing of defaults and of text types; those may differ, tables may not.
    assert not kinds & {"add_table", "remove_table", "add_column", "remove_column"}
    assert "modify_nullable" not in kinds


async def test_migrating_again_changes_nothing(url: str, keys: Keys) -> None:
    await migrate(url)
    store = await Store.open(url, keys)
    await store.debates.create("482915", 1)
    await store.close()

    await migrate(url)

    again = await Store.open(url, keys)
    assert [row.code for row in await again.debates.list()] == ["482915"]
    await again.close()


async def test_the_programmes_of_the_house_are_there(store: Store) -> None:
    found = {programme.key: programme.organisation for programme in await store.programmes.list()}
    assert found == {"social-club": "civic-energy-center", "sporazum": "civic-energy-center"}


def test_the_newest_migration_is_the_head() -> None:
    assert head() == max(versions())
