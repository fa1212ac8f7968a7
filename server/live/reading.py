"""Which question each moderator has open, so that nobody does the same work twice.

Known only to this process, while there are signs of life; in no journal and no receipt. What
other processes know is merged in by `elsewhere`.
"""

import asyncio
from collections.abc import Callable, Mapping

from server.clock import Clock
from server.debate.actors import Actor
from server.debate.commands import LookAt
from server.debate.refusals import Rejected
from server.debate.rules import permit
from server.debate.state import Debate, Look, Touched
from server.limits.buckets import Buckets, Rate

LIFE_S = 30.0  # how long a look lasts without a sign of life
LOOKS = Rate(burst=30, per_s=4)  # of one moderator: enough for a held arrow key


class Attention:
    """`touch` is told what to show anew."""

    def __init__(
        self, debate: Debate, clock: Clock, pace: float, touch: Callable[[Touched], None]
    ) -> None:
        self._debate = debate
        self._clock = clock
        self._touch = touch
        self._buckets = Buckets(LOOKS, clock, pace)
        self._here: dict[str, tuple[Look, float]] = {}  # with the moment of the last sign of life
        self._elsewhere: Mapping[str, Look] = {}
        self._timer: asyncio.TimerHandle | None = None

    @property
    def here(self) -> dict[str, Look]:
        """Who has what open in this process, by name."""
        return {name: look for name, (look, _) in self._here.items()}

    def look(self, actor: Actor, command: LookAt) -> None:
        """The moderator has this question open now, or none. Raises Rejected."""
        permit(self._debate, command, actor)
        self._buckets.take(actor.handle)
        if command.question is None:
            self.leave(actor.name)
            return
        if command.question not in self._debate.questions:
            raise Rejected("unknown_question")
        look = Look(command.question, command.editing)
        self._here[actor.name] = (look, self._clock.monotonic())
        self._show()
        self._wait()

    def leave(self, name: str) -> None:
        """The moderator is gone, or has nothing open any more."""
        if self._here.pop(name, None) is not None:
            self._show()

    def elsewhere(self, looks: Mapping[str, Look]) -> None:
        """Who has what open in other processes."""
        self._elsewhere = looks
        self._show()

    def close(self) -> None:
        if self._timer is not None:
            self._timer.cancel()

    def _show(self) -> None:
        debate = self._debate
        now = {
            name: look
            for name, look in (*self._elsewhere.items(), *self.here.items())
            if look.question in debate.questions
        }
        before, debate.looks = debate.looks, now
        changed = {
            look.question
            for name in before.keys() | now.keys()
            if before.get(name) != now.get(name)
            for look in (before.get(name), now.get(name))
            if look is not None
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
            name: (look, at) for name, (look, at) in self._here.items() if now - at < LIFE_S
        }
        self._show()
        self._wait()
