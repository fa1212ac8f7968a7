"""What documents tell of the debate itself, and the parts of it. Times in ms."""

from typing import Literal

from server.debate.air.timing import Countdown, SpeakingTime
from server.debate.commands import Phase, Picture, Preset, State
from server.debate.described import Guest, Localised, Pile, Sort
from server.debate.showing.becoming import Outcome
from server.debate.showing.shapes.shape import Shape
from server.debate.surroundings import Disputed

Dimension = Literal["guest", "pile", "language"]
Because = Literal[Dimension, "votes"]


class Totals(Shape, frozen=True, kw_only=True):
    """`votes` is absent where counts are hidden. `apart`: votes beside them that do not count while
    moderators look at them; absent for none."""

    questions: int
    votes: int | None = None
    apart: int | None = None


class WatchedBurst(Shape, frozen=True, kw_only=True):
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
    at: int | None = None
    until: int | None = None
    votes: int | None = None
    question: str | None = None
    expected: bool = False
    again: bool = False
    ballots: dict[str, int] = {}
    apart: bool | None = None
    by: str | None = None


class LogBeginning(Shape, frozen=True, kw_only=True):
    """The log was begun anew in the minute `at`, since the house was put back from a backup: of the
    `size` lines whose head (`root` in base64) had been signed the first `kept` are still here for
    certain."""

    at: int
    size: int
    root: str
    kept: int


class DebateHead(Shape, frozen=True, kw_only=True):
    """What every view tells of the debate. `rehearsal`: it is one; nothing of it is kept.
    `log`: the head of the journal's tree as it was signed last, its size, a colon, its root in
    base64; where `disputed` names the journal, what the database has now, which nobody signs.
    `disputed`: what is kept and does not agree with what was. `beginnings`: of each log behind the
    first one; what they say stays for ever.
    `languages`: of its display and host, one or two in an order; where there are two, they show
    translations beside the original."""

    code: str
    title: Localised
    programme: str
    phase: Phase
    guests: dict[str, Guest]
    rehearsal: bool = False
    languages: list[str] = []
    on_air: str | None = None
    starts_at: int | None = None
    log: str | None = None
    disputed: list[Disputed] = []
    beginnings: list[LogBeginning] = []


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
    hidden_counts: bool = False
    vote_only: bool = False
    slow: bool = False
    questions_each: int = 0
    opens_at: int | None = None
    closes_at: int | None = None
    outcomes: dict[Outcome, int] = {}


class Clocks(Shape, frozen=True, kw_only=True):
    """The debate's own and that of each guest. Where one is `running`, the time by the server's
    clock since `since` is to be added to `ran_ms`. Of the guests' at most one runs."""

    debate: SpeakingTime
    guests: dict[str, SpeakingTime]


class Speaking(Shape, frozen=True, kw_only=True):
    """The guest who speaks, and how long they have."""

    guest: str
    time: SpeakingTime


class DisplayHead(PublicHead, frozen=True, kw_only=True):
    """`countdown`, `speaking`: where the display is to show time. `strap`: the guest whose name and
    office stand on air; `picture`: what the display shows while no question is on air, a `result`
    of that question; `cut_at`: since when everything is off every graphic, which happens without
    any motion; `slate_at`: when a slate flashes, or did last."""

    slate_at: int | None = None
    countdown: Countdown | None = None
    speaking: Speaking | None = None
    aired_at: int | None = None
    strap: str | None = None
    picture: Picture | None = None
    result: str | None = None
    cut_at: int | None = None


class SaidRemark(Shape, frozen=True, kw_only=True):
    """What a moderator said: a `text` or a `preset`. `heard_at`: when the host had seen it."""

    at: int
    by: str
    to: Literal["host"] | None = None
    text: str | None = None
    lang: str | None = None
    preset: Preset | None = None
    heard_at: int | None = None


class HostHead(DebateHead, frozen=True, kw_only=True):
    """`remarks`: those to the host that wait to be heard, by number."""

    clocks: Clocks
    countdown: Countdown | None = None
    order: list[str]
    remarks: dict[str, SaidRemark]
    aired_at: int | None = None


class Deed(Shape, frozen=True, kw_only=True):
    """What a moderator did (`deed`: the command; of answers how; of doors which), to what question,
    or to how many (`count`), where it was more than one."""

    deed: str
    at: int
    by: str
    question: str | None = None
    count: int | None = None


class LastAction(Deed, frozen=True, kw_only=True):
    """What `undo` would take back; `by`: the moderator whose it was; `screening`: whether screeners
    may take it back, too."""

    action: int
    screening: bool


class TakenBack(Deed, frozen=True, kw_only=True):
    """What `whose` was and another, `by`, took back; `at`: when it was done."""

    whose: str


class Counted(Shape, frozen=True, kw_only=True):
    """How many questions of one kind there are, and how many of them were asked."""

    submitted: int
    asked: int


class Fairness(Shape, frozen=True, kw_only=True):
    """By guest, pile and language. `wait_ms`: the median time from shown to on air;
    `undecided_since`: when the oldest question in review came."""

    guests: dict[str, Counted]
    piles: dict[str, Counted]
    languages: dict[str, Counted]
    wait_ms: int | None = None
    undecided_since: int | None = None


class SuggestedNext(Shape, frozen=True, kw_only=True):
    """An open question that would make the debate more even; a hint. `because`: what of it is
    furthest behind; `votes`, when nothing is."""

    question: str
    because: Because


class Waiting(Shape, frozen=True, kw_only=True):
    """The audience's questions in review: with `ends_at` of them or fewer they are taken as usual
    again, with `at_most` none is taken."""

    number: int
    ends_at: int
    at_most: int


class ShownBy(Shape, frozen=True, kw_only=True):
    """A display or an overlay that is there: what its token is called, and whether it is on
    programme; absent where its machine does not say."""

    label: str
    kind: Literal["display", "overlay"]
    active: bool | None = None


class ControlHead(AudienceHead, frozen=True, kw_only=True):
    """`remarks`: what moderators said to each other and to the host, by number; the newest 100.
    `countdown`: has `paused_at` while it is paused, and is then as it was at that moment;
    `presets`: what a countdown can be begun with, and how many seconds each is;
    `countdown_shown`: whether the display shows it, too. `bursts`: of new voters, by id;
    `waiting`: while questions are taken slowly (`slow`). `taken_back`: what somebody did and
    another took back, by its number; the newest. `recordings`: what each did last; `outputs`:
    what shows the graphics, by what it calls itself. From `strap`
    to `cut_at`: as the display has them."""

    waiting: Waiting | None = None
    bursts: dict[str, WatchedBurst]
    clocks: Clocks
    countdown: Countdown | None = None
    countdown_shown: bool
    presets: dict[str, int]
    order: list[str]
    moderators: list[str]
    counts: dict[State, int]
    blocked: int
    undoable: int
    taken_back: dict[str, TakenBack]
    fairness: Fairness
    suggested_next: SuggestedNext | None = None
    remarks: dict[str, SaidRemark]
    last: LastAction | None = None
    recordings: dict[str, str] = {}
    outputs: dict[str, ShownBy] = {}
    strap: str | None = None
    picture: Picture | None = None
    result: str | None = None
    cut_at: int | None = None
    aired_at: int | None = None
