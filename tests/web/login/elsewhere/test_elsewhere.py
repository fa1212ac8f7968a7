"""Logging in by the provider of an organisation."""

from pathlib import Path
from urllib.parse import parse_qsl, urlencode, urlsplit

import pyotp
import pytest
from quart import Response

from server.debate.actors import Membership, Scope
from server.identity.logins import LOGIN_COOKIE
from server.web.login.elsewhere.errands import COOKIE
from tests.given.others.logins_elsewhere import comer, member, open_house_with, organisation
from tests.given.others.providers import Crooked, backs, certified
from tests.given.web_house import Browser, House

AKTIV = Scope("organisation", "aktiv")


async def memberships(house: House, name: str) -> set[Membership]:
    account = await house.store.accounts.get(name)
    assert account is not None
    return set(account.memberships)


async def text(response: Response) -> str:
    return await response.get_data(as_text=True)


def error_in(location: str) -> str:
    return dict(parse_qsl(urlsplit(location).query)).get("error", "")


# Who comes.


async def test_a_certified_provider_opens_the_organisation_and_nothing_else(tmp_path: Path) -> None:
    async with certified(backs("aktiv", "centar"), tmp_path / "log") as provider:
        house = await open_house_with(tmp_path, provider.issuer)
        await organisation(house, "aktiv", provider.issuer)
        await organisation(house, "centar", provider.issuer)
        first = comer(house)
        arrived = await first.come(await provider.visit(await first.go("/control/482915")))
        assert arrived.headers["Location"] == "/login/o/aktiv/new"
        assert "p1" not in await (await first.browser.get("/login/o/aktiv/new")).get_data(
            as_text=True
        )

        chosen = await first.choose("ana")
        again = comer(house)
        back = await again.come(await provider.visit(await again.go("/account")))

        assert chosen.headers["Location"] == "/control/482915"
        assert back.headers["Location"] == "/account"
        assert await memberships(house, "ana") == {Membership(AKTIV, "screener")}
        assert (await again.browser.get("/account")).status_code == 200
        # The same person at the same provider is nobody in the other organisation.
        there = comer(house, "centar")
        arrived = await there.come(await provider.visit(await there.go()))
        assert arrived.headers["Location"] == "/login/o/centar/new"
        await house.close()


async def test_it_is_off_until_an_owner_sets_it(house: House) -> None:
    await organisation(house, "centar")
    stranger = house.stranger()

    unknown = await stranger.get("/login/o/nobody")
    off = await stranger.get("/login/o/centar")
    asked = await stranger.get("/login/o?organisation=%20Aktiv%20&back=/control/482915")

    assert unknown.status_code == off.status_code == 404
    assert (await text(unknown)).replace("nobody", "centar") == await off.get_data(as_text=True)
    assert asked.headers["Location"] == "/login/o/aktiv?back=/control/482915"
    assert "/login/o?back=" in await text(await stranger.get("/login"))
    assert "centar" not in await text(await stranger.get("/login/o"))


async def test_a_new_account_takes_nobodys_place(house: House, provider: Crooked) -> None:
    await member(house, "ana", Scope("house"), role="owner")
    provider.claims = {"email": "ana@example.org", "name": "ana", "sub": "ana"}
    somebody = comer(house)

    assert await somebody.arrive(provider) == "/login/o/aktiv/new"
    taken = await somebody.choose("ana")
    wrong = await somebody.choose("A B")
    made = await somebody.choose("ana2")

    assert (taken.status_code, wrong.status_code) == (422, 422)
    assert made.headers["Location"] == "/admin/o"
    assert await memberships(house, "ana2") == {Membership(AKTIV, "screener")}
    assert await memberships(house, "ana") == {Membership(Scope("house"), "owner")}
    assert (await somebody.choose("ana3")).headers["Location"].endswith("error=stale")


async def test_nobody_has_a_password_by_it(house: House, provider: Crooked) -> None:
    await new_account(house, provider, "ana")

    for password in ("", "nobody's password"):
        form = {"name": "ana", "password": password}
        assert (await house.stranger().post("/login", form=form)).status_code == 422


async def new_account(house: House, provider: Crooked, name: str, key: str = "aktiv") -> Browser:
    somebody = comer(house, key)
    assert await somebody.arrive(provider) == f"/login/o/{key}/new"
    assert (await somebody.choose(name)).status_code == 303
    return somebody.browser


@pytest.mark.parametrize(
    ("claims", "error"),
    [
        ({"email": "ana@evil.example"}, "foreign"),
        ({"email_verified": False}, "unverified"),
        ({"aud": "another"}, "untrusted"),
        ({"nonce": "of another browser"}, "untrusted"),
    ],
)
async def test_who_is_not_let_in_reads_why(
    house: House, provider: Crooked, claims: dict[str, object], error: str
) -> None:
    provider.claims = claims
    somebody = comer(house)

    location = await somebody.arrive(provider)
    page = await somebody.browser.get(location)

    assert location == f"/login/o/aktiv?error={error}"
    assert 'role="alert"' in await text(page)
    assert LOGIN_COOKIE not in somebody.browser.cookies
    assert not await house.store.accounts.list()


