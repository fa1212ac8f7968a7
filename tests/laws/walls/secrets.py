"""What is not public, in words that stand nowhere else, and who may read it all the same."""

from collections.abc import Iterable
from itertools import count

from msgspec import Struct

from server.debate.actors import Membership, Path, Role

_numbers = count(1)


def unheard() -> str:
    """A word that stands nowhere else: no page says it by chance, and no form rejects it."""
    return f"zid{next(_numbers):05d}q"


class Secret(Struct, frozen=True):
    """`word`: by which it is found. `path`: where it stands. `roles`: who of those with a role
    there may read it. `at_its_address`: whoever knows the code of its debate may, too."""

    word: str
    path: Path
    roles: frozenset[Role]
    at_its_address: bool = False

    def is_open_to(self, memberships: Iterable[Membership], address: str) -> bool:
        """Whether somebody with these may read it there; said without the house's own code."""
        if self.at_its_address and self.path.debate in address:
            return True
        above = {("house", ""), ("organisation", self.path.organisation)}
        above |= {("programme", self.path.programme), ("debate", self.path.debate)}
        return any(
            (one.scope.kind, one.scope.key) in above and one.role in self.roles
            for one in memberships
        )
