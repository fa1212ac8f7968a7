"""What happened to one debate, taken in as the journal and the ballots have it, whoever wrote
it.
"""

from collections.abc import Sequence

from server.clock import Clock
from server.debate.apply import apply
from server.debate.events import AirCleared, Entry, QuestionAnswered, QuestionTaken
from server.debate.rule import SCREENERS
from server.debate.showing.documents import VIEWS, View
from server.debate.state import Debate, Touched
from server.live.attesting.attesting import Attesting
from server.live.deciding.forgetting import Forgetting
from server.live.deciding.precedence import THE_CLOCK, Precedence
from server.live.deciding.remarks import Remarks
from server.live.deciding.replaying import replay
from server.live.known import Known
from server.live.views import Views
from server.live.voting.ballot_box import BallotBox
from server.live.watching import Watching
from server.store import NotOurs, Store

_ON_AIR_CHANGES = (QuestionTaken, AirCleared, QuestionAnswered)


class Following:
    """`take_in`, `catch_up_in_turn` and `forget_if_closed` are for whoever has their turn, the
    others take one. All but `take_in` raise Unavailable."""

    def __init__(
        self,
        known: Known,
        store: Store,
        clock: Clock,
        precedence: Precedence,
        views: Views,
        box: BallotBox,
        watching: Watching,
        remarks: Remarks,
        forgetting: Forgetting,
        attesting: Attesting,
    ) -> None:
        self._known = known
        self._store = store
        self._clock = clock
        self._precedence = precedence
        self._views = views
        self._box = box
        self._watching = watching
        self._remarks = remarks
        self._forgetting = forgetting
        self._attesting = attesting

    async def load(self) -> None:
        """Fold the journal and count the ballots: before anybody else knows of this debate. As long
        as its key is here, nothing is taken in that this house did not write; a closed one may be
        of an older program, or of another house."""
        known, wrong = self._known, None
        if known.seal is None:
            entries = await self._store.journal.read(known.code)
        else:
            entries, wrong = await self._store.journal.proven(known.code)
        if wrong is not None:
            # A journal that is damaged is said to be so, and shown to nobody.
            every = await self._store.journal.read(known.code)
            await replay(known.code, Debate(), every, self._clock)
            if not entries:
                raise NotOurs(known.code, wrong)
        await replay(known.code, known.debate, entries, self._clock)
        known.around.follow(known.debate)
        await self._views.load()
        await self._attesting.load()
        if wrong is not None:
            self._attesting.stop(wrong)
        if not known.debate.is_over:
            await self._remember_commands()
            await self._box.catch_up()
            await self._remarks.catch_up()
        await self.forget_if_closed()

    async def catch_up(self) -> None:
        """Take in what other processes wrote."""
        async with self._precedence.turn(THE_CLOCK):
            await self.catch_up_in_turn()

    async def catch_up_on_ballots(self) -> None:
        """The same, where nothing but ballots moved."""
        async with self._precedence.turn(THE_CLOCK):
            if not self._known.debate.is_over:
                await self._box.catch_up()

    async def catch_up_in_turn(self) -> bool:
        """The same, for whoever has it; returns whether there was anything new in the journal.
        Raises NotOurs where the next line is not as this house wrote it: then what comes before it
        was taken in, and everybody is told."""
        known, seq = self._known, self._known.debate.seq
        entries, wrong = await self._store.journal.proven(known.code, after=seq)
        self.take_in(entries)
        if not known.debate.is_over:
            if entries:
                await self._remember_commands(seq + 1)
            await self._box.catch_up()
            await self._remarks.catch_up()
        await self.forget_if_closed()
        if wrong is not None:
            self._attesting.stop(wrong)
            raise NotOurs(known.code, wrong)
        return bool(entries)

    def take_in(self, entries: Sequence[Entry]) -> None:
        """What was written next in the journal, by us or by others."""
        known, touched = self._known, Touched()
        urgent: set[View] = set()
        self._watching.heard(entry.event for entry in entries)
        self._attesting.heard(entry.event for entry in entries)
        for entry in entries:
            touched |= apply(known.debate, entry)
            known.around.follow(known.debate)
            if isinstance(entry.event, _ON_AIR_CHANGES):
                urgent.update(VIEWS)
            elif entry.role in SCREENERS:
                urgent.add("control")  # where somebody waits to see what it did
        if known.is_half_closed:
            touched.questions.clear()  # all of them are looked at when people are forgotten
        self._views.touch(touched, urgent)

    async def forget_if_closed(self) -> None:
        """Forget who was who, once it is closed."""
        if self._known.is_half_closed:
            await self._forgetting.forget()

    async def _remember_commands(self, since: int = 0) -> None:
        receipts = await self._store.journal.receipts(self._known.code, since)
        self._box.earlier.remember_others(receipts)
