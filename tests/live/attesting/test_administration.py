"""The head of the log of administration in the house's own log; what was counted, as entries."""

import pytest

from server.debate.actors import HOUSE, Scope
from server.debate.minutes import HOUR_MS
from server.live.attesting.administration import EVERY_MS, AdministrationAttesting
from server.store.administration.actions import Who
from server.store.administration.entries import Note
from server.store.administration.log import Sought
from tests.given.clocks import FakeClock
from tests.given.live_house import House


async def enter(house: House) -> None:
    await house.store.administration.enter(Note(Who("house"), "words_changed", HOUSE), 1)


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


async def heads(house: House) -> list[int]:
    return [one.size for one in await house.store.house_log.administration_heads()]


async def test_the_head_is_entered_now_and_then(house: House, clock: FakeClock) -> None:
    process = AdministrationAttesting(house.store, clock)
    await process.look()
    assert await heads(house) == []

    for _ in range(3):
        await enter(house)
        await process.look()
    assert await heads(house) == [1]

    clock.pass_s((EVERY_MS + 60_000) / 1_000)
    await process.look()
    await AdministrationAttesting(house.store, clock).look()  # another process
    assert await heads(house) == [1, 3]


async def test_no_head_is_entered_of_a_log_that_lost_what_was_entered(
    house: House, clock: FakeClock, caplog: pytest.LogCaptureFixture
) -> None:
    process = AdministrationAttesting(house.store, clock)
    await enter(house)
    await process.look()
    async with house.store.administration._database.write() as connection:
        await connection.exec_driver_sql("DELETE FROM administration")
    for _ in range(2):
        await enter(house)
    clock.pass_s((EVERY_MS + 60_000) / 1_000)

    await process.look()

    assert await heads(house) == [1] and "is not what it was" in caplog.text


async def test_sign_ins_that_fail_are_told_once_by_the_hour(house: House, clock: FakeClock) -> None:
    now, store = clock.now(), house.store
    id_ = await store.accounts.add("ana", None, "hash", now)
    await store.memberships.grant(
        id_, Scope("organisation", "civic-energy-center"), "screener", now
    )
    for account in (id_, id_, None):
        await store.failed_sign_ins.count(account, now)
    process = AdministrationAttesting(store, clock)
    await process.look()
    assert await store.administration.head() is None

    clock.pass_s(HOUR_MS / 1_000)
    for _ in range(2):
        await process.look()

    for organisation, count in (("civic-energy-center", 2), ("", 3)):
        [kept] = await store.administration.read(Sought(organisation, "sign_ins_failed"))
        assert kept.entry is not None and kept.entry.after is not None
        assert kept.entry.after["count"] == count
        assert "ana" not in str(kept.entry)
