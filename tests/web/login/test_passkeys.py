"""Passkeys: made, used, and attacked."""

from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from quart import Response

from server.identity.logins import LOGIN_COOKIE
from server.identity.passkeys import CHALLENGE_MS
from server.web.login.passkey_party import CHALLENGE_COOKIE
from tests.given.clocks import FakeClock
from tests.given.web_house import FOREIGN, Browser, House, settings
from tests.identity.apps import STEP_S, with_app
from tests.identity.authenticator import PRESENT, Authenticator
from tests.web.login.guarded import PASSWORD, account, later

OWN, LOGIN = "/account/passkeys", "/login/passkey"


@pytest_asyncio.fixture
async def house(still: House) -> House:
    await account(still)
    return still


async def options(browser: Browser, path: str, **form: str) -> Any:
    response = await browser.post(f"{path}/challenge", form=form)
    assert response.status_code == 200
    return await response.get_json()


async def registered(house: House, device: Authenticator, name: str = "mira") -> Browser:
    browser = await house.logged_in(name)
    made = device.create(await options(browser, OWN, proof=PASSWORD))
    response = await add(browser, made)
    assert response.headers["Location"] == "/account?done=passkey_added"
    return browser


async def add(browser: Browser, credential: str) -> Response:
    return await browser.post(
        OWN, form={"do": "add", "device": "My phone", "credential": credential}
    )


async def remove(browser: Browser, device: Authenticator, proof: str) -> Response:
    form = {"do": "remove", "passkey": device.id.hex(), "proof": proof}
    return await browser.post(OWN, form=form)


async def log_in(browser: Browser, credential: str, **fields: str) -> Response:
    return await browser.post(LOGIN, form={"credential": credential, **fields})


async def test_a_passkey_lets_in_without_a_password(house: House) -> None:
    device, browser = Authenticator(), house.stranger()
    await registered(house, device)

    sent = device.get(await options(browser, LOGIN))
    response = await log_in(browser, sent, back="/control/482915")

    assert (response.status_code, response.headers["Location"]) == (303, "/control/482915")
    assert (await browser.get("/account")).status_code == 200


async def test_no_second_factor_is_asked_for_then(house: House) -> None:
    device, browser = Authenticator(), house.stranger()
    await registered(house, device)
    await with_app(house, "mira")

    response = await log_in(browser, device.get(await options(browser, LOGIN)))

    assert response.headers["Location"] == "/admin"
    assert (await browser.get("/account")).status_code == 200


async def test_an_answer_counts_once(house: House) -> None:
    device, browser = Authenticator(), house.stranger()
    device.count = None  # nothing but the challenge tells
    await registered(house, device)
    sent = device.get(await options(browser, LOGIN))
    copied = dict(browser.cookies)

    assert (await log_in(browser, sent)).status_code == 303
    thief = Browser(house.app, copied)

    assert (await log_in(thief, sent)).status_code == 422
    assert not thief.cookies.get(LOGIN_COOKIE)


async def test_an_answer_is_for_the_browser_that_was_asked(house: House) -> None:
    device, browser, thief = Authenticator(), house.stranger(), house.stranger()
    await registered(house, device)
    sent = device.get(await options(browser, LOGIN))

    assert (await log_in(thief, sent)).status_code == 422
    await options(thief, LOGIN)
    assert (await log_in(thief, sent)).status_code == 422
    browser.cookies[CHALLENGE_COOKIE] += "x"
    assert (await log_in(browser, sent)).status_code == 422


async def test_an_answer_is_over_after_a_while(house: House) -> None:
    device, browser = Authenticator(), house.stranger()
    await registered(house, device)
    sent = device.get(await options(browser, LOGIN))

    later(house, CHALLENGE_MS / 1000)

    assert (await log_in(browser, sent)).status_code == 422


