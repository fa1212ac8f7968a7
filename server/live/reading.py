"""Which question each moderator has open, so that nobody does the same work twice.

Known only to this process, while there are signs of life; in no journal and no receipt. What
other processes know is merged in by `elsewhere`.
"""

import asyncio
from collections.abc import Callable, Mapping

from server.clock import Clock
from server.debate.actors import Actor
from server.debate.commands import Answer, LookAt
from server.debate.refusals import Rejected
from server.debate.rules import permit
from server.debate.state import Debate, Touched
from server.debate.surroundings import Reading, Surroundings
from server.limits.buckets import Buckets
from server.limits.table import LOOKS

LIFE_S = 30.0  # how long a look lasts without a sign of life


class Readers:
    """Keeps `reading` of the surroundings. `touch` is told what to show anew."""

    def __init__(
        self,
        debate: Debate,
        around: Surroundings,
        clock: Clock,
        pace: float,
        touch: Callable[[Touched], None],
    ) -> None:
        self._debate = debate
        self._around = around
        self._clock = clock
        self._touch = touch
        self._buckets = Buckets(LOOKS, clock, pace)
        # With the moment of the last sign of life.
        self._here: dict[str, tuple[Reading, float]] = {}
        self._elsewhere: Mapping[str, Reading] = {}
        self._timer: asyncio.TimerHandle | None = None

    @property
    def here(self) -> dict[str, Reading]:
        """Who has what open in this process, by name."""
        return {name: reading for name, (reading, _) in self._here.items()}

    async def handle(self, actor: Actor, command: LookAt) -> Answer:
        """`look`, with the answer to it."""
        self.look(actor, command)
        return {}

    def look(self, actor: Actor, command: LookAt) -> None:
        """The moderator has this question open now, or none. Raises Rejected."""
        permit(self._debate, command, actor)
        self._buckets.take(actor.handle)
        if command.question is None:
            self.leave(actor.name)
            return
        if command.question not in self._debate.questions:
            raise Rejected("unknown_question")
        reading = Reading(command.question, command.editing)
        self._here[actor.name] = (reading, self._clock.monotonic())
        self._show()
        self._wait()

    def leave(self, name: str) -> None:
        """The moderator is gone, or has nothing open any more."""
        if self._here.pop(name, None) is not None:
            self._show()

    def elsewhere(self, reading: Mapping[str, Reading]) -> None:
        """Who has what open in other processes."""
        self._elsewhere = reading
        self._show()

    def forget(self) -> None:
        """The debate is over: nobody has anything of it open any more."""
        self._here, self._elsewhere, self._around.reading = {}, {}, {}

    def close(self) -> None:
        if self._timer is not None:
            self._timer.cancel()

    def _show(self) -> None:
        if self._debate.is_over:
            return
        now = {
            name: reading
            for name, reading in (*self._elsewhere.items(), *self.here.items())
            if reading.question in self._debate.questions
        }
        before, self._around.reading = self._around.reading, now
        changed = {
            reading.question
            for name in before.keys() | now.keys()
            if before.get(name) != now.get(name)
            for reading in (before.get(name), now.get(name))
            if reading is not None
        }
        if changed:
            self._touch(Touched(questions=changed))

    def _wait(self) -> None:
        """Look again when the oldest sign of life is too old."""
        if self._timer is None and self._here:
            oldest = min(at for _, at in self._here.values())
            rest = max(oldest + LIFE_S - self._clock.monotonic(), 0)
            self._timer = asyncio.get_running_loop().call_later(rest, self.expire)

    def expire(self) -> None:
        """Forget whoever gave no sign of life for too long."""
        self._timer = None
        now = self._clock.monotonic()
        self._here = {
            name: (reading, at) for name, (reading, at) in self._here.items() if now - at < LIFE_S
        }
        self._show()
        self._wait()
