"""Every pace that the house sets: what of, of whom, how much at once and how much in how long.

README's table of limits is made of this one (`make limits`). How each is counted is the business
of `buckets`, `newcomers` and the others here, and over all processes together of
`server.cluster.shared_limits`; all of them have one face, `take`, and answer `too_fast` with the
time until there is room again. How large or how long something may be, and how many may wait, is
no pace and stands where it is used.
"""

from typing import Literal, TypeVar

from msgspec import Struct
from msgspec.structs import replace

MINUTE_S = 60
HOUR_S = 60 * MINUTE_S
DAY_S = 24 * HOUR_S

Of = Literal[
    "participant",
    "moderator",
    "token",
    "network",
    "network and name",
    "browser and name",
    "connection",
    "wording",
    "webhook",
    "organisation",
    "address",
]

R = TypeVar("R", bound="Rate")


class Rate(Struct, frozen=True):
    """`burst` at once, then `per_s` a second."""

    burst: float
    per_s: float

    def times(self: R, factor: float) -> R:
        """So many times as fast, in one go as over time."""
        return replace(self, burst=self.burst * factor, per_s=self.per_s * factor)

    def within(self, seconds: int) -> int:
        """The most that comes through in so long."""
        return round(self.burst + self.per_s * seconds)


class Limit(Rate, frozen=True, kw_only=True):
    """A rate of something. `of`: each of whom has it for themselves; a network is a /64 of IPv6,
    and twice as much comes from the /56 around it. `together_s`: where several processes serve, no
    more than `within` so many seconds is taken by all of them. `said`: what becomes of who is over
    it, where it is more than `too_fast`."""

    what: str
    of: Of
    together_s: int = 0
    said: str = ""


class Window(Struct, frozen=True, kw_only=True):
    """So many in so many seconds, whenever they come. The rest as of a limit."""

    most: int
    seconds: int
    what: str
    of: Of
    together: bool = False
    said: str = ""

    def of_each(self, most: int) -> "Window":
        """The same with another number."""
        return replace(self, most=most)


MESSAGES = Limit(burst=60, per_s=10, what="messages, votes among them", of="participant")
QUESTIONS = Limit(burst=10, per_s=1 / 6, what="questions", of="participant", together_s=MINUTE_S)
# A hall of 500 asks some sixty at once and one every two seconds.
QUESTIONS_SLOWLY = Limit(
    burst=60, per_s=0.5, what="questions, while they are taken slowly", of="network"
)
SEARCHES = Limit(burst=30, per_s=2, what="searches", of="participant")  # who types asks at times
# A hall's, of whom a tenth type at once.
SEARCHES_OF_NETWORK = Limit(burst=500, per_s=60, what="searches", of="network")
# A newsroom's readers, each with a page that looks every five seconds.
EMBEDS = Limit(burst=3_000, per_s=200, what="debates inside other pages", of="network")
# Programs that follow look every few minutes; a newsroom's hundred behind one address.
FEEDS = Limit(burst=300, per_s=10, what="feeds and calendars", of="network")

WITNESSING = Limit(burst=60, per_s=1, what="heads of other logs, to be cosigned", of="network")
PROOFS = Limit(burst=3_000, per_s=100, what="heads and proofs of a log", of="network")
PICTURES = Limit(burst=120, per_s=2, what="pictures of heads", of="network")

_JOINS = "new connections and new pages"
JOINS = Limit(burst=500, per_s=500, what=_JOINS, of="network")
JOINS_TOGETHER = Window(most=500, seconds=1, what=_JOINS, of="network", together=True)
# Made for who came without the page, so without its cookie.
TOKENS = Limit(burst=1_000, per_s=10, what="new participants without the page", of="network")
VOTERS = Limit(burst=3_000, per_s=50, what="new voters of a debate", of="network")
VOTERS_WITHOUT_LINE = Limit(
    burst=1_000, per_s=10, what="new voters of a debate, over HTTP", of="network"
)

LOOKS = Limit(burst=30, per_s=4, what="questions opened", of="moderator")  # a held arrow key
BUTTONS = Limit(burst=30, per_s=10, what="buttons pressed", of="token")
REPORTS = Limit(burst=60, per_s=10, what="reports of displays and overlays", of="token")
OSC = Limit(burst=60, per_s=30, what="OSC messages", of="network", said="they are dropped")
RECORDINGS = Limit(burst=10, per_s=0.2, what="reports of what is recorded", of="token")
TABLES = Limit(burst=40, per_s=10, what="tables of the gallery", of="token")
REMARKS = Limit(burst=20, per_s=0.5, what="remarks", of="moderator")

