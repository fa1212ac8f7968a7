"""A live debate inside one process: commands come in, what happened is kept, patches go out.

The store is the only sequencer. A command is decided on the state this room knows; if somebody
else appended first, the room reads what it missed and decides again.
"""

import asyncio
from collections.abc import Callable, Set
from typing import Any

from msgspec.structs import replace

from server.clock import Clock
from server.cluster.shared_limits import NoSharedLimits, SharedLimits
from server.debate import commands as c
from server.debate.actors import Actor
from server.debate.apply import apply, apply_ballots
from server.debate.decide import decide
from server.debate.deciding.timetable import due
from server.debate.events import AirCleared, Entry, QuestionAnswered, QuestionTaken
from server.debate.inner_commands import KeepTimetable
from server.debate.patches import Json
from server.debate.refusals import Rejected
from server.debate.rules import SCREENERS
from server.debate.showing.documents import VIEWS, View, you_document
from server.debate.state import Debate, Touched
from server.debate.surroundings import Surroundings
from server.debate.tallies import BallotChange
from server.limits.buckets import MESSAGES, QUESTIONS, Buckets
from server.limits.inbox import Inbox
from server.live.alike import Alike
from server.live.forgetting import forget_people
from server.live.people import People
from server.live.precedence import Precedence
from server.live.reading import Readers
from server.live.remarks import ABOUT_REMARKS, Remarks
from server.live.replaying import fold, look_through, touch_all
from server.live.screens import Screens
from server.live.sending.channel import Channel
from server.live.sending.client import Client
from server.live.slices import in_slices
from server.live.viewers import Company
from server.live.voting.ballot_box import BallotBox
from server.live.voting.casting import Voting
from server.live.voting.earlier import content_of
from server.live.watching import Watching
from server.metrics import Metrics
from server.settings import Settings
from server.store import Conflict, Receipt, Repeated, Reused, Seal, Store, Unavailable
from server.wire.messages import ByeMessage, StateMessage, encode

DECISIONS_AT_MOST = 20  # of one command, while others keep appending first

_ON_AIR_CHANGES = (QuestionTaken, AirCleared, QuestionAnswered)

THE_CLOCK = Actor("server", "clock")

