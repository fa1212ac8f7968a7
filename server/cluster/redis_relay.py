"""Hints through Redis' publish and subscribe.

A message is a JSON list: who sent it, and what moved. One goes out at once when a journal moved;
ballots wait for each other. Nobody waits for Redis and nothing is kept for it: a hint that cannot
be sent is lost, which costs at most the time until the rooms look by themselves.

A subscription can fall silent without an error. So every process says something every few
seconds, hears itself, and subscribes anew when it does not; what moved meanwhile is unknown, so
everybody is told to look at everything.
"""

import asyncio
import contextlib
import logging
import random
import secrets
import time
from typing import Any

import msgspec

from server.cluster.redis_link import TROUBLE, RedisClient
from server.cluster.relay import EVERYTHING, Heard
from server.lasting import lasting
from server.metrics import Metrics

HEARTBEAT_S = 2.0  # something is said at least this often
SILENT_BEATS = 3  # so many unheard ones, and the subscription is dead
TOGETHER_S = 0.25  # how long calm hints wait for each other: a tick of the audience
WAITING_AT_MOST = 1_000  # different hints; more are "everything"

log = logging.getLogger(__name__)


class RedisRelay:
    """Give it listeners, then `start` it. `namespace` keeps installations apart."""

    alone = False

    def __init__(
        self,
        client: RedisClient,
        namespace: str,
        metrics: Metrics,
        *,
        sharded: bool = False,
        heartbeat_s: float = HEARTBEAT_S,
    ) -> None:
        """`sharded`: on a cluster, where only the nodes that need a message shall carry it."""
        self._client = client
        self._channel = f"{namespace}:hints"
        self._metrics = metrics
        self._sharded = sharded
        self._heartbeat_s = heartbeat_s
        self._me = secrets.token_hex(8)
        self._listeners: list[Heard] = []
        self._pending: set[str] = set()
        self._wake = asyncio.Event()
        self._timer: asyncio.TimerHandle | None = None
        self._hears = False
        self._sends = False
        self._closing = False  # a library may swallow the cancelling of a task
        self._tasks: list[asyncio.Task[None]] = []

    @property
    def working(self) -> bool:
        """Whether Redis tells us of others, and takes what we say."""
        return self._hears and self._sends

    def start(self) -> None:
        """Send and hear from now on, or as soon as Redis answers."""
        for work, name in ((self._hear(), "hints in"), (self._send(), "hints out")):
            self._tasks.append(lasting(work, name))

    def listen(self, heard: Heard) -> None:
        self._listeners.append(heard)

    def hint(self, what: str, by: Heard | None = None, *, calm: bool = False) -> None:
        """Told to listeners of this process now; to others at once, or `calm` with what else comes
        within a moment. Where too many wait, all of them become one that says: look at
        everything."""
        self._tell(what, by)
        if len(self._pending) >= WAITING_AT_MOST:
            self._pending = {EVERYTHING}
        self._pending.add(what)
        if not calm:
            self._wake.set()
        elif self._timer is None:
            loop = asyncio.get_running_loop()
            self._timer = loop.call_later(TOGETHER_S, self._wake.set)

    async def close(self) -> None:
        """Say what is still to be said, and stop."""
        self._closing = True
        if self._pending and self.working:
            await self._publish(self._pending)
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        if self._timer is not None:
            self._timer.cancel()
        self._listeners.clear()
        await asyncio.sleep(0)  # the library leaves its socket to the loop to close

    def _tell(self, what: str, by: Heard | None = None) -> None:
        for heard in self._listeners:
            if heard != by:
                heard(what)

    # Out.

    async def _send(self) -> None:
        while not self._closing:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(self._heartbeat_s):
                    await self._wake.wait()
            self._wake.clear()
            if self._timer is not None:
                self._timer.cancel()
                self._timer = None
            pending, self._pending = self._pending, set()
            await self._publish(pending)

    async def _publish(self, hints: set[str]) -> None:
        message = msgspec.json.encode((self._me, sorted(hints)))
        try:
            if self._sharded:
                await self._client.spublish(self._channel, message)
            else:
                await self._client.publish(self._channel, message)
        except TROUBLE:
            self._lost(len(hints))
        except Exception:
            log.exception("a hint could not be sent")
            self._lost(len(hints))
        else:
            self._sends = True
            self._metrics.hints("sent", len(hints))
        self._metrics.relay(self.working)

    def _lost(self, hints: int) -> None:
        self._sends = False
        self._metrics.hints("lost", hints)

    # In.

    async def _hear(self) -> None:
        told = False
        while not self._closing:
            try:
                await self._follow()
            except TROUBLE as error:
                if self._hears or not told:
                    why = type(error).__name__
                    log.warning("hints between processes stopped", extra={"why": why})
                told = True
            except Exception:
                log.exception("hints between processes failed")
            self._hears = False
            self._metrics.relay(False)
            await asyncio.sleep(self._heartbeat_s * random.uniform(0.25, 0.75))

    async def _follow(self) -> None:
        """Subscribe and pass on what is heard. Raises TimeoutError when nothing is."""
        subscription = self._client.pubsub()
        silent_after = SILENT_BEATS * self._heartbeat_s
        try:
            await self._subscribe(subscription)
            last = time.monotonic()
            while not self._closing:
                message = await self._next(subscription)
                if message is not None:
                    last = time.monotonic()
                    self._take(message)
                elif time.monotonic() - last > silent_after:
                    raise TimeoutError
        finally:
            with contextlib.suppress(*TROUBLE):
                await subscription.aclose()

    async def _subscribe(self, subscription: Any) -> None:
        async with asyncio.timeout(SILENT_BEATS * self._heartbeat_s):
            if self._sharded:
                await self._client.initialize()  # it must know the nodes to choose one
                await subscription.ssubscribe(self._channel)
            else:
                await subscription.subscribe(self._channel)

    async def _next(self, subscription: Any) -> Any:
        if self._sharded:
            return await subscription.get_sharded_message(timeout=self._heartbeat_s)
        return await subscription.get_message(timeout=self._heartbeat_s)

    def _take(self, message: dict[str, Any]) -> None:
        if message["type"] in ("subscribe", "ssubscribe"):
            # Also after the library has connected anew by itself.
            log.info("hints between processes arrive")
            self._hears = True
            self._wake.set()
            self._tell(EVERYTHING)
            return
        try:
            sender, hints = msgspec.json.decode(message["data"], type=tuple[str, list[str]])
        except msgspec.DecodeError:
            return  # somebody else's
        if sender == self._me:
            return
        self._metrics.hints("heard", len(hints))
        for what in hints:
            self._tell(what)
