"""Invitations, as they are kept: once, within their time, by whoever may."""

import asyncio

import pytest

from server.debate.actors import HOUSE, Membership, Role, Scope
from server.store import Gone, Newcomer, NoOwner, Store, Taken

AKTIV = Scope("organisation", "aktiv")
DIGEST = b"d" * 32
ENDS = 100


@pytest.fixture(autouse=True)
async def aktiv(store: Store) -> None:
    await store.organisations.add("aktiv", "NGO Aktiv", 1)


async def owner(store: Store, name: str = "mira") -> str:
    id_ = await store.accounts.add(name, None, "hash", 1)
    await store.memberships.grant(id_, AKTIV, "owner", 1)
    return id_


async def invite(store: Store, role: Role = "host", by: str | None = None) -> str:
    return await store.invitations.add(DIGEST, AKTIV, role, "the new one", 1, ENDS, by)


def newcomer(name: str = "agon") -> Newcomer:
    return Newcomer(name, "hash", "Agon Berisha", "sq-XK")


async def test_who_is_invited_becomes_a_member_with_an_account_of_their_own(store: Store) -> None:
    await invite(store)
    agon = await store.invitations.accept(DIGEST, newcomer(), 2)
    found = await store.accounts.get("agon")
    assert found is not None and found.id == agon
    assert (found.called, found.language) == ("Agon Berisha", "sq-XK")
    assert found.memberships == (Membership(AKTIV, "host"),)


async def test_it_counts_once_whoever_comes_at_the_same_moment(store: Store) -> None:
    await invite(store)
    done = await asyncio.gather(
        *(store.invitations.accept(DIGEST, newcomer(f"person{n}"), 2) for n in range(4)),
        return_exceptions=True,
    )
    assert sorted(type(one).__name__ for one in done) == ["Gone", "Gone", "Gone", "str"]
    assert len(await store.memberships.below("aktiv")) == 1


@pytest.mark.parametrize("at", [ENDS, ENDS + 1])
async def test_after_its_end_it_opens_nothing(store: Store, at: int) -> None:
    await invite(store)
    with pytest.raises(Gone):
        await store.invitations.accept(DIGEST, newcomer(), at)
    assert await store.accounts.get("agon") is None


async def test_a_name_that_is_taken_uses_nothing_up(store: Store) -> None:
    await owner(store)
    await invite(store)
    with pytest.raises(Taken):
        await store.invitations.accept(DIGEST, newcomer("mira"), 2)
    await store.invitations.accept(DIGEST, newcomer(), 3)


async def test_what_somebody_was_before_stays_if_it_was_more(store: Store) -> None:
    mira = await owner(store)
    await invite(store, "host")
    await store.invitations.accept(DIGEST, mira, 2)
    assert await store.memberships.of(mira) == (Membership(AKTIV, "owner"),)


async def test_what_was_taken_back_opens_nothing(store: Store) -> None:
    mira = await owner(store)
    invitation = await invite(store, by=mira)
    await store.invitations.take_back(invitation, by=mira)
    with pytest.raises(Gone):
        await store.invitations.accept(DIGEST, newcomer(), 2)


async def test_who_may_no_longer_invite_has_invited_nobody(store: Store) -> None:
    mira = await owner(store)
    await owner(store, "vesna")
    await invite(store, by=mira)
    await store.memberships.take(mira, AKTIV, 2)
    with pytest.raises(Gone):
        await store.invitations.accept(DIGEST, newcomer(), 3)


async def test_an_owner_invites_into_no_house_and_a_stranger_nowhere(store: Store) -> None:
    mira = await owner(store)
    nobody = await store.accounts.add("nobody", None, "hash", 1)
    for scope, by in ((HOUSE, mira), (Scope("organisation", "buka"), mira), (AKTIV, nobody)):
        with pytest.raises(NoOwner):
            await store.invitations.add(b"x" * 32, scope, "host", "", 1, ENDS, by)