_KNOWN = "wrong passwords, from a browser that is known"
GUESSES = Limit(
    burst=5,
    per_s=1 / MINUTE_S,
    what=_KNOWN,
    of="browser and name",
    said="2 s to wait, then 4 s, and so on up to a minute",
)
GUESSES_TOGETHER = (
    Window(
        most=10,
        seconds=MINUTE_S,
        what=_KNOWN,
        of="browser and name",
        together=True,
    ),
    Window(
        most=25,
        seconds=15 * MINUTE_S,
        what=_KNOWN,
        of="browser and name",
        together=True,
    ),
)
STRANGERS = Limit(
    burst=20, per_s=5, what="tries to log in", of="network and name", together_s=MINUTE_S
)
STRANGERS_FOR_LONG = Limit(
    burst=3_000,
    per_s=1,
    what="tries to log in, in the long run",
    of="network and name",
    together_s=HOUR_S,
)

ELSEWHERE = Limit(burst=100, per_s=2, what="steps of a login elsewhere", of="network")

# Each makes the house ask a machine that was typed in.
PROVIDERS = Limit(
    burst=10,
    per_s=1 / MINUTE_S,
    what="providers of logins saved",
    of="organisation",
    together_s=HOUR_S,
)

FRAMES = Window(
    most=20,
    seconds=1,
    what="pings, pongs and fragments",
    of="connection",
    said="the connection is ended",
)
# Reads that complete no frame: a long message comes in a few.
PIECES = Window(
    most=100,
    seconds=1,
    what="pieces of frames",
    of="connection",
    said="the connection is ended",
)
STRIKES = Limit(
    burst=20,
    per_s=1 / 3,
    what="connections ended for what they sent",
    of="network",
    said="few newcomers for a while",
)
JOINS_AFTER_STRIKES = Limit(
    burst=5, per_s=2, what="newcomers meanwhile, without a token", of="network"
)
LOG_LINES = Window(
    most=20,
    seconds=MINUTE_S,
    what="lines of the log",
    of="wording",
    said="one line says how many more there were",
)
# Of a question of one's own; each looks through the journal of its debate.
OWN_PROOFS = Limit(burst=5, per_s=1 / 10, what="proofs of questions", of="participant")
CHALLENGES = Limit(
    burst=20, per_s=1 / 10, what="challenges with the proof of a question", of="network"
)
# Each is a text that is kept.
OFFICES = Limit(burst=30, per_s=1 / 2, what="drafts and answers in writing by a link", of="token")

# Each writes all that its receiver was told in up to 30 days.
ALL_AGAIN = Limit(
    burst=3,
    per_s=1 / 300,
    what="all that happened, sent again",
    of="webhook",
    together_s=HOUR_S,
)

_OVER = "the link is still there to be handed over"
# A hundred in any day, and three to one address in the first.
LETTERS = Limit(
    burst=50,
    per_s=50 / DAY_S,
    what="letters",
    of="organisation",
    together_s=DAY_S,
    said=_OVER,
)
LETTERS_TO_ONE = Limit(
    burst=3,
    per_s=1 / DAY_S,
    what="letters to it",
    of="address",
    together_s=DAY_S,
    said=_OVER,
)

TABLE: tuple[Limit | Window, ...] = (
    MESSAGES,
    QUESTIONS,
    QUESTIONS_SLOWLY,
    SEARCHES,
    SEARCHES_OF_NETWORK,
    EMBEDS,
    FEEDS,
    PROOFS,
    PICTURES,
    WITNESSING,
    OWN_PROOFS,
    CHALLENGES,
    OFFICES,
    ALL_AGAIN,
    LETTERS,
    LETTERS_TO_ONE,
    JOINS,
    JOINS_TOGETHER,
    TOKENS,
    VOTERS,
    VOTERS_WITHOUT_LINE,
    LOOKS,
    BUTTONS,
    OSC,
    REPORTS,
    RECORDINGS,
    TABLES,
    REMARKS,
    GUESSES,
    *GUESSES_TOGETHER,
    STRANGERS,
    STRANGERS_FOR_LONG,
    ELSEWHERE,
    PROVIDERS,
    FRAMES,
    PIECES,
    STRIKES,
    JOINS_AFTER_STRIKES,
    LOG_LINES,
)
