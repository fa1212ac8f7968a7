"""How long things took, as closing the debate seals it: all that its lines, which tell the minute,
do not say. Pure.
"""

from collections.abc import Iterable
from statistics import median_low

from server.debate import events as e
from server.debate.air.standing import Airing
from server.debate.minutes import HALF_MS, minute, whole_seconds
from server.debate.showing.fairness import waited_ms
from server.debate.state import Debate, Question, Touched


def lengths(debate: Debate, now: int) -> e.LengthsSealed:
    """By now (ms); what is still on air, and the clock that runs, end with it."""
    questions = debate.questions.values()
    on_air = {
        id_: tuple(whole_seconds(_length(one, now)) for one in debate.questions[id_].airings)
        for id_ in debate.shown
    }
    spoken = {guest: whole_seconds(time.at(now)) for guest, time in debate.spoken.items()}
    return e.LengthsSealed(
        on_air={id_: times for id_, times in on_air.items() if times},
        spoken={guest: seconds for guest, seconds in spoken.items() if seconds},
        decision=_median(map(_decided_ms, questions)),
        wait=_median(map(waited_ms, questions)),
    )


def were_sealed(debate: Debate, event: e.LengthsSealed, entry: e.Entry) -> Touched:
    """Documents do not change by it."""
    debate.lengths = event
    return Touched()


def _length(airing: Airing, now: int) -> int:
    return max(0, (now if airing.end is None else airing.end) - airing.start)


def _decided_ms(question: Question) -> int | None:
    if question.first_decided_at is None:
        return None
    return max(0, question.first_decided_at - minute(question.at) - HALF_MS)


def _median(found: Iterable[int | None]) -> int | None:
    known = [one for one in found if one is not None]
    return whole_seconds(median_low(known)) if known else None