async def test_without_domains_nobody_new_comes_in(house: House, provider: Crooked) -> None:
    await organisation(house, "aktiv", provider.issuer, domains=())

    assert error_in(await comer(house).arrive(provider)) == "nobody"


async def test_who_was_let_in_once_must_be_let_in_each_time(
    house: House, provider: Crooked
) -> None:
    await new_account(house, provider, "ana")
    provider.claims = {"email": "ana@evil.example"}

    assert error_in(await comer(house).arrive(provider)) == "foreign"


# Who is in.


async def test_such_a_login_opens_nothing_of_others_nor_the_house(
    house: House, provider: Crooked
) -> None:
    await organisation(house, "centar")
    browser = await new_account(house, provider, "ana")
    account = await house.store.accounts.get("ana")
    assert account is not None
    now = house.clock.now()
    for scope in (Scope("organisation", "centar"), Scope("house")):
        await house.store.memberships.grant(account.id, scope, "owner", now)
    await house.store.memberships.grant(account.id, AKTIV, "owner", now)

    by_password = await house.logged_in("ana")
    for path in ("/admin/o/centar", "/admin/organisations", "/admin/accounts"):
        assert (await by_password.get(path)).status_code == 200, path
        assert (await browser.get(path)).status_code in (403, 404), path
    assert (await browser.get("/admin/o/aktiv")).status_code == 200
    again = comer(house)
    assert await again.arrive(provider, "/admin/o/centar") == "/admin/o/centar"
    assert (await again.browser.get("/admin/o/centar")).status_code == 404


async def test_who_was_removed_does_not_come_back(house: House, provider: Crooked) -> None:
    browser = await new_account(house, provider, "ana")
    account = await house.store.accounts.get("ana")
    assert account is not None

    await house.store.memberships.take(account.id, AKTIV, house.clock.now())
    removed = await comer(house).arrive(provider)
    page = await browser.get("/admin")
    await house.store.accounts.remove(account.id, house.clock.now())
    gone = await comer(house).arrive(provider)

    assert (error_in(removed), error_in(gone)) == ("no_member", "nobody")
    assert page.status_code == 403
    assert not await house.store.accounts.list()


async def test_logins_end_with_the_provider(house: House, provider: Crooked) -> None:
    browser = await new_account(house, provider, "ana")
    by_password = await house.logged_in("ana")

    await house.store.providers.remove("aktiv")

    assert (await browser.get("/account")).status_code == 303
    assert (await by_password.get("/account")).status_code == 200
    assert (await browser.get("/login/o/aktiv")).status_code == 404


# Attacks.


async def test_a_code_that_another_browser_got_is_not_taken(
    house: House, provider: Crooked
) -> None:
    attacker, victim = comer(house), comer(house)
    theirs = provider.visit(await attacker.go())

    without = await comer(house).come(theirs)
    await victim.go()
    with_another = await victim.come(theirs)

    for response in (without, with_another):
        assert error_in(response.headers["Location"]) == "stale"
    assert "/token" not in provider.asked
    assert LOGIN_COOKIE not in victim.browser.cookies


async def test_an_answer_counts_once_also_with_its_cookie(house: House, provider: Crooked) -> None:
    await new_account(house, provider, "ana")
    somebody = comer(house)
    back = provider.visit(await somebody.go())
    copied = dict(somebody.browser.cookies)

    first = await somebody.come(back)
    again = await somebody.come(back)
    elsewhere = await comer(house, browser=Browser(house.app, copied)).come(back)

    assert first.headers["Location"] == "/admin/o"
    assert error_in(again.headers["Location"]) == "stale"
    assert error_in(elsewhere.headers["Location"]) == "stale"


@pytest.mark.parametrize("cookie", ["", "x", "WyJHb2luZyJd.x.y"])
async def test_a_cookie_that_is_not_ours_is_none(
    house: House, provider: Crooked, cookie: str
) -> None:
    somebody = comer(house)
    back = provider.visit(await somebody.go())
    somebody.browser.cookies[COOKIE] = cookie

    assert error_in((await somebody.come(back)).headers["Location"]) == "stale"


async def test_two_providers_are_not_mixed_up(
    house: House, provider: Crooked, other_provider: Crooked
) -> None:
    await organisation(house, "centar", other_provider.issuer)
    somebody = comer(house, "centar")
    honest = provider.visit(await somebody.go())  # its answer is handed on to the other's address
    other = provider.visit(await comer(house, "aktiv").go())

    mixed = await somebody.come(honest)
    foreign = await somebody.come(other.replace("/o/aktiv/", "/o/centar/"))

    assert error_in(mixed.headers["Location"]) == "untrusted"
    assert error_in(foreign.headers["Location"]) == "stale"
    assert "/token" not in other_provider.asked  # the code was told to nobody else


