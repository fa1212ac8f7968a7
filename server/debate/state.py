"""A debate as it stands: what the journal and the ballots add up to, and nothing else. What stands
beside it is in `surroundings`.
"""

from msgspec import Struct, field
from msgspec.structs import replace

from server.debate.air.standing import Airing, Graphics, LeftAir, Recordings
from server.debate.air.timing import STOPPED, Countdown, SpeakingTime
from server.debate.commands import HoldReason, How, Phase, Reason, State
from server.debate.deciding.labelling import Labels
from server.debate.deciding.sealing import BallotsCommitted, BallotsSealed
from server.debate.described import USUAL, Guest, Limits, Localised, Pile
from server.debate.events import (
    BallotsSetApart,
    BurstPassed,
    LengthsSealed,
    LogBegunAnew,
    TalliesSealed,
    Via,
)
from server.debate.phases import OVER
from server.debate.tallies import Tallies
from server.language.languages import Spoken

SHOWN: frozenset[State] = frozenset({"open", "next", "on_air", "answered"})


class Held(Struct, frozen=True, omit_defaults=True):
    """Who put a question in review aside, when (ms) and why."""

    by: str
    at: int
    why: HoldReason
    note: str | None = None


class Wording(Struct, frozen=True):
    """A moderator's words for a question, translated or shorter, and the text `of` it that they are
    for."""

    text: str
    of: str


class Before(Struct, frozen=True, omit_defaults=True):
    """What a question said when people had voted for it and it was edited, and how many `votes` it
    had then. No `text`: it held personal data. No `votes`: nobody may know yet."""

    text: str | None = None
    votes: int | None = None


class Question(Labels, frozen=True, kw_only=True):
    """One question. Immutable: `apply` puts a changed copy in its place. Times in ms."""

    id: str
    text: str
    author: str
    lang: str
    at: int
    name: str | None = None
    via: Via | None = None
    carried: str | None = None
    state: State = "in_review"
    previous: State = "in_review"  # where it goes back to: from the air, or when unmerged
    original: str | None = None
    reworded: tuple[Before, ...] = ()  # each time
    translations: dict[Spoken, Wording] = field(default_factory=dict)
    for_air: Wording | None = None
    aired_as: tuple[Wording, ...] = ()  # the last shown on air last, one of each of its texts
    reason: Reason | None = None
    dismissal: int | None = None  # the action that dismissed it last
    held: Held | None = None
    merged_into: str | None = None
    how: How | None = None
    left_air: LeftAir | None = None
    was_on_air: bool = False  # and left it, not by mistake
    by: str = ""
    first_decided_at: int | None = None
    decided_at: int | None = None
    airings: tuple[Airing, ...] = ()
    aired_at: int | None = None
    answered_at: int | None = None

    @property
    def shown(self) -> bool:
        """Whether the audience may see it."""
        return self.state in SHOWN

    @property
    def waits(self) -> bool:
        """Whether it was asked by somebody, and nobody has decided about it."""
        return self.state == "in_review" and self.via is None

    @property
    def told_before(self) -> Before | None:
        """What people voted for first, where the wording is another by now."""
        return next((one for one in self.reworded[:1] if one.text != self.text), None)

    @property
    def told_between(self) -> tuple[Before, ...]:
        """What it said between that and now when people had voted for it."""
        return tuple(one for one in self.reworded[1:] if one.text != self.text)

    @property
    def is_aside(self) -> bool:
        """Whether it was on air and is still to be given an outcome, cued again or not."""
        return self.left_air == "aside" and self.how is None

    @property
    def publicly(self) -> State:
        """Its state, as far as everybody may know: nobody but moderators knows what is cued."""
        return self.uncued if self.state == "next" else self.state

    @property
    def uncued(self) -> State:
        """Where it is when it leaves the rundown: with an outcome it keeps that."""
        return "open" if self.how is None else "answered"

    @property
    def translated(self) -> dict[Spoken, str]:
        """The translations of the text as it stands."""
        made = self.translations.items()
        return {lang: one.text for lang, one in made if one.of == self.text}

    @property
    def air_text(self) -> str | None:
        """What graphics show in the place of the text as it stands."""
        return self.for_air.text if self.for_air and self.for_air.of == self.text else None

    @property
    def told_air_text(self) -> str | None:
        """What graphics showed last while it was on air, in the place of a text of it that is
        told: as it stands, or as people voted for it."""
        told = {self.text, *(one.text for one in self.reworded)}
        return next((one.text for one in reversed(self.aired_as) if one.of in told), None)


