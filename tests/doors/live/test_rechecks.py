"""Whoever may no longer be there is sent away within two seconds, in whichever process they are."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed
from websockets.typing import Origin, Subprotocol

from server.cluster.relay import ACCOUNTS, InProcessRelay
from server.debate.actors import HOUSE
from server.doors.live import rechecks
from server.identity.logins import LOGIN_COOKIE
from tests.given.live_house import House, open_house

WITHIN_S = 3.0  # two seconds, and this machine may be busy


@pytest.fixture(params=["at once", "without a hint"])
def hinted(request: pytest.FixtureRequest) -> bool:
    return bool(request.param == "at once")


@pytest_asyncio.fixture
async def two(
    tmp_path: Path, hinted: bool, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[tuple[House, House]]:
    """Two processes on one store; hints of one reach the other, or do not."""
    if hinted:
        monkeypatch.setattr(rechecks, "LOOK_S", 60.0)
    relay = InProcessRelay(alone=False)
    other = relay if hinted else InProcessRelay(alone=False)
    async with open_house(tmp_path, relay=relay) as one, open_house(tmp_path, relay=other) as both:
        yield one, both


async def come(house: House, code: str, **headers: str) -> ClientConnection:
    socket = await connect(
        house.url(code, "control"),
        subprotocols=[Subprotocol("tribina.1")],
        origin=Origin(f"http://127.0.0.1:{house.settings.port}"),
        additional_headers=headers,
    )
    assert '"state"' in str(await socket.recv())
    return socket


async def goodbye(socket: ClientConnection) -> str:
    """The last message, when the door was shut behind it."""
    last = ""
    with contextlib.suppress(ConnectionClosed):
        while True:
            last = str(await socket.recv())
    return last


async def sent_away(house: House, *sockets: ClientConnection) -> list[str]:
    house.relay.hint(ACCOUNTS)
    async with asyncio.timeout(WITHIN_S):
        return list(await asyncio.gather(*map(goodbye, sockets)))


async def test_a_revoked_token_is_out_in_both_processes_and_others_stay(
    two: tuple[House, House],
) -> None:
    one, other = two
    code = await one.debate()
    revoked, kept = [await one.tools.new_token(code, "producer", str(n)) for n in range(2)]
    there = [await come(house, code, Authorization=f"Bearer {revoked}") for house in two]
    stays = await come(other, code, Authorization=f"Bearer {kept}")

    await one.store.tokens.revoke((await one.store.tokens.list(code))[0].id, one.clock.now())

    for bye in await sent_away(one, *there):
        assert '"bye"' in bye and '"not_allowed"' in bye
    await stays.send('{"id":"1","do":"shut","what":"voting"}')
    async with asyncio.timeout(2):
        while '"ok"' not in str(await stays.recv()):
            pass
    await stays.close()


@pytest.mark.parametrize("change", ["role", "removed", "logged out", "password"])
async def test_an_account_that_changed_comes_back_as_who_it_is_now(
    two: tuple[House, House], change: str
) -> None:
    one, other = two
    code = await one.debate()
    await one.tools.add_account("mira", "producer", "correct horse battery")
    cookie = {"Cookie": f"{LOGIN_COOKIE}={await one.login('mira')}"}
    there = await come(other, code, **cookie)

    accounts = one.store.accounts
    mira = await accounts.get("mira")
    assert mira is not None
    if change == "role":
        await one.store.memberships.grant(mira.id, HOUSE, "screener", one.clock.now())
    elif change == "removed":
        await accounts.remove(mira.id, one.clock.now())
    elif change == "password":
        await accounts.set_password(mira.id, "another hash")
    else:
        await one.store.sessions.end(mira.id)

    [bye] = await sent_away(one, there)
    assert '"restarting"' in bye
    if change == "role":
        back = await come(other, code, **cookie)
        await back.send('{"id":"1","do":"shut","what":"voting"}')
        async with asyncio.timeout(2):
            while '"not_allowed"' not in str(await back.recv()):
                pass
        await back.close()
