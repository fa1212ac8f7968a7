"""The air text: a producer's shorter words for a question, which graphics show in the place of its
own. The command, what happens, who may, what is decided, and what it changes.

The question stays as it was asked, on phones and in the journal. An air text is of one wording:
when the question is edited afterwards, it is no longer shown. What of it stood on air the archive
tells beside the question.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from server.debate.commands import Command, Note, OnQuestion
from server.debate.deciding.overtaken import refuse_change
from server.debate.deciding.touching import touch
from server.debate.events import Entry, Event, QuestionEvent
from server.debate.phases import ASKING
from server.debate.refusals import Rejected
from server.debate.rule import EDITABLE, PRODUCERS, Rule
from server.debate.state import Wording
from server.language.cleaning import clean_text

if TYPE_CHECKING:
    from server.debate.actors import Actor
    from server.debate.state import Debate, Question, Touched

AIR_TEXT_AT_MOST = 126  # code points: three lines of 42 in a lower third


class WriteAirText(OnQuestion, frozen=True, kw_only=True, tag="air_text"):
    """No `text` removes it. `was`: the air text that the asker saw, empty for none; `of`: the
    question's text that they saw. Where either is another one by now, it stays."""

    text: str | None = None
    was: Note | None = None
    of: str | None = None


class AirTextWritten(QuestionEvent, frozen=True, kw_only=True):
    """No `air_text`: it was removed."""

    sealed = frozenset({"air_text"})
    deed = "air_text"

    air_text: str | None = None


RULES: Final[Mapping[type[Command], Rule]] = {WriteAirText: Rule(PRODUCERS, ASKING, EDITABLE)}


def _write(
    debate: "Debate", command: WriteAirText, question: "Question", actor: "Actor"
) -> Sequence[Event]:
    if command.of is not None and command.of != question.text:
        refuse_change(debate, question, lambda one: one.text, "edit")
    if command.was is not None and command.was != (question.air_text or ""):
        refuse_change(debate, question, lambda one: one.air_text, "air_text")
    text = clean_text(command.text or "") or None
    if text is not None and len(text) > AIR_TEXT_AT_MOST:
        raise Rejected("too_long", limit=AIR_TEXT_AT_MOST)
    if text == question.air_text:
        return []
    return [AirTextWritten(question=question.id, air_text=text)]


DECISIONS: Final[Mapping[type[Command], Callable[..., Sequence[Event]]]] = {WriteAirText: _write}


def was_written(debate: "Debate", event: AirTextWritten, entry: Entry) -> "Touched":
    """Kept with the wording that it is of."""
    text = event.air_text
    of = debate.questions[event.question].text
    debate.change(event.question, for_air=None if text is None else Wording(text, of))
    return touch(debate, event.question)


def follow(debate: "Debate") -> None:
    """Remember what graphics show in the place of the question on air, after any event: that it
    was shown stays so, whatever is written later."""
    question = debate.questions[debate.on_air] if debate.on_air else None
    if question is None or question.air_text is None or question.for_air in question.aired_as[-1:]:
        return
    earlier = (one for one in question.aired_as if one.of != question.text)
    debate.change(question.id, aired_as=(*earlier, question.for_air))


EFFECTS: Final[Mapping[type[Event], Callable[..., "Touched"]]] = {AirTextWritten: was_written}
