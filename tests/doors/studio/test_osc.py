"""Buttons over OSC: real datagrams, and what must not come of them."""

import asyncio
import socket
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import NamedTuple

import pytest
import pytest_asyncio
from pythonosc.udp_client import SimpleUDPClient

from server.debate import commands as c
from server.debate.actors import Actor, Role
from server.doors.studio import osc
from server.doors.studio.osc import AT_ONCE, OscDoor
from server.limits.table import OSC
from server.live.room import Room
from server.metrics import Metrics
from server.osc_address import OscAddress
from tests.given.clocks import FakeClock
from tests.given.live_house import House
from tests.given.servers import running_server
from tests.load.process import free_port

PRODUCER = Actor("producer", "account:1", "Mira")
PATIENCE_S = 10.0


class Deck(NamedTuple):
    """Sends, and can hear. `clock`: the door's."""

    room: Room
    key: str
    metrics: Metrics
    port: int
    door: OscDoor
    clock: FakeClock
    client: SimpleUDPClient

    def press(self, verb: str, *said: object, key: str = "") -> None:
        said = (key or self.key, *said)
        self.client.send_message(f"/tribina/{self.room.code}/{verb}", said)

    def dropped(self, why: str) -> float:
        name = "tribina_osc_dropped_total"
        return self.metrics.registry.get_sample_value(name, {"why": why}) or 0.0

    def refused(self, code: str) -> float:
        labels = {"kind": "other", "door": "osc", "answer": code}
        return self.metrics.registry.get_sample_value("tribina_commands_total", labels) or 0.0


@pytest_asyncio.fixture
async def deck(house: House) -> AsyncIterator[Deck]:
    """At a debate with two questions in its rundown."""
    room = await house.rooms.get(await house.debate())
    for number in (1, 2):
        asked = c.SubmitQuestion(id=f"ask {number}", text=f"Kada {number}?")
        asker = Actor("participant", room.handle_of(f"phone {number}"))
        question = (await room.handle(asker, asked))["question"]
        await room.handle(PRODUCER, c.ApproveQuestion(id=f"approve {number}", question=question))
        await room.handle(PRODUCER, c.CueQuestion(id=f"cue {number}", question=question))
    metrics, clock = Metrics(), FakeClock()
    door = OscDoor(house.rooms, house.identity, clock, metrics)
    port = door.open(OscAddress("127.0.0.1", 0))
    key = await house.tools.new_token(room.code, "buttons", "deck")
    with SimpleUDPClient("127.0.0.1", port) as client:
        assert isinstance(client, SimpleUDPClient)
        yield Deck(room, key, metrics, port, door, clock, client)
    await door.close()


async def until(condition: Callable[[], object]) -> None:
    async with asyncio.timeout(PATIENCE_S):
        while not condition():
            await asyncio.sleep(0.01)


async def test_a_message_does_what_it_says_and_it_can_be_taken_back(deck: Deck) -> None:
    deck.press("take")
    await until(lambda: deck.room.debate.on_air == "q1")
    assert deck.room.debate.undoable[-1].by == "deck"

    deck.press("timer/start", 90)
    await until(lambda: deck.room.debate.countdown is not None)
    deck.press("lower-third/1")
    await until(lambda: deck.room.debate.graphics.strap == "g1")

    deck.press("undo")
    await until(lambda: deck.room.debate.graphics.strap is None)


async def test_nothing_is_ever_answered(deck: Deck) -> None:
    deck.client.send_message("/cue/go", [])
    deck.press("take", key="t.wrong")
    deck.press("nonsense")
    deck.press("take")
    await until(lambda: deck.room.debate.on_air)

    assert deck.client.receive() == b""


@pytest.mark.parametrize("role", ["display", "host", "screener"])
async def test_other_tokens_press_nothing(house: House, deck: Deck, role: Role) -> None:
    other = await house.tools.new_token(deck.room.code, role, role)
    deck.press("take", key=other)

    await until(lambda: deck.refused("not_allowed") == 1)
    assert deck.room.debate.on_air is None


async def test_a_token_of_another_debate_presses_nothing(house: House, deck: Deck) -> None:
    other = await house.tools.new_token(await house.debate(), "buttons", "elsewhere")
    deck.press("take", key=other)

    await until(lambda: deck.refused("not_allowed") == 1)
    assert deck.room.debate.on_air is None


async def test_what_presses_nothing_is_counted_and_told_without_what_it_held(
    deck: Deck, caplog: pytest.LogCaptureFixture
) -> None:
    deck.client.send_message("/cue/go", [deck.key])
    deck.press("mark", "x" * 2_000)
    deck.press("timer/add", 0.5)
    deck.press("hush", "pitanje")
    await until(lambda: deck.refused("malformed") == 1)

    assert [deck.dropped(why) for why in ("foreign", "size", "malformed")] == [1, 1, 1]
    told = [getattr(record, "why", "") for record in caplog.records]
    assert told == ["foreign", "size", "malformed", "malformed"]
    for secret in (deck.key, deck.room.code, "127.0.0.1", "pitanje", "hush"):
        assert secret not in caplog.text


async def test_a_sender_outside_the_local_network_is_not_heard(deck: Deck) -> None:
    """No such datagram can be sent from here."""
    deck.door._take(b"", "203.0.113.7")
    deck.door._take(b"", "2001:db8::7")
    assert deck.dropped("foreign") == 2
    assert deck.dropped("too_fast") == 0


async def test_a_flood_is_taken_in_small_bites(deck: Deck, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(osc, "REST_S", 3_600)
    for _ in range(3 * AT_ONCE):
        deck.client.send_message("/cue/go", [])
    await until(lambda: deck.dropped("foreign"))
    for _ in range(5):
        await asyncio.sleep(0)
    assert deck.dropped("foreign") == AT_ONCE


async def test_a_flood_is_mostly_lost(deck: Deck) -> None:
    for _ in range(3 * int(OSC.burst)):
        deck.client.send_message("/cue/go", [])
    await until(lambda: deck.dropped("too_fast"))
    assert deck.dropped("foreign") == OSC.burst

    # And then buttons work again.
    def press_later() -> bool:
        deck.clock.pass_s(1)
        deck.press("take")
        return deck.room.debate.on_air is not None

    await until(press_later)


@pytest.mark.slow
async def test_where_another_program_listens_the_start_says_so(tmp_path: Path) -> None:
    log = tmp_path / "log"
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as other:
        other.bind(("127.0.0.1", 0))
        taken = f"127.0.0.1:{other.getsockname()[1]}"
        with pytest.raises(RuntimeError, match="ended with 1"):
            async with running_server(tmp_path / "data", log=log, TRIBINA_OSC=taken):
                pass
    assert f"TRIBINA_OSC: Address already in use: {taken}" in log.read_text()


@pytest.mark.slow
async def test_a_server_listens_where_its_settings_say(tmp_path: Path) -> None:
    port, log = free_port(), tmp_path / "log"
    async with running_server(
        tmp_path / "data", log=log, TRIBINA_OSC=f"127.0.0.1:{port}"
    ) as server:
        code = await server.debate()
        producer = await server.moderator(code)
        key = await server.token(code, "buttons")
        with SimpleUDPClient("127.0.0.1", port) as client:
            assert isinstance(client, SimpleUDPClient)
            client.send_message(f"/tribina/{code}/picture/break", [key])
            client.send_message(f"/tribina/{code}/nonsense", [key])
            await producer.until(lambda: producer.document["debate"].get("picture") == "break")
            await until(lambda: '"why": "malformed"' in server.log)
        assert key not in server.log
        await producer.leave()
        assert await server.stop() == 0