SLOW_FROM = 500  # questions waiting
SLOW_UNTIL = 250


class Waiting(Struct):
    """How many of the audience's questions are to be read, and whether others are taken slowly (see
    `server.debate.deciding.waiting`). Follows every change of a question."""

    number: int = 0
    slow: bool = False

    def follow(self, before: Question | None, question: Question) -> None:
        """`before`: None for a new question."""
        self.number += question.waits - (before is not None and before.waits)
        if self.number >= SLOW_FROM:
            self.slow = True
        elif self.number <= SLOW_UNTIL:
            self.slow = False


class Apart(Struct, frozen=True):
    """A burst that was set apart: what was known of it, whether it is apart now, and who said so
    last."""

    was: BallotsSetApart
    by: str
    held: bool = True


class Undo(Struct):
    """What one moderator's action changed, as it was before; `by`: the moderator; `deed`: what it
    was (`Event.done`), to which `question`, and to how many; `screening`: whether screeners may do
    such a thing, and so may take it back."""

    action: int
    by: str
    at: int
    deed: str
    question: str | None
    count: int
    questions: dict[str, Question]
    submissions: bool
    voting: bool
    order: tuple[str, ...]
    blocked: frozenset[str]
    apart: dict[str, Apart]
    graphics: Graphics
    screening: bool


class TakenBack(Struct, frozen=True):
    """What somebody did whose action another took back; `at`: when that was."""

    deed: str
    question: str | None
    count: int
    whose: str
    by: str
    at: int


