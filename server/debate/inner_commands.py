"""Commands that are not on the wire: of administration, the command line and the clock."""

from msgspec import UNSET, Struct, UnsetType, field

from server.debate.commands import Command
from server.debate.deciding.challenging import ChallengeWithProof
from server.debate.deciding.subjects import WireCommand
from server.debate.described import USUAL, Chance, Guest, Limits, Localised, Pile


class DescribeDebate(Command, frozen=True, kw_only=True, tag="describe"):
    """Set up a debate, or change its settings."""

    title: Localised
    programme: str
    guests: dict[str, Guest] = field(default_factory=dict)
    piles: dict[str, Pile] = field(default_factory=dict)
    limits: Limits = Limits()
    chance: Chance = USUAL
    starts_at: int | None = None
    rehearsal: bool = False  # as it was made, it stays
    opens_at: int | None = None
    closes_at: int | None = None
    unlisted: bool = False  # found by its code and its links alone
    languages: tuple[str, ...] = ()
    voters_a_minute: int = 0
    code: str | UnsetType = UNSET  # only for a new debate


class ListDebate(Command, frozen=True, kw_only=True, tag="list"):
    """Whether a debate stands on public lists: it alone changes also once the debate is over."""

    unlisted: bool


class Written(Struct, frozen=True):
    """A question that somebody wrote elsewhere. `carried`: the debate, by its code, in which it was
    asked and left without an answer."""

    text: str
    to: str | None = None
    name: str | None = None
    lang: str | None = None
    carried: str | None = None


class ImportQuestions(Command, frozen=True, kw_only=True, tag="import"):
    """Take in all of these or none."""

    questions: tuple[Written, ...]


class KeepTimetable(Command, frozen=True, kw_only=True, tag="timetable"):
    """Do what is due by the clock."""


# All that a room can be asked for.
AnyCommand = (
    WireCommand | DescribeDebate | ListDebate | ImportQuestions | KeepTimetable | ChallengeWithProof
)
