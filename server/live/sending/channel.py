"""One view of one debate on its way to all who look at it: what was touched is collected, and
every tick becomes one patch, encoded and framed once, written to everyone.

One task a channel, so patches leave in order. When a pass takes more than half of a tick, the tick
stretches.
"""

import asyncio
import logging
from collections.abc import Callable

from server.clock import Clock
from server.debate.patches import Json
from server.debate.showing.documents import View
from server.debate.showing.views import Projection
from server.debate.state import Touched
from server.lasting import lasting
from server.live.sending.client import Client
from server.live.sending.encoded import is_long, state_steps
from server.live.sending.frames import SharedFrame
from server.live.sending.long_document import LONG, LongDocument
from server.live.sending.recipients import CHUNK, Recipients, Round
from server.live.slices import OneByOne, in_slices
from server.metrics import Metrics
from server.wire.messages import PatchMessage, StateMessage, encode

LONGEST_TICK_S = 1.0
WORKING_AT_MOST = 0.7  # of a tick
OTHERS_FREE = 0.2  # of a tick, for what others do during a pass; beyond it, the tick stretches
STRETCH = 4.0  # by so many times as much
SPREAD = 0.7  # of what a tick was stretched by
PAUSE_S = 0.005  # at least, or it would be all timers
TIMER_S = 0.002  # by which a timer may be late without anybody's work
LOOK_AFTER_SLOW_S = 0.5

log = logging.getLogger(__name__)


