"""One's own account reached by a provider: by its holder alone, and nobody is left outside."""

import pytest

from server.debate.actors import Scope
from server.identity.invitations import InvitationLinks
from server.identity.passwords import Passwords
from server.store import NoOwner
from server.store.house import providers
from tests.given.others.logins_elsewhere import Comer, address_in, comer, member, organisation
from tests.given.others.providers import Crooked
from tests.given.web_house import Browser, House
from tests.web.login.elsewhere.test_elsewhere import error_in, new_account, text

AKTIV = Scope("organisation", "aktiv")
PASSWORD = "correct horse battery"


async def linking(house: House, browser: Browser, key: str = "aktiv") -> str:
    """Ask for it; returns where the provider is."""
    form = {"do": "link", "organisation": key}
    return await address_in(await browser.post("/account/elsewhere", form=form))


async def unlink(browser: Browser, key: str = "aktiv") -> int:
    form = {"do": "unlink", "organisation": key}
    return (await browser.post("/account/elsewhere", form=form)).status_code


async def test_its_holder_links_an_account_and_comes_in_so(house: House, provider: Crooked) -> None:
    await member(house, "mira", AKTIV)
    browser = await house.logged_in("mira")
    there = Comer(house, browser)

    linked = await there.come(provider.visit(await linking(house, browser)))
    page = await text(await browser.get("/account?done=linked"))

    assert linked.headers["Location"] == "/account?done=linked"
    assert 'value="unlink"' in page and 'value="link"' not in page
    assert await comer(house).arrive(provider, "/account") == "/account"
    assert {one.name for one in await house.store.accounts.list()} == {"mira"}


async def test_an_answer_links_nobody_elses_account(house: House, provider: Crooked) -> None:
    await member(house, "mira", AKTIV)
    await member(house, "nora", AKTIV)
    mira, nora = await house.logged_in("mira"), await house.logged_in("nora")
    back = provider.visit(await linking(house, mira))

    at_another = await Comer(house, nora).come(back)
    errand = {name: value for name, value in mira.cookies.items() if "elsewhere" in name}
    with_the_cookie = await Comer(house, Browser(house.app, nora.cookies | errand)).come(back)

    for response in (at_another, with_the_cookie):
        assert error_in(response.headers["Location"]) == "stale"
    assert error_in(await comer(house).arrive(provider)) == ""  # it is nobody's


async def test_who_is_somebodys_already_is_linked_to_no_other(
    house: House, provider: Crooked
) -> None:
    await new_account(house, provider, "ana")
    await member(house, "mira", AKTIV)
    browser = await house.logged_in("mira")

    back = await Comer(house, browser).come(provider.visit(await linking(house, browser)))

    assert error_in(back.headers["Location"]) == "taken"


async def test_only_organisations_of_ones_own_are_offered(house: House, provider: Crooked) -> None:
    await organisation(house, "centar", provider.issuer)
    await member(house, "mira", AKTIV)
    browser = await house.logged_in("mira")

    for key in ("centar", "nobody", ""):
        form = {"do": "link", "organisation": key}
        assert (await browser.post("/account/elsewhere", form=form)).status_code == 404
    assert "centar" not in await text(await browser.get("/account"))


async def test_a_login_of_one_organisation_makes_no_way_in_for_all(
    house: House, provider: Crooked, other_provider: Crooked
) -> None:
    await organisation(house, "centar", other_provider.issuer)
    browser = await new_account(house, provider, "ana")
    account = await house.store.accounts.get("ana")
    assert account is not None
    centar = Scope("organisation", "centar")
    await house.store.memberships.grant(account.id, centar, "owner", house.clock.now())

    form = {"do": "link", "organisation": "centar"}
    assert (await browser.post("/account/elsewhere", form=form)).status_code == 403
    set_ = await browser.post("/account", form={"new": PASSWORD})
    assert set_.status_code == 422
    after = await house.store.accounts.get("ana")
    assert after is not None and after.password_hash == ""


async def test_no_invitation_elsewhere_is_taken_by_such_a_login(
    house: House, provider: Crooked
) -> None:
    await organisation(house, "centar")
    browser = await new_account(house, provider, "ana")
    links = InvitationLinks(house.store, house.clock)
    centar = await links.make(Scope("organisation", "centar"), "producer")
    aktiv = await links.make(AKTIV, "producer")

    refused = await browser.post(f"/invited/{centar}", form={"do": "join"})
    taken = await browser.post(f"/invited/{aktiv}", form={"do": "join"})

    assert (refused.status_code, taken.status_code) == (403, 303)
    assert await links.find(centar) is not None