@pytest.mark.parametrize(
    "wrong",
    [{"origin": "https://evil.example"}, {"origin": "http://localhost:81"}, {"rp": "evil.example"}],
)
async def test_an_answer_to_another_site_is_none(house: House, wrong: dict[str, str]) -> None:
    device, browser = Authenticator(), house.stranger()
    await registered(house, device)
    device.rp, device.origin = wrong.get("rp", device.rp), wrong.get("origin", device.origin)

    assert (await log_in(browser, device.get(await options(browser, LOGIN)))).status_code == 422


async def test_nor_is_one_without_a_finger_or_a_pin(house: House) -> None:
    device, browser = Authenticator(), house.stranger()
    await registered(house, device)
    device.flags = PRESENT

    assert (await log_in(browser, device.get(await options(browser, LOGIN)))).status_code == 422


async def test_a_copy_that_counts_less_is_refused(house: House) -> None:
    device, browser = Authenticator(), house.stranger()
    await registered(house, device)
    device.count = 7
    assert (await log_in(browser, device.get(await options(browser, LOGIN)))).status_code == 303

    for count in (7, 3, -1):  # it counts one further itself
        device.count = count
        sent = device.get(await options(other := house.stranger(), LOGIN))
        assert (await log_in(other, sent)).status_code == 422


async def test_one_account_is_not_another_by_its_handle_or_signature(house: House) -> None:
    mine, theirs = Authenticator(), Authenticator()
    await registered(house, mine)
    await registered(house, theirs, "vesna")
    browser = house.stranger()

    sent = mine.get(await options(browser, LOGIN), userHandle=theirs.user)
    assert (await log_in(browser, sent)).status_code == 422
    mine.id, mine.user = theirs.id, theirs.user
    assert (await log_in(browser, mine.get(await options(browser, LOGIN)))).status_code == 422


@pytest.mark.parametrize("sent", ["", "{}", "[]", "null", "9" * 20_000, '{"id": "\\ud800"}'])
async def test_what_is_no_answer_is_refused(house: House, sent: str) -> None:
    browser = house.stranger()
    await options(browser, LOGIN)
    assert (await log_in(browser, sent)).status_code == 422
    own = await house.logged_in("mira")
    await options(own, OWN, proof=PASSWORD)
    assert (await add(own, sent)).status_code == 422


async def test_a_removed_passkey_opens_nothing_nor_one_of_a_removed_account(house: House) -> None:
    device, other = Authenticator(), Authenticator()
    browser = await registered(house, device)
    await registered(house, other)

    assert (await remove(browser, device, PASSWORD)).status_code == 303
    stranger = house.stranger()
    assert (await log_in(stranger, device.get(await options(stranger, LOGIN)))).status_code == 422
    mira = await house.store.accounts.get("mira")
    assert mira is not None
    await house.store.accounts.remove(mira.id, house.clock.now())
    assert (await log_in(stranger, other.get(await options(stranger, LOGIN)))).status_code == 422
    assert not await house.store.passkeys.of(mira.id)


async def test_nobody_removes_a_passkey_of_somebody_else(house: House) -> None:
    device = Authenticator()
    await registered(house, device)
    vesna = await house.logged_in("vesna")

    assert (await remove(vesna, device, PASSWORD)).status_code == 404


async def test_a_login_that_was_left_open_removes_no_passkey(house: House) -> None:
    device = Authenticator()
    browser = await registered(house, device)

    for proof in ("", "incorrect horse"):
        refused = await remove(browser, device, proof)
        assert refused.status_code in (422, 429)
        assert 'aria-invalid="true"' in await refused.get_data(as_text=True)
        later(house, 60)
    mira = await house.store.accounts.get("mira")
    assert mira is not None and await house.store.passkeys.of(mira.id)


async def test_with_a_second_factor_a_code_is_asked_for_to_remove_one(house: House) -> None:
    device = Authenticator()
    browser = await registered(house, device)
    app, _ = await with_app(house, "mira")
    later(house, STEP_S)

    assert (await remove(browser, device, PASSWORD)).status_code == 422
    assert (await remove(browser, device, app.code())).status_code == 303


