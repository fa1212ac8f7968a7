"""Who knocks at every door: somebody with an account, with a link, with a machine's key, nobody."""

from collections.abc import Sequence

from msgspec import Struct

from server.debate.actors import Membership, Role, Scope
from server.identity.recognising import SCREEN_COOKIE
from tests.given.web_house import Browser, House
from tests.laws.walls.furnished import Furnished


class Visitor(Struct):
    """`browser`: as which they come. `memberships`: what they are now. `query`: of what they ask
    for besides."""

    name: str
    browser: Browser
    memberships: tuple[Membership, ...] = ()
    query: str = ""


async def nobody(house: House) -> list[Visitor]:
    """Whom the house does not know, and whom it knows by a phone alone."""
    return [
        Visitor("a stranger", house.stranger()),
        Visitor("a phone", house.participant()),
        Visitor("a program", house.script()),
    ]


async def by_token(house: House, code: str, role: Role) -> list[Visitor]:
    """Whoever holds a token of a debate, however they hand it in."""
    token = await house.token(code, role)
    held = (Membership(Scope("debate", code), role),)
    name = f"the {role} of {code} by"
    cookie = house.stranger()
    cookie.cookies[SCREEN_COOKIE] = token
    return [
        Visitor(f"{name} a header", house.script(token), held),
        Visitor(f"{name} a link", cookie, held),
        Visitor(f"{name} an address", house.stranger(), held, f"key={token}"),
    ]


async def with_account(there: Furnished, name: str, memberships: Sequence[Membership]) -> Visitor:
    """Somebody who is logged in, and is all this."""
    house = there.house
    there.accounts.append(name)
    id_ = await house.store.accounts.add(name, None, "no password", house.clock.now())
    for one in memberships:
        await house.store.memberships.grant(id_, one.scope, one.role, house.clock.now())
    return Visitor(name, await house.logged_in(name), tuple(memberships))


def owner_of(organisation: str) -> Membership:
    """Of all of it."""
    return Membership(Scope("organisation", organisation), "owner")
