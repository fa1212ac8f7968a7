"""The second page of logging in."""

import pytest

from server.debate.actors import Role, Scope
from server.identity.logins import LOGIN_COOKIE
from server.identity.passwords import Passwords
from server.limits.table import GUESSES
from server.web.login.half_login import HALF_COOKIE, HALF_S
from tests.given.web_house import FOREIGN, Browser, House
from tests.identity.apps import STEP_S, App, offered, shown_codes, with_app
from tests.web.login.guarded import (
    FACTOR,
    PASSWORD,
    SECOND,
    account,
    guarded,
    later,
    log_in,
    second,
)


@pytest.fixture
def house(still: House) -> House:
    return still


# Logging in.


async def test_after_the_password_a_code_leads_back_to_where_one_came_from(house: House) -> None:
    app, _ = await guarded(house)
    browser = house.stranger()

    asked = await log_in(browser, back="/control/482915")
    page = await browser.get(SECOND)
    response = await second(browser, app.code())

    assert asked.headers["Location"] == SECOND and page.status_code == 200
    assert (response.status_code, response.headers["Location"]) == (303, "/control/482915")
    assert (await browser.get("/account")).status_code == 200


async def test_half_a_login_opens_nothing_else(house: House) -> None:
    await guarded(house)
    browser = house.stranger()

    await log_in(browser)

    assert not browser.cookies.get(LOGIN_COOKIE)
    for path in ("/account", "/admin", "/admin/accounts"):
        response = await browser.get(path)
        assert response.headers["Location"] == f"/login?back={path}"
    for path in (FACTOR, "/account", "/account/leave"):
        response = await browser.post(path, form={"do": "remove", "scope": "house:"})
        assert response.headers["Location"] == f"/login?back={path}"
    # Nor in the place of a login.
    browser.cookies[LOGIN_COOKIE] = browser.cookies[HALF_COOKIE]
    assert (await browser.get("/account")).status_code == 303


async def test_without_the_password_no_code_lets_in(house: House) -> None:
    app, codes = await guarded(house)
    browser = house.stranger()
    browser.cookies[HALF_COOKIE] = "forged.AAAA"

    for code in (app.code(), codes[0]):
        assert (await second(browser, code)).headers["Location"] == "/login"
    assert (await browser.get(SECOND)).headers["Location"] == "/login"


async def test_a_recovery_code_lets_in_once(house: House) -> None:
    _, codes = await guarded(house)
    browser, another = house.stranger(), house.stranger()
    await log_in(browser)
    await log_in(another)

    assert (await second(browser, codes[0])).status_code == 303
    assert (await second(another, codes[0])).status_code == 422


async def test_a_code_that_was_seen_is_worth_nothing_in_another_browser(house: House) -> None:
    app, _ = await guarded(house)
    browser, thief = house.stranger(), house.stranger()
    await log_in(browser)
    await log_in(thief)
    code = app.code()

    await second(browser, code)

    assert (await second(thief, code)).status_code == 422
    later(house, STEP_S)
    assert (await second(thief, code)).status_code == 422
    assert not thief.cookies.get(LOGIN_COOKIE)


async def test_half_a_login_that_is_used_again_needs_another_code(house: House) -> None:
    app, _ = await guarded(house)
    browser = house.stranger()
    await log_in(browser)
    copied = dict(browser.cookies)
    await second(browser, app.code())

    thief = Browser(house.app, copied)

    assert not browser.cookies[HALF_COOKIE]
    assert (await second(thief, app.code())).status_code == 422


async def test_half_a_login_is_over_after_a_while(house: House) -> None:
    app, _ = await guarded(house)
    browser = house.stranger()
    await log_in(browser)

    later(house, HALF_S)

    assert (await second(browser, app.code())).headers["Location"] == "/login"


async def test_half_a_login_is_over_with_its_password_or_its_account(house: House) -> None:
    app, _ = await guarded(house)
    browser = house.stranger()
    mira = await house.store.accounts.get("mira")
    assert mira is not None

    await log_in(browser)
    await house.store.accounts.set_password(mira.id, await Passwords(house.clock).hash("another"))
    assert (await second(browser, app.code())).headers["Location"] == "/login"

    await house.store.accounts.remove(mira.id, house.clock.now())
    await account(house)  # of the same name
    assert (await second(browser, app.code())).headers["Location"] == "/login"


async def test_half_a_login_is_for_the_account_whose_password_was_typed(house: House) -> None:
    await guarded(house, "mira")
    app, codes = await guarded(house, "nora")
    browser = house.stranger()
    await log_in(browser, "mira")

    assert (await second(browser, app.code())).status_code == 422
    assert (await second(browser, codes[0])).status_code == 422


async def test_what_was_in_the_cookie_before_is_not_what_opens_the_house(house: House) -> None:
    app, _ = await guarded(house)
    browser = await house.logged_in("mira")
    planted = browser.cookies[LOGIN_COOKIE]
    await log_in(browser)

    await second(browser, app.code())

    assert browser.cookies[LOGIN_COOKIE] != planted
    assert await house.identity.account(planted) is None


@pytest.mark.parametrize("back", ["https://evil.example/", "//evil.example", "/\\evil.example"])
async def test_nobody_is_led_to_another_site(house: House, back: str) -> None:
    app, _ = await guarded(house)
    browser = house.stranger()
    await log_in(browser, back=back)

    assert (await second(browser, app.code(), back=back)).headers["Location"] == "/"


