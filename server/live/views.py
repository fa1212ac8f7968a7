"""What is to be seen of one debate in this process: its views, what is alike in it, and what each
participant sees of themselves.
"""

import asyncio
from collections.abc import Generator, Set

from server.clock import Clock
from server.debate.patches import Json
from server.debate.showing.documents import View, you_document
from server.debate.state import Debate, Touched
from server.debate.surroundings import Surroundings
from server.live.alike import Alike
from server.live.people import People
from server.live.screens import Screens
from server.live.sending.channel import Channel
from server.live.slices import in_slices
from server.metrics import Metrics
from server.settings import Settings
from server.wire.messages import ByeMessage, StateMessage, encode


class Views:
    def __init__(
        self,
        debate: Debate,
        around: Surroundings,
        clock: Clock,
        settings: Settings,
        metrics: Metrics,
    ) -> None:
        self.people = People(debate)
        self.alike = Alike(debate, around, clock, settings.pace, self._found_alike)
        self._debate = debate
        self._clock = clock
        self._screens = Screens(debate, around, self.alike, clock, settings, metrics)

    # What has changed.

    def touch(self, touched: Touched, urgent: Set[View] = frozenset()) -> None:
        """Show this anew; in `urgent` views at once."""
        affected = self.alike.follow(touched.questions)
        self._screens.touch(touched, urgent)
        if affected:
            self._found_alike(affected)
        self.people.tell(touched.participants)

    def counted(self, touched: Touched) -> None:
        """Votes were."""
        touched.questions &= self._debate.questions.keys()  # others' may not be known here yet
        voters, touched.participants = touched.participants, set()
        self.alike.counted(touched.questions)
        self._screens.touch(touched)
        # Together with the answers to them: one packet for both.
        asyncio.get_running_loop().call_soon(self.people.tell, voters)

    def look_again(self, view: View, questions: set[str]) -> bool:
        """Bring these up to date in one view; False when nobody has looked at it."""
        return self._screens.touch_one(view, Touched(questions=questions))

    async def load(self) -> None:
        """Have all that was asked before known to those who look for what is alike."""
        await in_slices(self._load(), self._clock)

    async def show_all_anew(self) -> None:
        """To everybody."""
        self.touch(Touched(debate=True))
        await in_slices(self.people.tell_everyone(), self._clock)
        await in_slices(self._touch_each(), self._clock)

    def _load(self) -> Generator[None, None, None]:
        for id_ in self._debate.questions:
            self.alike.load(id_)
            yield
        self.alike.follow(set())

    def _touch_each(self) -> Generator[None, None, None]:
        for id_ in list(self._debate.questions):
            self.touch(Touched(questions={id_}))
            yield

    def _found_alike(self, questions: set[str]) -> None:
        self.look_again("control", questions)

    # Who looks.

    async def ready(self, view: View) -> None:
        """To be waited for before anybody is let in to a view. See `Screens.ready`."""
        await self._screens.ready(view)
        await self._screens.of(view).ready()

    def made(self, view: View) -> Channel | None:
        """The channel of a view, if somebody looked at it before."""
        return self._screens.made(view)

    def channel(self, view: View) -> Channel:
        """The channel of a view, opened when somebody first looks."""
        return self._screens.of(view)

    @property
    def deserted(self) -> bool:
        """Whether nobody looks."""
        return not any(channel.clients for channel in self._screens)

    def send_away(self, code: str) -> None:
        """Tell everybody who looks that there is nothing more to come, and why."""
        bye = encode(ByeMessage(code=code, retry_ms=0))
        for channel in self._screens:
            for client in list(channel.clients):
                client.bye(bye)

    # What others ask.

    async def current(self, view: View) -> Json:
        """The document itself; includes all that was acked before. Not to be changed."""
        await self._screens.ready(view)
        channel = self.channel(view)
        await channel.settled()
        return channel.state().doc

    def state(self, view: View) -> StateMessage:
        """A view's `state` message as of the last tick. Not to be changed."""
        return self.channel(view).state()

    async def document(self, view: View) -> tuple[bytes, str]:
        """The encoded `state` message and its ETag value; includes all that was acked before."""
        await self._screens.ready(view)
        channel = self.channel(view)
        await channel.settled()
        version = f"{view}-{self._debate.seq}-{channel.version}"
        return await channel.encoded(), version

    def you(self, handle: str) -> Json:
        """What this participant sees of themselves."""
        return you_document(self._debate, handle)

    async def close(self) -> None:
        await self.alike.close()
        await self._screens.close()
