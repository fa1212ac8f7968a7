"""What a row of the table of rules says (`server.debate.rules`), and the words it is written in."""

from msgspec import Struct

from server.debate.actors import Role
from server.debate.commands import Phase, State

PARTICIPANT: frozenset[Role] = frozenset({"participant"})
SCREENERS: frozenset[Role] = frozenset({"screener", "producer", "owner"})
PRODUCERS: frozenset[Role] = frozenset({"producer", "owner"})
OWNERS: frozenset[Role] = frozenset({"owner"})
ACCOUNT_ROLES: tuple[Role, ...] = (
    "screener",
    "producer",
    "host",
    "owner",
)  # what an account can be
TOKEN_ROLES: tuple[Role, ...] = (
    "display",
    "buttons",
    "host",
    "screener",
    "producer",
)  # what a token can be
MODERATORS: frozenset[Role] = frozenset(ACCOUNT_ROLES)
HOSTS: frozenset[Role] = frozenset({"host"})
BUTTONS: frozenset[Role] = frozenset({"buttons"})  # what the gallery's verbs can do, no more
DISPLAYS: frozenset[Role] = frozenset({"display"})
CLOCK: frozenset[Role] = frozenset({"server"})

NO_DEBATE: frozenset[Phase] = frozenset()


class Rule(Struct, frozen=True):
    """`phases`: none where it is about no debate. `states`: None where it is about no question.
    `rehearsal`: True where it is about rehearsals alone, False where about the others alone. `own`:
    only to the author of the question."""

    roles: frozenset[Role]
    phases: frozenset[Phase]
    states: frozenset[State] | None = None
    rehearsal: bool | None = None
    own: bool = False


def states(*named: State) -> frozenset[State]:
    return frozenset(named)


EVERY_STATE = states(
    "in_review", "open", "next", "on_air", "answered", "dismissed", "merged", "withdrawn"
)
EDITABLE = states("in_review", "open", "next", "on_air", "answered")
