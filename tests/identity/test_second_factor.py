"""Codes of apps, recovery codes, and how their secrets are kept."""

import asyncio
import base64
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from server.identity.second_factor import CODES, OFFER_MS, SecondFactors
from server.store import Account, Taken
from tests.given.clocks import FakeClock
from tests.given.web_house import House, settings
from tests.identity.apps import STEP_S, App, with_app


@pytest_asyncio.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    house = House(settings(tmp_path))
    house.clock = FakeClock()
    await house.open()
    for name in ("mira", "vesna"):
        await house.store.accounts.add(name, "owner", "no password", house.clock.now())
    yield house
    await house.close()


async def account(house: House, name: str = "mira") -> Account:
    found = await house.store.accounts.get(name)
    assert found is not None
    return found


def later(house: House, seconds: float) -> None:
    assert isinstance(house.clock, FakeClock)
    house.clock.pass_s(seconds)


async def test_a_code_counts_once_also_beside_its_time(house: House) -> None:
    app, _ = await with_app(house, "mira")
    factors, mira = house.identity.second_factors, await account(house)
    later(house, 10 * STEP_S)

    code = app.code()
    assert await factors.passes(mira, code)
    assert not await factors.passes(mira, code)
    later(house, STEP_S)
    assert not await factors.passes(mira, code)
    assert await factors.passes(mira, app.code())


@pytest.mark.parametrize(("ahead", "right"), [(-2, False), (-1, True), (1, True), (2, False)])
async def test_clocks_may_differ_by_one_step(house: House, ahead: int, right: bool) -> None:
    app, _ = await with_app(house, "mira")
    later(house, 10 * STEP_S)

    passes = await house.identity.second_factors.passes(await account(house), app.code(ahead))

    assert passes is right


async def test_after_a_code_none_before_it_counts(house: House) -> None:
    app, _ = await with_app(house, "mira")
    factors, mira = house.identity.second_factors, await account(house)
    later(house, 10 * STEP_S)

    assert await factors.passes(mira, app.code(1))
    assert not await factors.passes(mira, app.code())
    assert not await factors.passes(mira, app.code(-1))


async def test_the_code_that_confirmed_an_app_does_not_let_in(house: House) -> None:
    app, _ = await with_app(house, "mira")

    assert not await house.identity.second_factors.passes(await account(house), app.code())


async def test_one_code_sent_many_times_at_once_lets_in_once(house: House) -> None:
    app, codes = await with_app(house, "mira")
    factors, mira = house.identity.second_factors, await account(house)
    later(house, 10 * STEP_S)

    for code in (app.code(), codes[0]):
        passed = await asyncio.gather(*(factors.passes(mira, code) for _ in range(8)))
        assert passed.count(True) == 1


async def test_a_recovery_code_counts_once_however_it_is_typed(house: House) -> None:
    _, codes = await with_app(house, "mira")
    factors, mira = house.identity.second_factors, await account(house)

    assert len(set(codes)) == CODES
    assert await factors.passes(mira, f" {codes[0].upper().replace('-', ' ')} ")
    assert not await factors.passes(mira, codes[0])
    kept = await factors.of(mira)
    assert kept is not None and kept.codes == CODES - 1


async def test_codes_of_somebody_else_count_for_nobody(house: House) -> None:
    app, codes = await with_app(house, "mira")
    await with_app(house, "vesna")
    factors, vesna = house.identity.second_factors, await account(house, "vesna")
    later(house, 10 * STEP_S)

    assert not await factors.passes(vesna, app.code())
    assert not await factors.passes(vesna, codes[0])


@pytest.mark.parametrize("code", ["", "0", "１２３４５６", "\ud800", "-" * 40, "a" * 16, "1e5"])
async def test_what_is_no_code_is_refused(house: House, code: str) -> None:
    await with_app(house, "mira")

    assert not await house.identity.second_factors.passes(await account(house), code)


async def test_nothing_kept_is_readable_or_opens_anything_elsewhere(house: House) -> None:
    factors, mira = house.identity.second_factors, await account(house)
    offer = factors.offer(mira, instead=False)
    app = App(offer.secret, house.clock)
    codes = await factors.confirm(mira, offer, app.code())
    kept = await factors.of(mira)
    assert kept is not None
    raw = base64.b32decode(offer.secret)

    assert offer.secret.encode() not in kept.secret and raw not in kept.secret
    file = (house.settings.data / "tribina.db").read_bytes()
    wal = (house.settings.data / "tribina.db-wal").read_bytes()
    for told in (offer.secret.encode(), raw, codes[0].encode(), codes[0].replace("-", "").encode()):
        assert told not in file + wal
    # A row put in the place of another account's.
    vesna = await account(house, "vesna")
    await house.store.second_factors.put(vesna.id, kept.secret, 0, [b"x"], 0, instead=False)
    later(house, 10 * STEP_S)
    assert not await factors.passes(vesna, app.code())


async def test_with_another_secret_of_the_house_recovery_codes_still_count(
    house: House, tmp_path: Path
) -> None:
    app, codes = await with_app(house, "mira")
    other = type(house.settings)(data=tmp_path, secret="another")
    factors, mira = SecondFactors(other, house.store, house.clock), await account(house)
    later(house, 10 * STEP_S)

    assert not await factors.passes(mira, app.code())
    assert await factors.passes(mira, codes[0])


async def test_an_offer_is_for_one_account_one_purpose_and_a_while(house: House) -> None:
    factors, mira = house.identity.second_factors, await account(house)
    sealed = factors.offer(mira, instead=False).sealed

    assert factors.offered(mira, sealed, instead=False) is not None
    assert factors.offered(mira, sealed, instead=True) is None
    assert factors.offered(await account(house, "vesna"), sealed, instead=False) is None
    assert factors.offered(mira, "x" + sealed[1:], instead=False) is None
    assert factors.offered(mira, "no base64 \ud800", instead=False) is None
    later(house, OFFER_MS / 1000)
    assert factors.offered(mira, sealed, instead=False) is None


async def test_an_offer_from_before_there_was_an_app_does_not_replace_it(house: House) -> None:
    factors, mira = house.identity.second_factors, await account(house)
    stolen = factors.offer(mira, instead=False)
    app, _ = await with_app(house, "mira")

    with pytest.raises(Taken):
        await factors.confirm(mira, stolen, App(stolen.secret, house.clock).code())

    later(house, 10 * STEP_S)
    assert await factors.passes(mira, app.code())


async def test_a_removed_account_leaves_no_second_factor(house: House) -> None:
    _, codes = await with_app(house, "mira")
    mira = await account(house)

    await house.store.accounts.remove(mira.id, house.clock.now())

    assert await house.store.second_factors.get(mira.id) is None
    assert not await house.identity.second_factors.passes(mira, codes[0])