Answer = dict[str, Any]


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
        limits: SharedLimits | None = None,
    ) -> None:
        self.code = code
        self.debate = Debate()
        self.around = Surroundings()
        self.people = People(self.debate)
        self._seal = seal
        self._store = store
        self._clock = clock
        self._settings = settings
        self._metrics = metrics
        self._precedence = Precedence()
        self.alike = Alike(self.debate, self.around, clock, settings.pace, self._found_alike)
        self._screens = Screens(self.debate, self.around, self.alike, clock, settings, metrics)
        self._box = BallotBox(
            self.debate, store.ballots, clock, metrics, self._ballots_counted, seal
        )
        self._messages = Buckets(MESSAGES, clock, settings.pace)
        self._submissions = Buckets(QUESTIONS, clock, settings.pace)
        self._inbox = Inbox(self.debate, clock)
        self._shared = limits or NoSharedLimits()
        self.watching = Watching(
            self.debate,
            self.around,
            clock,
            self._touch,
            lambda burst, pairs: self._box.belong(burst, pairs),
        )
        self.voting = Voting(self.debate, self._box, clock, self.watching, self.pace, self.catch_up)
        self._remarks = Remarks(
            self.debate, self.around, store.remarks, clock, settings.pace, self._touch
        )
        self._readers = Readers(self.debate, self.around, clock, settings.pace, self._touch)
        self.company = Company(self.around, self.people, self._readers, self.watching, self._touch)
        # Called after every change of this room's own making.
        self.moved: Callable[[], None] = lambda: None
        self.ballots_moved: Callable[[], None] = lambda: None

    # Who is who.

    def handle_of(self, token: str) -> str:
        """The participant's handle in this debate; empty once its key is destroyed."""
        return "" if self._seal is None else self._seal.handle_of(token)

    def pace(self, actor: Actor) -> None:
        """Count one message. Raises Rejected `too_fast` when a participant floods."""
        if actor.role == "participant":
            self._messages.take(actor.handle)

    # Commands.

    async def handle(self, actor: Actor, command: Any) -> Answer:
        """Do what is asked; returns when it is kept. Raises Rejected."""
        if isinstance(command, c.Vote):
            kept = await self.voting.vote_or_catch_up(actor, command)
            if kept is not None:
                await kept.wait()
            return {}
        if isinstance(command, c.LookAt):
            self._readers.look(actor, command)
            return {}
        self.pace(actor)
        try:
            async with self._precedence.turn(actor):
                return await self._decide_and_keep(actor, command)
        except Unavailable as error:
            raise Rejected("unavailable", retry_ms=1_000) from error

    async def _decide_and_keep(self, actor: Actor, command: Any) -> Answer:
        receipt = Receipt(actor.handle, command.id, {}, content_of(self._seal, command))
        closing = isinstance(command, c.ChangePhase) and command.to == "closed"
        try:
            async with self.voting.no_vote_with(actor, command.id):
                if closing:
                    self.voting.closing = True
                    await self._box.settle()
                if isinstance(command, ABOUT_REMARKS):
                    answer = await self._remarks.handle(actor, command, receipt)
                    self.moved()
                    return answer
                answer = await self._until_appended(actor, command, receipt, closing)
        except Repeated as repeated:
            return repeated.answer
        except Reused:
            raise Rejected("id_reused") from None
        except Rejected as refusal:
            return await self._earlier_answer(receipt, refusal)
        finally:
            self.voting.closing = False
        if self.is_half_closed:
            await self._unlink()
        return answer

    async def _earlier_answer(self, receipt: Receipt, refusal: Rejected) -> Answer:
        """What the same command was told before it would have been refused. Raises Rejected."""
        try:
            earlier = await self._store.journal.receipt(self.code, receipt)
        except Reused:
            raise Rejected("id_reused") from None
        if earlier is None:
            raise refusal
        return earlier

    async def _until_appended(
        self, actor: Actor, command: Any, receipt: Receipt, closing: bool
    ) -> Answer:
        for _ in range(DECISIONS_AT_MOST):
            now = self._clock.now()
            try:
                events = decide(self.debate, self.around, command, actor, now)
            except Rejected:
                if await self._nothing_missed():
                    raise
                continue
            if isinstance(command, c.SubmitQuestion):
                self._submissions.take(actor.handle)
                self._inbox.take(actor)
                await self._shared.submit(self.code, actor.handle)
            answer: Answer = {}
            if isinstance(command, c.SubmitQuestion | c.EnterCard):
                answer["question"] = events[0].question  # type: ignore[union-attr]
            if not events:
                return answer
            if isinstance(command, c.SetApart):
                # With the ballots first: what was acknowledged is then all there.
                await self.watching.write(command.burst)
            try:
                entries = await self._store.journal.append(
                    self.code,
                    events,
                    after=self.debate.seq,
                    at=now,
                    role=actor.role,
                    by=actor.name,
                    receipt=replace(receipt, answer=answer, seq=self.debate.seq + 1),
                    # What is sealed must be all there is.
                    mark=self._box.mark if closing else None,
                )
            except Conflict:
                await self._catch_up()
                continue
            self._take_in(entries)
            self.moved()
            return answer
        raise Rejected("unavailable", retry_ms=500)

    async def _nothing_missed(self) -> bool:
        """Whether this room knew all that other processes appended; it does now."""
        known = self.debate.seq
        await self._catch_up()
        return self.debate.seq == known

    # What happened.

    async def load(self) -> None:
        """Fold the journal and count the ballots. Raises Unavailable."""
        entries = await self._store.journal.read(self.code)
        await in_slices(fold(self.code, self.debate, entries), self._clock)
        await in_slices(look_through(self.debate, self.alike), self._clock)
        if self.debate.is_over:
            if self.is_half_closed:
                await self._unlink()
            return
        self._box.earlier.remember_others(await self._store.journal.receipts(self.code))
        await self._box.catch_up()
        await self._remarks.catch_up()

    async def keep_timetable(self) -> None:
        """Do what is due by the clock, if anything is. Raises Rejected."""
        if due(self.debate, self._clock.now()):
            await self.handle(THE_CLOCK, KeepTimetable(id=f"after {self.debate.seq}"))

    async def catch_up(self) -> None:
        """Take in what other processes appended. Raises Unavailable."""
        async with self._precedence.turn(THE_CLOCK):
            await self._catch_up()

    async def catch_up_on_ballots(self) -> None:
        """The same, where nothing but ballots moved. Raises Unavailable."""
        async with self._precedence.turn(THE_CLOCK):
            if not self.debate.is_over:
                await self._box.catch_up()

    async def _catch_up(self) -> None:
        seq = self.debate.seq + 1
        entries = await self._store.journal.read(self.code, after=self.debate.seq)
        self._take_in(entries)
        if not self.debate.is_over:
            if entries:
                receipts = await self._store.journal.receipts(self.code, seq)
                self._box.earlier.remember_others(receipts)
            await self._box.catch_up()
            await self._remarks.catch_up()
        elif self.is_half_closed:
            await self._unlink()

    def _take_in(self, entries: list[Entry]) -> None:
        touched = Touched()
        urgent: set[View] = set()
        self.watching.heard(entry.event for entry in entries)
        for entry in entries:
            touched |= apply(self.debate, entry)
            self.around.follow(self.debate)
            if isinstance(entry.event, _ON_AIR_CHANGES):
                urgent.update(VIEWS)
            elif entry.role in SCREENERS:
                urgent.add("control")  # where somebody waits to see what it did
        if self.is_half_closed:
            touched.questions.clear()  # all of them are looked at when people are forgotten
        self._touch(touched, urgent)

    def _ballots_counted(self, changes: list[BallotChange], ours: bool) -> None:
        if ours:
            self.ballots_moved()
        touched = apply_ballots(self.debate, changes)
        touched.questions &= self.debate.questions.keys()  # others' may not be known here yet
        voters, touched.participants = touched.participants, set()
        self.alike.counted(touched.questions)
        self._screens.touch(touched)
        # Together with the answers to them: one packet for both.
        asyncio.get_running_loop().call_soon(self.people.tell, voters)

    def _touch(self, touched: Touched, urgent: Set[View] = frozenset()) -> None:
        affected = self.alike.follow(touched.questions)
        self._screens.touch(touched, urgent)
        if affected:
            self._found_alike(affected)
        self.people.tell(touched.participants)

    @property
    def is_half_closed(self) -> bool:
        """Closed, but here it is still known who was who."""
        return self._seal is not None and self.debate.is_over

    async def _unlink(self) -> None:
        """Destroy the key, and forget here as well who was who. Raises Unavailable; then it is to
        be done again."""
        await self._store.debates.unlink(self.code)
        await forget_people(self._store, self.code, self.debate, self._clock)
        self._seal = None
        self._box = BallotBox(
            self.debate,
            self._store.ballots,
            self._clock,
            self._metrics,
            self._ballots_counted,
            None,
        )
        self.voting.box = self._box
        self.watching.forget()
        self._readers.forget()
        self._touch(Touched(debate=True))
        await in_slices(self.people.tell_everyone(), self._clock)
        await in_slices(touch_all(self.debate, self._touch), self._clock)

    def look_again(self, view: View, questions: set[str]) -> bool:
        """Bring these up to date in one view; False when nobody has looked at it."""
        return self._screens.touch_one(view, Touched(questions=questions))

    def _found_alike(self, questions: set[str]) -> None:
        self.look_again("control", questions)

    # Who looks.

    async def ready(self, view: View) -> None:
        """To be waited for before anybody is let in to a view. See `Screens.ready`."""
        await self._screens.ready(view)
        await self._screens.of(view).ready()

    def channel(self, view: View) -> Channel:
        """The channel of a view, opened when somebody first looks."""
        return self._screens.of(view)

    def join(self, view: View, client: Client, since: int | None, token: str | None) -> None:
        """Let a client in: its first frame goes out, then what is its own."""
        self.channel(view).join(client, since)
        self.people.arrive(view, client, token)
        self._metrics.joined(view)
        self.company.changed()

    def leave(self, view: View, client: Client) -> None:
        self.channel(view).leave(client)
        self.people.depart(view, client)
        self._metrics.left(view)
        if client.name and client.name not in self.people.moderators:
            self._readers.leave(client.name)
        self.company.changed()

    @property
    def deserted(self) -> bool:
        return not any(channel.clients for channel in self._screens)

    # What others ask.

    def state(self, view: View) -> StateMessage:
        """A view's `state` message as of the last tick. Not to be changed."""
        return self.channel(view).state()

    async def document(self, view: View) -> tuple[bytes, str]:
        """The encoded `state` message and its ETag value; includes all that was acked before."""
        await self._screens.ready(view)
        channel = self.channel(view)
        await channel.settled()
        version = f"{view}-{self.debate.seq}-{channel.version}"
        return await channel.encoded(), version

    def you(self, handle: str) -> Json:
        return you_document(self.debate, handle)

    def pace_search(self, actor: Actor) -> None:
        """Count one search. Raises Rejected `too_fast`."""
        self.pace(actor)
        self.alike.pace(actor)

    def send_away(self, code: str) -> None:
        """Tell everybody who looks that there is nothing more to come, and why."""
        bye = encode(ByeMessage(code=code, retry_ms=0))
        for channel in self._screens:
            for client in list(channel.clients):
                client.bye(bye)

    async def close(self) -> None:
        """Finish what is on its way and stop."""
        await self._box.settle()
        self._readers.close()
        self.watching.close()
        self.company.close()
        await self.alike.close()
        await self._screens.close()
