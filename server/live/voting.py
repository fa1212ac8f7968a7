"""A vote on its way from a door into the ballot box: what is asked of it, and in which order."""

import asyncio
from collections.abc import Awaitable, Callable

from server.clock import Clock
from server.debate import commands as c
from server.debate.actors import Actor
from server.debate.decide import decide_vote
from server.debate.refusals import Rejected
from server.debate.state import Debate
from server.debate.tallies import BallotChange
from server.live.ballot_box import BallotBox
from server.live.catching_up import SharedCatchUp
from server.live.newcomers import NewVoters
from server.live.watching import Watching
from server.store import Unavailable

# Refusals of a vote that another process may have made wrong a moment ago.
_MAY_BE_OLD = {"unknown_question", "wrong_state", "wrong_phase", "voting_closed"}

# Of a vote: done when it is kept, or fails with Rejected. None: it stands already.
Keeping = asyncio.Future[None] | None


class Voting:
    """`pace` counts a message, `catch_up` takes in what other processes did. `box`: where votes go.
    `closing`: no more are taken. `alone`: no other process serves this debate."""

    def __init__(
        self,
        debate: Debate,
        box: BallotBox,
        clock: Clock,
        watching: Watching,
        pace: Callable[[Actor], None],
        catch_up: Callable[[], Awaitable[None]],
    ) -> None:
        self.box = box
        self.closing = False
        self.alone = False
        self._debate = debate
        self._watching = watching
        self._pace = pace
        self._new_voters = NewVoters(debate, clock)
        self._shared_catch_up = SharedCatchUp(catch_up, clock)

    def vote(self, actor: Actor, command: c.Vote, paced: bool = False) -> Keeping:
        """Queue a vote. Raises Rejected; that does not count against the pace unless it is
        `too_fast`, and may be for what this room does not know yet. `paced`: it was counted
        already."""
        box, handle = self.box, actor.handle
        is_done, again = box.is_done(handle, command.id), box.waiting_for(handle, command.id)
        changes: list[BallotChange] = []
        if not is_done and again is None:
            if self.closing:
                raise Rejected("voting_closed")
            changes = decide_vote(self._debate, command, actor, box.is_unsettled(handle))
        if not paced:
            self._pace(actor)
        if not changes:
            return again
        first = not (self._debate.tallies.is_voter(handle) or box.is_unsettled(handle))
        if first:
            self._new_voters.admit(actor.source)
        if command.on:
            self._watching.voted(actor, command.question, first)
        return box.cast(changes, command.id)

    async def vote_or_catch_up(self, actor: Actor, command: c.Vote) -> Keeping:
        """`vote`, refused only for what the store says now: a phone may have seen through another
        process what this room has not heard of. Counts against the pace. Raises Rejected."""
        try:
            return self.vote(actor, command)
        except Rejected as refusal:
            if refusal.code not in _MAY_BE_OLD:
                raise
            self._pace(actor)
            if self.alone:
                raise
        try:
            await self._shared_catch_up.after_now()
        except Unavailable as error:
            raise Rejected("unavailable", retry_ms=1_000) from error
        return self.vote(actor, command, paced=True)
