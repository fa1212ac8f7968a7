"""The documents of the wire as types, for the published descriptions of it.

Nothing here makes or reads a document: `server.debate.showing.documents` does. A test holds every
view of real debates against these types, so that the two cannot drift apart.
"""

from typing import Literal

from msgspec import UNSET, Struct, UnsetType

from server.debate.commands import How, Phase, Preset, Reason
from server.debate.described import Guest, Localised, Pile, Sort
from server.debate.events import Via
from server.debate.showing.becoming import End, Outcome
from server.debate.state import Clock, Countdown, Held, State
from server.language.almost import But
from server.language.flags import Flag
from server.language.languages import Spoken

ShownState = Literal["open", "on_air", "answered"]
OwnState = Literal["in_review", "open", "on_air", "answered", "dismissed", "merged", "withdrawn"]


class Described(Struct, frozen=True, kw_only=True):
    """Absent fields are left out, never null. Times are milliseconds since 1970."""


class Totals(Described, frozen=True, kw_only=True):
    """`votes` is absent where counts are hidden. `apart`: votes beside them that do not count while
    moderators look at them; absent for none."""

    questions: int
    votes: int | UnsetType = UNSET
    apart: int | UnsetType = UNSET


class WatchedBurst(Described, frozen=True, kw_only=True):
    """Many new voters in `seconds`, where `usual` ones would have come. What speaks for a machine
    is told as `server.debate.bursts` counts it: `networks` that brought as many as one, shares in
    percent. `ballots`: theirs by question. `apart`: whether they are set apart, and `by` whom it
    was said last; absent when they never were. `at`, `until`, `votes`: only while it is watched."""

    seconds: int
    voters: int
    usual: int
    networks: int
    young: int
    at_once: int
    only: int
    no_line: int
    regular: int
    at: int | UnsetType = UNSET
    until: int | UnsetType = UNSET
    votes: int | UnsetType = UNSET
    question: str | UnsetType = UNSET
    expected: bool | UnsetType = UNSET
    again: bool | UnsetType = UNSET
    ballots: dict[str, int] | UnsetType = UNSET
    apart: bool | UnsetType = UNSET
    by: str | UnsetType = UNSET


class DebateHead(Described, frozen=True, kw_only=True):
    """What every view tells of the debate. `rehearsal`: it is one; nothing of it is kept.
    `languages`: of its display and host, one or two in an order; where there are two, they show
    translations beside the original."""

    code: str
    title: Localised
    programme: str
    phase: Phase
    guests: dict[str, Guest]
    rehearsal: bool | UnsetType = UNSET
    languages: list[str] | UnsetType = UNSET
    on_air: str | UnsetType = UNSET
    starts_at: int | UnsetType = UNSET


class PublicHead(DebateHead, frozen=True, kw_only=True):
    submissions: bool
    voting: bool
    online: int
    totals: Totals


class AudienceHead(PublicHead, frozen=True, kw_only=True):
    """`sort`: the order that phones begin with; where `hidden_counts` stands, a question tells its
    votes only from being on air on; where `vote_only` stands, the audience asks nothing; where
    `slow` stands, one question of each participant may wait to be read. A participant may ask
    `questions_each`, if that is told. Collecting begins by itself at `opens_at`; from `closes_at`
    on no questions are taken until it is live. `outcomes`: once it is over, to how many of those
    shown each came."""

    max_length: int
    piles: dict[str, Pile]
    sort: Sort
    hidden_counts: bool | UnsetType = UNSET
    vote_only: bool | UnsetType = UNSET
    slow: bool | UnsetType = UNSET
    questions_each: int | UnsetType = UNSET
    opens_at: int | UnsetType = UNSET
    closes_at: int | UnsetType = UNSET
    outcomes: dict[Outcome, int] | UnsetType = UNSET


class Clocks(Described, frozen=True, kw_only=True):
    """The debate's own and that of each guest. Where one is `running`, the time by the server's
    clock since `since` is to be added to `ran_ms`. Of the guests' at most one runs."""

    debate: Clock
    guests: dict[str, Clock]


