"""How many questions may be asked of one debate: by one participant, by one network while they are
taken slowly, and in all processes together.
"""

from server.clock import Clock
from server.cluster.shared_limits import SharedLimits
from server.debate.actors import Actor
from server.debate.state import Debate
from server.limits.buckets import QUESTIONS, Buckets
from server.limits.inbox import Inbox


class Asking:
    def __init__(self, debate: Debate, clock: Clock, pace: float, shared: SharedLimits) -> None:
        self._debate = debate
        self._mine = Buckets(QUESTIONS, clock, pace)
        self._inbox = Inbox(debate, clock)
        self._shared = shared

    async def take(self, actor: Actor) -> None:
        """Count one question. Raises Rejected `too_fast`."""
        self._mine.take(actor.handle)
        self._inbox.take(actor)
        await self._shared.submit(self._debate.code, actor.handle)
