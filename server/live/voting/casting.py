"""A vote on its way from a door into the ballot box: what is asked of it, and in which order."""

import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable

from server.clock import Clock
from server.debate import commands as c
from server.debate.actors import Actor
from server.debate.decide import decide_vote
from server.debate.refusals import Rejected
from server.debate.state import Debate
from server.debate.tallies import BallotChange
from server.limits.newcomers import NewVoters
from server.live.voting.ballot_box import BallotBox
from server.live.voting.catching_up import SharedCatchUp
from server.live.voting.keeping import Keeping
from server.live.watching import Watching
from server.store import Unavailable
from server.store.ballots import digest

# Refusals of a vote that another process may have made wrong a moment ago.
_MAY_BE_OLD = {"unknown_question", "wrong_state", "wrong_phase", "voting_closed"}

# Refusals that did not count against the pace yet.
_NOT_COUNTED = {*_MAY_BE_OLD, "id_reused"}


class Voting:
    """`pace` counts a message, `catch_up` takes in what other processes did."""

    def __init__(
        self,
        debate: Debate,
        box: BallotBox,
        clock: Clock,
        watching: Watching,
        pace: Callable[[Actor], None],
        catch_up: Callable[[], Awaitable[None]],
    ) -> None:
        self._box = box
        self._is_stopped = False
        self._debate = debate
        self._watching = watching
        self._pace = pace
        self._new_voters = NewVoters(debate, clock)
        self._shared_catch_up = SharedCatchUp(catch_up, clock)

    @property
    def mark(self) -> int:
        """Up to which all ballots are known here."""
        return self._box.mark

    async def handle(self, actor: Actor, command: c.Vote) -> c.Answer:
        """Have it kept. Raises Rejected."""
        kept = await self.vote_or_catch_up(actor, command)
        if kept is not None:
            await kept.wait()
        return {}

    @contextlib.asynccontextmanager
    async def stopped(self) -> AsyncIterator[None]:
        """While no more votes are taken, and none is on its way."""
        self._is_stopped = True
        try:
            await self._box.settle()
            yield
        finally:
            self._is_stopped = False

    def vote(self, actor: Actor, command: c.Vote, again: bool = False) -> Keeping | None:
        """Queue a vote; None: it stands already. Raises Rejected; that does not count against the
        pace unless it is `too_fast`, and may be for what this room does not know yet. `again`: it
        was counted, and this room knows all that was kept before it came."""
        box, handle = self._box, actor.handle
        told = digest(command.id, command.question, command.on)
        came, on_its_way = box.has_come(handle, command, told)
        unsettled = box.is_unsettled(handle)
        changes: list[BallotChange] = []
        if not came:
            if self._is_stopped:
                raise Rejected("voting_closed")
            changes = decide_vote(self._debate, command, actor, unsettled)
            if not (changes or again or box.alone):
                raise Rejected("wrong_state")  # whether it stands, the store knows better
        if not again:
            self._pace(actor)
        if not changes:
            box.earlier.remember(handle, (told,))
            return on_its_way
        first = not (unsettled or self._debate.tallies.is_voter(handle))
        if first:
            self._new_voters.take(actor.source)
        if command.on:
            self._watching.voted(actor, command.question, first)
        return box.cast(changes, command, told)

    async def vote_or_catch_up(self, actor: Actor, command: c.Vote) -> Keeping | None:
        """`vote`, refused only for what the store says now: a phone may have seen through another
        process what this room has not heard of. Counts against the pace. Raises Rejected."""
        try:
            return self.vote(actor, command)
        except Rejected as refusal:
            if refusal.code not in _NOT_COUNTED:
                raise
            self._pace(actor)
            if self._box.alone or refusal.code not in _MAY_BE_OLD:
                raise
        try:
            await self._shared_catch_up.after_now()
        except Unavailable as error:
            raise Rejected("unavailable", retry_ms=1_000) from error
        return self.vote(actor, command, again=True)

    @contextlib.asynccontextmanager
    async def no_vote_with(self, actor: Actor, command_id: str) -> AsyncIterator[None]:
        """While a command of another kind is done: a participant's id that was a vote's is refused
        for it, and it for a vote from here on, unless nothing becomes of it. Raises Rejected
        `id_reused`, Unavailable."""
        if actor.role != "participant":
            yield
            return
        if not self._box.alone:
            await self._box.catch_up()
        if self._box.has_voted_with(actor.handle, command_id):
            raise Rejected("id_reused")
        earlier = self._box.earlier
        key = earlier.key_of(actor.handle, command_id)
        was_known = earlier.is_other(key)
        earlier.remember_other(actor.handle, key)
        try:
            yield
        except (Rejected, Unavailable):
            if not was_known:
                earlier.forget_other(key)
            raise