class Debate:
    """The aggregate. Changed only by `apply` (and, for ballots, `apply_ballots`)."""

    def __init__(self) -> None:
        self.seq = 0
        self.acted = 0  # the last entry that is not what somebody of the audience did unseen
        self.code = ""
        self.programme = ""
        self.title: Localised = {}
        self.guests: dict[str, Guest] = {}
        self.piles: dict[str, Pile] = {}
        self.limits = Limits()
        self.chance = USUAL
        self.voters_a_minute = 0  # new ones from one network; 0: the usual ceilings
        self.rehearsal = False
        self.opens_at: int | None = None
        self.closes_at: int | None = None
        self.unlisted = False
        self.languages: tuple[str, ...] = ()  # of display and host; none: as its title is written
        self.turned_at = 0  # when the phase or the door for questions was last turned
        self.starts_at: int | None = None
        self.phase: Phase = "draft"
        self.began: dict[Phase, int] = {}  # when each phase came for the first time, ms
        self.submissions = False
        self.voting = False
        self.on_air: str | None = None
        self.order: tuple[str, ...] = ()
        self.questions: dict[str, Question] = {}
        self.counts: dict[str, int] = {}
        self.waiting = Waiting()
        self.shown: dict[str, None] = {}  # ids in the order they were first shown; an ordered set
        self.asked: dict[str, list[str]] = {}  # handle -> ids of its questions
        self.blocked: frozenset[str] = frozenset()
        self.challenged: set[tuple[str, int]] = set()  # dismissals: question, action
        self.apart: dict[str, Apart] = {}  # by burst; never changed, but replaced
        self.passed: tuple[BurstPassed, ...] = ()
        self.tallies = Tallies()
        self.undoable: list[Undo] = []
        self.taken_back: dict[int, TakenBack] = {}  # of others, the last ones; by entry
        self.committed: BallotsCommitted | None = None  # the last time, and when that was
        self.committed_at = 0
        self.disputed = False  # whether ballots were ever found that are not as they were cast
        self.beginnings: tuple[tuple[int, LogBegunAnew], ...] = ()  # when (ms); the first has none
        self.sealed_ballots: BallotsSealed | None = None
        self.sealed: TalliesSealed | None = None
        self.lengths: LengthsSealed | None = None
        self.outcomes: dict[str, int] = {}  # of what was shown; once that is over
        self.turned: set[str] = set()  # questions shown or hidden by the entry being applied
        self.clock = STOPPED
        self.spoken: dict[str, SpeakingTime] = {}  # of guests, also of former ones
        self.speaking: str | None = None  # the guest whose clock runs
        self.countdown: Countdown | None = None
        self.countdown_shown = False
        self.graphics = Graphics()
        self.recordings = Recordings()

    @property
    def is_announced(self) -> bool:
        """Whether whoever has the code may know of it: a draft is announced by a date."""
        return self.phase != "draft" or (self.starts_at or self.opens_at) is not None

    @property
    def is_over(self) -> bool:
        """Whether nobody can ask or vote any more; archived debates included."""
        return self.phase in OVER

    def is_challenged(self, question: Question) -> bool:
        """Whether it is dismissed, and somebody said that it should not be."""
        return (
            question.state == "dismissed" and (question.id, question.dismissal) in self.challenged
        )

    def tally(self, id_: str) -> int:
        """Distinct participants who voted for the question or a part of it."""
        return self.sealed.tallies.get(id_, 0) if self.sealed else self.tallies.tally(id_)

    def own_tally(self, id_: str) -> int:
        """Ballots for that very question."""
        return self.sealed.own.get(id_, 0) if self.sealed else self.tallies.own(id_)

    @property
    def takes_questions(self) -> bool:
        """Whether the audience can ask now."""
        return self.submissions and not self.chance.vote_only

    def tells_tally(self, question: Question) -> bool:
        """Whether the audience may know how many votes a question has."""
        return (
            not self.chance.hidden_counts
            or question.publicly in ("on_air", "answered")
            or question.is_aside
            or self.sealed is not None
        )

    @property
    def ballots(self) -> int:
        """How many ballots there are."""
        return self.sealed.ballots if self.sealed else self.tallies.ballots

    @property
    def ballots_apart(self) -> int:
        """How many more there are that do not count."""
        return (self.sealed.apart_ballots or 0) if self.sealed else self.tallies.ballots_apart

    def tally_apart(self, id_: str) -> int:
        """How many more the tally would be with them."""
        if self.sealed is None:
            return self.tallies.tally_apart(id_)
        counted = self.sealed.tallies.get(id_, 0)
        return (self.sealed.with_apart or {}).get(id_, counted) - counted

    def put(self, question: Question) -> None:
        """Replace a question (or add it) and keep the indexes true."""
        before = self.questions.get(question.id)
        if before is None:
            self.asked.setdefault(question.author, []).append(question.id)
        else:
            self.counts[before.state] -= 1
            if not self.counts[before.state]:
                del self.counts[before.state]
        self.questions[question.id] = question
        self.waiting.follow(before, question)
        self.counts[question.state] = self.counts.get(question.state, 0) + 1
        if question.shown != (before is not None and before.shown):
            self.turned.add(question.id)
        if question.shown:
            self.shown.setdefault(question.id)
        else:
            self.shown.pop(question.id, None)

    def change(self, id_: str, **fields: object) -> Question:
        """`put` a copy of a known question with these fields changed, and return it."""
        question = replace(self.questions[id_], **fields)
        self.put(question)
        return question


class Touched(Struct):
    """What an event changed, for the views: ids of questions, handles of participants, and
    whether anything about the debate itself changed."""

    questions: set[str] = field(default_factory=set)
    participants: set[str] = field(default_factory=set)
    debate: bool = False

    def __ior__(self, other: "Touched") -> "Touched":
        self.questions |= other.questions
        self.participants |= other.participants
        self.debate |= other.debate
        return self

    def __bool__(self) -> bool:
        return bool(self.questions or self.participants or self.debate)
