"""How long somebody may keep a door waiting: real sockets, with short limits."""

import asyncio
import ssl
from pathlib import Path

import pytest
import trustme

from server.doors.live import gateway
from server.doors.live.gateway import Gateway
from server.entrance import pages
from server.entrance.porter import Standing
from server.metrics import Metrics
from tests.entrance.opened import ASK, AT_MOST, door, run, until
from tests.given.live_house import open_house

SHORT_S = 0.2
HALF = b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nhalf"


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
            await until(lambda: len(at.entrants) == 1)
            await until(lambda: not at.entrants)
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
            await until(lambda: len(at.entrants) == AT_MOST - 2)
            holding = await at.come(said)
            await until(lambda: len(at.entrants) == AT_MOST - 1)
            last, soon = (
                at.entrants[-1],
                (Standing.HOLDS,) if holds else (Standing.SLOW, Standing.BUSY),
            )
            await until(lambda: at.standing()[-1] in soon)
            comes = await at.come(ASK)
            await comes[0].readexactly(1)
            assert (last in at.entrants) is not holds
            assert len(at.entrants) == AT_MOST - 1
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
            await until(lambda: not at.entrants)
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
