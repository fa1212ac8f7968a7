"""What moderators put down about a question: its pile, whom it is put to, a note, how many hands
were raised for it in the hall. The commands, what happens, who may, what is decided, and the fields
of the question.

The effect needs no function: what such an event says is so of the question from then on.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, Any, Final

from msgspec import Meta, Struct

from server.debate.commands import Command, Key, Note, OnQuestion, Was
from server.debate.deciding.overtaken import refuse_change
from server.debate.events import Event, ScreeningEvent
from server.debate.phases import ASKING, LIVE
from server.debate.refusals import Rejected
from server.debate.rule import EVERY_STATE, SCREENERS, Rule, states
from server.language.cleaning import clean_text

if TYPE_CHECKING:  # which imports the fields
    from server.debate.actors import Actor
    from server.debate.state import Debate, Question


HANDS_AT_MOST = 100_000  # no hall holds more


class Labels(Struct, frozen=True, kw_only=True):
    """The fields of a question. Moderators see them as they stand (`ControlQuestion`)."""

    pile: str | None = None
    to: str | None = None
    note: str | None = None
    hands: int | None = None


class TagQuestion(OnQuestion, frozen=True, kw_only=True, tag="tag"):
    """`was`: the pile that the asker saw it in, empty for none; another one by now stays."""

    pile: Key | None = None
    was: Was | None = None


class QuestionTagged(ScreeningEvent, frozen=True, kw_only=True):
    deed = "tag"

    pile: str | None


def _tag(
    debate: "Debate", command: TagQuestion, question: "Question", actor: "Actor"
) -> Sequence[Event]:
    if command.pile is not None and command.pile not in debate.piles:
        raise Rejected("malformed", why="unknown pile - at `$.pile`")
    if command.was is not None and command.was != (question.pile or ""):
        refuse_change(debate, question, lambda one: one.pile, "tag")
    if command.pile == question.pile:
        return []
    return [QuestionTagged(question=question.id, pile=command.pile)]


class AssignQuestion(OnQuestion, frozen=True, kw_only=True, tag="assign"):
    """`was`: the guest that the asker saw, empty for none; another one by now stays."""

    to: Key | None = None
    was: Was | None = None


class QuestionAssigned(ScreeningEvent, frozen=True, kw_only=True):
    deed = "assign"

    to: str | None


def _assign(
    debate: "Debate", command: AssignQuestion, question: "Question", actor: "Actor"
) -> Sequence[Event]:
    if command.to is not None and command.to not in debate.guests:
        raise Rejected("malformed", why="unknown guest - at `$.to`")
    if command.was is not None and command.was != (question.to or ""):
        refuse_change(debate, question, lambda one: one.to, "assign")
    if command.to == question.to:
        return []
    return [QuestionAssigned(question=question.id, to=command.to)]


class NoteQuestion(OnQuestion, frozen=True, kw_only=True, tag="note"):
    """For the other moderators alone. No `text` removes the note. `was`: the note that the asker
    saw, empty for none; another one by now stays."""

    text: Note | None = None
    was: Note | None = None


class QuestionNoted(ScreeningEvent, frozen=True, kw_only=True):
    """What moderators tell each other about it. No `note`: it was removed."""

    sealed = frozenset({"note"})
    deed = "note"

    note: str | None = None


def _note(
    debate: "Debate", command: NoteQuestion, question: "Question", actor: "Actor"
) -> Sequence[Event]:
    if command.was is not None and command.was != (question.note or ""):
        refuse_change(debate, question, lambda one: one.note, "note")
    note = clean_text(command.text or "") or None
    return [] if note == question.note else [QuestionNoted(question=question.id, note=note)]


class CountHands(OnQuestion, frozen=True, kw_only=True, tag="hands"):
    """How many hands were raised when the host asked who wants to hear it: what the tally can be
    held against. No `hands` removes the number. `was`: the number that the asker saw, absent for
    none; another one by now stays."""

    hands: Annotated[int, Meta(ge=0, le=HANDS_AT_MOST)] | None = None
    was: int | None = None


class HandsCounted(ScreeningEvent, frozen=True, kw_only=True):
    deed = "hands"

    hands: int | None = None


def _count_hands(
    debate: "Debate", command: CountHands, question: "Question", actor: "Actor"
) -> Sequence[Event]:
    if command.hands == question.hands:
        return []
    if command.was != question.hands:
        refuse_change(debate, question, lambda one: one.hands, "hands")
    return [HandsCounted(question=question.id, hands=command.hands)]


LabelCommand = TagQuestion | AssignQuestion | NoteQuestion | CountHands
LabelEvent = QuestionTagged | QuestionAssigned | QuestionNoted | HandsCounted

RULES: Final[Mapping[type[Command], Rule]] = {
    TagQuestion: Rule(SCREENERS, ASKING, EVERY_STATE),
    AssignQuestion: Rule(SCREENERS, ASKING, EVERY_STATE),
    NoteQuestion: Rule(SCREENERS, ASKING, EVERY_STATE),
    CountHands: Rule(SCREENERS, LIVE, states("open", "next", "on_air", "answered")),
}

# Of what means more than that what it says is so.
DECISIONS: Final[Mapping[type[Command], Callable[..., Sequence[Event]]]] = {
    TagQuestion: _tag,
    AssignQuestion: _assign,
    NoteQuestion: _note,
    CountHands: _count_hands,
}


def labels(question: Labels) -> dict[str, Any]:
    """All of them, by name."""
    return {name: getattr(question, name) for name in Labels.__struct_fields__}
