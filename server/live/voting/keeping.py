"""What becomes of a vote on its way to the store, for whoever has to be told.

As a future would say it, but without a turn of the event loop for each: the votes of one group are
told of together, in portions of a hundred.
"""

import asyncio
import logging
from collections.abc import Callable, Iterable
from itertools import islice

from server.debate.refusals import Rejected

TOLD_AT_ONCE = 100  # some 2 ms

log = logging.getLogger(__name__)

Tell = Callable[[Rejected | None], None]  # None: it is kept


class Keeping:
    """One vote, until it is kept or refused."""

    __slots__ = ("_tell",)

    def __init__(self) -> None:
        self._tell: tuple[Tell, ...] = ()

    def then(self, tell: Tell) -> None:
        """Have somebody told. To be asked for before it is settled."""
        self._tell += (tell,)

    async def wait(self) -> None:
        """Raises Rejected if it is refused."""
        done: asyncio.Future[None] = asyncio.get_running_loop().create_future()

        def tell(refusal: Rejected | None) -> None:
            if done.cancelled():
                return
            if refusal is None:
                done.set_result(None)
            else:
                done.set_exception(refusal)

        self.then(tell)
        await done

    def settle(self, refusal: Rejected | None) -> None:
        """Tell those who asked, at once."""
        for tell in self._tell:
            try:
                tell(refusal)
            except Exception:  # nobody else may miss their answer for it
                log.exception("a voter was not told")


def settle_all(votes: Iterable[Keeping], refusal: Rejected | None) -> None:
    """Have them told when the loop comes to it, in their order."""
    loop, left = asyncio.get_running_loop(), iter(votes)
    while some := list(islice(left, TOLD_AT_ONCE)):
        loop.call_soon(_settle, some, refusal)


def _settle(votes: list[Keeping], refusal: Rejected | None) -> None:
    for vote in votes:
        vote.settle(refusal)
