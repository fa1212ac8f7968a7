"""Who looks at a debate, in this process and in others: counted, named to the moderators, and said
to the other processes.
"""

import asyncio
from collections import Counter
from collections.abc import Callable

from server.cluster.presence import NOBODY, Here
from server.debate.showing.documents import View
from server.debate.state import Touched
from server.debate.surroundings import Surroundings
from server.live.outputs import Outputs
from server.live.people import People
from server.live.reading import Readers
from server.live.sending.client import Client
from server.live.watching import Watching
from server.metrics import Metrics

TOLD_EVERY_S = 1.0  # how often a changed number of people is told


class Attendance:
    """Keeps `online` and `moderators` of the surroundings. `touch` is told what to show anew."""

    def __init__(
        self,
        around: Surroundings,
        people: People,
        readers: Readers,
        watching: Watching,
        outputs: Outputs,
        touch: Callable[[Touched], None],
        metrics: Metrics,
    ) -> None:
        self._around = around
        self._people = people
        self._readers = readers
        self._watching = watching
        self._outputs = outputs
        self._touch = touch
        self._metrics = metrics
        self._elsewhere = NOBODY
        self._timer: asyncio.TimerHandle | None = None

    @property
    def here(self) -> Here:
        """Who is connected to this process, what moderators have open in it, its bursts, and
        what shows graphics."""
        online, moderators = self._people.online, self._people.moderators
        reading, bursts = self._readers.here, self._watching.here
        screens, outputs = self._people.screens, self._outputs.here
        return Here(online, moderators, reading, bursts, screens, outputs)

    @property
    def screens(self) -> Counter[str]:
        """How many screens of each view are open, here and elsewhere, phones aside."""
        return Counter(self._people.screens) + Counter(self._elsewhere.screens)

    def elsewhere(self, elsewhere: Here) -> None:
        """Who looks at this debate in other processes."""
        self._watching.elsewhere(elsewhere.bursts)
        if elsewhere != self._elsewhere:
            self._elsewhere = elsewhere
            self._readers.elsewhere(elsewhere.reading)
            self._outputs.elsewhere(elsewhere.outputs)
            self._changed()

    def arrive(self, view: View, client: Client, token: str | None) -> None:
        """Somebody comes; see `People.arrive`."""
        self._people.arrive(view, client, token)
        self._metrics.joined(view)
        self._changed()

    def depart(self, view: View, client: Client) -> None:
        """Somebody goes."""
        self._people.depart(view, client)
        self._metrics.left(view)
        if client.name and client.name not in self._people.moderators:
            self._readers.leave(client.name)
        self._changed()

    def _changed(self) -> None:
        """That will be told."""
        if self._timer is None:
            self._timer = asyncio.get_running_loop().call_later(TOLD_EVERY_S, self._tell)

    def close(self) -> None:
        if self._timer is not None:
            self._timer.cancel()

    def _tell(self) -> None:
        self._timer = None
        here, elsewhere = self._people, self._elsewhere
        self._around.online = here.online + elsewhere.online
        self._around.moderators = tuple(sorted({*here.moderators, *elsewhere.moderators}))
        self._touch(Touched(debate=True))
