"""Some phones hardly read, at the edge of the network: nobody else may feel it."""

import asyncio
import contextlib
import os
from collections.abc import Iterator

from tests.load.evening import Evening, check_documents, check_votes
from tests.load.phones.crowd import Crowd, Participant
from tests.load.phones.phone import Phone
from tests.load.results.figures import ms
from tests.load.scenarios.hall import evening_with

SHARE = 0.05
TRICKLE_BYTES_S = 1_000
WAITING_AT_MOST = 128 * 1024  # bytes that the server may keep for one who does not read


async def slow(evening: Evening, crowd: Crowd, seconds: float) -> dict[str, float]:
    """The same evening without and with slow ones: half of them read 1 KB a second, half stop.

    `air_…`: of those who read; `before`: without slow ones. At the end the slow ones read again,
    and hold the same document as everybody."""
    some = crowd.participants[:: round(1 / SHARE)]
    readers = [p for p in crowd.participants if p not in set(some)]
    _, used_before, before = await evening_with(evening, crowd, readers, seconds)
    with _slowed(some):
        _, used, during = await evening_with(evening, crowd, readers, seconds)
    grown = used.memory - used_before.memory
    assert grown * 1e6 < 10e6 + len(some) * WAITING_AT_MOST, f"{grown:.0f} MB for those who wait"
    await check_votes(evening, crowd)
    await check_documents(evening, crowd, within_s=40)
    return {
        "phones": len(crowd.participants),
        "slow": len(some),
        "air_p99_ms_before": ms(before, 0.99),
        "air_p99_ms": ms(during, 0.99),
        "cores": used.cores,
        "stalls": used.stalls,
        "memory_before": used_before.memory,
        "memory": used.memory,
    }


@contextlib.contextmanager
def _slowed(some: list[Participant]) -> Iterator[None]:
    trickles = []
    for number, participant in enumerate(some):
        assert participant.phone is not None
        participant.phone.transport.pause_reading()
        if number % 2:
            trickles.append(asyncio.create_task(_trickle(participant.phone)))
    try:
        yield
    finally:
        for trickle in trickles:
            trickle.cancel()
        for participant in some:
            if participant.phone is not None and not participant.phone.transport.is_closing():
                participant.phone.transport.resume_reading()


async def _trickle(phone: Phone) -> None:
    descriptor = phone.transport.get_extra_info("socket").fileno()
    while not phone.transport.is_closing():
        with contextlib.suppress(BlockingIOError):
            data = os.read(descriptor, TRICKLE_BYTES_S)
            if not data:
                return
            phone.data_received(data)
        await asyncio.sleep(1)
