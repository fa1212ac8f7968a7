"""How many are here, over all processes: each says for itself, again and again, and what it no
longer says is forgotten. Nobody counts who left, so a process that is killed is no trouble.
"""

import logging
import secrets
import time
from collections import Counter
from collections.abc import Mapping
from typing import Protocol

import msgspec
from msgspec import Struct, structs

from server.cluster.redis_link import TROUBLE, RedisClient
from server.debate.bursts import Burst
from server.debate.surroundings import Output, Reading

SAID_EVERY_S = 3.0
FORGOTTEN_AFTER_S = 10.0


class _Said(Struct, array_like=True):
    """`beat` is a number that grows. A field more at the end is passed over by processes that do
    not know it yet."""

    beat: int
    online: int
    moderators: tuple[str, ...] = ()
    reading: dict[str, Reading] = {}
    bursts: dict[str, Burst] = {}
    screens: dict[str, int] = {}
    outputs: dict[str, Output] = {}


log = logging.getLogger(__name__)


class Here(Struct, frozen=True):
    """Who reading at one debate in some processes: how many participants, which moderators, and
    which question each of these has open, if any. Which bursts of new voters they watch, and how
    many screens they have open of each view, phones aside, and what shows the debate's graphics."""

    online: int = 0
    moderators: tuple[str, ...] = ()
    reading: dict[str, Reading] = {}
    bursts: dict[str, Burst] = {}
    screens: dict[str, int] = {}
    outputs: dict[str, Output] = {}


NOBODY = Here()


class Presence(Protocol):
    """How processes tell each other who is here."""

    async def exchange(self, here: Mapping[str, Here]) -> Mapping[str, Here]:
        """Say who is here, by debate; returns who is elsewhere. Never raises."""
        ...

    async def close(self) -> None: ...


class RedisPresence:
    """One hash a debate, a field in it for each process.

    No clocks are compared: a reader notes by its own when it last saw a field change."""

    def __init__(self, client: RedisClient, namespace: str) -> None:
        self._client = client
        self._namespace = namespace
        self._me = secrets.token_hex(8).encode()
        self._beat = 0
        self._seen: dict[tuple[str, bytes], tuple[int, float]] = {}
        self._elsewhere: dict[str, Here] = {}
        self._answered = float("-inf")

    async def exchange(self, here: Mapping[str, Here]) -> Mapping[str, Here]:
        """Without Redis: what was known last, for a while, then nobody."""
        try:
            said = await self._say_and_read(here)
        except TROUBLE:
            if time.monotonic() - self._answered > FORGOTTEN_AFTER_S:
                self._elsewhere = {}
            return self._elsewhere
        self._answered = now = time.monotonic()
        seen, self._seen = self._seen, {}
        self._elsewhere = {
            code: self._sum(code, fields, seen, now)
            for code, fields in zip(here, said, strict=True)
        }
        return self._elsewhere

    async def close(self) -> None:
        """Be forgotten at once."""
        try:
            pipeline = self._client.pipeline(transaction=False)
            for code in self._elsewhere:
                pipeline.hdel(self._key(code), self._me)
            await pipeline.execute()
        except TROUBLE:
            log.info("presence ends by itself in %d s", FORGOTTEN_AFTER_S)

    async def _say_and_read(self, here: Mapping[str, Here]) -> list[dict[bytes, bytes]]:
        if not here:
            return []
        self._beat += 1
        pipeline = self._client.pipeline(transaction=False)
        for code, mine in here.items():
            said = _Said(beat=self._beat, **structs.asdict(mine))
            pipeline.hset(self._key(code), self._me, msgspec.json.encode(said))
            pipeline.expire(self._key(code), round(FORGOTTEN_AFTER_S))
            pipeline.hgetall(self._key(code))
        answers: list[dict[bytes, bytes]] = (await pipeline.execute())[2::3]
        return answers

    def _sum(
        self,
        code: str,
        fields: dict[bytes, bytes],
        seen: Mapping[tuple[str, bytes], tuple[int, float]],
        now: float,
    ) -> Here:
        online, moderators, reading = 0, set[str](), dict[str, Reading]()
        bursts: dict[str, Burst] = {}
        screens = Counter[str]()
        outputs: dict[str, Output] = {}
        for process, text in fields.items():
            said = None if process == self._me else _read(text)
            if said is None:
                continue
            before = seen.get((code, process))
            at = before[1] if before is not None and before[0] == said.beat else now
            self._seen[code, process] = (said.beat, at)
            if now - at <= FORGOTTEN_AFTER_S:
                online += said.online
                moderators.update(said.moderators)
                reading |= said.reading
                bursts |= said.bursts
                screens.update(said.screens)
                outputs |= said.outputs
        return Here(online, tuple(sorted(moderators)), reading, bursts, dict(screens), outputs)

    def _key(self, code: str) -> str:
        return f"{self._namespace}:here:{code}"


def _read(text: bytes) -> _Said | None:
    """None: no process of this version says such a thing."""
    try:
        return msgspec.json.decode(text, type=_Said)
    except (msgspec.MsgspecError, RecursionError):
        return None
