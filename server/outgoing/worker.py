"""Sends what is to be told, in every process that serves. Processes share the work by leases in the
database: an endpoint is one process's at a time, and if that ends in the middle, another's after a
while. What was sent but not noted by then is sent again: each event comes at least once.
"""

import asyncio
import contextlib
import logging
import random
import secrets
from collections import Counter
from collections.abc import Callable
from functools import partial

from server.clock import Clock
from server.debate.minutes import DAY_MS
from server.lasting import lasting
from server.outgoing.messages import GONE, HOLDS_TRIES, KINDS, SLOW, body, delay, headers
from server.outgoing.sending import Answer, Sender
from server.store import Delivery, Endpoint, Outcome, Store, Unavailable
from server.store.outgoing.deliveries import TEST

LOOK_S = 1.0
TROUBLE_S = 5.0  # after which the database is asked again
LEASE_MS = 45_000  # a try takes a third of it at most
AT_ONCE = 8  # endpoints
OF_ONE_AT_ONCE = 2  # endpoints of one organisation
IN_A_ROW = 200  # events to one endpoint, before another one's turn
TURN_S = 20.0  # after which it is another one's turn as well
PRUNE_S = 600.0
KEPT_MS = 30 * DAY_MS
WAITING_AT_MOST = 20_000  # for one endpoint

log = logging.getLogger(__name__)


class Outgoing:
    """`alone`: no other process serves this house. `lease_ms`: of an endpoint."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        sender: Sender | None = None,
        alone: bool = False,
        lease_ms: int = LEASE_MS,
        chance: Callable[[], float] = random.random,
    ) -> None:
        self._store = store
        self._clock = clock
        self._sender = sender or Sender()
        self._alone = alone
        self._lease_ms = lease_ms
        self._chance = chance
        self._me = secrets.token_hex(8)
        self._serving: dict[str, asyncio.Task[None]] = {}
        self._whose: dict[str, str] = {}  # the organisation of each that is served
        self._task: asyncio.Task[None] | None = None
        self._something = asyncio.Event()
        self._prune_at = clock.monotonic()

    def start(self) -> None:
        """Look for work from now on."""
        self._task = lasting(self._work(), "outgoing")

    async def close(self) -> None:
        """Break off what is on its way; it is sent again by whoever comes next."""
        mine = list(self._serving)
        tasks = [*self._serving.values(), *([self._task] if self._task else [])]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        with contextlib.suppress(Unavailable):
            for id_ in mine:
                await self._store.deliveries.give_back(id_, self._me, self._clock.now())

    async def _work(self) -> None:
        while True:
            try:
                if self._alone:  # whoever had something before is gone
                    await self._store.deliveries.free_all()
                    self._alone = False
                await self.look()
                await self._wait(LOOK_S)
            except Unavailable:
                log.warning("could not look for what is to be sent")
                await self._wait(TROUBLE_S)

    async def look(self) -> None:
        """Take what nobody sends, as much as this process sends at once. Raises Unavailable."""
        if self._clock.monotonic() >= self._prune_at:
            await self._prune()
            self._prune_at = self._clock.monotonic() + PRUNE_S
        if len(self._serving) >= AT_ONCE:
            return
        served = Counter(self._whose.values())
        for id_, organisation in await self._store.deliveries.ready(self._clock.now()):
            if id_ in self._serving or served[organisation] >= OF_ONE_AT_ONCE:
                continue
            served[organisation] += 1
            self._whose[id_] = organisation
            self._serving[id_] = lasting(self._serve(id_), "send to an endpoint")
            self._serving[id_].add_done_callback(partial(self._done, id_))
            if len(self._serving) >= AT_ONCE:
                return

    async def _prune(self) -> None:
        now = self._clock.now()
        for id_ in await self._store.deliveries.prune(now - KEPT_MS, WAITING_AT_MOST):
            log.warning("too much waits for an endpoint: it is off", extra={"endpoint": id_})

    def _done(self, id_: str, _: object) -> None:
        self._serving.pop(id_, None)
        self._whose.pop(id_, None)
        self._something.set()

    async def _wait(self, seconds: float) -> None:
        self._something.clear()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._something.wait()

    async def _serve(self, id_: str) -> None:
        try:
            endpoint = await self._take(id_)
            if endpoint is not None:
                await self._send_some(endpoint)
                await self._store.deliveries.give_back(id_, self._me, self._clock.now())
        except Unavailable:
            log.warning("what was sent could not be noted: it is sent again")

    async def _take(self, id_: str) -> Endpoint | None:
        now = self._clock.now()
        return await self._store.deliveries.take(id_, self._me, now, now + self._lease_ms)

    async def _send_some(self, endpoint: Endpoint) -> None:
        deliveries, taken_at = self._store.deliveries, self._clock.monotonic()
        over_at = taken_at + TURN_S
        for _ in range(IN_A_ROW):
            if self._clock.monotonic() >= over_at:
                return
            delivery, wake_at = await deliveries.next(endpoint.id, self._clock.now())
            if delivery is None:
                if wake_at:
                    await deliveries.sleep(endpoint.id, self._me, wake_at)
                return
            # The database may have kept us waiting: what is left must do for a whole try.
            if self._clock.monotonic() - taken_at > self._lease_ms / 1_000 / 3:
                return
            answer = await self._send(endpoint, delivery)
            now = self._clock.now()
            outcome = outcome_of(delivery, answer, now, self._chance())
            renewed_at = self._clock.monotonic()
            if not await deliveries.note(delivery, outcome, self._me, now, now + self._lease_ms):
                return
            taken_at = renewed_at

    async def _send(self, endpoint: Endpoint, delivery: Delivery) -> Answer:
        now = self._clock.now()
        kind = next(one for one in KINDS if one == endpoint.kind)
        keys = await self._store.endpoints.keys(endpoint.id, now)
        if not keys:
            return Answer("secret")
        said = body(delivery.type, delivery.at, delivery.data)
        late = delivery.late and delivery.type != TEST
        named = headers(kind, keys, delivery.message, now, said, late)
        whose, url = endpoint.organisation, endpoint.url
        return await self._sender.send(url, endpoint.in_hall, named, said, now, whose)


def outcome_of(delivery: Delivery, answer: Answer, now: int, chance: float) -> Outcome:
    """What becomes of a delivery by what was answered. `chance`: 0…1."""
    tries = delivery.tries + 1
    result = answer.result
    if answer.is_good:
        return Outcome("done", result, tries, delivery.late)
    if result == GONE:
        return Outcome("waiting", result, tries, delivery.late, now, switched="gone")
    wait = delay(tries, result, answer.wait_ms, chance)
    late = delivery.late or tries >= HOLDS_TRIES
    if wait is None or delivery.type == TEST:
        return Outcome("failed", result, tries, late)
    next_at = now + wait
    rests = result in SLOW or bool(answer.wait_ms)
    return Outcome("waiting", result, tries, late, next_at, next_at if rests else 0)