class Channel:
    def __init__(
        self,
        view: View,
        projection: Projection,
        project: Callable[[], Projection],
        clock: Clock,
        metrics: Metrics,
        *,
        tick_s: float,
        heartbeat_s: float,
    ) -> None:
        self.view = view
        self.version = 0
        self._project = project
        self._projection = projection
        self._clock = clock
        self._metrics = metrics
        self._tick_s = tick_s
        self._heartbeat_s = heartbeat_s
        self._stretched_s = tick_s
        self._touched = Touched()
        self._something = asyncio.Event()
        self._urgent = asyncio.Event()
        self._settled: asyncio.Future[None] | None = None  # with the next update
        self._settling: asyncio.Future[None] | None = None  # with the one that is being made
        self._told = OneByOne()
        self._hurries = False  # what is being written does not wait
        self._recipients = Recipients()
        self._left: Round | None = None  # broken off for something urgent
        self._state: tuple[int, bytes, SharedFrame] | None = None
        self._returns: dict[int, SharedFrame] = {}
        self._long = LongDocument()
        self._last_pass = clock.monotonic() - tick_s
        self._task = lasting(self._run(), f"channel {view}")

    @property
    def clients(self) -> dict[Client, None]:
        """Who looks, in the order they came. Not to be changed."""
        return self._recipients.all

    def touch(self, touched: Touched, urgent: bool = False) -> None:
        """Something changed. `urgent`: it goes out at once, not with the next tick."""
        self._touched |= touched
        self._something.set()
        if urgent:
            self._urgent.set()

    async def settled(self) -> None:
        """Wait until all that was touched so far is in the document; each who does is told in a
        turn of their own."""
        if self._touched:
            if self._settled is None:
                self._settled = asyncio.get_running_loop().create_future()
            await asyncio.shield(self._settled)
        elif self._settling is not None:
            await asyncio.shield(self._settling)
        else:
            return
        await self._told.turn()

    async def ready(self) -> None:
        """To be waited for before `join`, so that no long document is encoded and compressed
        there."""
        if self._long.ready:
            return
        if is_long(self._projection.document()) or len(self.state_bytes()) >= LONG:
            await self._long.make(self._whole)

    async def encoded(self) -> bytes:
        """The `state` message as of the last tick, or of those that came while a long one was
        encoded."""
        if is_long(self._projection.document()):
            return await in_slices(state_steps(self.state()), self._clock)
        return self.state_bytes()

    async def _whole(self) -> SharedFrame:
        return SharedFrame(await self.encoded())

    def join(self, client: Client, since: int | None) -> None:
        """Send the first frame (what changed since, or the whole document), then every patch."""
        client.share(self._first_frame(since), self._clock.monotonic())
        self._recipients.add(client)

    def leave(self, client: Client) -> None:
        """Nothing happens when they have gone already."""
        self._recipients.discard(client)

    def state(self) -> StateMessage:
        """The document as of the last tick. Not to be changed."""
        return StateMessage(
            at=self._clock.now(), seq=self._projection.seq, doc=self._projection.document()
        )

    def state_bytes(self) -> bytes:
        """The encoded `state` message, made at most once a tick however many ask."""
        return self._encoded_state()[1]

    async def close(self) -> None:
        """Nothing more is sent; who waits for a frame waits no longer."""
        self._task.cancel()
        await asyncio.gather(self._task, return_exceptions=True)
        self._settle()
        self._settling = self._settled
        self._settle()

    def _first_frame(self, since: int | None) -> SharedFrame:
        """Made once for all who come in the same tick and have the same last frame."""
        state = self._state_frame()
        if since is None or since > self._clock.now():
            return state
        if since not in self._returns:
            patch = self._projection.since(since)
            self._returns[since] = state if patch is None else SharedFrame(self._patch(patch))
        return self._returns[since]

    def _state_frame(self) -> SharedFrame:
        return self._long.frame() if self._long.ready else self._encoded_state()[2]

    def _encoded_state(self) -> tuple[int, bytes, SharedFrame]:
        # Clients estimate their clock from `at`, so it may not be older than a tick.
        now = self._clock.now()
        if self._state is None or now - self._state[0] > self._tick_s * 1000:
            payload = encode(self.state())
            self._state = (now, payload, SharedFrame(payload))
            self._returns.clear()
        return self._state

    def _patch(self, patch: Json) -> bytes:
        return encode(PatchMessage(at=self._clock.now(), seq=self._projection.seq, doc=patch))

    # The loop.

    async def _run(self) -> None:
        while True:
            await self._wait()
            self._hurries = self._urgent.is_set()
            self._urgent.clear()
            self._something.clear()
            touched, self._touched = self._touched, Touched()
            try:
                await self._pass(touched)
            except Exception:
                log.exception("a view could not be brought up to date; it begins again")
                await self._begin_again()

    async def _pass(self, touched: Touched) -> None:
        began = self._clock.monotonic()
        patch: Json = {}
        if touched:
            self._settling = self._settled or asyncio.get_running_loop().create_future()
            self._settled = None
            updating = self._projection.updating(touched, self._clock.now())
            patch = await in_slices(updating, self._clock)
        updated = self._clock.monotonic() - began
        if patch:
            self.version += 1
            self._state = None
        self._settle()
        if patch or self._left or began - self._last_pass >= self._heartbeat_s:
            frame = SharedFrame(self._patch(patch))
            self._long.sent(frame)
            wrote, paused = await self._write_to_all(frame)
            self._last_pass = began
            took = self._clock.monotonic() - began
            self._metrics.tick(self.view, took)
            self._stretched_s = self._stretched(updated + wrote, took - updated - wrote - paused)
        if self._recipients.some_are_behind:
            await self.ready()
        self._recipients.look_after_slow(self._state_frame, self._clock.monotonic())

    async def _begin_again(self) -> None:
        """Nobody's screen may stand still for a mistake of ours: a fresh document for everyone."""
        self._projection = self._project()
        self._long.forget()
        self.version += 1
        self._state = None
        self._settle()
        self._left = None
        await self._write_to_all(self._state_frame())
        self._last_pass = self._clock.monotonic()

    def _settle(self) -> None:
        settled, self._settling = self._settling, None
        if settled is not None and not settled.done():
            settled.set_result(None)

    async def _wait(self) -> None:
        """Until it is time for a pass: something touched and the tick over, or urgent, or a sign
        of life due, or slow clients to look after."""
        heartbeat = self._last_pass + self._heartbeat_s - self._clock.monotonic()
        idle = min(heartbeat, LOOK_AFTER_SLOW_S) if self._recipients.some_are_behind else heartbeat
        if not await _happens(self._something, idle):
            return
        rest = self._last_pass + self._stretched_s - self._clock.monotonic()
        await _happens(self._urgent, rest)

    def _stretched(self, worked: float, others: float) -> float:
        """How long the next tick is, after a pass that took so long itself, and what others did in
        between so long (s): votes come before pictures of them."""
        own = max(self._tick_s, worked / WORKING_AT_MOST)
        pressed = max(0.0, others - OTHERS_FREE * self._tick_s)
        return min(own + STRETCH * pressed, LONGEST_TICK_S)

    async def _write_to_all(self, shared: SharedFrame) -> tuple[float, float]:
        """Returns for how long it wrote, and paused of its own accord, s.

        Who was left out of the pass before, because this one is urgent, comes first and gets both
        frames at once: nobody waits for two passes."""
        left, self._left = self._left, None
        if left is None:
            return await self._write(self._recipients.round(shared))
        others = self._recipients.round(shared, besides=left)
        left.add(shared)
        first, then = await self._write(left), await self._write(others)
        return first[0] + then[0], first[1] + then[1]

    async def _write(self, around: Round) -> tuple[float, float]:
        clock = self._clock.monotonic
        now = since = clock()
        wrote = paused = owed = 0.0
        # A stretched tick is spread out: all at once it would hold up everything else for a while.
        each = SPREAD * (self._stretched_s - self._tick_s) / max(1, len(around))
        while few := around.go_on(now):
            owed += few * each
            if few < CHUNK:
                continue  # too few for others to have waited
            wrote += clock() - since
            if owed >= PAUSE_S and len(around) and not self._hurries:
                paused += await self._rest(owed)
                owed = 0.0
            else:
                await asyncio.sleep(0)
            since = clock()
            if self._urgent.is_set() and not self._hurries:
                self._left = around
                break
        return wrote + clock() - since, paused

    async def _rest(self, seconds: float) -> float:
        """Sleep; returns how much of it was not the work of others."""
        began = self._clock.monotonic()
        await asyncio.sleep(seconds)
        return min(self._clock.monotonic() - began, seconds + TIMER_S)


async def _happens(event: asyncio.Event, within_s: float) -> bool:
    """Whether the event is set within that time."""
    if event.is_set():
        return True
    if within_s <= 0:
        return False
    loop = asyncio.get_running_loop()
    waiter = asyncio.ensure_future(event.wait())
    timer = loop.call_later(within_s, waiter.cancel)
    try:
        await asyncio.wait([waiter])
        return event.is_set()
    finally:
        timer.cancel()
        waiter.cancel()
