"""The gallery's connection: how the debate stands, as it changes, and verbs as lines."""

import asyncio
import json
from typing import Any

import pytest
from websockets.asyncio.client import ClientConnection, connect

from tests.given.live_house import House

PATIENCE_S = 10.0


def url(house: House, code: str, key: str) -> str:
    return house.url(code).partition("/live/")[0] + f"/studio/{code}/live?key={key}"


async def hear(connection: ClientConnection, **wanted: Any) -> dict[str, Any]:
    """The next that is so. Raises TimeoutError."""
    async with asyncio.timeout(PATIENCE_S):
        while True:
            told: dict[str, Any] = json.loads(await connection.recv())
            if wanted.items() <= told.items():
                return told


async def test_it_says_how_the_debate_stands_and_again_when_that_changes(house: House) -> None:
    code = await house.debate()
    key = await house.identity.tokens.make(code, "buttons", "deck", maker=None)
    async with connect(url(house, code, key)) as deck:
        first = await hear(deck)
        assert (first["t"], first["phase"], first["on_air"]) == ("standing", "live", "")

        await deck.send("timer/start/90\r\n")

        assert await hear(deck, t="ok") == {"t": "ok", "did": "countdown"}
        before = later = await hear(deck, timer_phase="default")
        while later["timer"] == before["timer"]:
            later = await hear(deck, timer_phase="default")


async def test_lines_that_say_nothing_are_let_pass_and_others_refused(house: House) -> None:
    code = await house.debate()
    key = await house.identity.tokens.make(code, "producer", "deck", maker=None)
    async with connect(url(house, code, key)) as deck:
        await hear(deck)
        await deck.send("\r\n")
        await deck.send("close\r\n")

        assert (await hear(deck, t="no"))["code"] == "malformed"


@pytest.mark.parametrize("role", ["display", "host", "screener"])
async def test_other_keys_are_sent_away(house: House, role: Any) -> None:
    code = await house.debate()
    key = await house.identity.tokens.make(code, role, "deck", maker=None)
    async with connect(url(house, code, key)) as deck:
        assert await hear(deck) == {"t": "bye", "code": "not_allowed"}


async def test_who_is_revoked_is_sent_away(house: House) -> None:
    code = await house.debate()
    key = await house.identity.tokens.make(code, "buttons", "deck", maker=None)
    async with connect(url(house, code, key)) as deck:
        await hear(deck)
        (token,) = await house.store.tokens.list(code)
        await house.store.tokens.revoke(token.id, house.clock.now())
        house.rooms.relay.hint("accounts")

        assert await hear(deck, t="bye") == {"t": "bye", "code": "not_allowed"}
