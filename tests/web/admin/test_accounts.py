"""Administration of accounts and programmes."""

import pytest
from quart import Response

from server.identity.logins import LOGIN_COOKIE
from tests.given.handles import role_in_house
from tests.given.web_house import Browser, House

PASSWORD = "correct horse battery"


async def text(response: Response) -> str:
    return await response.get_data(as_text=True)


# Accounts.


async def act(browser: Browser, do: str, name: str, **fields: str) -> Response:
    return await browser.post("/admin/accounts", form={"do": do, "name": name} | fields)


async def test_an_owner_adds_changes_and_removes_accounts(house: House) -> None:
    browser = await house.moderator("owner", "vesna")

    added = await act(browser, "add", "Agon", role="screener", password=PASSWORD)
    assert added.headers["Location"] == "/admin/accounts?done=added"
    await act(browser, "role", "agon", role="producer")
    account = await house.store.accounts.get("agon")
    assert role_in_house(account) == "producer"

    login = {"name": "agon", "password": PASSWORD}
    assert (await house.stranger().post("/login", form=login)).status_code == 303
    await act(browser, "remove", "agon")
    assert await house.store.accounts.get("agon") is None
    assert (await house.stranger().post("/login", form=login)).status_code == 422


async def test_an_account_is_only_removed_after_a_question(house: House) -> None:
    browser = await house.moderator("owner", "vesna")

    page = await text(await browser.get("/admin/accounts"))

    before, _, after = page.partition('value="remove"')
    assert after and 'value="remove"' not in after
    question = before[before.rindex("<details") :]
    assert "Nalog odmah gubi pristup" in question and "</details>" not in question


@pytest.mark.parametrize(
    ("name", "password", "role"),
    [
        ("vesna", PASSWORD, "host"),
        ("Ђорђе", PASSWORD, "host"),
        ("a", PASSWORD, "host"),
        ("agon", "short", "host"),
        ("agon", PASSWORD, "display"),
        ("agon", PASSWORD, ""),
    ],
)
async def test_a_bad_account_is_not_added(
    house: House, name: str, password: str, role: str
) -> None:
    browser = await house.moderator("owner", "vesna")

    response = await act(browser, "add", name, role=role, password=password)

    assert response.status_code == 422
    assert [account.name for account in await house.store.accounts.list()] == ["vesna"]
    assert password not in await text(response)


@pytest.mark.parametrize("do", ["remove", "role"])
async def test_the_last_owner_stays_an_owner(house: House, do: str) -> None:
    browser = await house.moderator("owner", "vesna")

    response = await act(browser, do, "vesna", role="host")

    account = await house.store.accounts.get("vesna")
    assert response.status_code == 422
    assert role_in_house(account) == "owner"


async def test_one_of_two_owners_may_go(house: House) -> None:
    browser = await house.moderator("owner", "vesna")
    await house.moderator("owner", "boss")

    assert (await act(browser, "remove", "boss")).status_code == 303


@pytest.mark.parametrize(("do", "fields"), [("logout", {}), ("password", {"password": PASSWORD})])
async def test_an_owner_can_end_the_logins_of_others(
    house: House, do: str, fields: dict[str, str]
) -> None:
    browser = await house.moderator("owner", "vesna")
    other = await house.moderator("producer", "mira")

    await act(browser, do, "mira", **fields)

    assert await house.identity.account(other.cookies[LOGIN_COOKIE]) is None


async def test_an_owner_ends_their_own_logins_on_their_own_page(house: House) -> None:
    browser = await house.moderator("owner", "vesna")

    page = await text(await browser.get("/admin/accounts"))
    response = await act(browser, "logout", "vesna")

    assert 'value="logout"' not in page
    assert response.status_code == 403
    assert (await browser.get("/admin/accounts")).status_code == 200


# Programmes.

PROGRAMMES = "/admin/o/civic-energy-center/programmes"


async def test_a_programme_is_added_and_changed(house: House) -> None:
    browser = await house.moderator("owner", "vesna")
    form = {"key": "sporazoom", "name-sr-Latn": "SporaZoom", "organisation": "Civic Energy Center",
            "accent": "#1B5E8C"}  # fmt: skip

    await browser.post(f"{PROGRAMMES}/new", form=form)
    await browser.post(
        f"{PROGRAMMES}/sporazoom",
        form=form | {"key": "other", "name-sq": "SporaZoom"},
    )

    programme = await house.store.programmes.get("civic-energy-center/sporazoom")
    assert programme is not None
    assert programme.name == {"sr-Latn": "SporaZoom", "sq": "SporaZoom"}
    assert programme.accent == "#1b5e8c"
    assert await house.store.programmes.get("civic-energy-center/other") is None


@pytest.mark.parametrize(
    "change", [{"accent": "#ffff00"}, {"key": "social-club"}, {"key": "A b"}, {"name-sr-Latn": ""}]
)
async def test_a_bad_programme_is_not_kept(house: House, change: dict[str, str]) -> None:
    browser = await house.moderator("owner", "vesna")
    before = await house.store.programmes.list()
    form = {"key": "sporazoom", "name-sr-Latn": "SporaZoom", "organisation": "CEC",
            "accent": "#1b5e8c"}  # fmt: skip

    response = await browser.post(f"{PROGRAMMES}/new", form=form | change)

    assert response.status_code == 422
    assert 'aria-invalid="true"' in await text(response)
    assert await house.store.programmes.list() == before
