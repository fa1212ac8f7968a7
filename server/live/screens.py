"""The views of one debate in this process: each made when somebody first looks at it."""

import asyncio
from collections.abc import Iterator, Set

from server.clock import Clock
from server.debate.showing.documents import View
from server.debate.showing.views import Projection, project
from server.debate.state import Debate, Touched
from server.debate.surroundings import Surroundings
from server.lasting import lasting
from server.live.alike import Alike
from server.live.sending.channel import Channel
from server.live.slices import in_slices
from server.metrics import Metrics
from server.settings import Settings

FAST_TICK_S = 0.05  # for the few who look at control, display and host


class Screens:
    """Iterates over the channels there are."""

    def __init__(
        self,
        debate: Debate,
        around: Surroundings,
        alike: Alike,
        clock: Clock,
        settings: Settings,
        metrics: Metrics,
    ) -> None:
        self._debate = debate
        self._around = around
        self._alike = alike
        self._clock = clock
        self._settings = settings
        self._metrics = metrics
        self._channels: dict[View, Channel] = {}
        self._making: dict[View, asyncio.Task[None]] = {}
        self._touched: dict[View, Touched] = {}  # while they are made

    def __iter__(self) -> Iterator[Channel]:
        return iter(self._channels.values())

    def of(self, view: View) -> Channel:
        """The channel of a view; made in one go if it was not made ready."""
        if view not in self._channels:
            self._open(view, self._project(view))
        return self._channels[view]

    def made(self, view: View) -> Channel | None:
        """The channel of a view, if it is there."""
        return self._channels.get(view)

    async def ready(self, view: View) -> None:
        """Make the document of a view, if it is not there, between other work: of thousands of
        questions it takes seconds."""
        while view not in self._channels:
            if view not in self._making:
                task = lasting(self._make(view), f"make {view}")
                self._making[view] = task
                task.add_done_callback(lambda _: self._making.pop(view, None))
            await asyncio.shield(self._making[view])

    def touch(self, touched: Touched, urgent: Set[View] = frozenset()) -> None:
        """A view that is still being made is told when it is ready. `urgent`: views that do not
        wait for their tick."""
        for view, channel in self._channels.items():
            channel.touch(touched, view in urgent)
        for missed in self._touched.values():
            missed |= touched

    def touch_one(self, view: View, touched: Touched) -> bool:
        """In one view only; False when nobody has looked at it."""
        if view in self._touched:
            self._touched[view] |= touched
        elif view not in self._channels:
            return False
        else:
            self._channels[view].touch(touched)
        return True

    async def close(self) -> None:
        for task in list(self._making.values()):
            task.cancel()
        await asyncio.gather(*self._making.values(), return_exceptions=True)
        for channel in self._channels.values():
            await channel.close()

    async def _make(self, view: View) -> None:
        missed = self._touched[view] = Touched()
        try:
            projection = self._project(view, whole=False)
            await in_slices(projection.fill(self._clock.now()), self._clock)
        finally:
            del self._touched[view]
        if view not in self._channels:
            projection.update(missed, self._clock.now())
            self._open(view, projection)

    def _project(self, view: View, whole: bool = True) -> Projection:
        alike, now = self._alike, self._clock.now()
        return project(view, self._debate, self._around, alike.likely, now, whole, alike.marks)

    def _open(self, view: View, projection: Projection) -> None:
        self._channels[view] = Channel(
            view,
            projection,
            lambda: self._project(view),
            self._clock,
            self._metrics,
            tick_s=self._settings.tick_ms / 1000 if view == "audience" else FAST_TICK_S,
            heartbeat_s=self._settings.heartbeat_s,
        )
