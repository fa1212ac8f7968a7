"""Logins and passwords of others, and who answers for whom."""

import re

import pytest
import pytest_asyncio
from quart import Response

from server.debate.actors import Role, Scope
from server.identity.passwords import Passwords
from server.identity.resets import HOURS, ResetLinks
from server.store import Account, Gone, NoOwner
from tests.given.web_house import FOREIGN, Browser, House
from tests.identity.apps import with_app
from tests.web.login.guarded import PASSWORD, later

HERE, THERE = "civic-energy-center", "another"
NEW = "another horse altogether"


@pytest_asyncio.fixture
async def house(still: House) -> House:
    """Owners here and there, and somebody who is only here."""
    await still.store.organisations.add(THERE, "Another", still.clock.now())
    await member(still, "olja", HERE, "owner")
    await member(still, "petar", THERE, "owner")
    await member(still, "mira", HERE, "producer")
    return still


async def member(house: House, name: str, organisation: str, role: Role) -> None:
    if await house.store.accounts.get(name) is None:
        hashed = await Passwords(house.clock).hash(PASSWORD)
        await house.store.accounts.add(name, None, hashed, house.clock.now())
    scope = Scope("organisation", organisation)
    account = await known(house, name)
    await house.store.memberships.grant(account.id, scope, role, house.clock.now())


async def known(house: House, name: str) -> Account:
    found = await house.store.accounts.get(name)
    assert found is not None
    return found


async def made(browser: Browser, name: str = "mira", **fields: str) -> str:
    """The path of a fresh address."""
    response = await browser.post(f"/admin/accounts/{name}", form={"do": "reset", **fields})
    [path] = re.findall(r'value="[^"]*(/reset/[\w-]{43})"', await text(response))
    return str(path)


async def text(response: Response) -> str:
    return await response.get_data(as_text=True)


async def logs_in(house: House, name: str, password: str) -> str:
    form = {"name": name, "password": password}
    return (await house.stranger().post("/login", form=form)).headers.get("Location", "")


# Logins.


async def test_an_owner_ends_one_login_of_a_member_or_all(house: House) -> None:
    owner = await house.logged_in("olja")
    first, second = await house.logged_in("mira"), await house.logged_in("mira")
    page = await text(await owner.get("/admin/accounts/mira"))
    logins = re.findall(r'name="login" value="([0-9a-f]{16})"', page)

    await owner.post("/admin/accounts/mira", form={"do": "end", "login": logins[0]})
    left = [one for one in (first, second) if (await one.get("/account")).status_code == 200]
    await owner.post("/admin/accounts/mira", form={"do": "end-all"})

    assert len(logins) == 2 and len(left) == 1
    assert (await left[0].get("/account")).status_code == 303


async def test_a_login_of_somebody_else_is_not_ended_by_its_id(house: House) -> None:
    owner, petar = await house.logged_in("olja"), await house.logged_in("petar")
    [login] = await house.identity.logins.of(await known(house, "petar"))

    await owner.post("/admin/accounts/mira", form={"do": "end", "login": login.id})

    assert (await petar.get("/account")).status_code == 200


@pytest.mark.parametrize("do", ["end-all", "reset", "end"])
async def test_nobody_answers_for_whom_they_may_not(house: House, do: str) -> None:
    await member(house, "both", HERE, "host")
    await member(house, "both", THERE, "host")
    olja, petar, mira = [await house.logged_in(name) for name in ("olja", "petar", "mira")]
    refused = [
        (petar, "mira", 404),  # of another organisation
        (petar, "nobody", 404),
        (olja, "vesna", 404),  # of the house
        (olja, "both", 403),  # not of this organisation alone
        (olja, "olja", 403),  # oneself
        (mira, "olja", 403),  # no owner
    ]

    for browser, name, status in refused:
        assert (await browser.get(f"/admin/accounts/{name}")).status_code == status
        form = {"do": do, "login": "x"}
        assert (await browser.post(f"/admin/accounts/{name}", form=form)).status_code == status
    olja.origin = FOREIGN
    assert (await olja.post("/admin/accounts/mira", form={"do": do})).status_code == 403
    for name in ("mira", "both", "olja"):
        assert await logs_in(house, name, PASSWORD) == "/admin"