async def test_guessing_codes_is_slowed_down_whatever_password_comes_between(house: House) -> None:
    app, _ = await guarded(house)
    browser = house.stranger()
    tried = 0
    for _ in range(round(GUESSES.burst) + 3):
        await log_in(browser)
        tried += (await second(browser, "000000")).status_code == 422

    response = await second(house.stranger(), app.code())
    await log_in(elsewhere := house.stranger(**{"X-Forwarded-For": "192.168.1.7"}))
    refused = await second(elsewhere, app.code())

    assert tried == round(GUESSES.burst)
    assert response.status_code == 303  # to the login: it has no half
    assert refused.status_code == 429 and int(refused.headers["Retry-After"]) >= 1


async def test_guesses_of_others_do_not_keep_out_whose_browser_is_known(house: House) -> None:
    app, _ = await guarded(house)
    browser, guesser = house.stranger(), house.stranger()
    await log_in(browser)
    await second(browser, app.code())
    await browser.post("/logout")
    await log_in(guesser)
    for _ in range(round(GUESSES.burst) + 3):
        await second(guesser, "000000")
    later(house, STEP_S)

    await log_in(browser)

    assert (await second(browser, app.code())).headers["Location"] == "/admin"


async def test_a_wrong_password_gets_the_same_page_with_or_without_a_second_factor(
    house: House,
) -> None:
    await guarded(house)
    form = {"password": "incorrect horse"}

    mira = await house.stranger().post("/login", form=form | {"name": "mira"})
    vesna = await house.stranger().post("/login", form=form | {"name": "vesna"})

    assert mira.status_code == vesna.status_code == 422
    page = await vesna.get_data(as_text=True)
    assert (await mira.get_data(as_text=True)).replace("mira", "vesna") == page


async def test_a_form_of_another_origin_is_refused(house: House) -> None:
    app, _ = await guarded(house)
    browser = house.stranger()
    await log_in(browser)
    browser.origin = FOREIGN

    assert (await second(browser, app.code())).status_code == 403


# Where the house asks for it.


async def test_owners_set_it_up_before_anything_else(strict: House) -> None:
    await account(strict, "vesna", "owner")
    browser = strict.stranger()

    assert (await log_in(browser, "vesna")).headers["Location"] == SECOND
    assert (await browser.get("/admin")).status_code == 303
    secret, sealed = await offered(await browser.get(SECOND))
    app = App(secret, strict.clock)
    assert (await second(browser, "000000", sealed=sealed)).status_code == 422
    assert (await browser.get("/admin")).status_code == 303
    response = await second(browser, app.code(), sealed=sealed)

    codes = await shown_codes(response)
    assert (await browser.get("/admin")).status_code == 200
    other = strict.stranger()
    await log_in(other, "vesna")
    assert (await second(other, codes[0])).headers["Location"] == "/admin"


async def test_an_owner_of_one_organisation_does_too_and_others_do_not(strict: House) -> None:
    for name in ("mira", "nora"):
        await strict.store.accounts.add(
            name, None, await Passwords(strict.clock).hash(PASSWORD), strict.clock.now()
        )
    scope = Scope("organisation", "civic-energy-center")
    roles: dict[str, Role] = {"mira": "owner", "nora": "producer"}
    for name, role in roles.items():
        found = await strict.store.accounts.get(name)
        assert found is not None
        await strict.store.memberships.grant(found.id, scope, role, strict.clock.now())

    assert (await log_in(strict.stranger(), "mira")).headers["Location"] == SECOND
    assert (await log_in(strict.stranger(), "nora")).headers["Location"] == "/admin"


async def test_the_first_owner_does_too(strict: House) -> None:
    form = {"key": strict.setup_key.value, "name": "vesna", "password": PASSWORD}
    browser = strict.stranger()

    response = await browser.post("/setup", form=form)

    assert response.headers["Location"] == SECOND
    assert (await browser.get("/admin")).status_code == 303


async def test_who_knows_the_password_alone_cannot_set_up_another_app(strict: House) -> None:
    await account(strict, "vesna", "owner")
    thief = strict.stranger()
    await log_in(thief, "vesna")
    secret, sealed = await offered(await thief.get(SECOND))
    app, _ = await with_app(strict, "vesna")
    later(strict, STEP_S * 2)

    response = await second(thief, App(secret, strict.clock).code(), sealed=sealed)

    assert response.headers["Location"] == SECOND
    assert (await thief.get("/admin")).status_code == 303
    owner = strict.stranger()
    await log_in(owner, "vesna")
    assert (await second(owner, app.code())).headers["Location"] == "/admin"


async def test_where_nobody_asks_for_it_half_a_login_sets_nothing_up(house: House) -> None:
    app, _ = await guarded(house)
    browser = house.stranger()
    await log_in(browser)
    mira = await house.store.accounts.get("mira")
    assert mira is not None
    await house.store.second_factors.remove(mira.id)
    sealed = house.identity.second_factors.offer(mira, instead=False).sealed

    assert (await second(browser, app.code(), sealed=sealed)).status_code == 303
    assert await house.store.second_factors.get(mira.id) is None