class DisplayHead(PublicHead, frozen=True, kw_only=True):
    countdown: Countdown | UnsetType = UNSET
    aired_at: int | UnsetType = UNSET


class SaidRemark(Described, frozen=True, kw_only=True):
    """What a moderator said: a `text` or a `preset`. `heard_at`: when the host had seen it."""

    at: int
    by: str
    to: Literal["host"] | UnsetType = UNSET
    text: str | UnsetType = UNSET
    lang: str | UnsetType = UNSET
    preset: Preset | UnsetType = UNSET
    heard_at: int | UnsetType = UNSET


class HostHead(DebateHead, frozen=True, kw_only=True):
    """`remarks`: those to the host that wait to be heard, by number."""

    clocks: Clocks
    countdown: Countdown | UnsetType = UNSET
    order: list[str]
    remarks: dict[str, SaidRemark]
    aired_at: int | UnsetType = UNSET


class Deed(Described, frozen=True, kw_only=True):
    """What a moderator did (`deed`: the command; of answers how; of doors which), to what question,
    or to how many (`count`), where it was more than one."""

    deed: str
    question: str | UnsetType = UNSET
    count: int | UnsetType = UNSET


class LastAction(Deed, frozen=True, kw_only=True):
    """What `undo` would take back; `by`: the moderator whose it was; `screening`: whether screeners
    may take it back, too."""

    action: int
    by: str
    at: int
    screening: bool


class TakenBack(Deed, frozen=True, kw_only=True):
    """What `whose` was and another, `by`, took back."""

    whose: str
    by: str
    at: int


class Counted(Described, frozen=True, kw_only=True):
    """How many questions of one kind there are, and how many of them were asked."""

    submitted: int
    asked: int


class Fairness(Described, frozen=True, kw_only=True):
    """By guest, pile and language. `wait_ms`: the median time from shown to on air;
    `undecided_since`: when the oldest question in review came."""

    guests: dict[str, Counted]
    piles: dict[str, Counted]
    languages: dict[str, Counted]
    wait_ms: int | UnsetType = UNSET
    undecided_since: int | UnsetType = UNSET


class SuggestedNext(Described, frozen=True, kw_only=True):
    """An open question that would make the debate more even; a hint. `because`: what of it is
    furthest behind; `votes`, when nothing is."""

    question: str
    because: Literal["guest", "pile", "language", "votes"]


class Waiting(Described, frozen=True, kw_only=True):
    """The audience's questions in review: with `ends_at` of them or fewer they are taken as usual
    again, with `at_most` none is taken."""

    number: int
    ends_at: int
    at_most: int


class ControlHead(AudienceHead, frozen=True, kw_only=True):
    """`remarks`: what moderators said to each other and to the host, by number; the newest 100.
    `countdown`: has `paused_at` while it is paused, and is then as it was at that moment;
    `presets`: what a countdown can be begun with, and how many seconds each is;
    `countdown_shown`: whether the display shows it, too. `bursts`: of new voters, by id;
    `waiting`: while questions are taken slowly (`slow`). `taken_back`: what somebody did and
    another took back, by its number; the newest."""

    waiting: Waiting | UnsetType = UNSET
    bursts: dict[str, WatchedBurst]
    clocks: Clocks
    countdown: Countdown | UnsetType = UNSET
    countdown_shown: bool
    presets: dict[str, int]
    order: list[str]
    moderators: list[str]
    counts: dict[str, int]
    blocked: int
    undoable: int
    taken_back: dict[str, TakenBack]
    fairness: Fairness
    suggested_next: SuggestedNext | UnsetType = UNSET
    remarks: dict[str, SaidRemark]
    last: LastAction | UnsetType = UNSET
    aired_at: int | UnsetType = UNSET


class PublicQuestion(Described, frozen=True, kw_only=True):
    """`votes` is absent where the audience may not know them yet; `via`: how it came, if not from
    a phone; `translations`: by moderators, of the text as it stands."""

    text: str
    lang: str
    at: int
    votes: int | UnsetType = UNSET
    to: str | UnsetType = UNSET
    name: str | UnsetType = UNSET
    pile: str | UnsetType = UNSET
    via: Via | UnsetType = UNSET
    edited: bool | UnsetType = UNSET
    translations: dict[Spoken, str] | UnsetType = UNSET