async def test_what_was_begun_for_one_organisation_ends_for_no_other(
    house: House, provider: Crooked
) -> None:
    await organisation(house, "centar", provider.issuer)
    await new_account(house, provider, "ana")
    somebody = comer(house, "aktiv")
    back = provider.visit(await somebody.go())

    response = await somebody.come(back.replace("/o/aktiv/", "/o/centar/"))

    assert response.headers["Location"] == "/login/o/centar?error=stale"
    assert error_in(await comer(house, "centar").arrive(provider)) == ""


async def test_who_began_with_another_provider_begins_again(
    house: House, provider: Crooked, other_provider: Crooked
) -> None:
    somebody, newcomer = comer(house), comer(house)
    back = provider.visit(await somebody.go())
    await newcomer.arrive(provider)

    await organisation(house, "aktiv", other_provider.issuer)

    assert error_in((await somebody.come(back)).headers["Location"]) == "stale"
    assert error_in((await newcomer.choose("ana")).headers["Location"]) == "stale"


@pytest.mark.parametrize(
    "back", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:1", "\n/x"]
)
async def test_nobody_is_led_to_another_site(house: House, provider: Crooked, back: str) -> None:
    await new_account(house, provider, "ana")

    assert await comer(house).arrive(provider, back) == "/"
    asked = f"/login/o/aktiv?{urlencode({'back': back})}"
    assert 'value="/"' in await text(await house.stranger().get(asked))


async def test_a_form_of_another_origin_begins_nothing(house: House, provider: Crooked) -> None:
    browser = house.stranger()
    browser.origin = "https://evil.example"

    for path in ("/login/o/aktiv", "/login/o/aktiv/new", "/account/elsewhere"):
        assert (await browser.post(path, form={"do": "link"})).status_code == 403
    assert not provider.asked


async def test_a_provider_that_is_away_leaves_everybody_where_they_were(
    house: House, provider: Crooked
) -> None:
    provider.answers["/.well-known/openid-configuration"] = lambda: (302, {"Location": "/x"}, b"")

    response = await house.stranger().post("/login/o/aktiv", form={})

    assert response.headers["Location"] == "/login/o/aktiv?error=unreachable"
    assert "/x" not in provider.asked


async def test_what_comes_back_tells_nobody_where_it_came_from(
    house: House, provider: Crooked
) -> None:
    somebody = comer(house)
    response = await somebody.come(provider.visit(await somebody.go()))

    assert response.headers["Cache-Control"] == "no-store"
    assert "code=" not in response.headers["Location"]


async def test_a_login_before_does_not_stay_after(house: House, provider: Crooked) -> None:
    await new_account(house, provider, "ana")
    browser = await house.moderator("producer", "mira")
    before = browser.cookies[LOGIN_COOKIE]

    await comer(house, browser=browser).arrive(provider)

    assert browser.cookies[LOGIN_COOKIE] != before
    assert await house.identity.account(before) is None


# The second factor of the house.


async def test_the_house_asks_for_its_second_factor_unless_the_provider_did(
    tmp_path: Path, provider: Crooked
) -> None:
    house = await open_house_with(tmp_path / "strict", provider.issuer, second_factor="owners")
    await organisation(house, "aktiv", provider.issuer)
    await new_account(house, provider, "ana")  # no owner: nothing is asked of her
    account = await house.store.accounts.get("ana")
    assert account is not None
    await house.store.memberships.grant(account.id, AKTIV, "owner", house.clock.now())

    none_here = await comer(house).arrive(provider)
    provider.claims = {"amr": ["pwd", "mfa"]}
    there = await comer(house).arrive(provider)
    provider.claims = {}
    factors = house.identity.second_factors
    offer = factors.offer(account, instead=False)
    codes = await factors.confirm(account, offer, pyotp.TOTP(offer.secret).now())
    somebody = comer(house)
    asked = await somebody.arrive(provider, "/admin/o/aktiv")
    before = await somebody.browser.get("/admin/o/aktiv")
    passed = await somebody.browser.post("/login/second", form={"code": codes[0]})

    assert error_in(none_here) == "factor"
    assert there == "/admin/o"
    assert asked == "/login/second"
    assert before.status_code == 303 and "/login" in before.headers["Location"]
    assert passed.headers["Location"] == "/admin/o/aktiv"
    assert (await somebody.browser.get("/admin/o/aktiv")).status_code == 200
    secret = somebody.browser.cookies[LOGIN_COOKIE]
    login = await house.identity.logins.find(secret)
    assert login is not None and login.session.organisation == "aktiv"
    await house.close()
