"""Organisations, for the tests of their pages."""

from server.debate.actors import Role, Scope
from server.store import Programme, programme_key
from tests.given.web_house import Browser, House


async def organisation(house: House, key: str = "aktiv") -> None:
    """With a programme called `club`."""
    store = house.store
    await store.organisations.add(key, f"NGO {key}", house.clock.now())
    club = Programme(programme_key(key, "club"), {"en": f"Club {key}"}, key, "#1b5e8c")
    await store.programmes.add(club)


async def member(
    house: House, key: str = "aktiv", role: Role = "owner", name: str = "mira"
) -> Browser:
    """The browser of somebody who is this of the organisation, and nothing else."""
    id_ = await house.store.accounts.add(name, None, "no password", house.clock.now())
    scope = Scope("organisation", key)
    await house.store.memberships.grant(id_, scope, role, house.clock.now())
    return await house.logged_in(name)