class AudienceQuestion(PublicQuestion, frozen=True, kw_only=True):
    """What is cued shows as it was before. `became`: what became of it, where `state` does not say
    it."""

    state: ShownState
    became: End | UnsetType = UNSET


class ListedQuestion(AudienceQuestion, frozen=True, kw_only=True):
    id: str


class CuedQuestion(PublicQuestion, frozen=True, kw_only=True):
    state: Literal["on_air", "next"]


class ControlQuestion(PublicQuestion, frozen=True, kw_only=True):
    """`author`: a name in this debate. `likely`: questions that may be the same, with likeness.
    `outdated`: languages of translations that only moderators see, because the text was edited
    since. `open_by` and `editing` name the moderators who are at it. `flags`: what the text holds
    that one should see before it is shown; `words`: lines of the word lists found in it or in the
    author's name, where `*` stands for any ending. `note`: what moderators tell each other about
    it. `apart`: how many more votes it would have with those that are set apart.
    `almost`: ids of questions that would be the same but for what is said of each. `likely_more`:
    there are more than `likely` holds. `no_outcome`: it was on air, be it now or by mistake, and
    closing the debate now would leave it as `aired`."""

    state: State
    became: End | UnsetType = UNSET
    author: str
    flags: list[Flag] | UnsetType = UNSET
    words: list[str] | UnsetType = UNSET
    original: str | UnsetType = UNSET
    outdated: list[Spoken] | UnsetType = UNSET
    blocked: bool | UnsetType = UNSET
    reason: Reason | UnsetType = UNSET
    note: str | UnsetType = UNSET
    held: Held | UnsetType = UNSET
    merged_into: str | UnsetType = UNSET
    parts: list[str] | UnsetType = UNSET
    apart: int | UnsetType = UNSET
    how: How | UnsetType = UNSET
    no_outcome: bool | UnsetType = UNSET
    by: str | UnsetType = UNSET
    decided_at: int | UnsetType = UNSET
    aired_at: int | UnsetType = UNSET
    answered_at: int | UnsetType = UNSET
    open_by: list[str] | UnsetType = UNSET
    editing: list[str] | UnsetType = UNSET
    likely: dict[str, float] | UnsetType = UNSET
    likely_more: bool | UnsetType = UNSET
    almost: dict[str, list[But]] | UnsetType = UNSET


class AudienceDocument(Described, frozen=True, kw_only=True):
    """Past 300 questions the most voted and the newest; `more`: how many are not here."""

    debate: AudienceHead
    questions: dict[str, AudienceQuestion]
    more: int | UnsetType = UNSET


class ControlDocument(Described, frozen=True, kw_only=True):
    debate: ControlHead
    questions: dict[str, ControlQuestion]


class DisplayDocument(Described, frozen=True, kw_only=True):
    """Of the questions only the one on air."""

    debate: DisplayHead
    questions: dict[str, CuedQuestion]


class HostDocument(Described, frozen=True, kw_only=True):
    """The one on air and those that are cued."""

    debate: HostHead
    questions: dict[str, CuedQuestion]


class MyQuestion(Described, frozen=True, kw_only=True):
    """`into`: the shown question it was merged into."""

    text: str
    lang: str
    state: OwnState
    became: End | UnsetType = UNSET
    at: int
    reason: Reason | UnsetType = UNSET
    into: str | UnsetType = UNSET
    to: str | UnsetType = UNSET
    edited: bool | UnsetType = UNSET


class YouDocument(Described, frozen=True, kw_only=True):
    """A participant's own questions, and the shown questions that their vote stands for.
    `token`: only to somebody new."""

    mine: dict[str, MyQuestion]
    votes: dict[str, bool]
    token: str | UnsetType = UNSET


DOCUMENTS: dict[str, type[Described]] = {
    "audience": AudienceDocument,
    "control": ControlDocument,
    "display": DisplayDocument,
    "host": HostDocument,
}
