"""A dismissal is challenged: by the author of the question while the debate is open, and by whoever
has a proof of it (docs/archive.md) also afterwards, when nobody knows any more who asked. The
commands, what happens, who may, what is decided, and what it changes.

Moderators may restore the question or leave it. Everybody is told the number of challenges, each
with its reason and time; what the question says nobody is told. Each dismissal can be challenged
once.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from server.debate.commands import Command, OnQuestion
from server.debate.deciding.touching import touch
from server.debate.events import Entry, Event, QuestionEvent
from server.debate.phases import ASKING, OVER
from server.debate.rule import PARTICIPANT, Rule, states

if TYPE_CHECKING:
    from server.debate.actors import Actor
    from server.debate.state import Debate, Question, Touched


class ChallengeDismissal(OnQuestion, frozen=True, kw_only=True, tag="challenge"):
    """Its author says that it should not have been dismissed."""


class ChallengeWithProof(OnQuestion, frozen=True, kw_only=True, tag="challenge_with_proof"):
    """The same by whoever has a proof of the question, which is verified by the door that asks."""


class DismissalChallenged(QuestionEvent, frozen=True, kw_only=True):
    """`dismissal`: the action that dismissed the question."""

    dismissal: int


RULES: Final[Mapping[type[Command], Rule]] = {
    ChallengeDismissal: Rule(PARTICIPANT, ASKING, states("dismissed"), own=True),
    ChallengeWithProof: Rule(PARTICIPANT, ASKING | OVER, states("dismissed")),
}


def _challenge(
    debate: "Debate", command: OnQuestion, question: "Question", actor: "Actor"
) -> Sequence[Event]:
    if debate.is_challenged(question):
        return []
    assert question.dismissal is not None
    return [DismissalChallenged(question=question.id, dismissal=question.dismissal)]


DECISIONS: Final[Mapping[type[Command], Callable[..., Sequence[Event]]]] = {
    ChallengeDismissal: _challenge,
    ChallengeWithProof: _challenge,
}


def was_challenged(debate: "Debate", event: DismissalChallenged, entry: Entry) -> "Touched":
    """That stays, also where the dismissal is taken back and the question dismissed again."""
    debate.challenged.add((event.question, event.dismissal))
    return touch(debate, event.question)


EFFECTS: Final[Mapping[type[Event], Callable[..., "Touched"]]] = {
    DismissalChallenged: was_challenged
}
