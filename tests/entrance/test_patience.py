"""How long somebody may keep a door waiting: real sockets, with short limits."""

import asyncio
import contextlib
import socket
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
import trustme
from hypercorn.config import Config

from server.entrance import pages
from server.entrance.porter import Guest, Porter, Standing
from server.live import gateway
from server.live.gateway import Gateway
from server.live.metrics import Metrics
from server.loop import Loop
from tests.live.house import open_house

SHORT_S = 0.2
LONG = 8 << 20  # bytes of an answer: more than the kernel takes on both sides
AT_MOST = 8  # of which one may wait
ASK = b"GET / HTTP/1.1\r\nHost: x\r\n\r\n"
HALF = b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nhalf"


async def app(scope: dict[str, Any], receive: Any, send: Any) -> None:
    """A long answer, once all of the request is there."""
    if scope["type"] == "lifespan":
        for _ in ("startup", "shutdown"):
            await send({"type": f"{(await receive())['type']}.complete"})
        return
    while (await receive()).get("more_body"):
        pass
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": bytes(LONG)})


class Door:
    def __init__(self, porter: Porter, port: int) -> None:
        self.porter, self.port = porter, port

    @property
    def guests(self) -> list[Guest]:
        return list(self.porter._all.inside.values())

    async def come(self, say: bytes = b"") -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port, limit=1)
        writer.write(say)
        return reader, writer

    def standing(self) -> list[Standing]:
        now = asyncio.get_running_loop().time()
        return [guest.standing(now) for guest in self.guests]


@contextlib.asynccontextmanager
async def door(**settings: Any) -> AsyncIterator[Door]:
    config, porter, ends = Config(), Porter(AT_MOST, lambda _: True), asyncio.Event()
    config.graceful_timeout = 0.1
    for name, value in settings.items():
        setattr(config, name, value)
    pages.speak_http_1(config)
    listening = socket.create_server(("127.0.0.1", 0))
    port = listening.getsockname()[1]
    loop = asyncio.get_running_loop()
    assert isinstance(loop, Loop)
    loop.guard(listening, porter)
    serving = asyncio.create_task(pages.serve(app, config, listening, porter, ends.wait))
    try:
        yield Door(porter, port)
    finally:
        ends.set()
        porter.send_all_away()
        await serving


def run(main: Callable[[], Awaitable[None]]) -> None:
    async def whole() -> None:
        await asyncio.wait_for(main(), 20)

    with asyncio.Runner(loop_factory=Loop) as runner:
        runner.run(whole())


async def until(is_so: Callable[[], bool]) -> None:
    while not is_so():
        await asyncio.sleep(0.01)


@pytest.fixture
def certified(tmp_path: Path) -> dict[str, str]:
    """The settings of a door with a certificate."""
    certificate = trustme.CA().issue_cert("127.0.0.1")
    names = {"certfile": str(tmp_path / "certificate.pem"), "keyfile": str(tmp_path / "key")}
    certificate.cert_chain_pems[0].write_to_path(names["certfile"])
    certificate.private_key_pem.write_to_path(names["keyfile"])
    return names


def test_who_takes_no_answer_is_cut_off_after_a_while(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(pages, "PATIENCE_S", SHORT_S)

    async def main() -> None:
        async with door() as at:
            began = asyncio.get_running_loop().time()
            _, writer = await at.come(ASK)
            await until(lambda: len(at.guests) == 1)
            await until(lambda: not at.guests)
            assert asyncio.get_running_loop().time() - began >= SHORT_S
            writer.transport.abort()

    run(main)
    assert "socket.send() raised" not in caplog.text, "for each piece that is left"


@pytest.mark.parametrize("said", [ASK, HALF], ids=["takes no answer", "never ends a request"])
@pytest.mark.parametrize("holds", [True, False], ids=["for long", "not for long"])
def test_who_holds_a_place_goes_for_who_comes_before_who_is_idle(
    said: bytes, holds: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages, "HOLDS_S", SHORT_S if holds else 1_000.0)

    async def main() -> None:
        async with door() as at:
            idle = [await at.come() for _ in range(AT_MOST - 2)]
            await until(lambda: len(at.guests) == AT_MOST - 2)
            holding = await at.come(said)
            await until(lambda: len(at.guests) == AT_MOST - 1)
            last, soon = (
                at.guests[-1],
                (Standing.HOLDS,) if holds else (Standing.SLOW, Standing.BUSY),
            )
            await until(lambda: at.standing()[-1] in soon)
            comes = await at.come(ASK)
            await comes[0].readexactly(1)
            assert (last in at.guests) is not holds
            assert len(at.guests) == AT_MOST - 1
            for _, writer in (*idle, holding, comes):
                writer.transport.abort()

    run(main)


@pytest.mark.parametrize("said", [b"", b"\x16\x03\x01\x02\x00\x01"], ids=["nothing", "a beginning"])
def test_a_handshake_of_tls_at_the_door_of_pages_has_an_end(
    said: bytes, certified: dict[str, str]
) -> None:
    async def main() -> None:
        async with door(**certified, ssl_handshake_timeout=SHORT_S) as at:
            reader, writer = await at.come(said)
            assert not await reader.read()
            await until(lambda: not at.guests)
            writer.close()

    run(main)


@pytest.mark.parametrize("said", [b"", b"\x16\x03\x01\x02\x00\x01"], ids=["nothing", "a beginning"])
def test_a_handshake_of_tls_at_the_live_door_has_an_end(
    said: bytes, certified: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gateway, "OPEN_S", SHORT_S)
    ours = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    ours.load_cert_chain(certified["certfile"], certified["keyfile"])

    async def main() -> None:
        async with open_house(tmp_path) as house:
            live = Gateway(
                house.rooms, house.identity, house.clock, house.settings, Metrics(), ours
            )
            port = await live.open()
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.write(said)
            assert not await reader.read()
            writer.close()
            await live.close()

    run(main)


@pytest.mark.parametrize("said", [b"", b"GET /live/111111 HTTP/1.1\r\n"], ids=["nothing", "half"])
def test_a_handshake_at_the_live_door_has_an_end(
    said: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gateway, "OPEN_S", SHORT_S)

    async def main() -> None:
        async with open_house(tmp_path) as house:
            reader, writer = await asyncio.open_connection("127.0.0.1", house.port)
            writer.write(said)
            assert not await reader.read()
            writer.close()

    run(main)
