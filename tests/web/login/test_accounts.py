"""Logging in and out, one's own password, the first owner."""

import re
from pathlib import Path
from urllib.parse import quote

import pytest
from quart import Response

from server.debate.actors import Role
from server.identity.logins import LOGIN_COOKIE, SECURE_LOGIN_COOKIE
from server.identity.passwords import Passwords
from server.limits.table import STRANGERS
from tests.given.clocks import FakeClock
from tests.given.handles import role_in_house
from tests.given.web_house import FOREIGN, Browser, House, settings

PASSWORD = "correct horse battery"


async def account(house: House, name: str = "mira", role: Role = "producer") -> None:
    hashed = await Passwords(house.clock).hash(PASSWORD)
    await house.store.accounts.add(name, role, hashed, house.clock.now())


async def log_in(
    browser: Browser, name: str = "mira", password: str = PASSWORD, **fields: str
) -> Response:
    return await browser.post("/login", form={"name": name, "password": password, **fields})


async def text(response: Response) -> str:
    return await response.get_data(as_text=True)


def cookie_line(response: Response, name: str) -> str:
    return next(
        line for line in response.headers.getlist("Set-Cookie") if line.startswith(f"{name}=")
    )


# Logging in.


async def test_the_right_password_leads_back_to_where_one_came_from(house: House) -> None:
    await account(house)
    browser = house.stranger()

    response = await log_in(browser, back="/control/482915")

    assert (response.status_code, response.headers["Location"]) == (303, "/control/482915")
    assert await house.identity.account(browser.cookies[LOGIN_COOKIE]) is not None
    assert (await browser.get("/account")).status_code == 200


@pytest.mark.parametrize(
    "back", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:1", "\n/x"]
)
async def test_nobody_is_led_to_another_site(house: House, back: str) -> None:
    await account(house)

    response = await log_in(house.stranger(), back=back)

    assert response.headers["Location"] == "/"


async def test_the_login_cookie_is_for_this_site_and_not_for_scripts(house: House) -> None:
    await account(house)

    session = cookie_line(await log_in(house.stranger()), LOGIN_COOKIE)
    month = cookie_line(await log_in(house.stranger(), stay="on"), LOGIN_COOKIE)

    assert "HttpOnly" in session and "SameSite=Lax" in session
    assert "Max-Age" not in session
    assert "Max-Age" in month


async def test_names_and_passwords_are_taken_as_people_type_them(house: House) -> None:
    hashed = await Passwords(house.clock).hash("ćirilica žubori")
    await house.store.accounts.add("mira", "producer", hashed, house.clock.now())

    # A telephone capitalises names; another keyboard writes č and ž of two characters.
    response = await log_in(house.stranger(), " Mira ", "c\u0301irilica z\u030cubori")

    assert response.status_code == 303


async def test_a_wrong_password_and_an_unknown_name_get_the_same_page(house: House) -> None:
    await account(house)

    wrong = await log_in(house.stranger(), password="incorrect horse")
    unknown = await log_in(house.stranger(), name="nora", password="incorrect horse")

    assert wrong.status_code == unknown.status_code == 422
    assert (await text(wrong)).replace("mira", "nora") == await text(unknown)


async def test_what_was_typed_stays_but_the_password(house: House) -> None:
    page = await text(
        await log_in(house.stranger(), name="nora", password="incorrect horse", back="/host/1")
    )

    assert 'value="nora"' in page
    assert 'value="/host/1"' in page
    assert "incorrect horse" not in page


async def test_guessing_is_slowed_down_and_says_for_how_long(tmp_path: Path) -> None:
    house = House(settings(tmp_path))
    house.clock = FakeClock()  # no try is earned meanwhile
    await house.open()
    await account(house)
    guesser = house.stranger()
    for _ in range(round(STRANGERS.burst)):
        assert (await log_in(guesser, password="incorrect horse")).status_code == 422

    response = await log_in(guesser)
    await house.close()

    assert response.status_code == 429
    assert int(response.headers["Retry-After"]) >= 1


