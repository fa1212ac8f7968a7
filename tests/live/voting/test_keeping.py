"""What becomes of a vote: told to all who ask, in order, whatever one of them does."""

import asyncio
from functools import partial

import pytest

from server.debate.refusals import Rejected
from server.live.voting.keeping import TOLD_AT_ONCE, Keeping, settle_all


def _note(told: list[int], number: int, _: object) -> None:
    told.append(number)


async def test_all_of_a_group_are_told_in_their_order_a_moment_later() -> None:
    votes, told = [Keeping() for _ in range(2 * TOLD_AT_ONCE + 1)], list[int]()
    for number, vote in enumerate(votes):
        vote.then(partial(_note, told, number))

    settle_all(votes, None)

    assert told == [], "who settles them is not held up"
    await asyncio.sleep(0)
    assert told == list(range(len(votes)))


async def test_each_who_asked_is_told_though_another_cannot_be() -> None:
    vote, told = Keeping(), list[Rejected | None]()

    def breaks(refusal: Rejected | None) -> None:
        raise ValueError

    vote.then(breaks)
    vote.then(told.append)
    vote.settle(None)

    assert told == [None]


async def test_whoever_waits_hears_of_the_refusal() -> None:
    vote = Keeping()
    waiting = asyncio.ensure_future(vote.wait())
    await asyncio.sleep(0)

    settle_all([vote], Rejected("voting_closed"))

    with pytest.raises(Rejected, match="voting_closed"):
        await waiting


async def test_who_no_longer_waits_disturbs_nobody() -> None:
    vote, told = Keeping(), list[Rejected | None]()
    waiting = asyncio.ensure_future(vote.wait())
    vote.then(told.append)
    await asyncio.sleep(0)
    waiting.cancel()
    await asyncio.gather(waiting, return_exceptions=True)

    vote.settle(None)

    assert told == [None]
