"""A command decided on what this process knows, and written to the journal.

The store is the only sequencer. If somebody else appended first, what was missed is taken in, and
it is decided again.
"""

from collections.abc import Awaitable, Callable, Sequence
from contextlib import nullcontext
from functools import partial

from msgspec.structs import replace

from server.clock import Clock
from server.debate import commands as c
from server.debate.actors import Actor
from server.debate.decide import decide
from server.debate.events import Entry, Event, QuestionSubmitted
from server.debate.inner_commands import AnyCommand
from server.debate.refusals import Rejected
from server.debate.showing.announced import announced
from server.limits.asking import Asking
from server.live.deciding.following import Following
from server.live.deciding.sealing import sealed_list
from server.live.known import Known
from server.live.neighbours import Neighbours
from server.live.voting.casting import Voting
from server.live.watching import Watching
from server.store import Conflict, Receipt
from server.store.journal import Journal

DECISIONS_AT_MOST = 20  # of one command, while others keep appending first

First = Callable[[Actor, AnyCommand], Awaitable[None]]


class Deciding:
    """Of one debate; whoever calls it has their turn."""

    def __init__(
        self,
        known: Known,
        journal: Journal,
        clock: Clock,
        following: Following,
        voting: Voting,
        watching: Watching,
        asking: Asking,
        neighbours: Neighbours,
    ) -> None:
        self._known = known
        self._journal = journal
        self._clock = clock
        self._following = following
        self._voting = voting
        self._watching = watching
        self._asking = asking
        self._neighbours = neighbours
        # What is to be done before it is written, by command.
        self._first: dict[type[c.Command], First] = {
            c.SubmitQuestion: self._count_question,
            c.SetApart: self._write_burst,
        }

    async def keep(self, actor: Actor, command: AnyCommand, receipt: Receipt) -> c.Answer:
        """Decide and write it. Raises Rejected, Repeated, Reused, Unavailable."""
        answer = await self._until_appended(actor, command, receipt)
        await self._following.forget_if_closed()
        return answer

    async def keep_phase(self, actor: Actor, command: c.ChangePhase, receipt: Receipt) -> c.Answer:
        """The same; while it is closed, no more votes are taken."""
        closing = command.to == "closed"
        async with self._voting.stopped() if closing else nullcontext():
            answer = await self._until_appended(actor, command, receipt, closing)
        await self._following.forget_if_closed()
        return answer

    async def _until_appended(
        self, actor: Actor, command: AnyCommand, receipt: Receipt, closing: bool = False
    ) -> c.Answer:
        for _ in range(DECISIONS_AT_MOST):
            now = self._clock.now()
            try:
                events = decide(self._known.debate, self._known.around, command, actor, now)
            except Rejected:
                if not await self._following.catch_up_in_turn():
                    raise
                continue
            if not events:
                return {}
            first = self._first.get(type(command))
            if first is not None:
                await first(actor, command)
            answer = _answer(command, events)
            try:
                entries = await self._append(actor, events, now, answer, receipt, closing)
            except Conflict:
                await self._following.catch_up_in_turn()
                continue
            self._following.take_in(entries)
            self._neighbours.moved()
            return answer
        raise Rejected("unavailable", retry_ms=500)

    async def _append(
        self,
        actor: Actor,
        events: Sequence[Event],
        now: int,
        answer: c.Answer,
        receipt: Receipt,
        closing: bool,
    ) -> list[Entry]:
        code, debate = self._known.code, self._known.debate
        write = self._journal.append
        if closing:  # what is sealed must be all there is
            sealing = partial(sealed_list, debate.tallies, self._clock)
            write = partial(self._journal.close, mark=self._voting.mark, sealing=sealing)
        return await write(
            code,
            events,
            after=debate.seq,
            at=now,
            role=actor.role,
            by=actor.name,
            receipt=replace(receipt, answer=answer, seq=debate.seq + 1),
            announcement=announced(debate, events),
        )

    async def _count_question(self, actor: Actor, command: AnyCommand) -> None:
        await self._asking.take(actor)

    async def _write_burst(self, actor: Actor, command: AnyCommand) -> None:
        """With the ballots first: what was acknowledged is then all there."""
        assert isinstance(command, c.SetApart)
        await self._watching.write(command.burst)


def _answer(command: AnyCommand, events: Sequence[Event]) -> c.Answer:
    """Whoever asks is told the question's id."""
    if type(command) not in (c.SubmitQuestion, c.EnterCard):
        return {}
    asked = events[0]
    assert isinstance(asked, QuestionSubmitted)
    return {"question": asked.question}
