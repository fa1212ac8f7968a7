"""Who is what in which scope, as it is kept."""

import pytest

from server.debate.actors import HOUSE, Membership, Path, Role, Scope
from server.store import LastOwner, NoOwner, Programme, Store, programme_key
from server.store.house import memberships

AKTIV = Scope("organisation", "aktiv")
CLUB = programme_key("aktiv", "club")


@pytest.fixture(autouse=True)
async def organisations(store: Store) -> None:
    for key in ("aktiv", "buka"):
        await store.organisations.add(key, key, 1)
        await store.programmes.add(
            Programme(programme_key(key, "club"), {"en": "Club"}, key, "#1b5e8c")
        )


async def account(store: Store, name: str, scope: Scope | None = None, role: Role = "owner") -> str:
    id_ = await store.accounts.add(name, None, "hash", 1)
    if scope is not None:
        await store.memberships.grant(id_, scope, role, 1)
    return id_


async def test_an_account_is_in_each_scope_what_it_was_made_there_last(store: Store) -> None:
    mira = await account(store, "mira")
    await store.memberships.grant(mira, AKTIV, "owner", 1)
    await account(store, "vesna", AKTIV)
    await store.memberships.grant(mira, AKTIV, "host", 2)
    await store.memberships.grant(mira, Scope("programme", CLUB), "producer", 3)

    assert set(await store.memberships.of(mira)) == {
        Membership(AKTIV, "host"),
        Membership(Scope("programme", CLUB), "producer"),
    }
    found = await store.accounts.get("mira")
    assert found is not None
    assert set(found.memberships) == set(await store.memberships.of(mira))


async def test_two_organisations_may_each_have_a_programme_that_is_called_alike(
    store: Store,
) -> None:
    there = [await store.programmes.at(key, "club") for key in ("aktiv", "buka")]
    assert [one.key for one in there if one] == ["aktiv/club", "buka/club"]


async def test_a_debate_stands_where_its_programme_does(store: Store) -> None:
    await store.debates.create("100001", 1)
    assert await store.memberships.path_of("100001") == Path("", "", "100001")
    assert await store.memberships.path_of("999999") == Path("", "", "999999")


@pytest.mark.parametrize("do", ["grant", "take", "remove"])
async def test_the_last_owner_of_an_organisation_stays(store: Store, do: str) -> None:
    mira = await account(store, "mira", AKTIV)
    with pytest.raises(LastOwner):
        match do:
            case "grant":
                await store.memberships.grant(mira, AKTIV, "host", 2)
            case "take":
                await store.memberships.take(mira, AKTIV, 2)
            case _:
                await store.accounts.remove(mira, 2)
    assert await store.memberships.of(mira) == (Membership(AKTIV, "owner"),)
    await account(store, "vesna", AKTIV)
    await store.memberships.take(mira, AKTIV, 2)
    assert await store.memberships.of(mira) == ()


async def test_an_owner_says_who_is_what_in_their_own_organisation_alone(store: Store) -> None:
    mira = await account(store, "mira", AKTIV)
    agon = await account(store, "agon")
    await store.memberships.grant(agon, Scope("programme", CLUB), "host", 2, by=mira)
    for scope in (Scope("organisation", "buka"), Scope("programme", "buka/club"), HOUSE):
        with pytest.raises(NoOwner):
            await store.memberships.grant(agon, scope, "host", 2, by=mira)
        with pytest.raises(NoOwner):
            await store.memberships.take(agon, scope, 2, by=mira)
    assert await store.memberships.of(agon) == (Membership(Scope("programme", CLUB), "host"),)


async def test_a_keeper_makes_owners_and_nothing_else_of_an_organisation(store: Store) -> None:
    keeper = await account(store, "zora", HOUSE, "keeper")
    agon = await account(store, "agon")
    with pytest.raises(NoOwner):
        await store.memberships.grant(agon, AKTIV, "screener", 2, by=keeper)
    await store.memberships.grant(agon, AKTIV, "owner", 2, by=keeper)
    assert await store.memberships.of(agon) == (Membership(AKTIV, "owner"),)


async def test_who_belongs_to_an_organisation_is_listed_with_all_that_stands_below_it(
    store: Store,
) -> None:
    await account(store, "mira", AKTIV)
    await account(store, "agon", Scope("programme", CLUB), "host")
    await account(store, "vesna", Scope("organisation", "buka"))
    await account(store, "zora", HOUSE, "keeper")
    assert [(one.name, one.role) for one in await store.memberships.below("aktiv")] == [
        ("agon", "host"),
        ("mira", "owner"),
    ]


async def test_what_many_accounts_are_is_read_in_parts(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(memberships, "IDS_AT_ONCE", 2)
    for number in range(5):
        await account(store, f"m{number}", AKTIV)
    there = await store.accounts.list()
    assert [one.memberships for one in there] == [(Membership(AKTIV, "owner"),)] * 5


async def test_an_account_is_found_by_its_id(store: Store) -> None:
    mira = await account(store, "mira", AKTIV)
    await account(store, "agon")
    assert await store.accounts.by_id(mira) == await store.accounts.get("mira")
    assert await store.accounts.by_id("nobody") is None
