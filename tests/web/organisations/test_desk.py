"""An organisation's desk, and the keeper's list of all of them."""

import re

import pytest

from server.debate.actors import HOUSE, Membership, Role, Scope
from tests.given.web_house import House
from tests.web.organisations.given import member, organisation


async def html(response: object) -> str:
    return str(await response.get_data(as_text=True))  # type: ignore[attr-defined]


async def test_an_owner_comes_straight_to_the_desk_of_the_only_organisation(house: House) -> None:
    await organisation(house)
    mira = await member(house)
    response = await mira.get("/admin/o")
    assert response.headers["Location"] == "/admin/o/aktiv"
    page = await html(await mira.get("/admin/o/aktiv"))
    assert "NGO aktiv" in page and "Club aktiv" in page
    assert "civic-energy-center" not in page


@pytest.mark.parametrize("role", ["producer", "screener", "host", "observer"])
async def test_whoever_is_no_owner_has_no_desk(house: House, role: Role) -> None:
    await organisation(house)
    mira = await member(house, role=role)
    for path in ("/admin/o/aktiv", "/admin/o/aktiv/members", "/admin/o/aktiv/programmes/new"):
        assert (await mira.get(path)).status_code == 403
    assert (await mira.get("/admin")).status_code == 200


async def test_the_desk_of_another_organisation_is_as_if_there_were_none(house: House) -> None:
    await organisation(house)
    await organisation(house, "buka")
    mira = await member(house)
    for path in ("/admin/o/buka", "/admin/o/buka/members", "/admin/o/buka/programmes/club"):
        seen, none = await mira.get(path), await mira.get(path.replace("buka", "nobody"))
        assert (seen.status_code, none.status_code) == (404, 404)
        strip = re.compile("buka|nobody")
        assert strip.sub("", await html(seen)) == strip.sub("", await html(none))


async def test_an_owner_makes_debates_in_their_own_programmes_alone(house: House) -> None:
    await organisation(house)
    await organisation(house, "buka")
    mira = await member(house)
    page = await html(await mira.get("/admin/debates/new"))
    assert 'value="aktiv/club"' in page
    assert "buka/club" not in page and "social-club" not in page
    form = {"title-sr-Latn": "Posao", "max_length": "300", "questions_each": "5",
            "voters_a_minute": "0", "sort": "votes"}  # fmt: skip
    refused = await mira.post("/admin/debates/new", form=form | {"programme": "buka/club"})
    assert refused.status_code == 422
    assert await house.store.debates.list() == []
    made = await mira.post("/admin/debates/new", form=form | {"programme": "aktiv/club"})
    assert made.status_code == 303
    (row,) = await house.store.debates.list()
    assert row.programme == "aktiv/club"
    assert row.code in await html(await mira.get("/admin"))
    vesna = await member(house, "buka", name="vesna")
    assert row.code not in await html(await vesna.get("/admin"))
    assert (await vesna.get(f"/admin/debates/{row.code}")).status_code == 404


async def test_an_organisation_is_given_another_name(house: House) -> None:
    await organisation(house)
    mira = await member(house)
    await mira.post("/admin/o/aktiv", form={"name": "НВО Актив"})
    found = await house.store.organisations.get("aktiv")
    assert found is not None and found.name == "НВО Актив"
    assert (await mira.post("/admin/o/aktiv", form={"name": ""})).status_code == 422


async def test_a_keeper_adds_an_organisation_and_hands_over_its_owners_invitation(
    house: House,
) -> None:
    zora = await house.moderator("keeper", "zora")
    assert (await zora.get("/admin")).headers["Location"] == "/admin/organisations"
    form = {"do": "add", "key": "aktiv", "name": "NGO Aktiv"}
    page = await html(await zora.post("/admin/organisations", form=form))
    address = re.search(r'value="[^"]*(/invited/[^"]+)"', page)
    assert address is not None and "<svg" in page
    assert (await zora.get("/admin/o/aktiv")).status_code == 403
    taken = await zora.post("/admin/organisations", form=form)
    assert taken.status_code == 422

    owner = house.stranger()
    new = {"do": "new", "name": "mira", "called": "Mira", "password": "jagode u maju ujutro"}
    assert (await owner.post(address[1], form=new)).headers["Location"] == "/admin"
    assert (await owner.get("/admin/o/aktiv")).status_code == 200
    mira = await house.store.accounts.get("mira")
    assert mira is not None
    assert mira.memberships == (Membership(Scope("organisation", "aktiv"), "owner"),)
    assert HOUSE not in {one.scope for one in mira.memberships}


async def test_a_keeper_makes_nobody_who_sees_a_debate(house: House) -> None:
    zora = await house.moderator("keeper", "zora")
    page = await html(await zora.get("/admin/accounts"))
    assert 'value="keeper"' in page and 'value="owner"' not in page
    new = {"do": "add", "name": "agon", "password": "jagode u maju ujutro"}
    assert (await zora.post("/admin/accounts", form=new | {"role": "producer"})).status_code == 403
    assert await house.store.accounts.get("agon") is None
    mine = {"do": "role", "name": "zora", "role": "owner"}
    assert (await zora.post("/admin/accounts", form=mine)).status_code == 403
    added = await zora.post("/admin/accounts", form=new | {"role": "keeper"})
    assert added.headers["Location"] == "/admin/accounts?done=added"


@pytest.mark.parametrize("role", ["owner", "observer"])
async def test_a_keeper_does_nothing_with_an_account_that_sees_debates(
    house: House, role: Role
) -> None:
    zora = await house.moderator("keeper", "zora")
    await house.moderator(role, "vesna")
    before = await house.store.accounts.get("vesna")
    for form in (
        {"do": "password", "password": "jagode u maju ujutro"},
        {"do": "role", "role": "keeper"},
        {"do": "remove"},
        {"do": "logout"},
    ):
        response = await zora.post("/admin/accounts", form=form | {"name": "vesna"})
        assert response.status_code == 403, form
    for form in ({"do": "reset", "everything": "on"}, {"do": "end-all"}):
        assert (await zora.post("/admin/accounts/vesna", form=form)).status_code == 403
    assert await house.store.accounts.get("vesna") == before


async def test_a_keeper_sets_up_no_provider_of_an_organisation(house: House) -> None:
    await organisation(house)
    zora = await house.moderator("keeper", "zora")
    assert (await zora.get("/admin/o/aktiv/provider")).status_code == 403
