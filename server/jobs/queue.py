"""What waits for the worker of this process, and who waits for it.

A queue in memory, not in the store: what a job makes is kept in a file under a name that says what
went into it. So nothing is lost by a restart but what somebody is waiting for, and they ask again;
and several processes share what was made, without a lease on anything.
"""

import asyncio
import contextlib
import logging
from collections import OrderedDict
from typing import Any

import msgspec
from msgspec import Struct

from server.clock import Clock
from server.jobs.errors import Crowded, JobFailed, NotYet
from server.jobs.messages import Ask
from server.jobs.process import MODULE, Gone, Worker
from server.lasting import lasting

WAITING_AT_MOST = 20  # different jobs
OF_ONE_AT_MOST = 2  # of the same organisation
WANTED_S = 15.0  # for how long one is done for somebody who was told `NotYet`
LONGEST_S = 120.0
IDLE_S = 30.0
LOOK_S = 0.5
FAILED_S = 20.0  # for how long what failed is not tried again
FAILED_KEPT = 100
TRIES = 2  # of a job whose worker was killed

log = logging.getLogger(__name__)


class _Waiting(Struct, eq=False):
    """One job, whoever waits for it."""

    ask: Ask
    result: asyncio.Future[Any]
    until: float  # when it is no longer wanted, if nobody waits
    whose: str = ""
    waiters: int = 0
    part: float = 0.0


class Jobs:
    def __init__(
        self,
        clock: Clock,
        module: str = MODULE,
        longest_s: float = LONGEST_S,
        idle_s: float = IDLE_S,
    ) -> None:
        """`module`: the worker's program. `longest_s`: of one job; `idle_s`: after which the
        worker's memory is given back."""
        self._clock = clock
        self._module = module
        self._longest_s = longest_s
        self._idle_s = idle_s
        self._known: OrderedDict[str, _Waiting] = OrderedDict()
        self._failed: OrderedDict[str, tuple[float, JobFailed]] = OrderedDict()
        self._something = asyncio.Event()
        self._doing: _Waiting | None = None
        self._worker: Worker | None = None
        self._working: asyncio.Task[None] | None = None
        self._closed = False

    @property
    def pid(self) -> int | None:
        """Of the worker, while there is one."""
        return None if self._worker is None else self._worker.pid

    async def do(
        self, job: str, what: Struct, key: str, patience_s: float = LONGEST_S, whose: str = ""
    ) -> Any:
        """The result of that job. Who asks with the same key gets the same one. What nobody waits
        for any more is not done. `whose`: of which organisation it is, that it does not take the
        places of all others; "": of none. Raises NotYet after `patience_s`, Crowded, JobFailed."""
        failed_until, error = self._failed.get(key, (0.0, None))
        if error is not None and self._clock.monotonic() < failed_until:
            raise JobFailed(error.code, error.why)
        waiting = self._known.get(key) or self._add(job, what, key, whose)
        waiting.waiters += 1
        try:
            done, _ = await asyncio.wait([waiting.result], timeout=patience_s)
            if done:
                return _result(waiting.result)
            waiting.until = self._clock.monotonic() + WANTED_S
            raise NotYet(waiting.part, list(self._known).index(key) if key in self._known else 0)
        finally:
            waiting.waiters -= 1
            if not (self._is_wanted(waiting) or waiting is self._doing):
                self._known.pop(key, None)

    async def close(self) -> None:
        """End the worker, whatever it is doing; who waits is told that it failed."""
        self._closed = True
        if self._working is not None:
            self._working.cancel()
            await asyncio.gather(self._working, return_exceptions=True)

    def _add(self, job: str, what: Struct, key: str, whose: str) -> _Waiting:
        if self._closed or len(self._known) >= WAITING_AT_MOST:
            raise Crowded
        theirs = sum(one.whose == whose for one in self._known.values()) if whose else 0
        if theirs >= OF_ONE_AT_MOST:
            raise Crowded
        ask = Ask(job, msgspec.msgpack.encode(what))
        result = asyncio.get_running_loop().create_future()
        waiting = _Waiting(ask, result, self._clock.monotonic(), whose)
        self._known[key] = waiting
        self._wake()
        return waiting

    def _wake(self, *_: Any) -> None:
        self._something.set()
        if self._known and (self._working is None or self._working.done()):
            self._working = lasting(self._work(), "jobs")
            # What came while the last worker was ended is for the next one.
            self._working.add_done_callback(self._wake)

    async def _work(self) -> None:
        try:
            while await self._is_something():
                key, self._doing = next(iter(self._known.items()))
                try:
                    result = await self._tried(self._doing)
                except JobFailed as error:
                    self._fail(key, error)
                else:
                    self._known.pop(key).result.set_result(result)
        except Exception:
            log.exception("jobs cannot be done")
        finally:
            for key in list(self._known):
                self._fail(key, JobFailed("killed"), again=True)
            await self._end()

    async def _is_something(self) -> bool:
        """Whether there is, before the worker was idle for too long."""
        if not self._known:
            self._something.clear()
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._something.wait(), self._idle_s)
        return bool(self._known)

    async def _tried(self, waiting: _Waiting) -> Any:
        """Raises JobFailed."""
        for _ in range(TRIES):
            if not self._is_wanted(waiting):
                break
            try:
                if self._worker is None:
                    self._worker = await Worker.start(self._module)
                return await self._watched(self._worker, waiting)
            except Gone:
                log.warning("the worker was killed", extra={"job": waiting.ask.job})
                await self._end()
            except OSError as error:
                raise JobFailed("failed", type(error).__name__) from error
        raise JobFailed("killed")

    async def _watched(self, worker: Worker, waiting: _Waiting) -> Any:
        """Done by this worker, within its time and as long as it is wanted."""

        def told(part: float) -> None:
            waiting.part = part

        began = self._clock.monotonic()
        doing = asyncio.create_task(worker.do(waiting.ask, told), name="a job")
        try:
            while not (await asyncio.wait([doing], timeout=LOOK_S))[0]:
                if self._clock.monotonic() - began > self._longest_s:
                    raise JobFailed("too_long", waiting.ask.job)
                if not self._is_wanted(waiting):
                    raise JobFailed("killed", "nobody waits for it")
            return doing.result()
        finally:
            if not doing.done():  # it is still at it
                doing.cancel()
                await asyncio.gather(doing, return_exceptions=True)
                await self._end()

    def _is_wanted(self, waiting: _Waiting) -> bool:
        return waiting.waiters > 0 or self._clock.monotonic() < waiting.until

    def _fail(self, key: str, error: JobFailed, again: bool = False) -> None:
        """`again`: it may be tried again at once."""
        waiting = self._known.pop(key)
        if error.code != "killed":
            told = {"job": waiting.ask.job, "code": error.code, "why": error.why}
            log.error("a job failed", extra=told)
        if not again and waiting.waiters:
            self._failed[key] = (self._clock.monotonic() + FAILED_S, error)
            while len(self._failed) > FAILED_KEPT:
                self._failed.popitem(last=False)
        waiting.result.set_exception(error)
        waiting.result.exception()  # it is said, whether or not somebody still waits

    async def _end(self) -> None:
        worker, self._worker = self._worker, None
        if worker is not None:
            await worker.end()


def _result(done: "asyncio.Future[Any]") -> Any:
    error = done.exception()
    if isinstance(error, JobFailed):
        raise JobFailed(error.code, error.why)  # one for each who waited
    return done.result()
