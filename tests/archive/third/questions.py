"""A question, and what each line does to it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.archive.third.bytes import demand
from tests.archive.third.lines import OLDER, Line

SHOWN = {"open", "next", "on_air", "answered"}
ASKED = {"answered", "partly", "evaded", "unanswered", "aired"}
PUT_BACK, ASIDE = "put back", "aside"


@dataclass
class Before:
    """The line of a wording that had these votes when it was edited; none: its wording is lost."""

    wording: Line | None
    votes: int


@dataclass
class AirText:
    """The line that says it, and that of the wording that it is for."""

    line: Line
    wording: Line


@dataclass(eq=False)
class Question:
    """As the page has it; `wording` is the line that holds the text, `translations` have beside
    their line the wording that they are of."""

    id: str
    submitted: Line
    wording: Line
    to: Any
    state: str = "in_review"
    was: str = ""
    into: str | None = None
    reason: Any = None
    how: Any = None
    left: str | None = None
    been: bool = False
    times: list[list[int]] = field(default_factory=list)
    taken: int | None = None
    first_decided: int | None = None
    decided: int | None = None
    answered: int | None = None
    reworded: list[Before] = field(default_factory=list)
    translations: dict[str, tuple[Line, Line]] = field(default_factory=dict)
    air_text: AirText | None = None
    read: list[AirText] = field(default_factory=list)
    pile: Any = None
    hands: Any = None

    @property
    def shown(self) -> bool:
        return self.state in SHOWN

    @property
    def outcome(self) -> str:
        if self.state == "on_air":
            return "aired"
        if self.how == "not_reached" and self.been:
            return "unanswered"
        return str(self.how or ("aired" if self.left else "not_asked"))

    @property
    def asked(self) -> bool:
        return self.shown and self.outcome in ASKED

    @property
    def rests(self) -> str:
        """Where it is when it is neither cued nor on air."""
        return "answered" if self.how else "open"

    def look(self) -> None:
        """Behind any line: what of its air text is read."""
        if self.state == "on_air" and self.air_text and same(self.air_text.wording, self.wording):
            self.read.append(self.air_text)

    def decide(self, state: str, at: int) -> None:
        self.state, self.decided = state, at
        if self.first_decided is None:
            self.first_decided = at

    def end_time(self, at: int) -> None:
        demand(self.state == "on_air", f"{self.id} is not on air")
        self.times[-1].append(at)


def same(one: Line, other: Line) -> bool:
    """Whether it can be seen that two lines hold the same text."""
    text = one.parts.get("text")
    return one is other or (text is not None and text == other.parts.get("text"))


def _dismissed(q: Question, line: Line) -> None:
    q.decide("dismissed", line.at)
    q.reason = line.event.get("reason")
    q.left = PUT_BACK if q.taken is not None or q.left else None
    q.how = None


def _restored(q: Question, line: Line) -> None:
    q.state, q.reason, q.decided = "in_review", None, None


def _withdrawn(q: Question, line: Line) -> None:
    q.state, q.reason, q.taken, q.into = "withdrawn", None, None, None


def _edited(q: Question, line: Line) -> None:
    if "votes" in line.event:
        q.reworded.append(Before(q.wording, line.event["votes"]))
    if line.event.get("private"):
        for before in q.reworded:
            before.wording = None
    q.wording = line


def _translated(q: Question, line: Line) -> None:
    removed = "text" not in line.sealed
    if OLDER in line.sealed:
        removed = "text" not in line.parts
    if removed:
        q.translations.pop(line.event["lang"], None)
    else:
        q.translations[line.event["lang"]] = line, q.wording


def _air_text_written(q: Question, line: Line) -> None:
    q.air_text = AirText(line, q.wording) if "air_text" in line.sealed else None


def _merged(q: Question, line: Line) -> None:
    q.was = q.rests if q.state == "next" else q.state
    q.decide("merged", line.at)
    q.into = line.event["into"]


def _unmerged(q: Question, line: Line) -> None:
    q.state, q.into = q.was, None


def _tagged(q: Question, line: Line) -> None:
    q.pile = line.event.get("pile")


def _assigned(q: Question, line: Line) -> None:
    q.to = line.event.get("to")


def _cued(q: Question, line: Line) -> None:
    q.state = "next"


def _uncued(q: Question, line: Line) -> None:
    q.state = q.rests


def _taken(q: Question, line: Line) -> None:
    q.was, q.state, q.taken = q.state, "on_air", line.at
    q.times.append([line.at])


def _cleared(q: Question, line: Line) -> None:
    q.end_time(line.at)
    if line.event.get("aired"):
        q.state, q.how, q.left, q.been, q.answered = "open", None, ASIDE, True, None
    else:
        q.state, q.taken, q.left = q.was, None, q.left or PUT_BACK


def _answered(q: Question, line: Line) -> None:
    if q.state == "on_air":
        q.end_time(line.at)
        q.been = True
    q.state, q.how, q.left, q.answered = "answered", line.event["how"], None, line.at


def _counted(q: Question, line: Line) -> None:
    q.hands = line.event.get("hands")


DOES: dict[str, Callable[[Question, Line], None]] = {
    "QuestionApproved": lambda q, line: q.decide("open", line.at),
    "QuestionDismissed": _dismissed,
    "QuestionRestored": _restored,
    "QuestionWithdrawn": _withdrawn,
    "QuestionEdited": _edited,
    "QuestionTranslated": _translated,
    "AirTextWritten": _air_text_written,
    "QuestionMerged": _merged,
    "QuestionUnmerged": _unmerged,
    "QuestionTagged": _tagged,
    "QuestionAssigned": _assigned,
    "QuestionCued": _cued,
    "QuestionUncued": _uncued,
    "QuestionTaken": _taken,
    "AirCleared": _cleared,
    "QuestionAnswered": _answered,
    "HandsCounted": _counted,
}
