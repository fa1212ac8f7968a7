"""The live door beside its peers, on the same work in the same run: what a delivered update costs.

Ratios are what counts: absolute figures are this machine's. CPU is the server process's own, user
and system, from the kernel; the crowd runs in this process, on the other core.
"""

import asyncio
import contextlib
import random
import time
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from tests.load.evening import Evening, evening
from tests.load.peers.messages import TICK_S
from tests.load.peers.roster import PEERS, Mode, Peer
from tests.load.phones.driving import OURS, Subject, Voter, cpu_in_a_second, driving, voting_phone
from tests.load.phones.phone import Deaf, Phone
from tests.load.process import free_port
from tests.load.results.figures import ms
from tests.load.results.plot import Measured

QUESTIONS = 40
RECORDED = 8  # updates
SETTLE_S = 3.0
NEAR = 2  # peers, the first of them: those that do least
VOTES_SEEN = 10  # votes whose way to everybody's screen is timed

Say = Callable[[str], None]


async def measure_all(folder: Path, phones: int, seconds: float, say: Say) -> list[Measured]:
    """Our own first, and once more behind the peers that are near: the machine is not as fast in
    one minute as in the next. Peers that cannot be measured here are named and left out."""
    messages = folder / "messages"
    rows = [await _our_own(folder / "door", messages, phones, seconds)]
    say(as_line(rows[-1]))
    for number, peer in enumerate(PEERS):
        if number == NEAR:
            again = await _our_own(folder / "again", messages, phones, seconds)
            say(as_line(again))
            rows[0] = replace(rows[0], cpu_us=(rows[0].cpu_us + again.cpu_us) / 2)
        if peer.missing:
            say(f"  {peer.missing}")
            continue
        rows.append(await _of_peer(peer, messages, phones, seconds))
        say(as_line(rows[-1]))
    return rows


def as_line(row: Measured) -> str:
    return (
        f"  {row.name}: {row.cpu_us:.1f} µs an update of {row.bytes_each:.0f} bytes, "
        f"{row.memory_kib:.1f} KiB a connection, {row.joins_per_s:.0f} joins/s, "
        f"seen after {row.seen_p50_ms:.0f} ms (p99 {row.seen_p99_ms:.0f})"
    )


async def _our_own(folder: Path, messages: Path, phones: int, seconds: float) -> Measured:
    async with evening(folder, QUESTIONS) as opened:
        subject = Subject.ours(opened)
        async with voting_phone(subject) as voter:
            async with driving(voter, QUESTIONS):
                messages.write_bytes(b"\n".join(await _recorded(opened)))
                making_s = await cpu_in_a_second(subject.process, seconds)
                measured = await _delivered(subject, phones, seconds, making_s)
            await asyncio.sleep(SETTLE_S)
            return await _timed(measured, subject, voter, phones)


async def _of_peer(peer: Peer, messages: Path, wanted: int, seconds: float) -> Measured:
    phones = min(wanted, peer.phones_at_most)
    async with _started(peer, messages, "recorded") as subject:
        measured = await _delivered(subject, phones, seconds, making_s=0.0)
        if phones < wanted:
            measured = replace(measured, name=f"{peer.name} ({phones:,} phones)")
    async with _started(peer, messages, "live") as subject, voting_phone(subject) as voter:
        return await _timed(measured, subject, voter, phones)


async def _delivered(subject: Subject, phones: int, seconds: float, making_s: float) -> Measured:
    """`making_s`: seconds of CPU a second that the updates cost while nobody looks on; our own are
    made by votes and their commits, those of peers are recorded."""
    crowd, process = subject.onlookers(), subject.process
    before, began = process.memory(), time.monotonic()
    await crowd.join(phones)
    joined_s = time.monotonic() - began
    await asyncio.sleep(SETTLE_S)
    frames, bytes_, cpu_s, began = crowd.frames, crowd.bytes, process.cpu_s(), time.monotonic()
    await asyncio.sleep(seconds)
    took_s = time.monotonic() - began
    delivered, bytes_ = crowd.frames - frames, crowd.bytes - bytes_
    cpu_s = process.cpu_s() - cpu_s - making_s * took_s
    memory = process.memory() - before
    assert not crowd.lost_count, f"{subject.name} lost {crowd.lost_count} connections"
    await crowd.leave()
    return Measured(
        name=subject.name,
        cpu_us=cpu_s / delivered * 1e6,
        memory_kib=memory / phones / 1024,
        joins_per_s=phones / joined_s,
        bytes_each=bytes_ / delivered,
        ours=subject.name == OURS,
    )


async def _timed(measured: Measured, subject: Subject, voter: Voter, phones: int) -> Measured:
    """From a vote to everybody's screen, while nothing else goes on."""
    crowd = subject.onlookers()
    await crowd.join(phones)
    await asyncio.sleep(SETTLE_S)
    waits: list[float] = []
    for number in range(VOTES_SEEN):
        waits += await crowd.see(partial(voter.turn, 1 + number))
        await asyncio.sleep(random.uniform(1, 1 + TICK_S))
    await crowd.leave()
    return replace(measured, seen_p50_ms=ms(waits, 0.5), seen_p99_ms=ms(waits, 0.99))


@contextlib.asynccontextmanager
async def _started(peer: Peer, messages: Path, mode: Mode) -> AsyncIterator[Subject]:
    port = free_port()
    process = peer.process(port, messages, mode)
    await process.start(port)
    try:
        yield Subject(peer.name, process, port, peer.path, is_socketio=peer.speaks_socketio)
    finally:
        process.kill()
        await process.gone()


async def _recorded(opened: Evening) -> list[bytes]:
    """The document, then updates of it, as a phone without compression receives them."""
    kept: list[bytes] = []
    enough = asyncio.Event()

    class Recorder(Deaf):
        def heard(self, phone: Phone, payload: bytes, compressed: bool) -> None:
            if payload.startswith((b'{"t":"state"', b'{"t":"patch"')):
                kept.append(payload)
                if len(kept) > RECORDED:
                    enough.set()

    doors = opened.doors
    _, phone = await asyncio.get_running_loop().create_connection(
        lambda: Phone(
            f"{doors.host}:{doors.live_port}",
            f"/live/{opened.code}?as=audience",
            Recorder(),
            deflate=False,
        ),
        doors.host,
        doors.live_port,
    )
    await asyncio.wait_for(enough.wait(), 30)
    phone.transport.abort()
    return kept[: RECORDED + 1]
