"""How many of the audience's questions wait to be read, and when they are taken slowly.

Three screeners who take six seconds for a question read 500 in a quarter of an hour: with more
waiting, whoever asks is hardly heard this evening. From then on one question of each participant
may wait, so that somebody's first goes before another's fifth, and a network that brings many has
a pace of its own (server/limits/asking.py), so that made-up participants crowd nobody out. It ends
by itself when half of them are read. What moderators bring in themselves does not count.
"""

from server.debate import state
from server.debate.refusals import Rejected
from server.debate.showing.shapes.heads import Waiting
from server.debate.state import Debate

AT_MOST = 5_000  # none is taken beyond it: no screener reads them, and a screen must hold them


def admit(debate: Debate, author: str) -> None:
    """Raises Rejected `inbox_full` or `one_waiting` for who may not ask now."""
    if debate.waiting.number >= AT_MOST:
        raise Rejected("inbox_full")
    mine = debate.asked.get(author, ())
    if debate.waiting.slow and any(debate.questions[id_].waits for id_ in mine):
        raise Rejected("one_waiting")


def told_waiting(debate: Debate) -> Waiting | None:
    """For moderators, while questions are taken slowly: how many wait, with how many it ends, and
    with how many none is taken."""
    if not (debate.waiting.slow and debate.takes_questions):
        return None
    return Waiting(number=debate.waiting.number, ends_at=state.SLOW_UNTIL, at_most=AT_MOST)
