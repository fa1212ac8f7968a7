"""Votes as fast as they are acknowledged: many phones, each with a few on their way."""

import asyncio
import json

from tests.load.crowd import Crowd
from tests.load.phone import Phone, client_frame
from tests.servers import RunningServer

PHONES = 500
QUESTIONS = 60
ON_THEIR_WAY = 4


async def measure_votes(server: RunningServer) -> str:
    """One line: votes acknowledged in a second, and how long one waited (p50, p99)."""
    code = await server.debate()
    await _prepare(server, code)
    loop = asyncio.get_running_loop()
    sent: dict[tuple[int, int], float] = {}
    waits: list[float] = []
    refused: list[str] = []
    next_of = {}
    done = asyncio.Event()
    frames = [_vote(number) for number in range(1, QUESTIONS + 1)]

    def vote(phone: Phone) -> None:
        number = next_of[phone] = next_of[phone] + 1
        if number <= QUESTIONS:
            sent[id(phone), number] = loop.time()
            phone.send(frames[number - 1])

    def on_text(phone: Phone, text: bytes) -> None:
        if text.startswith(b'{"t":"ok","id":"'):
            waits.append(loop.time() - sent[id(phone), int(text[16:].partition(b'"')[0])])
            vote(phone)
        elif text.startswith(b'{"t":"no"'):
            refused.append(text.decode())
        if len(waits) + len(refused) >= PHONES * QUESTIONS:
            done.set()

    crowd = Crowd("127.0.0.1", server.settings.live_port, f"/live/{code}", on_text=on_text)
    await crowd.join(PHONES)
    next_of = dict.fromkeys(crowd.phones, 0)
    began, cpu = loop.time(), server.process.cpu_s()
    for phone in crowd.phones:
        for _ in range(ON_THEIR_WAY):
            vote(phone)
    await asyncio.wait_for(done.wait(), 120)
    took, cpu = loop.time() - began, server.process.cpu_s() - cpu
    crowd.leave()
    if refused:
        raise RuntimeError(f"{len(refused)} votes refused, the first: {refused[0]}")
    waits.sort()
    return (
        f"{len(waits)} votes: {len(waits) / took:.0f} acknowledged/s, "
        f"{cpu / len(waits) * 1e6:.0f} µs CPU each; waited p50 {_ms(waits, 0.5)}, "
        f"p99 {_ms(waits, 0.99)}"
    )


async def _prepare(server: RunningServer, code: str) -> None:
    phone, producer = await server.phone(code), await server.moderator(code)
    for number in range(QUESTIONS):
        answer = await phone.do("submit", text=f"Pitanje broj {number}?")
        await producer.do("approve", question=answer["question"])
    await phone.leave()
    await producer.leave()


def _vote(number: int) -> bytes:
    command = {"id": str(number), "do": "vote", "question": f"q{number}", "on": True}
    return client_frame(json.dumps(command).encode())


def _ms(sorted_s: list[float], share: float) -> str:
    return f"{sorted_s[int(len(sorted_s) * share)] * 1_000:.0f} ms"
