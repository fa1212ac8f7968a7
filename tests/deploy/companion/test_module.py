"""The module for Companion, run as Companion runs it, beside a whole server: what is pressed
happens, and what happens is seen on the keys."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from pathlib import Path
from typing import NamedTuple

import pytest
import pytest_asyncio

from server.clock import SystemClock
from server.demo.visitor import Visitor
from server.store import Keys, Store
from tests.deploy.companion.host import MISSING, Companion, companion
from tests.given.servers import RunningServer

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(MISSING is not None, reason=str(MISSING)),
]


class Gallery(NamedTuple):
    server: RunningServer
    code: str
    key: str
    producer: Visitor
    deck: Companion


@contextlib.asynccontextmanager
async def open_gallery(server: RunningServer, folder: Path) -> AsyncIterator[Gallery]:
    """A debate with two questions in its rundown, and a connection of Companion's to it."""
    code = await server.debate()
    producer = await server.moderator(code)
    phone = await server.phone(code, "Kada škola?", "Ko plaća?")
    await phone.leave()
    for question in ("q1", "q2"):
        await producer.do("approve", question=question)
        await producer.do("cue", question=question)
    key = await server.token(code, "buttons")
    async with companion(folder) as deck:
        await deck.configure("init", server.address, code, key)
        await deck.until(lambda: deck.status == "ok")
        yield Gallery(server, code, key, producer, deck)
    await producer.leave()


@pytest_asyncio.fixture
async def gallery(shared_server: RunningServer, tmp_path: Path) -> AsyncIterator[Gallery]:
    async with open_gallery(shared_server, tmp_path / "modules") as opened:
        yield opened


@pytest_asyncio.fixture
async def fragile(server: RunningServer, tmp_path: Path) -> AsyncIterator[Gallery]:
    """The same beside a server that may be killed."""
    async with open_gallery(server, tmp_path / "modules") as opened:
        yield opened


def seconds(text: str) -> int:
    minutes, _, rest = text.partition(":")
    return int(minutes) * 60 + int(rest)


async def revoke(server: RunningServer, code: str) -> None:
    """Behind its back: it is told by who presses the button for that, and looks by itself."""
    keys = Keys(server.settings.keys_folder, server.settings.with_secret().secret)
    store = await Store.open(server.settings.database, keys)
    (token,) = [one for one in await store.tokens.list(code) if one.role == "buttons"]
    await store.tokens.revoke(token.id, SystemClock().now())
    await store.close()


async def test_a_key_changes_the_debate_and_shows_that_it_did(gallery: Gallery) -> None:
    deck, producer = gallery.deck, gallery.producer
    await deck.watch("air", "on_air")
    await deck.watch("tally", "tally")
    assert (deck.variables["next_text"], deck.variables["queue"]) == ("Kada škola?", 2)
    assert deck.lit == {"air": False, "tally": False}

    await deck.press("take")

    await producer.until(lambda: producer.document["debate"].get("on_air") == "q1")
    await deck.until(lambda: deck.lit == {"air": True, "tally": True})
    assert (deck.variables["text"], deck.variables["next"]) == ("Kada škola?", "q2")
    assert deck.variables["refused"] == ""


async def test_what_has_to_be_said_is_an_option(gallery: Gallery) -> None:
    deck = gallery.deck
    await deck.watch("ana", "strap", guest="1")
    await deck.watch("arben", "strap", guest="2")
    await deck.watch("paused", "timer", phase="paused")

    await deck.press("question_take", question="q2")
    await deck.press("lower_third", guest="2")
    await deck.press("timer_start", preset="90")
    await deck.press("timer_pause")

    await deck.until(lambda: deck.lit == {"ana": False, "arben": True, "paused": True})
    assert deck.variables["on_air"] == "q2"
    assert 60 < seconds(deck.variables["timer"]) <= 90
    assert deck.variables["guest_2"] == "Arben Krasniqi"
    (guest,) = deck.actions["lower_third"]["options"]
    assert [one["label"] for one in guest["choices"]] == ["1 · Ana Petrović", "2 · Arben Krasniqi"]


async def test_every_press_of_a_key_counts(gallery: Gallery) -> None:
    """Within a second, too: an address that is opened twice so soon counts once."""
    deck = gallery.deck
    await deck.press("timer_start", preset="60")
    await deck.press("timer_pause")
    await deck.until(lambda: deck.variables["timer_phase"] == "paused")
    before = seconds(deck.variables["timer"])

    for _ in range(3):
        await deck.press("timer_add", seconds=30)

    await deck.until(lambda: seconds(deck.variables["timer"]) == before + 90)


