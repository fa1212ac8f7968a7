"""What others are told when it happens: that a debate opened, went live or closed, and what became
of its questions. Only what everybody may see on a phone at that moment. Pure.
"""

from collections.abc import Sequence
from typing import Literal, get_args

from msgspec import Struct

from server.debate import events as e
from server.debate.commands import Phase
from server.debate.events import Event
from server.debate.patches import Json
from server.debate.phases import ASKING
from server.debate.state import SHOWN, Debate

What = Literal[
    "debate.opened",
    "debate.live",
    "debate.closed",
    "question.shown",
    "question.taken",
    "question.answered",
]
WHAT: tuple[What, ...] = get_args(What)

_PHASES: dict[Phase, What] = {
    "collecting": "debate.opened",
    "live": "debate.live",
    "closed": "debate.closed",
}
_QUESTIONS: dict[type[Event], What] = {
    e.QuestionApproved: "question.shown",
    e.QuestionTaken: "question.taken",
    e.QuestionAnswered: "question.answered",
}


class Announced(Struct, frozen=True):
    """`text`: of the `question`, apart from the rest: it goes when the question is no longer to be
    seen."""

    what: What
    data: Json
    question: str = ""
    text: str | None = None


class Announcement(Struct, frozen=True):
    """`taken_back`: the questions whose texts nobody is to be told any more."""

    said: tuple[Announced, ...] = ()
    taken_back: frozenset[str] = frozenset()


NOTHING = Announcement()


def announced(debate: Debate, events: Sequence[Event]) -> Announcement:
    """Of events that are about to happen to a debate. Of drafts, rehearsals and what is unlisted
    nothing is said."""
    if debate.rehearsal:
        return NOTHING
    taken_back = frozenset(_taken_back(debate, events))
    said = () if debate.unlisted else tuple(_said(debate, events))
    return Announcement(said, taken_back) if said or taken_back else NOTHING


def _said(debate: Debate, events: Sequence[Event]) -> list[Announced]:
    said = []
    for event in events:
        if isinstance(event, e.PhaseChanged) and event.to in _PHASES:
            said.append(Announced(_PHASES[event.to], {"debate": _debate(debate)}))
        what = _QUESTIONS.get(type(event))
        if what is None or debate.phase not in ASKING:
            continue
        assert isinstance(event, e.QuestionEvent)
        question = debate.questions[event.question]
        data: Json = {
            "debate": _debate(debate),
            "question": {"id": event.question, "lang": question.lang},
        }
        if question.to in debate.guests:
            data["question"]["to"] = debate.guests[question.to].name
        if isinstance(event, e.QuestionAnswered):
            data["how"] = event.how
        said.append(Announced(what, data, event.question, question.text))
    return said


def _debate(debate: Debate) -> Json:
    return {"code": debate.code, "programme": debate.programme, "title": debate.title}


def _taken_back(debate: Debate, events: Sequence[Event]) -> list[str]:
    gone: list[str] = []
    for event in events:
        match event:
            case (
                e.QuestionDismissed(question=id_)
                | e.QuestionWithdrawn(question=id_)
                | e.QuestionMerged(question=id_)
                | e.QuestionEdited(question=id_, private=True)
            ):
                gone.append(id_)
            case e.ActionUndone() if debate.undoable:
                before = debate.undoable[-1].questions
                gone += [id_ for id_, one in before.items() if one.state not in SHOWN]
    return gone