async def test_a_keeper_does_not_belong_to_an_organisation_alone(house: House) -> None:
    await member(house, "vesna", HERE, "owner")
    olja = await house.logged_in("olja")

    assert (await olja.get("/admin/accounts/vesna")).status_code == 403
    with pytest.raises(NoOwner):
        await ResetLinks(house.store, house.clock).make(
            await known(house, "vesna"), everything=True, by=(await known(house, "olja")).id
        )


async def test_the_house_answers_for_everybody(house: House) -> None:
    await member(house, "both", HERE, "host")
    await member(house, "both", THERE, "host")
    keeper = await house.logged_in("vesna")

    path = await made(keeper, "both")
    response = await house.stranger().post(path, form={"password": NEW})

    assert response.headers["Location"] == "/login"
    assert await logs_in(house, "both", NEW) == "/admin"


# Another password.


async def test_an_address_sets_another_password_once_and_ends_all_logins(house: House) -> None:
    path, mira = await made(await house.logged_in("olja")), await house.logged_in("mira")
    stranger = house.stranger()

    assert (await stranger.get(path)).status_code == 200
    assert (await stranger.post(path, form={"password": "short"})).status_code == 422
    assert (await stranger.post(path, form={"password": NEW})).status_code == 303

    assert (await mira.get("/account")).status_code == 303
    assert await logs_in(house, "mira", PASSWORD) == ""
    assert await logs_in(house, "mira", NEW) == "/admin"
    again = await stranger.post(path, form={"password": "a third one, altogether"})
    assert again.status_code == 410 and (await stranger.get(path)).status_code == 410
    assert await logs_in(house, "mira", NEW) == "/admin"


async def test_an_address_is_over_after_a_day(house: House) -> None:
    path = await made(await house.logged_in("olja"))

    later(house, HOURS * 60 * 60)

    assert (await house.stranger().post(path, form={"password": NEW})).status_code == 410


async def test_a_later_address_ends_the_one_before_and_so_does_a_password(house: House) -> None:
    owner = await house.logged_in("olja")
    first, second = await made(owner), await made(owner)
    mira = await known(house, "mira")

    assert (await house.stranger().get(first)).status_code == 410
    await house.store.accounts.set_password(mira.id, await Passwords(house.clock).hash(NEW))
    assert (await house.stranger().get(second)).status_code == 410


async def test_an_address_is_worth_nothing_once_its_maker_no_longer_answers(house: House) -> None:
    owner = await house.logged_in("olja")
    path = await made(owner)

    await member(house, "mira", THERE, "host")  # meanwhile
    response = await house.stranger().post(path, form={"password": NEW})

    assert response.status_code == 410
    assert await logs_in(house, "mira", PASSWORD) == "/admin"


async def test_an_owner_who_was_removed_leaves_no_address_that_opens_anything(
    house: House,
) -> None:
    await member(house, "second", HERE, "owner")
    path = await made(await house.logged_in("olja"))

    await house.store.accounts.remove((await known(house, "olja")).id, house.clock.now())

    assert (await house.stranger().post(path, form={"password": NEW})).status_code == 410


async def test_the_second_factor_stays_unless_it_was_asked_for(house: House) -> None:
    await with_app(house, "mira")
    owner = await house.logged_in("olja")

    await house.stranger().post(await made(owner), form={"password": NEW})
    assert await logs_in(house, "mira", NEW) == "/login/second"
    await house.stranger().post(await made(owner, everything="yes"), form={"password": PASSWORD})
    assert await logs_in(house, "mira", PASSWORD) == "/admin"


@pytest.mark.parametrize("secret", ["k", "A" * 43, "%D1%92", "x" * 900])
async def test_another_address_sets_nothing(house: House, secret: str) -> None:
    await made(await house.logged_in("olja"))

    assert (await house.stranger().get(f"/reset/{secret}")).status_code == 410
    response = await house.stranger().post(f"/reset/{secret}", form={"password": NEW})
    assert response.status_code == 410


async def test_an_address_is_kept_nowhere(house: House) -> None:
    path = await made(await house.logged_in("olja"))
    folder = house.settings.data

    kept = (folder / "tribina.db").read_bytes() + (folder / "tribina.db-wal").read_bytes()

    assert path.rpartition("/")[2].encode() not in kept


async def test_two_who_come_with_one_address_set_one_password(house: House) -> None:
    secret = (await made(await house.logged_in("olja"))).rpartition("/")[2]
    links = ResetLinks(house.store, house.clock)
    await links.use(secret, "one")

    with pytest.raises(Gone):
        await links.use(secret, "two")

    assert (await known(house, "mira")).password_hash == "one"
