"""What a row of the table of rules says (`server.debate.rules`), and the words it is written in."""

from msgspec import Struct

from server.debate.actors import Kind, Role
from server.debate.commands import Phase, State

PARTICIPANT: frozenset[Role] = frozenset({"participant"})
SCREENERS: frozenset[Role] = frozenset({"screener", "producer", "owner"})
PRODUCERS: frozenset[Role] = frozenset({"producer", "owner"})
OWNERS: frozenset[Role] = frozenset({"owner"})
KEEPERS: frozenset[Role] = frozenset({"keeper", "owner"})  # of the house
OBSERVERS: frozenset[Role] = frozenset({"observer"})  # read all, do nothing
BY_LINK: tuple[Role, ...] = ("host", "screener", "producer", "observer")  # without an account
TOKEN_ROLES: tuple[Role, ...] = ("display", "buttons", *BY_LINK)  # what a token can be
# What somebody can be whom a provider elsewhere vouches for: never who says who is what.
NEWCOMERS: tuple[Role, ...] = ("observer", "host", "screener", "producer")
HOSTS: frozenset[Role] = frozenset({"host"})
MODERATORS: frozenset[Role] = SCREENERS | HOSTS | OBSERVERS  # who has to do with debates
BUTTONS: frozenset[Role] = frozenset({"buttons"})  # what the gallery's verbs can do, no more
DISPLAYS: frozenset[Role] = frozenset({"display"})
CLOCK: frozenset[Role] = frozenset({"server"})

NO_DEBATE: frozenset[Phase] = frozenset()


class Rule(Struct, frozen=True):
    """`phases`: none where it is about no debate. `states`: None where it is about no question.
    `rehearsal`: True where it is about rehearsals alone, False where about the others alone. `own`:
    only to the author of the question. `at`: whose role counts: the one for the debate, or only
    what somebody is in its organisation as a whole, or in the house."""

    roles: frozenset[Role]
    phases: frozenset[Phase]
    states: frozenset[State] | None = None
    rehearsal: bool | None = None
    own: bool = False
    at: Kind = "debate"


def states(*named: State) -> frozenset[State]:
    return frozenset(named)


EVERY_STATE = states(
    "in_review", "open", "next", "on_air", "answered", "dismissed", "merged", "withdrawn"
)
EDITABLE = states("in_review", "open", "next", "on_air", "answered")