async def test_nobody_takes_away_their_only_way_in(house: House, provider: Crooked) -> None:
    browser = await new_account(house, provider, "ana")

    assert await unlink(browser) == 422
    assert 'name="current"' not in await text(await browser.get("/account"))
    first = await browser.post("/account", form={"new": PASSWORD})
    assert first.status_code == 200
    assert await unlink(browser) == 303

    assert (await browser.get("/account")).status_code == 303  # that login was by it
    form = {"name": "ana", "password": PASSWORD}
    assert (await house.stranger().post("/login", form=form)).status_code == 303
    assert error_in(await comer(house).arrive(provider)) == "nobody"  # nor is a new one made


async def test_a_password_that_is_there_is_changed_only_with_it(
    house: House, provider: Crooked
) -> None:
    await member(house, "mira", AKTIV)
    account = await house.store.accounts.get("mira")
    assert account is not None
    hashed = await Passwords(house.clock).hash(PASSWORD)
    await house.store.accounts.set_password(account.id, hashed)
    browser = await house.logged_in("mira")

    response = await browser.post("/account", form={"new": "another horse battery"})

    assert response.status_code == 422


async def test_a_first_password_needs_that_the_account_is_of_this_organisation_alone(
    house: House, provider: Crooked
) -> None:
    browser = await new_account(house, provider, "ana")
    account, now = await house.store.accounts.get("ana"), house.clock.now()
    assert account is not None
    await house.store.organisations.add("centar", "Centar", now)
    session = (await house.identity.logins.of(account))[0].id
    await house.store.memberships.grant(account.id, Scope("organisation", "centar"), "host", now)

    with pytest.raises(NoOwner):  # also where the page was asked for before
        await house.store.accounts.set_first_password(account.id, "hash", session, "aktiv")
    await house.store.memberships.take(account.id, Scope("organisation", "centar"), now)
    with pytest.raises(NoOwner):
        await house.store.accounts.set_first_password(account.id, "hash", session, "centar")
    assert (await browser.post("/account", form={"new": PASSWORD})).status_code == 200
    with pytest.raises(NoOwner):  # it is the first no more
        await house.store.accounts.set_first_password(account.id, "hash", session, "aktiv")


async def test_a_login_of_one_organisation_changes_nothing_that_is_the_accounts_everywhere(
    house: House, provider: Crooked
) -> None:
    browser = await new_account(house, provider, "ana")
    again = comer(house)
    await again.arrive(provider)
    account = await house.store.accounts.get("ana")
    assert account is not None
    logins = await house.identity.logins.of(account)

    forms: dict[str, dict[str, str]] = {
        "/account/particulars": {"called": "Eve", "language": "en"},
        "/account/passkeys": {"do": "remove", "passkey": "00"},
        "/logout-everywhere": {},
    }
    forms |= {f"/account/logins/{one.id}/end": {} for one in logins}
    for path, form in forms.items():
        assert (await browser.post(path, form=form)).status_code == 403, path

    page = await text(await browser.get("/account"))
    assert not [path for path in forms if f'action="{path}"' in page if "passkeys" not in path]
    assert await house.identity.logins.of(account) == logins and len(logins) == 2
    assert await house.store.accounts.get("ana") == account


async def test_a_provider_makes_up_so_many_people_and_no_more(
    house: House, provider: Crooked, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(providers, "MEMBERS_AT_MOST", 2)
    await member(house, "mira", AKTIV)
    await new_account(house, provider, "ana")
    ana = await house.store.accounts.get("ana")
    assert ana is not None
    await house.store.memberships.take(ana.id, AKTIV, house.clock.now())

    provider.claims = {"sub": "p2"}
    late = comer(house)
    await late.arrive(provider)
    form = {"name": "eve", "called": "Eve"}
    response = await late.browser.post("/login/o/aktiv/new", form=form)

    assert error_in(response.headers["Location"]) == "nobody"
    assert await house.store.accounts.get("eve") is None


@pytest.mark.parametrize("by", ["an address", "a password that others set"])
async def test_a_reset_leaves_no_way_in_by_a_provider(
    house: House, provider: Crooked, by: str
) -> None:
    """Whoever had somebody else's login for a moment may have linked themselves to the account."""
    await member(house, "mira", AKTIV)
    browser = await house.logged_in("mira")
    await Comer(house, browser).come(provider.visit(await linking(house, browser)))
    mira = await house.store.accounts.get("mira")
    assert mira is not None
    assert await comer(house).arrive(provider, "/account") == "/account"

    now = house.clock.now()
    hashed = await Passwords(house.clock).hash(PASSWORD)
    if by == "an address":
        await house.store.resets.add(b"digest", mira.id, now + 1, False, None)
        await house.store.resets.use(b"digest", hashed, now)
    else:
        await house.store.accounts.set_password(mira.id, hashed)

    assert error_in(await comer(house).arrive(provider)) == "nobody"
    again = await house.logged_in("mira")  # its holder links it again
    await Comer(house, again).come(provider.visit(await linking(house, again)))
    assert await comer(house).arrive(provider, "/account") == "/account"
