"""A command in its turn, done once however often it comes: what is the same again is told the same
answer.
"""

from collections.abc import Awaitable, Callable
from typing import Any

from server.debate.actors import Actor
from server.debate.commands import Answer
from server.debate.inner_commands import AnyCommand
from server.debate.refusals import Rejected
from server.live.deciding.precedence import Precedence
from server.live.known import Known
from server.live.voting.casting import Voting
from server.live.voting.earlier import content_of
from server.store import Receipt, Repeated, Reused, Unavailable
from server.store.journal import Journal

Keep = Callable[[Actor, Any, Receipt], Awaitable[Answer]]


class Once:
    """Of one debate. `pace` counts a message."""

    def __init__(
        self,
        known: Known,
        journal: Journal,
        precedence: Precedence,
        voting: Voting,
        pace: Callable[[Actor], None],
    ) -> None:
        self._known = known
        self._journal = journal
        self._precedence = precedence
        self._voting = voting
        self._pace = pace

    async def do(self, keep: Keep, actor: Actor, command: AnyCommand) -> Answer:
        """Have it kept, with its receipt; returns the answer. Raises Rejected."""
        self._pace(actor)
        try:
            async with self._precedence.turn(actor):
                return await self._do(keep, actor, command)
        except Unavailable as error:
            raise Rejected("unavailable", retry_ms=1_000) from error

    async def _do(self, keep: Keep, actor: Actor, command: AnyCommand) -> Answer:
        receipt = Receipt(actor.handle, command.id, {}, content_of(self._known.seal, command))
        try:
            async with self._voting.no_vote_with(actor, command.id):
                return await keep(actor, command, receipt)
        except Repeated as repeated:
            return repeated.answer
        except Reused:
            raise Rejected("id_reused") from None
        except Rejected as refusal:
            return await self._earlier_answer(receipt, refusal)

    async def _earlier_answer(self, receipt: Receipt, refusal: Rejected) -> Answer:
        """What the same command was told before it would have been refused. Raises Rejected."""
        try:
            earlier = await self._journal.receipt(self._known.code, receipt)
        except Reused:
            raise Rejected("id_reused") from None
        if earlier is None:
            raise refusal
        return earlier
