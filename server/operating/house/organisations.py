"""Organisations, their programmes and their people, at the command line."""

import re
from collections.abc import Sequence
from typing import Any

from server.clock import Clock
from server.debate.actors import GRANTED, Role, Scope
from server.identity.invitations import InvitationLinks
from server.operating.entering import Entering
from server.operating.localised import localised
from server.operating.trouble import Trouble
from server.store import LastOwner, Programme, Store, Taken, programme_key
from server.store.administration.fields import Told
from server.web.admin.checks import organisation_problems, programme_problems
from server.web.organisations.invitation_links import invitation_address
from server.web.programmes import NEUTRAL_ACCENT

BAD_KEY = "a key is 2–40 lower-case English letters, digits or dashes"

_CODE = re.compile("[0-9]{6}")


async def programme_called(store: Store, written: str) -> Programme:
    """The programme `ORGANISATION/KEY`, or the one of this key if only one is called so. Raises
    Trouble."""
    programmes = await store.programmes.list()
    organisation, slash, slug = written.partition("/")
    if slash:
        found = [one for one in programmes if (one.organisation, one.slug) == (organisation, slug)]
    else:
        found = [one for one in programmes if written in (one.key, one.slug)]
    if len(found) == 1:
        return found[0]
    known = ", ".join(f"{one.organisation}/{one.slug}" for one in found or programmes)
    if found:
        raise Trouble(f"several programmes are called {written}: {known}")
    raise Trouble(f"there is no programme {written}; there are: {known}")


class OrganisationTools:
    """`base`: the public address of the house, for links."""

    def __init__(self, store: Store, clock: Clock, base: str) -> None:
        self._store = store
        self._clock = clock
        self._base = base
        self._entering = Entering(store, clock).entering

    async def add(self, key: str, name: str) -> dict[str, Any]:
        """A new organisation. Raises Trouble."""
        problems = organisation_problems(key, name)
        if "key" in problems:
            raise Trouble(BAD_KEY)
        if problems:
            raise Trouble("an organisation has a name of at most 80 characters")
        try:
            made = Scope("organisation", key)
            after: Told = {"name": name}
            async with self._entering("organisation_made", made, about=key, after=after):
                await self._store.organisations.add(key, name, self._clock.now())
        except Taken:
            raise Trouble(f"there is an organisation {key} already") from None
        return {"key": key, "name": name}

    async def list(self) -> list[dict[str, Any]]:
        """All there are, each with the keys of its programmes."""
        programmes = await self._store.programmes.list()
        return [
            {
                "key": one.key,
                "name": one.name,
                "programmes": [its.slug for its in programmes if its.organisation == one.key],
            }
            for one in await self._store.organisations.list()
        ]

    async def add_programme(
        self, organisation: str, key: str, name: Sequence[str], accent: str = NEUTRAL_ACCENT
    ) -> dict[str, Any]:
        """A new programme. `name`: as `localised` reads it. Raises Trouble."""
        await self._must_exist(organisation)
        names = localised(name)
        problems = programme_problems(key, names, accent)
        if "key" in problems:
            raise Trouble(BAD_KEY)
        if problems:
            raise Trouble("a programme has a name of at most 80 characters, and a readable colour")
        made = Programme(programme_key(organisation, key), names, organisation, accent)
        try:
            scope = Scope("organisation", organisation)
            after: Told = {"name": names, "accent": accent}
            async with self._entering("programme_made", scope, about=key, after=after):
                await self._store.programmes.add(made)
        except Taken:
            raise Trouble(f"{organisation} has a programme {key} already") from None
        return {"key": key, "organisation": organisation}

    async def add_member(
        self, organisation: str, account: str, role: Role, programme: str | None, code: str | None
    ) -> dict[str, Any]:
        """Make an account a member: of the organisation, or only of a programme or debate of it.
        Raises Trouble."""
        scope = await self._scope(organisation, role, programme, code)
        found = await self._store.accounts.get(account)
        if found is None:
            raise Trouble(f"there is no account {account}")
        try:
            after: Told = {"role": role}
            async with self._entering("member_added", scope, about=found.shown_as, after=after):
                await self._store.memberships.grant(found.id, scope, role, self._clock.now())
        except LastOwner:
            raise Trouble(f"{account} is the last owner of {organisation}") from None
        return {"account": account, "role": role, "scope": scope.kind, "key": scope.key}

    async def invite(
        self, organisation: str, role: Role, programme: str | None, code: str | None, label: str
    ) -> dict[str, Any]:
        """The address by which somebody becomes a member, once. Raises Trouble."""
        scope = await self._scope(organisation, role, programme, code)
        async with self._entering("invited", scope, about=label, after={"role": role}):
            secret = await InvitationLinks(self._store, self._clock).make(scope, role, label)
        return {"url": invitation_address(self._base, secret)}

    async def _scope(
        self, organisation: str, role: Role, programme: str | None, code: str | None
    ) -> Scope:
        await self._must_exist(organisation)
        if programme is not None and code is not None:
            raise Trouble("either a programme or a debate, not both")
        scope = Scope("organisation", organisation)
        if programme is not None:
            called = await self._store.programmes.at(organisation, programme)
            if called is None:
                raise Trouble(f"{organisation} has no programme {programme}")
            scope = Scope("programme", called.key)
        if code is not None:
            path = await self._store.memberships.path_of(code)
            if not _CODE.fullmatch(code) or path.organisation != organisation:
                raise Trouble(f"{organisation} has no debate {code}")
            scope = Scope("debate", code)
        if role not in GRANTED[scope.kind]:
            raise Trouble(f"nobody is {role} of one {scope.kind}")
        return scope

    async def _must_exist(self, organisation: str) -> None:
        if await self._store.organisations.get(organisation) is None:
            known = ", ".join(one.key for one in await self._store.organisations.list())
            raise Trouble(f"there is no organisation {organisation}; there are: {known}")
