"""While questions are taken slowly: how many of them one network may bring.

A hall of 500 behind one address asks some sixty at once and one every two seconds; made-up
participants of one network get no further, and leave room for the others.
"""

from server.clock import Clock
from server.debate.actors import Actor
from server.debate.state import Debate
from server.limits.buckets import Rate
from server.limits.newcomers import ByNetwork

SLOWLY = Rate(burst=60, per_s=0.5)


class Inbox:
    """Of one debate; every network has the same share."""

    def __init__(self, debate: Debate, clock: Clock) -> None:
        self._debate = debate
        self._networks = ByNetwork(SLOWLY, clock)

    def take(self, actor: Actor) -> None:
        """Count one question. Raises Rejected `too_fast`."""
        if self._debate.waiting.slow:
            self._networks.take(actor.source)
