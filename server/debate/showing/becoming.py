"""What became of a question: the one answer that phones, the desk, the closed page, the archive and
its files give. Pure.

Documents hold it as `became` where their `state` does not say it already; the words for it are
those of `common.state_…`, on every page.
"""

from collections import Counter
from collections.abc import Iterable
from typing import Literal, get_args

from server.debate.commands import How, State
from server.debate.state import Question

# `aired`: it was on air, and nobody noted how it was answered. `unanswered`: it was on air, and
# there was no time for an answer; what was `not_reached` was never there.
Outcome = Literal[How, "unanswered", "aired", "not_asked"]
End = Literal[Outcome, "not_reviewed"]  # what a document tells beside the state
Became = Literal[State, End]

# The guests were asked it: what was not reached is none of these.
ASKED: frozenset[Became] = frozenset(
    {"answered", "partly", "evaded", "unanswered", "aired", "on_air"}
)
OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)


def became(question: Question, over: bool) -> Became:
    """`over`: the debate has ended, so nothing more will become of it.

    What is cued is for moderators only: to all others it is what it was before."""
    if question.state == "in_review":
        return "not_reviewed" if over else "in_review"
    if question.state not in ("open", "next", "answered"):
        return question.state
    if over or question.how is not None or question.is_aside:
        return outcome_of(question)
    return "open"


def outcome_of(question: Question) -> Outcome:
    """What became of a shown question, as far as it came; what is still on air is aired."""
    if question.state == "on_air":
        return "aired"
    if question.how == "not_reached" and question.was_on_air:
        return "unanswered"
    if question.how is not None:
        return question.how
    return "not_asked" if question.left_air is None else "aired"


def lacks_outcome(question: Question) -> bool:
    """Whether closing now would leave it as aired: whatever of it was on air is told by then."""
    return question.shown and outcome_of(question) == "aired"


def count_outcomes(questions: Iterable[Question]) -> dict[str, int]:
    """Of shown questions; only what there is, in the order of OUTCOMES."""
    counts = Counter(map(outcome_of, questions))
    return {outcome: counts[outcome] for outcome in OUTCOMES if counts[outcome]}
