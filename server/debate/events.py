"""What happened. One definition is the journal form and the type.

`sealed` fields stay private until the question was shown: the journal's hash holds only their
digest, so the chain can be published and checked without publishing what was dismissed.
`unlinked` fields tie a row to a person's handle: they stand outside the hash, and closing the
debate replaces them. A `deed` is what can be taken back: the word of its command, by which pages
tell of it (`control.done_…`); what is `screening`, screeners may take back, too.
"""

from typing import ClassVar, Literal

from msgspec import Struct

from server.debate.actors import Role
from server.debate.commands import Gate, HoldReason, How, Phase, Reason
from server.debate.described import Chance, Guest, Limits, Localised, Pile
from server.language.languages import Spoken


class Event(Struct, frozen=True, kw_only=True, tag_field="event", tag=lambda name: name):
    sealed: ClassVar[frozenset[str]] = frozenset()
    unseen: ClassVar[bool] = False  # no view shows anything of it, nor that it was
    unlinked: ClassVar[frozenset[str]] = frozenset()
    deed: ClassVar[str | None] = None
    screening: ClassVar[bool] = False

    @property
    def done(self) -> str | None:
        """The deed, of answers and doors with which."""
        return self.deed


class QuestionEvent(Event, frozen=True, kw_only=True):
    question: str


def said(kind: type[QuestionEvent]) -> tuple[str, ...]:
    """The fields that say something of the question."""
    return tuple(name for name in kind.__struct_fields__ if name != "question")


class ScreeningEvent(QuestionEvent, frozen=True, kw_only=True):
    screening = True


class GateEvent(Event, frozen=True, kw_only=True):
    what: Gate

    @property
    def done(self) -> str:
        """With what was opened or shut."""
        return f"{self.deed}_{self.what}"


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


class DoorOpened(GateEvent, frozen=True, kw_only=True):
    deed = "open"


class DoorShut(GateEvent, frozen=True, kw_only=True):
    deed = "shut"


Via = Literal["card", "import"]  # how a question came that nobody sent from a phone


class QuestionSubmitted(QuestionEvent, frozen=True, kw_only=True):
    sealed = frozenset({"text", "name", "carried"})
    unlinked = frozenset({"author"})

    text: str
    author: str
    lang: str
    to: str | None = None
    name: str | None = None
    via: Via | None = None
    carried: str | None = None  # from which debate, by its code; that may be unlisted one day


class QuestionWithdrawn(QuestionEvent, frozen=True, kw_only=True):
    pass


class QuestionApproved(ScreeningEvent, frozen=True, kw_only=True):
    deed = "approve"


class QuestionDismissed(ScreeningEvent, frozen=True, kw_only=True):
    sealed = frozenset({"note"})
    deed = "dismiss"

    reason: Reason
    note: str | None = None


class QuestionHeld(ScreeningEvent, frozen=True, kw_only=True):
    """Put aside while in review."""

    sealed = frozenset({"note"})
    deed = "hold"

    why: HoldReason
    note: str | None = None


class QuestionUnheld(ScreeningEvent, frozen=True, kw_only=True):
    deed = "unhold"


class QuestionRestored(ScreeningEvent, frozen=True, kw_only=True):
    """Back to review from dismissed."""

    deed = "restore"


class QuestionEdited(ScreeningEvent, frozen=True, kw_only=True):
    """`votes`: how many had voted for it by then; None: nobody. `private`: the former wording
    holds personal data; None: no."""

    sealed = frozenset({"text"})
    deed = "edit"

    text: str
    votes: int | None = None
    private: bool | None = None


class QuestionTranslated(ScreeningEvent, frozen=True, kw_only=True):
    """The text as it stands, in another language. No `text`: the translation was removed."""

    sealed = frozenset({"text"})
    deed = "translate"

    lang: Spoken
    text: str | None = None


class QuestionMerged(ScreeningEvent, frozen=True, kw_only=True):
    deed = "merge"

    into: str


class QuestionUnmerged(ScreeningEvent, frozen=True, kw_only=True):
    """Back to where it was before it was merged."""

    deed = "unmerge"


class QuestionCued(QuestionEvent, frozen=True, kw_only=True):
    deed = "cue"


class QuestionUncued(QuestionEvent, frozen=True, kw_only=True):
    deed = "uncue"


class QuestionPlaced(QuestionEvent, frozen=True, kw_only=True):
    deed = "place"

    before: str | None


class QuestionTaken(QuestionEvent, frozen=True, kw_only=True):
    deed = "take"


class AirCleared(QuestionEvent, frozen=True, kw_only=True):
    """The question went back to where it was taken from; with `aired` it went nowhere, but waits
    for its outcome. Older journals put everything back."""

    deed = "clear"

    aired: bool | None = None  # None: no


class QuestionAnswered(QuestionEvent, frozen=True, kw_only=True):
    deed = "answered"

    how: How

    @property
    def done(self) -> str:
        """With how it was answered."""
        return self.how


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


class CountdownExtended(Event, frozen=True, kw_only=True):
    """By `seconds`, or shortened by as many where they are below 0."""

    seconds: int


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

    deed = "set_apart"


class BurstPassed(BurstEvent, frozen=True, kw_only=True):
    """It was shown to moderators, and nobody decided about it before closing: all of it counts."""


class BallotsLetIn(Event, frozen=True, kw_only=True):
    """They count again."""

    deed = "let_in"

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


class LengthsSealed(Event, frozen=True, kw_only=True):
    """Lengths of time in whole seconds, known from moments that are not published. `on_air`: of
    each shown question, each time; `spoken`: of each guest. `decision`: the median from the middle
    of the minute in which a question was submitted to the first decision about it; `wait`: the
    median from the last decision about a question that was asked to its being on air. None: there
    was none."""

    on_air: dict[str, tuple[int, ...]]
    spoken: dict[str, int]
    decision: int | None = None
    wait: int | None = None


class LogBegunAnew(Event, frozen=True, kw_only=True):
    """The house was put back from an older backup, so that lines are gone whose head was signed:
    that log can never go on. From this line on it is the `log` of this number. Of the one before a
    head of `size` lines had been signed, with this `root` (base64): the first `kept` of them are
    the first ones here, and what stood behind these may be lost."""

    log: int
    size: int
    root: str
    kept: int


# Those of this file; subjects have their own (server.debate.deciding.subjects).
CoreEvent = (
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
    | CountdownExtended
    | BallotsSetApart
    | BallotsLetIn
    | BurstPassed
    | ActionUndone
    | TalliesSealed
    | LengthsSealed
    | LogBegunAnew
)


class Entry(Struct, frozen=True):
    """One numbered line of the journal. `at` in ms; `action` is the number of the first entry that
    the same command wrote; `by` names the moderator (empty for participants and the server)."""

    seq: int
    at: int
    action: int
    role: Role
    event: Event
    by: str = ""
