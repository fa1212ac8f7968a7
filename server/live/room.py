"""A live debate inside one process: commands come in, what happened is kept, patches go out. Who
does what of it stands here; how, in the modules of each.
"""

from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

from server.clock import Clock
from server.debate import commands as c
from server.debate.actors import Actor
from server.debate.deciding.timetable import due
from server.debate.inner_commands import AnyCommand, KeepTimetable
from server.debate.showing.documents import View
from server.language.listed_words import ListedWords
from server.limits.asking import Asking
from server.limits.buckets import Buckets
from server.limits.shared import NoSharedLimits, SharedLimits
from server.limits.table import MESSAGES
from server.live.attendance import Attendance
from server.live.attesting.attesting import Attesting
from server.live.deciding.deciding import Deciding
from server.live.deciding.following import Following
from server.live.deciding.forgetting import Forgetting
from server.live.deciding.once import Once
from server.live.deciding.precedence import THE_CLOCK, Precedence
from server.live.deciding.remarks import Remarks
from server.live.known import Known
from server.live.neighbours import Neighbours
from server.live.outputs import Outputs
from server.live.pressing import Pressing
from server.live.reading import Readers
from server.live.sending.client import Client
from server.live.views import Views
from server.live.voting.ballot_box import BallotBox
from server.live.voting.casting import Voting
from server.live.voting.committing import Committing
from server.live.watching import Watching
from server.metrics import Metrics
from server.settings import Settings
from server.store import Seal, Signing, Store

Way = Callable[[Actor, Any], Awaitable[c.Answer]]


class Room:
    """One debate. Made and looked after by `Rooms`."""

    def __init__(
        self,
        code: str,
        seal: Seal | None,
        store: Store,
        clock: Clock,
        settings: Settings,
        metrics: Metrics,
        neighbours: Neighbours,
        signing: Signing,
        limits: SharedLimits | None = None,
    ) -> None:
        self.code = code
        self._known = known = Known(code, seal)
        self._clock = clock
        self._messages = Buckets(MESSAGES, clock, settings.pace)
        debate = self.debate = known.debate
        around = self.around = known.around
        views = self.views = Views(debate, around, clock, settings, metrics)
        box = self._box = BallotBox(
            debate, store.ballots, clock, metrics, views.counted, seal, neighbours
        )
        watching = self._watching = Watching(debate, around, clock, views.touch, box.belong)
        readers = self._readers = Readers(debate, around, clock, settings.pace, views.touch)
        outputs = self.outputs = Outputs(debate, around, clock, views.touch)
        self.attendance = Attendance(
            around, views.people, readers, watching, outputs, views.touch, metrics
        )
        precedence = Precedence()
        remarks = Remarks(
            debate, around, store.remarks, clock, settings.pace, views.touch, neighbours
        )
        forgetting = Forgetting(known, store, clock, views, box, watching, readers)
        attesting = self.attesting = Attesting(known, store, signing, clock, views.touch)
        self._following = following = Following(
            known, store, clock, precedence, views, box, watching, remarks, forgetting, attesting
        )
        self.committing = Committing(known, store, clock, precedence, box, following, neighbours)
        self.voting = Voting(debate, box, clock, watching, self.pace, following.catch_up)
        deciding = Deciding(
            known,
            store.journal,
            clock,
            following,
            self.voting,
            watching,
            Asking(debate, clock, settings.pace, limits or NoSharedLimits()),
            neighbours,
        )
        once = Once(known, store.journal, precedence, self.voting, self.pace)
        self.pressing = Pressing(debate, clock, self.handle)
        self._otherwise: Way = partial(once.do, deciding.keep)
        self._routes: dict[type[c.Command], Way] = {
            c.Vote: self.voting.handle,
            c.LookAt: readers.handle,
            c.SayRemark: partial(once.do, remarks.say),
            c.HearRemark: partial(once.do, remarks.hear),
            c.ChangePhase: partial(once.do, deciding.keep_phase),
        }

    async def load(self) -> None:
        """Fold the journal, count the ballots, and compare them with what was said of them. Raises
        Unavailable."""
        await self._following.load()
        await self.committing.begin()

    # Who is who.

    def handle_of(self, token: str) -> str:
        """The participant's handle in this debate; empty once its key is destroyed."""
        return self._known.handle_of(token)

    @property
    def is_half_closed(self) -> bool:
        """Closed, but here it is still known who was who."""
        return self._known.is_half_closed

    def pace(self, actor: Actor) -> None:
        """Count one message. Raises Rejected `too_fast` when a participant floods."""
        if actor.role == "participant":
            self._messages.take(actor.handle)

    def pace_search(self, actor: Actor) -> None:
        """Count one search. Raises Rejected `too_fast`."""
        self.pace(actor)
        self.views.alike.pace(actor)

    # What is asked of it.

    async def handle(self, actor: Actor, command: AnyCommand) -> c.Answer:
        """Do what is asked; returns when it is kept. Raises Rejected."""
        return await self._routes.get(type(command), self._otherwise)(actor, command)

    async def keep_timetable(self) -> None:
        """Do what is due by the clock, if anything is. Raises Rejected."""
        if due(self.debate, self._clock.now()):
            await self.handle(THE_CLOCK, KeepTimetable(id=f"after {self.debate.seq}"))

    async def catch_up(self) -> None:
        """Take in what other processes appended. Raises Unavailable."""
        await self._following.catch_up()

    async def catch_up_on_ballots(self) -> None:
        """The same, where nothing but ballots moved. Raises Unavailable."""
        await self._following.catch_up_on_ballots()

    def learn(self, words: ListedWords) -> None:
        """Know these word lists from now on. What was asked before is to be looked at again."""
        self.around.words = words

    # Who looks.

    def join(self, view: View, client: Client, since: int | None, token: str | None) -> None:
        """Let a client in: its first frame goes out, then what is its own."""
        self.views.channel(view).join(client, since)
        self.attendance.arrive(view, client, token)

    def leave(self, view: View, client: Client) -> None:
        self.views.channel(view).leave(client)
        self.attendance.depart(view, client)

    async def close(self) -> None:
        """Finish what is on its way and stop."""
        await self._box.settle()
        await self.committing.close()
        self._readers.close()
        self.outputs.close()
        self._watching.close()
        self.attendance.close()
        await self.attesting.close()
        await self.views.close()
