"""What happened. One definition is the journal form and the type.

`sealed` fields stay private until the question was shown: the journal's hash holds only their
digest, so the chain can be published and checked without publishing what was dismissed.
`unlinked` fields tie a row to a person's handle: they stand outside the hash, and closing the
debate replaces them.
"""

from typing import ClassVar, Literal

from msgspec import Struct

from server.debate.actors import Role
from server.debate.commands import Door, HoldReason, How, Phase, Reason
from server.language.languages import Spoken

Localised = dict[str, str]  # language tag -> text, e.g. {"sr-Latn": "Posao", "sq": "Puna"}


class Guest(Struct, frozen=True, omit_defaults=True):
    name: str
    office: Localised = {}
    party: str = ""


class Pile(Struct, frozen=True):
    name: Localised


class Limits(Struct, frozen=True):
    """What a debate allows one participant. Lengths in code points; 0 = no limit on the number."""

    max_length: int = 300
    questions_each: int = 0


Sort = Literal["votes", "newest", "fair"]


class Chance(Struct, frozen=True, omit_defaults=True):
    """What chance each question has with the audience. `sort`: the order that phones begin with.
    `hidden_counts`: nobody on a phone learns a tally before its question was taken. `vote_only`:
    the audience asks nothing."""

    sort: Sort = "votes"
    hidden_counts: bool = False
    vote_only: bool = False

    @property
    def shown_sort(self) -> Sort:
        """Hidden counts leave nothing to sort by votes with."""
        return "fair" if self.hidden_counts and self.sort == "votes" else self.sort


USUAL = Chance()


class Event(Struct, frozen=True, kw_only=True, tag_field="event", tag=lambda name: name):
    sealed: ClassVar[frozenset[str]] = frozenset()
    unlinked: ClassVar[frozenset[str]] = frozenset()


class QuestionEvent(Event, frozen=True, kw_only=True):
    question: str


class DebateDescribed(Event, frozen=True, kw_only=True):
    """The first event of every debate, and again whenever its settings change (whole, absolute)."""

    code: str
    programme: str
    title: Localised
    guests: dict[str, Guest] = {}
    piles: dict[str, Pile] = {}
    limits: Limits = Limits()
    starts_at: int | None = None
    chance: Chance | None = None  # None: the usual one
    rehearsal: bool | None = None  # None: no. It never changes.
    opens_at: int | None = None  # collecting, by itself
    closes_at: int | None = None
    unlisted: bool | None = None  # None: no
    languages: tuple[str, ...] | None = None  # of its display and host, one or two in an order
    voters_a_minute: int | None = None  # new ones from one network; None: the usual ceilings


class PhaseChanged(Event, frozen=True, kw_only=True):
    to: Phase


class DoorOpened(Event, frozen=True, kw_only=True):
    what: Door


class DoorShut(Event, frozen=True, kw_only=True):
    what: Door


Via = Literal["card", "import"]  # how a question came that nobody sent from a phone


class QuestionSubmitted(QuestionEvent, frozen=True, kw_only=True):
    sealed = frozenset({"text", "name"})
    unlinked = frozenset({"author"})

    text: str
    author: str
    lang: str
    to: str | None = None
    name: str | None = None
    via: Via | None = None


class QuestionWithdrawn(QuestionEvent, frozen=True, kw_only=True):
    pass


class QuestionApproved(QuestionEvent, frozen=True, kw_only=True):
    pass


class QuestionDismissed(QuestionEvent, frozen=True, kw_only=True):
    sealed = frozenset({"note"})

    reason: Reason
    note: str | None = None


class QuestionHeld(QuestionEvent, frozen=True, kw_only=True):
    """Put aside while in review."""

    sealed = frozenset({"note"})

    why: HoldReason
    note: str | None = None


class QuestionUnheld(QuestionEvent, frozen=True, kw_only=True):
    pass


class QuestionRestored(QuestionEvent, frozen=True, kw_only=True):
    """Back to review from dismissed."""


class QuestionEdited(QuestionEvent, frozen=True, kw_only=True):
    sealed = frozenset({"text"})

    text: str


class QuestionTranslated(QuestionEvent, frozen=True, kw_only=True):
    """The text as it stands, in another language. No `text`: the translation was removed."""

    sealed = frozenset({"text"})

    lang: Spoken
    text: str | None = None


class QuestionMerged(QuestionEvent, frozen=True, kw_only=True):
    into: str


class QuestionUnmerged(QuestionEvent, frozen=True, kw_only=True):
    """Back to where it was before it was merged."""


class QuestionTagged(QuestionEvent, frozen=True, kw_only=True):
    pile: str | None


class QuestionAssigned(QuestionEvent, frozen=True, kw_only=True):
    to: str | None


class QuestionNoted(QuestionEvent, frozen=True, kw_only=True):
    """What moderators tell each other about it. No `note`: it was removed."""

    sealed = frozenset({"note"})

    note: str | None = None


