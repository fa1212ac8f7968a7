"""Floods of what a websocket may carry (RFC 6455, RFC 7692)."""

import asyncio
import json
import os
import time
import zlib
from struct import pack

from tests.load.attacks import raw
from tests.load.attacks.attack import Attack, Score, Target
from tests.load.attacks.network import OUTSIDER
from tests.load.phones.phone import client_frame

PINGS_BYTES_S = 1_500_000
FLOODERS = 20
_MASK = b"\0\0\0\0"
_PING, _TEXT = 0x9, 0x1


def _frame(first: int, payload: bytes = b"") -> bytes:
    """With every bit of the first byte as wanted; less than 126 bytes."""
    return bytes((first, 0x80 | len(payload))) + _MASK + payload


async def pings(target: Target, for_s: float) -> Score:
    """Empty ones, whose pongs are read."""
    score, ends = Score(), time.monotonic() + for_s
    block = client_frame(b"", _PING) * 2_500

    async def flood(_: int) -> None:
        line = await raw.join(target, OUTSIDER)
        reading = asyncio.create_task(raw.read_answers(line, score))
        try:
            while time.monotonic() < ends:
                await line.send(block)
                score["pings"] += 2_500
                await asyncio.sleep(len(block) / PINGS_BYTES_S)
        finally:
            reading.cancel()
            line.end()

    await raw.over_and_over(1, for_s, score, flood)
    return score


async def pongs(target: Target, for_s: float) -> Score:
    """The largest pings, from ten who read none of their pongs."""
    score, ends = Score(), time.monotonic() + for_s
    block = _frame(0x89, b"x" * 125) * 500

    async def flood(_: int) -> None:
        line = await raw.join(target, OUTSIDER, receive=4_096)
        line.deafen()
        try:
            while time.monotonic() < ends:
                async with asyncio.timeout_at(ends):
                    await line.send(block)
                if line.is_cut():
                    raise ConnectionError
                score["pings"] += 500
        finally:
            line.end()

    await raw.over_and_over(10, for_s, score, flood)
    return score


async def _stream(
    target: Target, for_s: float, begin: bytes, block: bytes, deflate: bool = False
) -> Score:
    """Each sends the one, then the other until it is cut; then comes again."""
    score, ends = Score(), time.monotonic() + for_s

    async def flood(_: int) -> None:
        line = await raw.join(target, OUTSIDER, deflate=deflate)
        reading = asyncio.create_task(raw.read_answers(line, score))
        try:
            await line.send(begin)
            while time.monotonic() < ends:
                await line.send(block)
                score["kB"] += len(block) // 1_000
                await asyncio.sleep(0.001)
        finally:
            reading.cancel()
            line.end()

    await raw.over_and_over(FLOODERS, for_s, score, flood)
    return score


async def fragments(target: Target, for_s: float) -> Score:
    return await _stream(target, for_s, _frame(_TEXT), _frame(0x0) * 2_500)


async def bombs(target: Target, for_s: float) -> Score:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    bomb = (packer.compress(bytes(3_900_000)) + packer.flush(zlib.Z_SYNC_FLUSH))[:-4]
    frame = bytes((0xC1, 0xFE)) + pack("!H", len(bomb)) + _MASK + bomb
    return await _stream(target, for_s, b"", frame, deflate=True)


async def malformed(target: Target, for_s: float) -> Score:
    kinds = (b"{", b"[" * 1_000, b'{"id":"\xff"}', b'{"id":1}', b'{"do":"vote"}', os.urandom(100))
    frames = [client_frame(kind) for kind in kinds[:-1]] + [client_frame(kinds[-1], 0x2)]
    return await _stream(target, for_s, b"", b"".join(frames) * 20)


async def same_ids(target: Target, for_s: float) -> Score:
    """The same command id with ever other contents."""
    votes = [
        client_frame(json.dumps({"id": "c1", "do": "vote", "question": q, "on": on}).encode())
        for q in target.questions
        for on in (True, False)
    ]
    return await _stream(target, for_s, b"", b"".join(votes))


async def garbage(target: Target, for_s: float) -> Score:
    """What is no handshake: each time the server has something to complain about."""
    score = Score()

    async def disturb(number: int) -> None:
        line = await raw.Line.open(target, target.live_port, OUTSIDER)
        try:
            await line.send(
                (b"\0\r\n\r\n", b"GET / HTTP/1.1\r\nHost\r\n\r\n", b"G" * 9_000)[number % 3]
            )
            score["sent"] += 1
            await line.reader.read(1_000)
        finally:
            line.end()

    await raw.over_and_over(40, for_s, score, disturb, every_s=0.02)
    return score


ATTACKS = (
    Attack("pings", "1.5 MB of empty pings a second from one connection", pings),
    Attack("pongs", "pings as fast as they are taken from ten who never read the pongs", pongs),
    Attack("fragments", "messages that never end, in empty fragments", fragments),
    Attack("bombs", "3.9 MB of zeros in a frame of less than 4 kB, again and again", bombs),
    Attack("malformed", "what is no command, as fast as it is taken", malformed),
    Attack("same ids", "votes that all have one id, as fast as they are taken", same_ids),
    Attack("garbage", "2,000 times a second what is no handshake", garbage),
)
