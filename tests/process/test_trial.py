"""Whatever another Python does in its event loop, everybody is heard: whether our selector serves
it is found out when the first loop is made."""

import asyncio
import logging
import selectors
import socket
from collections.abc import Iterator
from typing import Any

import pytest

from server.process import loop, trial
from server.process.loop import LET_IN, Loop
from server.process.trial import turns_serve
from server.process.turns import Ready, Turns


@pytest.fixture(autouse=True)
def found_out_anew() -> Iterator[None]:
    turns_serve.cache_clear()
    yield
    turns_serve.cache_clear()


class AsksForMore(asyncio.SelectorEventLoop):
    """A loop that wants of its selector what ours has not."""

    def add_reader(self, *args: Any) -> None:  # type: ignore[override]
        self._selector.register_for_reading(*args)  # type: ignore[attr-defined]


class HandsOutTooMuch(Turns):
    """As if the loop were handed what only the selector listens to."""

    def select(self, timeout: float | None = None) -> list[Ready]:
        ready = super().select(timeout)
        key = selectors.SelectorKey(0, 0, selectors.EVENT_READ, None)
        return [*ready, (key, selectors.EVENT_READ)] if ready else ready


class Forgets(Turns):
    """As if who was ready were never handed out."""

    def select(self, timeout: float | None = None) -> list[Ready]:
        return [each for each in super().select(timeout) if each[0].fd % 5]


def test_the_selector_serves_the_loop_of_this_python(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        assert turns_serve()
    assert not caplog.records


@pytest.mark.parametrize(
    ("what", "instead"),
    [
        ("asyncio.SelectorEventLoop", AsksForMore),
        ("Turns", HandsOutTooMuch),
        ("Turns", Forgets),
    ],
)
def test_a_loop_it_does_not_serve_has_asyncios_own_and_a_line_says_so(
    what: str, instead: Any, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(trial, "PATIENCE_S", 2.0)
    with monkeypatch.context() as patch:
        patch.setattr(f"server.process.trial.{what}", instead)
        assert not turns_serve()

    with asyncio.Runner(loop_factory=Loop) as runner:
        runner.run(_somebody_is_heard())
    told = [record.getMessage() for record in caplog.records if record.name == trial.__name__]
    assert len(told) == 1
    assert "nobody waits for their turn" in told[0]


async def _somebody_is_heard() -> None:
    running = asyncio.get_running_loop()
    assert isinstance(running, Loop)
    assert running.let_in == LET_IN
    with socket.create_server(("127.0.0.1", 0)) as listening:
        heard = asyncio.Event()

        settle = running.settle

        class Heard(asyncio.Protocol):
            def data_received(self, data: bytes) -> None:
                settle(listening.fileno())
                heard.set()

        door = await running.create_server(Heard, sock=listening)
        _, writer = await asyncio.open_connection(*listening.getsockname())
        writer.write(b"!")
        await asyncio.wait_for(heard.wait(), 10)
        writer.close()
        door.close()


def test_it_is_tried_once(monkeypatch: pytest.MonkeyPatch) -> None:
    assert turns_serve()
    monkeypatch.setattr(trial, "Turns", Forgets)
    for _ in range(2):
        with asyncio.Runner(loop_factory=loop.Loop) as runner:
            assert runner.get_loop().let_in > 0  # type: ignore[attr-defined]