async def test_a_login_that_was_left_open_makes_no_passkey(house: House) -> None:
    browser, device = await house.logged_in("mira"), Authenticator()

    refused = await browser.post(f"{OWN}/challenge", form={"proof": "incorrect horse"})
    assert refused.status_code == 422 and (await refused.get_json())["error"]
    # Nor with a challenge that is for logging in, or for another account.
    asked = await options(browser, LOGIN)
    made = device.create(asked | {"user": {"id": "bWlyYQ"}})
    assert (await add(browser, made)).status_code == 422
    vesna = await house.logged_in("vesna")
    made = device.create(await options(vesna, OWN, proof=PASSWORD))
    browser.cookies[CHALLENGE_COOKIE] = vesna.cookies[CHALLENGE_COOKIE]
    assert (await add(browser, made)).status_code == 422


async def test_with_a_second_factor_a_code_is_asked_for_to_make_one(house: House) -> None:
    app, _ = await with_app(house, "mira")
    later(house, STEP_S)
    browser = await house.logged_in("mira")

    assert (await browser.post(f"{OWN}/challenge", form={"proof": PASSWORD})).status_code == 422
    await options(browser, OWN, proof=app.code())


async def test_a_passkey_is_made_once_and_for_one_account(house: House) -> None:
    device = Authenticator()
    browser = await house.logged_in("mira")
    made = device.create(await options(browser, OWN, proof=PASSWORD))
    copied = dict(browser.cookies)
    await add(browser, made)
    await remove(browser, device, PASSWORD)

    assert (await add(Browser(house.app, copied), made)).status_code == 422
    await registered(house, device)
    vesna = await house.logged_in("vesna")
    made = device.create(await options(vesna, OWN, proof=PASSWORD))
    assert (await add(vesna, made)).status_code == 422


async def test_a_page_elsewhere_asks_and_answers_nothing(house: House) -> None:
    device, browser = Authenticator(), house.stranger()
    await registered(house, device)
    sent = device.get(await options(browser, LOGIN))
    browser.origin = FOREIGN

    assert (await browser.post(f"{LOGIN}/challenge")).status_code == 403
    assert (await log_in(browser, sent)).status_code == 403


async def test_nobody_is_led_to_another_site(house: House) -> None:
    device, browser = Authenticator(), house.stranger()
    await registered(house, device)

    sent = device.get(await options(browser, LOGIN))

    assert (await log_in(browser, sent, back="//evil.example")).headers["Location"] == "/"


@pytest.mark.parametrize("address", ["http://192.168.1.7:8000", "https://192.0.2.7"])
async def test_where_there_is_no_name_or_no_https_there_are_none(
    tmp_path: Path, address: str
) -> None:
    house = House(settings(tmp_path, public_url=address))
    house.clock = FakeClock()
    await house.open()
    await account(house)
    browser = house.stranger()
    browser.origin = address

    assert (await browser.post(f"{LOGIN}/challenge")).status_code == 404
    assert "data-passkey" not in await (await browser.get("/login")).get_data(as_text=True)
    await house.close()


@pytest.mark.parametrize("everything", [True, False])
async def test_a_reset_takes_passkeys_away(house: House, everything: bool) -> None:
    device = Authenticator()
    await registered(house, device)
    mira = await house.store.accounts.get("mira")
    assert mira is not None
    await house.store.resets.add(b"digest", mira.id, house.clock.now() + 1, everything, None)

    await house.store.resets.use(b"digest", "another", house.clock.now())

    assert not await house.store.passkeys.of(mira.id)


async def test_so_does_a_password_that_somebody_else_sets_and_ones_own_does_not(
    house: House,
) -> None:
    browser = await registered(house, Authenticator())
    mira = await house.store.accounts.get("mira")
    assert mira is not None

    own = await browser.post("/account", form={"current": PASSWORD, "new": "another horse battery"})
    assert own.status_code == 200
    assert await house.store.passkeys.of(mira.id)
    await house.store.accounts.set_password(mira.id, "another")

    assert not await house.store.passkeys.of(mira.id)
