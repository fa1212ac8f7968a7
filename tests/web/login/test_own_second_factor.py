"""One's own second factor: set up, set up anew, taken away."""

from urllib.parse import quote

import pytest

from tests.given.web_house import House
from tests.identity.apps import STEP_S, App, offered, shown_codes, with_app
from tests.web.login.guarded import FACTOR, PASSWORD, SECOND, account, later, log_in, second


@pytest.fixture
def house(still: House) -> House:
    return still


async def test_it_counts_once_a_code_has_confirmed_it(house: House) -> None:
    await account(house)
    browser = house.stranger()
    await log_in(browser)

    shown = await browser.post(FACTOR, form={"do": "begin", "password": PASSWORD})
    secret, sealed = await offered(shown)
    assert (await log_in(house.stranger())).headers["Location"] == "/admin"
    app = App(secret, house.clock)
    wrong = {"do": "confirm", "sealed": sealed, "code": "000000"}
    assert (await browser.post(FACTOR, form=wrong)).status_code == 422
    confirmed = await browser.post(FACTOR, form=wrong | {"code": app.code()})

    await shown_codes(confirmed)
    assert shown.headers["Cache-Control"] == confirmed.headers["Cache-Control"] == "no-store"
    assert (await log_in(house.stranger())).headers["Location"] == SECOND
    page = await (await browser.get("/account")).get_data(as_text=True)
    assert secret not in page and sealed not in page


async def test_a_login_that_was_left_open_sets_up_nothing_and_takes_nothing_away(
    house: House,
) -> None:
    await account(house)
    browser = house.stranger()
    await log_in(browser)
    begun = await browser.post(FACTOR, form={"do": "begin", "password": "incorrect horse"})
    assert begun.status_code == 422
    await with_app(house, "mira")
    later(house, 10 * STEP_S)

    for do in ("begin", "codes", "remove"):
        form = {"do": do, "password": PASSWORD, "code": "000000"}
        assert (await browser.post(FACTOR, form=form)).status_code in (422, 429)

    mira = await house.store.accounts.get("mira")
    assert mira is not None and await house.store.second_factors.get(mira.id) is not None


async def test_with_a_code_it_is_set_up_anew_and_taken_away(house: House) -> None:
    await account(house)
    browser = house.stranger()
    await log_in(browser)
    app, codes = await with_app(house, "mira")
    later(house, STEP_S)

    secret, sealed = await offered(
        await browser.post(FACTOR, form={"do": "begin", "code": app.code()})
    )
    newer = App(secret, house.clock)
    form = {"do": "confirm", "sealed": sealed, "code": newer.code()}
    await shown_codes(await browser.post(FACTOR, form=form))
    later(house, STEP_S)
    for old in (app.code(), codes[0]):
        assert (await browser.post(FACTOR, form={"do": "codes", "code": old})).status_code == 422
    response = await browser.post(FACTOR, form={"do": "remove", "code": newer.code()})

    assert response.headers["Location"] == "/account?done=removed"
    assert (await log_in(house.stranger())).headers["Location"] == "/admin"


async def test_other_recovery_codes_end_those_before(house: House) -> None:
    await account(house)
    browser = house.stranger()
    await log_in(browser)
    _, codes = await with_app(house, "mira")

    newer = await shown_codes(await browser.post(FACTOR, form={"do": "codes", "code": codes[0]}))

    await log_in(other := house.stranger())
    assert (await second(other, codes[1])).status_code == 422
    assert (await second(other, newer[0])).status_code == 303


async def test_where_the_house_asks_for_it_nobody_takes_theirs_away(strict: House) -> None:
    await account(strict, "vesna", "owner")
    browser = await strict.logged_in("vesna")
    app, _ = await with_app(strict, "vesna")
    later(strict, STEP_S)

    assert "remove" not in await (await browser.get("/account")).get_data(as_text=True)
    response = await browser.post(FACTOR, form={"do": "remove", "code": app.code()})

    assert response.status_code == 422
    vesna = await strict.store.accounts.get("vesna")
    assert vesna is not None and await strict.store.second_factors.get(vesna.id) is not None


@pytest.mark.parametrize("do", ["", "nothing", "codes", "remove"])
async def test_what_there_is_nothing_of_cannot_be_done(house: House, do: str) -> None:
    await account(house)
    browser = await house.logged_in("mira")

    assert (await browser.post(FACTOR, form={"do": do, "code": "1"})).status_code == 400


async def test_the_address_of_the_app_names_house_and_account(house: House) -> None:
    await account(house)
    mira = await house.store.accounts.get("mira")
    assert mira is not None

    offer = house.identity.second_factors.offer(mira, instead=False)

    assert offer.address.startswith(f"otpauth://totp/Tribina:mira?secret={quote(offer.secret)}")
