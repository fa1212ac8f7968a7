"""Who sends nonsense and comes back at once, and those who share a network with them."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from websockets.frames import Opcode

from server.doors.live import gateway
from server.doors.live.gateway import PATIENCE_WITH_NONSENSE
from server.doors.live.unruly import PENALTY_S, Unruly
from server.identity.recognising import Who
from server.limits.buckets import Buckets
from server.limits.table import JOINS_AFTER_STRIKES, STRIKES, Rate
from tests.doors.live.raw import Raw, masked
from tests.given.clocks import FakeClock
from tests.given.live_house import House, open_house

THEIRS, OTHERS = ("a", ""), ("b", "")
FROM = "X-Forwarded-For: {}\r\n"
NONSENSE = masked(Opcode.TEXT, b"{") * 100


@pytest_asyncio.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    async with open_house(tmp_path) as opened:
        yield opened


def struck(clock: FakeClock, times: int) -> Unruly:
    unruly = Unruly(clock)
    for time in range(times):
        unruly.strike(THEIRS, Who(token=f"token {time}"))
    return unruly


def joined(unruly: Unruly, network: tuple[str, str], tries: int) -> int:
    """How many who bring no token."""
    return sum(unruly.may_join(network, Who(token="new", fresh=True)) for _ in range(tries))


def test_a_few_who_are_sent_away_change_nothing_for_their_network() -> None:
    unruly = struck(FakeClock(), int(STRIKES.burst))
    assert joined(unruly, THEIRS, 3_000) == 3_000


def test_more_let_in_only_a_few_for_a_while_and_others_all() -> None:
    clock = FakeClock()
    unruly = struck(clock, int(STRIKES.burst) + 1)
    assert joined(unruly, THEIRS, 3_000) == JOINS_AFTER_STRIKES.burst
    assert joined(unruly, OTHERS, 3_000) == 3_000
    clock.pass_s(1.0)
    assert joined(unruly, THEIRS, 3_000) == JOINS_AFTER_STRIKES.per_s
    clock.pass_s(PENALTY_S)
    assert joined(unruly, THEIRS, 3_000) == 3_000


def test_who_has_been_on_the_page_comes_in_but_not_who_was_sent_away() -> None:
    clock = FakeClock()
    unruly = struck(clock, int(STRIKES.burst) + 1)
    assert all(unruly.may_join(THEIRS, Who(token=f"phone {n}")) for n in range(3_000))
    assert not unruly.may_join(THEIRS, Who(token="token 0"))
    clock.pass_s(PENALTY_S)
    assert unruly.may_join(THEIRS, Who(token="token 0"))


def test_addresses_of_one_home_have_their_strikes_together() -> None:
    unruly = Unruly(FakeClock())
    for number in range(int(STRIKES.burst) + 1):
        unruly.strike((f"near {number}", "wide"), Who())
    assert joined(unruly, ("another", "wide"), 100) == JOINS_AFTER_STRIKES.burst


async def test_nonsense_ends_the_connection_and_the_rest_of_it_is_not_read(house: House) -> None:
    phone = await Raw.join(house.port, await house.debate())
    phone.say(NONSENSE)
    frames = await phone.rest()
    assert frames[-1] == (Opcode.CLOSE, (1008).to_bytes(2, "big") + b"not_allowed")
    answers = [data for opcode, data in frames if b'"no"' in data]
    assert len(answers) <= PATIENCE_WITH_NONSENSE + 1


async def test_coming_back_for_it_is_slowed_down_for_that_network_alone(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gateway, "WAIT_S", 0.0)
    slowest = Rate(burst=JOINS_AFTER_STRIKES.burst, per_s=1e-6)
    monkeypatch.setattr(house.gateway._unruly, "_joins", Buckets(slowest, house.clock))
    code = await house.debate()
    for _ in range(int(STRIKES.burst) + 1):
        phone = await Raw.join(house.port, code, FROM.format("203.0.113.9"))
        phone.say(NONSENSE)
        await phone.rest()
    while house.gateway.connected:
        await asyncio.sleep(0.01)

    welcomes = []
    few = int(JOINS_AFTER_STRIKES.burst)
    for address in ["203.0.113.9"] * (few + 5) + ["203.0.113.10"] * 5:
        phone = await Raw.join(house.port, code, FROM.format(address))
        welcomes.append(phone.welcome)
        phone.leave()

    refused = [b'"bye"' in welcome and b'"full"' in welcome for welcome in welcomes]
    assert refused == [False] * few + [True] * 5 + [False] * 5