async def test_a_mark_may_say_anything_and_is_a_mark(gallery: Gallery) -> None:
    deck = gallery.deck
    for text in ("„kraj“ / početak?", "50% #1 & još", "", "a//b"):
        await deck.press("mark", text=text)
        assert deck.variables["refused"] == "", text

    # To whoever resolves addresses that would be another verb.
    await deck.press("mark", text="../take")
    assert deck.variables["refused"] == "malformed"
    assert "on_air" not in gallery.producer.document["debate"]


async def test_what_was_refused_is_said(gallery: Gallery) -> None:
    deck = gallery.deck
    await deck.press("previous")

    await deck.until(lambda: deck.variables["refused"] == "wrong_state")
    await deck.until(lambda: "previous was refused: wrong_state" in deck.log)


async def test_doors_recordings_and_pictures_light_up(gallery: Gallery) -> None:
    deck = gallery.deck
    for name in ("voting", "submissions", "recording", "cut"):
        await deck.watch(name, name)
    await deck.watch("break", "picture", picture="break")
    await deck.watch("live", "phase", phase="live")
    opened = {"voting": True, "submissions": True, "recording": False, "cut": False}
    assert deck.lit == opened | {"break": False, "live": True}

    await deck.press("voting_shut")
    await deck.press("recording_started", recording="Companion")
    await deck.press("picture_break")
    await deck.press("panic")

    await deck.until(lambda: deck.lit["cut"] and not deck.lit["voting"])
    await deck.until(lambda: deck.lit["recording"])


async def test_a_server_that_goes_and_comes_back_is_found_again(fragile: Gallery) -> None:
    deck, server = fragile.deck, fragile.server
    await deck.watch("here", "connected")
    await deck.watch("air", "on_air")
    await deck.press("take")
    await deck.until(lambda: deck.lit == {"here": True, "air": True})

    await server.kill()
    await deck.until(lambda: deck.lit == {"here": False, "air": False})
    await deck.until(lambda: "No answer (ECONNREFUSED)" in deck.words)
    assert deck.status == "connection_failure"
    await deck.press("clear")
    assert deck.variables["refused"] == "no answer"
    await deck.until(lambda: "the next try is in 4 s" in deck.words)
    tries = [words for _, words in deck.statuses if words]
    assert [words.split()[-2] for words in tries] == ["1", "2", "4"]

    await server.start()
    await deck.until(lambda: deck.lit == {"here": True, "air": True})
    assert (deck.status, deck.variables["on_air"]) == ("ok", "q1")


async def test_a_revoked_token_is_said_as_such(fragile: Gallery) -> None:
    deck, server = fragile.deck, fragile.server
    await revoke(server, fragile.code)
    await server.restart()

    await deck.until(lambda: deck.status == "authentication_failure")
    assert deck.words.startswith("The token is not taken: it was revoked")
    await deck.press("take")
    assert deck.variables["refused"] == "not_allowed"


async def test_what_is_filled_in_wrongly_is_said(gallery: Gallery) -> None:
    deck, server = gallery.deck, gallery.server

    await deck.configure("updateConfig", "http://", gallery.code, gallery.key)
    await deck.until(lambda: deck.status == "bad_config")
    assert deck.words.startswith("Fill in the server's address")
    await deck.press("take")
    assert deck.variables["refused"] == "no connection"

    elsewhere = await asyncio.start_server(say_hello, "127.0.0.1", 0)
    async with elsewhere:
        port = elsewhere.sockets[0].getsockname()[1]
        await deck.configure("updateConfig", f"http://127.0.0.1:{port}", gallery.code, gallery.key)
        await deck.until(lambda: deck.words.startswith("Something else than Tribina"))

    await deck.configure("updateConfig", server.address, "000000", gallery.key)
    await deck.until(lambda: "There is no debate 000000" in deck.words)

    await deck.configure("updateConfig", server.address + "/", gallery.code, gallery.key)
    await deck.until(lambda: deck.status == "ok")


async def say_hello(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """As a web server of anybody's does."""
    await reader.readuntil(b"\r\n\r\n")
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 7\r\nConnection: close\r\n\r\n<hello>")
    writer.close()


async def test_the_token_is_in_no_line_of_the_log(fragile: Gallery) -> None:
    deck = fragile.deck
    await deck.press("previous")
    await fragile.server.kill()
    await deck.until(lambda: deck.status == "connection_failure")

    said = [*deck.log, *(str(status) for status in deck.statuses)]
    assert said
    assert not [line for line in said if fragile.key in line]
