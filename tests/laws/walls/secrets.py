"""What is not public, in words that stand nowhere else, and who may read it all the same."""

import re
from collections.abc import Iterable
from itertools import count

from msgspec import Struct

from server.debate.actors import Membership, Path, Role

NOBODY: frozenset[Role] = frozenset()

_WORD = re.compile("zid[0-9]{5}q")

_numbers = count(1)


def unheard() -> str:
    """A word that stands nowhere else: no page says it by chance, and no form rejects it."""
    return f"zid{next(_numbers):05d}q"


def heard_in(said: str) -> set[str]:
    """All such words."""
    return set(_WORD.findall(said))


class Secret(Struct, frozen=True):
    """`word`: by which it is found. `what`: it is part of. `path`: where that stands. `roles`: who
    of those with a role there may read it. `at`: what of an address whoever knows it may, too: the
    code of its debate, the secret of a link."""

    word: str
    what: str
    path: Path
    roles: frozenset[Role]
    at: tuple[str, ...] = ()

    def is_open_to(self, memberships: Iterable[Membership], address: str) -> bool:
        """Whether somebody with these may read it there; said without the house's own code."""
        if any(part in address for part in self.at):
            return True
        above = {("house", ""), ("organisation", self.path.organisation)}
        above |= {("programme", self.path.programme), ("debate", self.path.debate)}
        return any(
            (one.scope.kind, one.scope.key) in above and one.role in self.roles
            for one in memberships
        )
