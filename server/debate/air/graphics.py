"""The graphics that a producer puts on air beside the question: the strap with a guest's name,
the display's picture of a break or of a result, and everything off at once. The commands, what
happens, who may, what is decided, and what it changes.

They are a declared state, never a stream of orders: whoever draws them draws what stands here.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from server.debate import events as e
from server.debate.air.standing import Graphics
from server.debate.commands import Command, Key, Picture, QuestionId
from server.debate.phases import ASKING
from server.debate.refusals import Rejected
from server.debate.rule import PRODUCERS, Rule
from server.debate.state import Touched

if TYPE_CHECKING:
    from server.debate.actors import Actor
    from server.debate.state import Debate


class ShowStrap(Command, frozen=True, kw_only=True, tag="strap"):
    """The name and office of this guest stand on air; without `guest` nobody's do."""

    guest: Key | None = None


class ShowPicture(Command, frozen=True, kw_only=True, tag="picture"):
    """What the display shows while no question is on air: a break, or what became of the
    `question`, which is answered; without `picture` what it always shows then."""

    picture: Picture | None = None
    question: QuestionId | None = None


class Panic(Command, frozen=True, kw_only=True, tag="panic"):
    """Everything is off every graphic at once, until something is put on air again, or this is
    ended (`on` not). What was on air waits for its outcome."""

    on: bool = True


class StrapShown(e.Event, frozen=True, kw_only=True):
    deed = "strap"

    guest: str | None = None


class PictureShown(e.Event, frozen=True, kw_only=True):
    deed = "picture"

    picture: Picture | None = None
    question: str | None = None


class EverythingCut(e.Event, frozen=True, kw_only=True):
    """`on` not: what always stands on air does so again."""

    deed = "panic"

    on: bool


GraphicsCommand = ShowStrap | ShowPicture | Panic
GraphicsEvent = StrapShown | PictureShown | EverythingCut

RULES: Final[Mapping[type[Command], Rule]] = {
    ShowStrap: Rule(PRODUCERS, ASKING),
    ShowPicture: Rule(PRODUCERS, ASKING),
    Panic: Rule(PRODUCERS, ASKING),
}


def _strap(debate: "Debate", command: ShowStrap, actor: "Actor") -> Sequence[e.Event]:
    if command.guest is not None and command.guest not in debate.guests:
        raise Rejected("malformed", why="unknown guest - at `$.guest`")
    return [] if command.guest == debate.graphics.strap else [StrapShown(guest=command.guest)]


def _picture(debate: "Debate", command: ShowPicture, actor: "Actor") -> Sequence[e.Event]:
    if (command.picture == "result") != (command.question is not None):
        raise Rejected("malformed", why="a result, and nothing else, is of a question")
    if command.question is not None:
        question = debate.questions.get(command.question)
        if question is None:
            raise Rejected("unknown_question")
        if question.state != "answered":
            raise Rejected("wrong_state", state=question.state, by=question.by)
    now = debate.graphics
    if (command.picture, command.question) == (now.picture, now.result):
        return []
    return [PictureShown(picture=command.picture, question=command.question)]


def _panic(debate: "Debate", command: Panic, actor: "Actor") -> Sequence[e.Event]:
    events: list[e.Event] = []
    if command.on and debate.on_air is not None:
        events.append(e.AirCleared(question=debate.on_air, aired=True))
    if command.on != (debate.graphics.cut_at is not None):
        events.append(EverythingCut(on=command.on))
    return events


DECISIONS: Final[Mapping[type[Command], Callable[..., Sequence[e.Event]]]] = {
    ShowStrap: _strap,
    ShowPicture: _picture,
    Panic: _panic,
}


def _strap_shown(debate: "Debate", event: StrapShown, entry: e.Entry) -> Touched:
    was = debate.graphics
    cut_at = was.cut_at if event.guest is None else None
    return put(debate, replace(was, strap=event.guest, cut_at=cut_at))


def _picture_shown(debate: "Debate", event: PictureShown, entry: e.Entry) -> Touched:
    was = debate.graphics
    cut_at = was.cut_at if event.picture is None else None
    return put(debate, replace(was, picture=event.picture, result=event.question, cut_at=cut_at))


def _everything_cut(debate: "Debate", event: EverythingCut, entry: e.Entry) -> Touched:
    return put(debate, Graphics(cut_at=entry.at) if event.on else Graphics())


EFFECTS: Final[Mapping[type[e.Event], Callable[..., Touched]]] = {
    StrapShown: _strap_shown,
    PictureShown: _picture_shown,
    EverythingCut: _everything_cut,
}


def follow(debate: "Debate", entry: e.Entry) -> Touched:
    """Keep the graphics true to an event about something else, after it was applied: a question
    taken on air ends a picture and a cut, and who is no guest any more has no strap."""
    was = debate.graphics
    match entry.event:
        case e.QuestionTaken():
            return put(debate, replace(was, picture=None, result=None, cut_at=None))
        case e.PhaseChanged(to=phase) if phase not in ASKING:
            return put(debate, Graphics())
        case e.DebateDescribed() | e.ActionUndone() if was.strap not in debate.guests:
            return put(debate, replace(was, strap=None))
    return Touched()


def put(debate: "Debate", graphics: Graphics) -> Touched:
    """These are on air from now on."""
    was, debate.graphics = debate.graphics, graphics
    if was == graphics:
        return Touched()
    changed = {was.result, graphics.result} if was.result != graphics.result else set()
    return Touched(questions={id_ for id_ in changed if id_ is not None}, debate=True)
