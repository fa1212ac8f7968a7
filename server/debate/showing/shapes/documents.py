"""The documents as they go over the wire: that of each view, and a participant's own."""

from server.debate.showing.shapes.heads import AudienceHead, ControlHead, DisplayHead, HostHead
from server.debate.showing.shapes.questions import (
    AudienceQuestion,
    ControlQuestion,
    CuedQuestion,
    MyQuestion,
)
from server.debate.showing.shapes.shape import Shape


class AudienceDocument(Shape, frozen=True, kw_only=True):
    """Past 300 questions the most voted and the newest; `more`: how many are not here."""

    debate: AudienceHead
    questions: dict[str, AudienceQuestion]
    more: int | None = None


class ControlDocument(Shape, frozen=True, kw_only=True):
    debate: ControlHead
    questions: dict[str, ControlQuestion]


class DisplayDocument(Shape, frozen=True, kw_only=True):
    """Of the questions only the one on air."""

    debate: DisplayHead
    questions: dict[str, CuedQuestion]


class HostDocument(Shape, frozen=True, kw_only=True):
    """The one on air and those that are cued."""

    debate: HostHead
    questions: dict[str, CuedQuestion]


class YouDocument(Shape, frozen=True, kw_only=True):
    """A participant's own questions, and the shown questions that their vote stands for. `joined`:
    what they voted for and is merged, by which of these it is in. `token`: only to somebody
    new."""

    mine: dict[str, MyQuestion]
    votes: dict[str, bool]
    joined: dict[str, str] = {}
    token: str | None = None


DOCUMENTS: dict[str, type[Shape]] = {
    "audience": AudienceDocument,
    "control": ControlDocument,
    "display": DisplayDocument,
    "host": HostDocument,
}