async def test_guesses_of_others_keep_nobody_out_elsewhere(house: House) -> None:
    await account(house)
    browser = house.stranger()
    await log_in(browser)
    await browser.post("/logout")
    for _ in range(round(STRANGERS.burst)):
        await log_in(house.stranger(), password="incorrect horse")

    assert (await log_in(browser)).status_code == 303
    elsewhere = house.stranger(**{"X-Forwarded-For": "192.168.1.7"})
    assert (await log_in(elsewhere)).status_code == 303


async def test_who_is_logged_in_need_not_log_in_again(house: House) -> None:
    browser = await house.moderator("producer")

    response = await browser.get("/login?back=/control/482915")

    assert response.headers["Location"] == "/control/482915"


@pytest.mark.parametrize(
    ("origin", "headers"),
    [
        (FOREIGN, {}),
        ("null", {}),
        (None, {}),
        ("http://localhost:9000", {}),
        ("http://localhost", {"Sec-Fetch-Site": "cross-site"}),
        ("http://localhost", {"Sec-Fetch-Site": "same-site"}),
    ],
)
async def test_a_form_of_another_origin_is_refused(
    house: House, origin: str | None, headers: dict[str, str]
) -> None:
    await account(house)
    browser = await house.moderator("owner", "vesna")
    browser.origin = origin
    browser.headers = headers

    for path in ("/login", "/logout", "/logout-everywhere", "/account", "/admin/accounts"):
        form = {"name": "mira", "password": PASSWORD}
        assert (await browser.post(path, form=form)).status_code == 403
    assert await house.identity.account(browser.cookies[LOGIN_COOKIE]) is not None


# Logging out.


async def test_logging_out_forgets_the_login_here(house: House) -> None:
    browser = await house.moderator()

    await browser.post("/logout")

    assert (await browser.get("/account")).status_code == 303


async def test_a_copy_of_the_cookie_is_dead_after_logging_out(house: House) -> None:
    browser = await house.moderator()
    copied = dict(browser.cookies)

    await browser.post("/logout")

    assert await house.identity.account(copied[LOGIN_COOKIE]) is None


async def test_what_was_in_the_cookie_before_a_login_opens_nothing_after_it(house: House) -> None:
    await account(house)
    browser = house.stranger()
    browser.cookies[LOGIN_COOKIE] = planted = "s." + "A" * 43
    await log_in(browser)
    first = browser.cookies[LOGIN_COOKIE]

    await log_in(browser)

    assert len({planted, first, browser.cookies[LOGIN_COOKIE]}) == 3
    assert await house.identity.account(planted) is None
    assert await house.identity.account(first) is None


async def test_one_sees_ones_logins_and_ends_one_of_them(house: House) -> None:
    browser = await house.moderator()
    elsewhere, another = await house.logged_in("mira"), await house.moderator("owner", "vesna")
    page = await text(await browser.get("/account"))
    [path] = re.findall(r'action="(/account/logins/[0-9a-f]{16}/end)"', page)

    await another.post(path)
    assert (await elsewhere.get("/account")).status_code == 200
    await browser.post(path)

    assert (await elsewhere.get("/account")).status_code == 303
    assert (await browser.get("/account")).status_code == 200


async def test_a_cookie_over_https_is_one_that_only_https_can_set(house: House) -> None:
    await account(house)
    form = {"name": "mira", "password": PASSWORD}
    client = house.app.test_client(use_cookies=False)
    headers = {"Origin": "https://localhost"}

    response = await client.post("/login", form=form, headers=headers, scheme="https")

    line = cookie_line(response, SECURE_LOGIN_COOKIE)
    assert "Secure" in line and "Path=/" in line and "Domain" not in line


async def test_logging_out_everywhere_ends_every_login(house: House) -> None:
    browser = await house.moderator()
    stolen = dict(browser.cookies)

    await browser.post("/logout-everywhere")

    assert await house.identity.account(stolen[LOGIN_COOKIE]) is None


