"""Who asks: a participant known by a handle, or a moderator known by name and role. And who is what
where: in the house, in an organisation, a programme or one debate. What a role may do says
`rules.py`; what is kept of it is the store's."""

import re
from collections.abc import Iterable
from typing import Literal

from msgspec import Struct

Role = Literal[
    "participant",
    "screener",
    "producer",
    "host",
    "owner",
    "observer",
    "keeper",
    "display",
    "buttons",
    "server",
]

Kind = Literal["house", "organisation", "programme", "debate"]

# What an account can be, and where.
GRANTED: dict[Kind, tuple[Role, ...]] = {
    "house": ("screener", "producer", "host", "owner", "observer", "keeper"),
    "organisation": ("screener", "producer", "host", "owner", "observer"),
    "programme": ("screener", "producer", "host", "observer"),
    "debate": ("screener", "producer", "host", "observer"),
}
# Of several roles along one path the first of these counts.
STRONGEST_FIRST: tuple[Role, ...] = (
    "owner",
    "producer",
    "screener",
    "host",
    "observer",
    "keeper",
)


class Source(Struct, frozen=True, gc=False):
    """Where a participant comes from: the network, the wider one around it and its area (see
    `server.networks`) as keyed hashes, which nobody can turn back; empty for our own machines.
    `live`: through the live door. `token_at`: when the token was made, s."""

    near: str = ""
    wide: str = ""
    area: str = ""
    live: bool = False
    token_at: int = 0


NOWHERE = Source()


class Actor(Struct, frozen=True):
    """`server`: the clock, which turns what was set to be turned.

    `handle` tells apart who may repeat a command: a participant's is their HMAC in this debate,
    a moderator's is `account:NAME` or `token:ID`."""

    role: Role
    handle: str
    name: str = ""
    source: Source = NOWHERE


_KEY = re.compile(r"[a-z0-9][a-z0-9-]{1,39}")


def is_key(text: str) -> bool:
    """Whether an organisation can have this key, or a programme be called so in its addresses."""
    return _KEY.fullmatch(text) is not None


class Scope(Struct, frozen=True, order=True):
    """`key`: of the organisation or the programme, the code of the debate; "" of the house."""

    kind: Kind
    key: str = ""


HOUSE = Scope("house")


class Membership(Struct, frozen=True):
    """What an account is in one scope."""

    scope: Scope
    role: Role


class Path(Struct, frozen=True):
    """Where something stands, from the house down; "" where it stands in none."""

    organisation: str = ""
    programme: str = ""
    debate: str = ""

    def scopes(self) -> frozenset[Scope]:
        """All whose members have to do with what stands here."""
        below: tuple[tuple[Kind, str], ...] = (
            ("organisation", self.organisation),
            ("programme", self.programme),
            ("debate", self.debate),
        )
        return frozenset({HOUSE, *(Scope(kind, key) for kind, key in below if key)})

    def up_to(self, kind: Kind) -> "Path":
        """The path from the house to what of it is of this kind."""
        match kind:
            case "house":
                return Path()
            case "organisation":
                return Path(self.organisation)
            case "programme":
                return Path(self.organisation, self.programme)
            case "debate":
                return self


THE_HOUSE = Path()


def role_at(memberships: Iterable[Membership], path: Path) -> Role | None:
    """The strongest role that counts there; None: they have nothing to do with it."""
    scopes = path.scopes()
    held = {one.role for one in memberships if one.scope in scopes}
    return next((role for role in STRONGEST_FIRST if role in held), None)
