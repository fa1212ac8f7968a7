"""Memberships as pages name them."""

from collections.abc import Sequence

from msgspec import Struct

from server.debate.actors import Role, Scope
from server.store import Account
from server.web.dependencies import dependencies

NAMELESS = "und"  # the language of a name that has none (RFC 5646)


class Placed(Struct, frozen=True):
    """A role, and what the place of it is called, by language; of the house nothing."""

    scope: Scope
    role: Role
    name: dict[str, str]


async def placed(account: Account) -> Sequence[Placed]:
    """What an account is, with the names of where."""
    return [
        Placed(one.scope, one.role, await name_of(one.scope))
        for one in sorted(account.memberships, key=lambda one: one.scope)
    ]


async def name_of(scope: Scope) -> dict[str, str]:
    """What a scope is called, by language; of the house nothing."""
    store = dependencies().store
    match scope.kind:
        case "organisation":
            organisation = await store.organisations.get(scope.key)
            return {NAMELESS: organisation.name if organisation else scope.key}
        case "programme":
            programme = await store.programmes.get(scope.key)
            return programme.name if programme else {NAMELESS: scope.key}
        case "debate":
            row = await store.debates.get(scope.key)
            return row.title if row and row.title else {NAMELESS: scope.key}
        case "house":
            return {}
