"""A channel: one view on its way to all who look at it."""

import asyncio
import logging
from typing import Any

import pytest

from server.clock import SystemClock
from server.debate.showing.views import AudienceProjection
from server.debate.state import Touched
from server.live.sending.channel import LONGEST_TICK_S, SPREAD, Channel
from server.live.sending.client import Client
from server.live.sending.frames import SharedFrame
from server.live.sending.recipients import CHUNK
from server.metrics import Metrics
from tests.given.debates import Drive


class Recorder(Client):
    """Keeps what it was sent; has no socket."""

    __slots__ = ("frames",)

    def __init__(self) -> None:
        self.frames: list[bytes] = []
        self.behind_since = None
        self.is_clear = False

    def clear(self) -> int | None:
        return None

    def share(self, shared: SharedFrame, now: float) -> bool:
        self.frames.append(shared.plain)
        return True


class StumblesOnce(AudienceProjection):
    stumbled = False

    def updating(self, touched: Touched, now: int) -> Any:
        if touched.participants and not StumblesOnce.stumbled:
            StumblesOnce.stumbled = True
            raise ZeroDivisionError
        return super().updating(touched, now)


def channel(drive: Drive, projection: type[AudienceProjection] = AudienceProjection) -> Channel:
    def project() -> AudienceProjection:
        return projection(drive.debate, drive.around, drive.now)

    return Channel(
        "audience",
        project(),
        project,
        SystemClock(),
        Metrics(),
        tick_s=0.01,
        heartbeat_s=20,
    )


async def test_what_is_touched_many_times_in_a_tick_is_one_patch() -> None:
    drive = Drive()
    question = drive.ask_openly("Kada?")
    opened, client = channel(drive), Recorder()
    opened.join(client, None)
    for name in ("ana", "besa", "ceca"):
        drive.vote(question, name)
        opened.touch(Touched(questions={question}, debate=True))
    await opened.settled()
    await asyncio.sleep(0)
    assert len(client.frames) == 2
    assert b'"votes":3' in client.frames[1]
    await opened.close()


async def test_a_mistake_of_ours_costs_one_whole_document_and_no_standstill(
    caplog: pytest.LogCaptureFixture,
) -> None:
    drive = Drive()
    opened, client = channel(drive, StumblesOnce), Recorder()
    opened.join(client, None)
    question = drive.ask_openly("Kada?")
    with caplog.at_level(logging.CRITICAL, "server.live.sending.channel"):
        opened.touch(Touched(questions={question}, participants={"x"}, debate=True))
        await opened.settled()
    drive.vote(question, "besa")
    opened.touch(Touched(questions={question}, participants={"x"}, debate=True))
    await opened.settled()
    await asyncio.sleep(0)
    kinds = [frame.partition(b'"t":"')[2].partition(b'"')[0] for frame in client.frames]
    assert kinds == [b"state", b"state", b"patch"]
    assert StumblesOnce.stumbled
    await opened.close()


async def test_those_who_lost_the_connection_together_come_back_to_the_same_frame() -> None:
    drive = Drive()
    kept, changed = drive.ask_openly("Kada?"), drive.ask_openly("Zašto?")
    drive.now = SystemClock().now() - 10_000
    opened = channel(drive)
    left = drive.now + 5_000
    drive.now += 6_000
    drive.vote(changed, "ana")
    opened.touch(Touched(questions={changed}))
    await opened.settled()
    one, other, stranger = Recorder(), Recorder(), Recorder()
    for client, since in ((one, left), (other, left), (stranger, None)):
        opened.join(client, since)
    assert one.frames[0] is other.frames[0], "made once"
    assert b'"t":"patch"' in one.frames[0]
    assert b'"votes":1' in one.frames[0] and kept.encode() not in one.frames[0]
    assert b'"t":"state"' in stranger.frames[0]
    await opened.close()


async def test_a_stretched_pass_takes_its_time_until_something_urgent_comes() -> None:
    drive = Drive()
    question = drive.ask_openly("Kada?")
    opened, clients = channel(drive), [Recorder() for _ in range(20 * CHUNK)]
    for client in clients:
        opened.join(client, None)
    opened._stretched_s = LONGEST_TICK_S
    drive.vote(question, "ana")
    opened.touch(Touched(questions={question}))
    async with asyncio.timeout(5):
        while len(clients[0].frames) < 2:
            await asyncio.sleep(0)
    assert len(clients[-1].frames) == 1, "the last have not been written to yet"

    drive.moderate("take", question)
    began = asyncio.get_running_loop().time()
    opened.touch(Touched(questions={question}, debate=True), urgent=True)
    async with asyncio.timeout(5):
        while not all(b'"on_air":"q1"' in client.frames[-1] for client in clients):
            await asyncio.sleep(0)
    assert asyncio.get_running_loop().time() - began < SPREAD * LONGEST_TICK_S / 2
    await opened.close()


async def test_a_stretched_tick_is_no_longer_for_few_than_for_many() -> None:
    drive = Drive()
    question = drive.ask_openly("Kada?")
    opened, client = channel(drive), Recorder()
    opened.join(client, None)
    opened._stretched_s = LONGEST_TICK_S
    drive.vote(question, "ana")
    opened.touch(Touched(questions={question}))
    async with asyncio.timeout(2 * LONGEST_TICK_S):
        await opened.settled()
    drive.vote(question, "besa")
    opened.touch(Touched(questions={question}), urgent=True)
    async with asyncio.timeout(SPREAD * LONGEST_TICK_S / 2):  # nobody is left to wait for
        await opened.settled()
    await opened.close()


async def test_who_was_not_reached_before_something_urgent_gets_both_at_once_and_first() -> None:
    drive = Drive()
    question = drive.ask_openly("Kada?")
    opened, clients = channel(drive), [Recorder() for _ in range(4 * CHUNK)]
    for client in clients:
        opened.join(client, None)
    drive.vote(question, "ana")
    opened.touch(Touched(questions={question}))
    async with asyncio.timeout(5):
        while len(clients[0].frames) < 2:
            await asyncio.sleep(0)
    drive.moderate("take", question)
    opened.touch(Touched(questions={question}, debate=True), urgent=True)
    newcomer = Recorder()
    opened.join(newcomer, None)
    async with asyncio.timeout(5):
        while len(clients[-1].frames) < 2:
            await asyncio.sleep(0)
        assert len(clients[0].frames) == 2, "who has the first can wait for the second"
        while len(newcomer.frames) < 2:
            await asyncio.sleep(0)

    assert [len(client.frames) for client in (clients[0], clients[-1], newcomer)] == [3, 2, 2]
    for client in clients:
        seen = b"".join(client.frames[1:])
        assert seen.count(b'"t":"patch"') == 2
        assert 0 < seen.index(b'"votes":1') < seen.index(b'"on_air":"q1"')
    assert newcomer.frames[1].count(b'"t":"patch"') == 1
    await opened.close()


async def test_who_waits_for_the_same_tick_goes_on_in_a_turn_of_their_own() -> None:
    drive = Drive()
    opened = channel(drive)
    turns, in_turn = 0, list[int]()

    async def ask() -> None:
        await opened.settled()
        in_turn.append(turns)

    for text in ("Kada?", "Gde?"):  # the second waits for the next tick
        opened.touch(Touched(questions={drive.ask_openly(text)}))
        await asyncio.sleep(0)
    asking = [asyncio.create_task(ask()) for _ in range(50)]
    while len(in_turn) < 50:
        turns += 1
        await asyncio.sleep(0)
    assert len(set(in_turn)) == 50
    await asyncio.gather(*asking)
    await opened.close()
