"""Whoever writes into the database changes nothing of the log of administration unseen."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from server.archive.administration import HouseReport, verify_administration
from server.debate.actors import HOUSE
from server.store import Store
from server.store.administration.actions import Who
from server.store.administration.entries import Note, body_of, entry_of
from server.store.chain import link
from server.transparency.checkpoints import Checkpoint
from server.transparency.merkle import Tree
from tests.given.databases import keys_in, migrated

NOW = 1_800_000_000_000


@pytest.fixture
async def store(database_url: str, tmp_path: Path) -> AsyncIterator[Store]:
    await migrated(database_url)
    store = await Store.open(database_url, keys_in(tmp_path))
    for number in range(1, 6):
        await store.administration.enter(note(f"list {number}"), NOW + number)
    head = await store.administration.head(4)
    assert head is not None
    said: dict[str, str | int] = {"size": head.size, "last": head.last}
    await store.house_log.add("administration_head", NOW, **said)
    yield store
    await store.close()


def note(about: str) -> Note:
    return Note(Who("account", "a1", "Ana"), "words_changed", HOUSE, about)


async def write(store: Store, *statements: str) -> None:
    async with store.administration._database.write() as connection:
        for statement in statements:
            await connection.exec_driver_sql(statement)


async def found(store: Store) -> HouseReport:
    return await verify_administration(store, None)


async def test_a_log_as_it_was_written_verifies(store: Store) -> None:
    report = await found(store)
    assert report.ok and (report.entries, report.heads) == (5, 1)


@pytest.mark.parametrize(
    ("statement", "problem"),
    [
        ("UPDATE administration SET body = REPLACE(body, 'list 2', 'list 9') WHERE seq = 2", "2"),
        ("UPDATE administration SET body = '{}' WHERE seq = 2", "2 says nothing"),
        ("UPDATE administration SET body = REPLACE(body, ':', ': ') WHERE seq = 2", "2 says"),
        ("UPDATE administration SET who = 'account:a2' WHERE seq = 2", "something else of entry 2"),
        ("UPDATE administration SET action = 'invited' WHERE seq = 2", "something else of entry 2"),
        ("UPDATE administration SET organisation = 'x' WHERE seq = 2", "something else of entry 2"),
        ("UPDATE administration SET hash = 'no hash' WHERE seq = 2", "entry 2 does not follow"),
        ("UPDATE administration SET proof = '' WHERE seq = 2", "2 was not written by this house"),
        ("DELETE FROM administration WHERE seq = 2", "entry 3 comes behind entry 1"),
        ("DELETE FROM administration WHERE seq > 3", "entry 4, whose hash"),
        ("DELETE FROM administration", "entry 4, whose hash"),
        ("UPDATE administration SET seq = -1 WHERE seq = 1", "entry -1 comes behind"),
    ],
)
async def test_what_is_changed_or_removed_is_told(
    store: Store, statement: str, problem: str
) -> None:
    await write(store, statement)
    assert problem in "\n".join((await found(store)).problems)


async def test_entries_in_another_order_are_told(store: Store) -> None:
    await write(
        store,
        "UPDATE administration SET seq = 99 WHERE seq = 2",
        "UPDATE administration SET seq = 2 WHERE seq = 3",
        "UPDATE administration SET seq = 3 WHERE seq = 99",
    )
    problems = (await found(store)).problems
    assert any("entry 2 does not follow" in one for one in problems)


@pytest.mark.parametrize("proof", ["", "0" * 32])
async def test_an_entry_that_somebody_appends_is_told(store: Store, proof: str) -> None:
    await store.administration.enter(note("forged"), NOW)
    await write(store, f"UPDATE administration SET proof = '{proof}' WHERE seq = 6")
    assert (await found(store)).problems == ["entry 6 was not written by this house"]


async def test_a_chain_that_was_written_anew_from_the_middle_is_told(store: Store) -> None:
    """By somebody who knows how, and has no key of the house."""
    rows = await store.administration.rows()
    before = rows[1].hash
    statements = []
    for row in rows[2:]:
        entry = entry_of(note("forged"), row.seq, NOW, "", "00")
        body = body_of(entry)
        before = link(bytes.fromhex(before), body).hex()
        statements.append(
            f"UPDATE administration SET body = '{body.decode()}', hash = '{before}'"
            f" WHERE seq = {row.seq}"
        )
    await write(store, *statements)
    problems = "\n".join((await found(store)).problems)
    assert "entry 3 was not written by this house" in problems
    assert "entry 4 is not the one whose hash the house's log has" in problems


async def test_a_house_log_that_is_not_the_one_that_was_signed_is_told(store: Store) -> None:
    tree = Tree([b"what was signed"])
    report = await verify_administration(store, Checkpoint("house", tree.size, tree.root()))
    assert report.problems == ["the house's own log is not the one whose head was signed"]