class AuthorBlocked(QuestionEvent, frozen=True, kw_only=True):
    """The author of this question; the handle is not repeated here, so that it can be unlinked."""


class AuthorUnblocked(QuestionEvent, frozen=True, kw_only=True):
    pass


class QuestionCued(QuestionEvent, frozen=True, kw_only=True):
    pass


class QuestionUncued(QuestionEvent, frozen=True, kw_only=True):
    pass


class QuestionPlaced(QuestionEvent, frozen=True, kw_only=True):
    before: str | None


class QuestionTaken(QuestionEvent, frozen=True, kw_only=True):
    pass


class AirCleared(QuestionEvent, frozen=True, kw_only=True):
    """The question went back to where it was taken from; with `aired` it went nowhere, but waits
    for its outcome. Older journals put everything back."""

    aired: bool | None = None  # None: no


class QuestionAnswered(QuestionEvent, frozen=True, kw_only=True):
    how: How


class ClockStarted(Event, frozen=True, kw_only=True):
    """Of a guest, whereby that of any other stops; without `guest` of the debate."""

    guest: str | None


class ClockStopped(Event, frozen=True, kw_only=True):
    """Leaving the live phase stops all clocks without it; a guest who is no longer one, theirs."""

    guest: str | None


class CountdownStarted(Event, frozen=True, kw_only=True):
    """In seconds; `warning` and `danger` begin when that much is left. What was on air leaving it,
    another question taken and the end of the live phase end the countdown."""

    preset: str
    length: int
    warning: int
    danger: int


class CountdownStopped(Event, frozen=True, kw_only=True):
    pass


class CountdownPaused(Event, frozen=True, kw_only=True):
    """It stands from now on with what is left of it, or (not `on`) goes on from there."""

    on: bool


class CountdownShown(Event, frozen=True, kw_only=True):
    """Whether the display shows countdowns from now on."""

    on: bool


class BurstEvent(Event, frozen=True, kw_only=True):
    """What was known of a burst: `rule` by which it was found, `seconds` in which its voters came,
    how many `voters` (and how many are `usual` in such a time), their `ballots` by `questions`, and
    what `server.debate.bursts` says of them in `signs`. Never who they are: where it matters, that
    stands with the ballots, until closing."""

    burst: str
    rule: str
    seconds: int
    voters: int
    usual: int
    ballots: int
    questions: dict[str, int]
    signs: dict[str, int]


class BallotsSetApart(BurstEvent, frozen=True, kw_only=True):
    """The ballots of its voters do not count from now on."""


class BurstPassed(BurstEvent, frozen=True, kw_only=True):
    """It was shown to moderators, and nobody decided about it before closing: all of it counts."""


class BallotsLetIn(Event, frozen=True, kw_only=True):
    """They count again."""

    burst: str


class ActionUndone(Event, frozen=True, kw_only=True):
    """The action whose first event has the number `action` was taken back."""

    action: int


class TalliesSealed(Event, frozen=True, kw_only=True):
    """The final tallies: `tallies` counts distinct participants over a question and its parts,
    `own` the ballots for that very question. Afterwards nobody can count them again by person.

    What is set apart is in none of these numbers but in those behind them: `apart`, the ballots for
    that very question, and `with_apart`, what `tallies` would be if they counted, for questions
    where that is another number; `apart_participants` and `apart_ballots`. None: nothing is."""

    tallies: dict[str, int]
    own: dict[str, int]
    participants: int
    ballots: int
    apart: dict[str, int] | None = None
    with_apart: dict[str, int] | None = None
    apart_participants: int | None = None
    apart_ballots: int | None = None


JournalEvent = (
    DebateDescribed
    | PhaseChanged
    | DoorOpened
    | DoorShut
    | QuestionSubmitted
    | QuestionWithdrawn
    | QuestionApproved
    | QuestionDismissed
    | QuestionHeld
    | QuestionUnheld
    | QuestionRestored
    | QuestionEdited
    | QuestionTranslated
    | QuestionMerged
    | QuestionUnmerged
    | QuestionTagged
    | QuestionAssigned
    | QuestionNoted
    | AuthorBlocked
    | AuthorUnblocked
    | QuestionCued
    | QuestionUncued
    | QuestionPlaced
    | QuestionTaken
    | AirCleared
    | QuestionAnswered
    | ClockStarted
    | ClockStopped
    | CountdownStarted
    | CountdownStopped
    | CountdownPaused
    | CountdownShown
    | BallotsSetApart
    | BallotsLetIn
    | BurstPassed
    | ActionUndone
    | TalliesSealed
)


class Entry(Struct, frozen=True):
    """One numbered line of the journal. `at` in ms; `action` is the number of the first entry that
    the same command wrote; `by` names the moderator (empty for participants and the server)."""

    seq: int
    at: int
    action: int
    role: Role
    event: JournalEvent
    by: str = ""
