"""Whatever a new version of the websockets library does inside, votes are counted; and what our
connection knows of it is found out when the door opens.

Other versions than the installed one are tried as well where `OTHER_WEBSOCKETS` names folders of
them (`pip install --target FOLDER websockets==VERSION`), with colons between."""

import asyncio
import logging
import os
import subprocess
import sys
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any

import pytest
from websockets.protocol import Protocol
from websockets.server import ServerProtocol
from websockets.streams import StreamReader
from websockets.version import version as websockets_version

from server.doors.live import gateway, insides
from server.doors.live.connection import (
    Connection,
    CountingConnection,
    QuickConnection,
    best_connection,
)
from tests.given.live_house import House, open_house

CHANGED = f"websockets {websockets_version} is another than we know: "
OTHERS = [folder for folder in os.environ.get("OTHER_WEBSOCKETS", "").split(":") if folder]


@pytest.fixture
def found_out_anew() -> Iterator[None]:
    best_connection.cache_clear()
    yield
    best_connection.cache_clear()


class _Parser:
    """A parser that is no generator, and tells nobody where it stands."""

    def __init__(self, parser: Generator[None]) -> None:
        self._parser = parser

    def __next__(self) -> None:
        next(self._parser)


def hide_the_parser(patch: pytest.MonkeyPatch) -> None:
    def get(protocol: Any) -> _Parser:
        return _Parser(protocol.hidden)

    def put(protocol: Any, parser: Generator[None]) -> None:
        protocol.hidden = parser

    patch.setattr(Protocol, "parser", property(get, put), raising=False)


def wait_elsewhere(patch: pytest.MonkeyPatch) -> None:
    """In another generator for the next frame."""
    before = StreamReader.at_eof

    def at_eof(reader: StreamReader) -> Generator[None, None, bool]:
        waiting = before(reader)
        while True:
            try:
                next(waiting)
            except StopIteration as stop:
                return bool(stop.value)
            yield

    patch.setattr(StreamReader, "at_eof", at_eof)


def wait_nowhere_else(patch: pytest.MonkeyPatch) -> None:
    """In the same generator for the rest of a frame as for its beginning."""

    def read_exact(reader: StreamReader, size: int) -> Generator[None, None, bytearray]:
        while len(reader.buffer) < size:
            rest, reader.buffer = reader.buffer, bytearray()
            yield from reader.at_eof()
            reader.buffer = rest + reader.buffer
        read = reader.buffer[:size]
        del reader.buffer[:size]
        return read

    patch.setattr(StreamReader, "read_exact", read_exact)


CHANGES = [hide_the_parser, wait_elsewhere, wait_nowhere_else]


def test_the_installed_library_bears_the_short_way(
    found_out_anew: None, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        assert best_connection() is QuickConnection
    assert not caplog.records


@pytest.mark.parametrize("folder", OTHERS)
def test_another_version_bears_the_short_way_or_is_told_in_the_log(folder: str) -> None:
    say = (
        "from server.doors.live.connection import VERSION, best_connection;"
        "print(VERSION, best_connection().__name__)"
    )
    said = subprocess.run(
        [sys.executable, "-c", say],
        env=os.environ | {"PYTHONPATH": f"{folder}:{Path.cwd()}"},
        capture_output=True,
        text=True,
        check=True,
    )
    version, kind = said.stdout.split()
    print(f"websockets {version}: {kind}")
    assert (kind == "QuickConnection") is ("is another than we know" not in said.stderr)


@pytest.mark.parametrize("change", CHANGES)
async def test_with_another_inside_votes_take_the_librarys_way_and_a_line_says_so(
    change: Any,
    found_out_anew: None,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    tmp_path: Path,
) -> None:
    change(monkeypatch)
    async with open_house(tmp_path) as house:
        await _votes_are_counted(house)
        await _votes_are_counted(house)

    assert best_connection() is CountingConnection
    assert told(caplog) == [CHANGED + "votes cost more"]


async def test_where_the_protocol_cannot_be_made_ours_votes_are_counted_all_the_same(
    found_out_anew: None,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    tmp_path: Path,
) -> None:
    class Closed(ServerProtocol):
        __slots__ = ("another",)  # which Python takes for another layout

    monkeypatch.setattr(insides, "ServerProtocol", Closed)
    async with open_house(tmp_path) as house:
        await _votes_are_counted(house)

    assert best_connection() is Connection
    assert told(caplog) == [CHANGED + "no flood is noticed"]


@pytest.mark.parametrize("kind", [Connection, CountingConnection, QuickConnection])
async def test_votes_are_counted_over_each_kind_of_connection(
    kind: type[Connection], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(gateway, "best_connection", lambda: kind)
    async with open_house(tmp_path) as house:
        await _votes_are_counted(house)


def told(caplog: pytest.LogCaptureFixture) -> list[str]:
    """What an operator has to know, or should not have to."""
    return [one.getMessage() for one in caplog.records if one.levelno >= logging.WARNING]


async def _votes_are_counted(house: House) -> None:
    code = await house.debate()
    producer, asker, voter = (
        await house.moderator(code),
        await house.phone(code),
        await house.phone(code),
    )
    await asker.do("submit", text="Kada?")
    await producer.do("approve", question="q1")

    for phone in (asker, voter):
        assert (await phone.do("vote", question="q1", on=True))["t"] == "ok"

    assert (await house.rooms.get(code)).debate.tallies.tally("q1") == 2
    for visitor in (producer, asker, voter):
        await visitor.leave()
    async with asyncio.timeout(10):
        while house.gateway.connected:
            await asyncio.sleep(0.01)
