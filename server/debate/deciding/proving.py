"""Whoever asked a question may save a proof that it came, and what was decided about it, as long as
the server knows who asked.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from server.debate import events as e
from server.debate.commands import Command, OnQuestion
from server.debate.phases import ASKING
from server.debate.rule import PARTICIPANT, Rule

if TYPE_CHECKING:
    from server.debate.state import Debate, Question


class AskProof(OnQuestion, frozen=True, kw_only=True, tag="proof"):
    """It changes nothing: what it is answered is made of the journal."""


RULES: Final[Mapping[type[Command], Rule]] = {AskProof: Rule(PARTICIPANT, ASKING, own=True)}


def decided_by(debate: "Debate", question: "Question") -> type[e.QuestionEvent] | None:
    """The kind of event that brought the question to where it is, as far as its author may know:
    None where that is nothing, or what it was merged into is not shown."""
    if question.shown:
        return e.QuestionApproved
    if question.state == "dismissed":
        return e.QuestionDismissed
    into = debate.questions.get(question.merged_into or "")
    return e.QuestionMerged if into is not None and into.shown else None
