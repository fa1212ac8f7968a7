"""PostgreSQL stops, dies, hangs, throws connections out: what was told to be kept is, the rest is
`Unavailable` soon, and the store recovers by itself."""

import asyncio
import time
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import asyncpg
import pytest
import pytest_asyncio

from server.store import Change, Keys, Store, Unavailable, migrate
from server.store.postgresql import address as settings
from tests.given.databases import keys_in
from tests.given.handles import handle, told
from tests.given.services import PostgreSQL, running

CODE = "482915"
SOON_S = 4.0


@pytest.fixture(scope="module")
def server() -> Iterator[PostgreSQL]:
    with running(PostgreSQL(durable=True, max_connections="12")) as server:
        asyncio.run(migrate(server.create("tribina")))
        yield server


@pytest_asyncio.fixture
async def store(server: PostgreSQL, keys: Keys) -> AsyncIterator[Store]:
    server.execute("TRUNCATE debates, journal, ballots, tallies, receipts", "tribina")
    opened = await Store.open(server.url(), keys)
    await opened.debates.create(CODE, 1)
    yield opened
    await opened.close()


class Voters:
    """Writes ballot after ballot, whatever happens; `acked` are those that were kept."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.acked: set[str] = set()
        self.refused = 0
        self._task = asyncio.create_task(self._vote())

    async def _vote(self) -> None:
        number = 0
        while True:
            number += 1
            who = handle(f"p{number}")
            try:
                await self._store.ballots.write(CODE, [Change("q1", who, True, (told(who),))])
            except Unavailable:
                self.refused += 1
                await asyncio.sleep(0.05)
            else:
                self.acked.add(who)

    async def more(self, count: int = 20) -> None:
        """Wait until so many more ballots were kept."""
        goal = len(self.acked) + count
        async with asyncio.timeout(20):
            while len(self.acked) < goal:
                await asyncio.sleep(0.01)

    async def rest(self) -> None:
        self._task.cancel()
        await asyncio.gather(self._task, return_exceptions=True)


async def all_agrees(store: Store, voters: Voters) -> None:
    kept = [ballot.handle for ballot in await store.ballots.read(CODE)]
    assert voters.acked <= set(kept), "acked means kept"
    assert await store.ballots.tallies(CODE) == {"q1": len(kept)}
    assert len(kept) == len(set(kept))


@pytest.mark.slow
@pytest.mark.parametrize("how", ["stop", "kill"])
async def test_a_restart_in_the_middle_of_votes_loses_none_that_was_kept(
    server: PostgreSQL, store: Store, how: str
) -> None:
    voters = Voters(store)
    for _ in range(2):
        await voters.more()
        await asyncio.to_thread(getattr(server, how))
        refused = voters.refused
        async with asyncio.timeout(SOON_S):
            while voters.refused == refused:
                await asyncio.sleep(0.01)
        await asyncio.to_thread(server.start)
    await voters.more()
    await voters.rest()
    await all_agrees(store, voters)


async def test_connections_that_are_thrown_out_are_replaced(
    server: PostgreSQL, store: Store
) -> None:
    voters = Voters(store)
    for _ in range(10):
        await voters.more(5)
        await asyncio.to_thread(
            server.execute,
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE application_name = 'tribina'",
        )
    await voters.more()
    await voters.rest()
    await all_agrees(store, voters)


async def test_after_a_restart_that_nobody_noticed_the_first_question_is_answered(
    server: PostgreSQL, store: Store
) -> None:
    await asyncio.gather(*(store.debates.list() for _ in range(4)))
    await asyncio.to_thread(server.stop)
    await asyncio.to_thread(server.start)
    for _ in range(4):
        await store.debates.list()


async def test_a_server_that_hangs_is_given_up_on_and_used_again(
    server: PostgreSQL, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "COMMAND_S", 0.5)
    monkeypatch.setattr(settings, "CONNECT_S", 0.5)
    impatient = await Store.open(server.url(), store.seals.keys)
    await impatient.debates.list()
    server.freeze()
    try:
        began = time.monotonic()
        with pytest.raises(Unavailable):
            await impatient.ballots.write(CODE, [Change("q1", handle("ana"), True, (told("c"),))])
        with pytest.raises(Unavailable):
            await impatient.journal.read(CODE)
        assert time.monotonic() - began < 2 * SOON_S
    finally:
        server.thaw()
    async with asyncio.timeout(SOON_S):
        while True:
            try:
                await impatient.ballots.write(
                    CODE, [Change("q1", handle("ana"), True, (told("c"),))]
                )
                break
            except Unavailable:
                await asyncio.sleep(0.05)
    assert await impatient.ballots.tallies(CODE) == {"q1": 1}
    await impatient.close()


async def test_too_many_connections_are_unavailable_until_there_are_fewer(
    server: PostgreSQL, store: Store
) -> None:
    await store.close()
    crowd = []
    with pytest.raises(Unavailable, match="connection"):
        while True:
            crowd.append(await settings.connect(server.url()))
    with pytest.raises(Unavailable, match="connection"):
        await store.debates.list()
    for connection in crowd:
        await connection.close()
    async with asyncio.timeout(SOON_S):
        while True:
            try:
                assert [row.code for row in await store.debates.list()] == [CODE]
                return
            except Unavailable:
                await asyncio.sleep(0.05)


async def test_a_process_that_holds_a_debate_and_hangs_does_not_stop_the_others_for_long(
    server: PostgreSQL, store: Store
) -> None:
    holder = await settings.connect(server.url())
    await holder.execute("BEGIN")
    await holder.execute("UPDATE debates SET mark = mark")
    began = time.monotonic()
    with pytest.raises(Unavailable):
        await store.ballots.write(CODE, [Change("q1", handle("ana"), True)])
    assert time.monotonic() - began < SOON_S
    holder.terminate()
    await store.ballots.write(CODE, [Change("q1", handle("ana"), True)])


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://nobody:wrong@127.0.0.1:{port}/tribina",
        "postgresql://tribina:wrong@127.0.0.1:1/tribina",
        "postgresql://tribina@127.0.0.1:{port}/tribina?sslmode=no-such-mode",
    ],
)
async def test_an_address_that_does_not_work_is_named_without_its_password(
    server: PostgreSQL, url: str
) -> None:
    with pytest.raises(Unavailable, match=r"no connection to PostgreSQL: .{10}") as trouble:
        await migrate(url.format(port=server.port))
    assert "wrong" not in str(trouble.value)


async def test_every_way_to_write_the_address_leads_there(server: PostgreSQL) -> None:
    plain = server.url()
    for url in (
        plain,
        plain.replace("postgresql://", "postgres://"),
        plain.replace("postgresql://", "postgresql+asyncpg://"),
        plain + "?sslmode=disable",
        server.socket_url(),
    ):
        store = await Store.open(url, keys_in(Path("unused")))
        await store.close()


async def test_a_connection_whose_driver_lost_its_thread_is_not_used_again(store: Store) -> None:
    """As when the server ends between two answers: the driver cannot say what stands."""
    database = store.ballots._database
    with pytest.raises(Unavailable):
        async with database.driver() as lost:
            raise asyncpg.InternalClientError("cannot switch to another state")
    async with database.driver() as driver:
        assert driver is not lost
        assert await driver.fetchval("SELECT 1") == 1