async def test_pages_of_moderators_send_strangers_to_the_login(house: House) -> None:
    for path in ("/account", "/admin", "/admin/accounts", "/admin/debates/new"):
        response = await house.stranger().get(path)
        assert response.headers["Location"] == f"/login?back={path}"


# The password.


async def change(browser: Browser, current: str, new: str) -> Response:
    return await browser.post("/account", form={"current": current, "new": new})


async def test_a_new_password_works_and_the_old_one_does_not(house: House) -> None:
    await account(house)
    browser, elsewhere = house.stranger(), house.stranger()
    await log_in(browser)
    await log_in(elsewhere)

    response = await change(browser, PASSWORD, "another horse altogether")

    assert response.status_code == 200
    assert (await browser.get("/account")).status_code == 200
    assert (await elsewhere.get("/account")).status_code == 303
    assert (await log_in(house.stranger())).status_code == 422
    assert (await log_in(house.stranger(), password="another horse altogether")).status_code == 303


@pytest.mark.parametrize(
    ("current", "new"),
    [(PASSWORD, "short"), ("incorrect horse", "another horse altogether"), (PASSWORD, "a" * 40)],
)
async def test_a_change_that_is_refused_changes_nothing(
    house: House, current: str, new: str
) -> None:
    await account(house)
    browser = house.stranger()
    await log_in(browser)

    response = await change(browser, current, new)

    assert response.status_code == 422
    assert 'aria-invalid="true"' in await text(response)
    assert (await log_in(house.stranger())).status_code == 303


async def test_fields_work_with_password_managers(house: House) -> None:
    browser = await house.moderator()

    login = await text(await house.stranger().get("/login"))
    own = await text(await browser.get("/account"))

    assert re.search(r'name="name"[^>]*autocomplete="username"', login)
    assert re.search(r'name="password"[^>]*autocomplete="current-password"', login)
    assert re.search(r'name="new"[^>]*autocomplete="new-password"', own)
    assert "onpaste" not in login + own


# The first owner.


async def test_the_one_time_link_makes_an_owner_once(house: House) -> None:
    key = house.setup_key.value
    browser = house.stranger()
    form = {"key": key, "name": "vesna", "password": PASSWORD}

    assert (await browser.get(f"/setup?key={key}")).status_code == 200
    response = await browser.post("/setup", form=form)

    assert response.headers["Location"] == "/admin"
    assert (await browser.get("/admin")).status_code == 200
    made = await house.store.accounts.get("vesna")
    assert role_in_house(made) == "owner"
    used = await house.stranger().get(f"/setup?key={key}")
    assert used.status_code == 410
    assert "Ova adresa je već iskorišćena" in (page := await text(used))
    assert 'href="/login?back=/admin"' in page
    again = await house.stranger().post("/setup", form=form | {"name": "another"})
    assert again.status_code == 410
    assert await house.store.accounts.get("another") is None


@pytest.mark.parametrize("key", ["", "wrong", "ђ", "x" * 1000])
async def test_another_key_opens_nothing(house: House, key: str) -> None:
    form = {"key": key, "name": "vesna", "password": PASSWORD}

    response = await house.stranger().get(f"/setup?key={quote(key)}")
    assert response.status_code == 404
    assert "server pri svakom pokretanju ispisuje adresu" in await text(response)
    assert (await house.stranger().post("/setup", form=form)).status_code == 404
    assert not await house.store.accounts.any_owner()


async def test_a_mistake_in_setting_up_can_be_corrected(house: House) -> None:
    key = house.setup_key.value
    form = {"key": key, "name": "Vesna Š.", "password": "short"}

    response = await house.stranger().post("/setup", form=form)

    assert response.status_code == 422
    assert (await text(response)).count('aria-invalid="true"') == 2
    assert (await house.stranger().get(f"/setup?key={key}")).status_code == 200
