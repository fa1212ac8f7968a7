"""How many questions may be asked of one debate: by one participant, by one network while they are
taken slowly, and in all processes together.

A hall behind one address asks as usual; made-up participants of one network get no further, and
leave room for the others.
"""

from server.clock import Clock
from server.debate.actors import Actor
from server.debate.state import Debate
from server.limits.buckets import Buckets
from server.limits.newcomers import ByNetwork
from server.limits.shared import SharedLimits
from server.limits.table import QUESTIONS, QUESTIONS_SLOWLY


class Asking:
    """`pace`: see the settings."""

    def __init__(self, debate: Debate, clock: Clock, pace: float, shared: SharedLimits) -> None:
        self._debate = debate
        self._mine = Buckets(QUESTIONS, clock, pace)
        self._networks = ByNetwork(QUESTIONS_SLOWLY, clock)
        self._shared = shared
        self._together = (QUESTIONS.times(max(pace, 1.0)),)

    async def take(self, actor: Actor) -> None:
        """Count one question. Raises Rejected `too_fast`."""
        if self._debate.waiting.slow:
            self._networks.take(actor.source)
        self._mine.take(actor.handle)
        await self._shared.take(self._together, self._debate.code, actor.handle)
