"""Who knocks at every door: somebody with an account, with a link, with a machine's key, nobody."""

from collections.abc import Sequence
from io import BytesIO
from zipfile import ZipFile

from msgspec import Struct

from server.debate.actors import HOUSE, Membership, Role, Scope
from server.identity.recognising import SCREEN_COOKIE
from tests.given.web_house import Browser, House


class Visitor(Struct):
    """`browser`: as which they come. `memberships`: what they are now. `query`: of what they ask
    for besides."""

    name: str
    browser: Browser
    memberships: tuple[Membership, ...] = ()
    query: str = ""

    @property
    def is_of_the_house(self) -> bool:
        return any(one.scope == HOUSE for one in self.memberships)


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


async def with_account(house: House, name: str, memberships: Sequence[Membership]) -> Visitor:
    """Somebody who is logged in, and is all this."""
    id_ = await house.store.accounts.add(name, None, "no password", house.clock.now())
    for one in memberships:
        await house.store.memberships.grant(id_, one.scope, one.role, house.clock.now())
    return Visitor(name, await house.logged_in(name), tuple(memberships))


def opened(body: bytes) -> bytes:
    """What an answer says, also where it is packed."""
    if not body.startswith(b"PK"):
        return body
    with ZipFile(BytesIO(body)) as packed:
        return b"\n".join(map(packed.read, packed.namelist()))


def from_our_pages(browser: Browser) -> dict[str, str]:
    """What a page of ours sends beside: without it cookies open no door of programs."""
    return {"Origin": browser.origin} if browser.origin else {}
