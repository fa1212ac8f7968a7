"""What others see of one's own account, and leaving."""

from quart import Response

from server.debate.actors import Scope
from tests.given.handles import role_in_house
from tests.given.web_house import House

ORGANISATION = Scope("organisation", "civic-energy-center")


async def text(response: Response) -> str:
    return await response.get_data(as_text=True)


async def test_a_name_for_others_and_a_language_are_kept(house: House) -> None:
    browser = await house.moderator("producer", "mira")
    form = {"called": " Mira  Perić ", "language": "sq-XK"}

    response = await browser.post("/account/particulars", form=form)

    assert response.headers["Location"] == "/account?done=described"
    account = await house.store.accounts.get("mira")
    assert account is not None
    assert (account.shown_as, account.language) == ("Mira Perić", "sq-XK")
    assert 'value="Mira Perić"' in await text(await browser.get("/account?done=described"))


async def test_a_name_that_is_too_long_and_no_language_of_ours_are_refused(house: House) -> None:
    browser = await house.moderator("producer", "mira")

    response = await browser.post(
        "/account/particulars", form={"called": "x" * 61, "language": "<tlh>"}
    )

    assert response.status_code == 422
    assert (await text(response)).count('aria-invalid="true"') == 2
    account = await house.store.accounts.get("mira")
    assert account is not None and (account.called, account.language) == ("", "")


async def test_what_somebody_calls_themselves_is_text(house: House) -> None:
    browser = await house.moderator("producer", "mira")

    await browser.post("/account/particulars", form={"called": "<b>Mira</b>", "language": "en"})

    assert "<b>Mira" not in await text(await browser.get("/account"))


async def test_a_member_leaves_and_is_nothing_there_any_more(house: House) -> None:
    await house.moderator("owner", "vesna")
    browser = await house.moderator("producer", "mira")
    account = await house.store.accounts.get("mira")
    assert account is not None
    await house.store.memberships.grant(account.id, ORGANISATION, "screener", house.clock.now())

    response = await browser.post("/account/leave", form={"scope": "house:"})

    assert response.headers["Location"] == "/account?done=left"
    after = await house.store.accounts.get("mira")
    assert after is not None
    assert [one.scope for one in after.memberships] == [ORGANISATION]


async def test_the_last_owner_cannot_leave(house: House) -> None:
    browser = await house.moderator("owner", "vesna")

    response = await browser.post("/account/leave", form={"scope": "house:"})

    assert response.status_code == 422
    assert role_in_house(await house.store.accounts.get("vesna")) == "owner"


async def test_one_leaves_only_where_one_belongs(house: House) -> None:
    await house.moderator("owner", "vesna")
    browser = await house.moderator("producer", "mira")

    for scope in ("organisation:civic-energy-center", "", "house", "house:x"):
        response = await browser.post("/account/leave", form={"scope": scope})
        assert response.status_code == 404

    assert role_in_house(await house.store.accounts.get("mira")) == "producer"
    assert await house.store.memberships.of("nobody") == ()


async def test_strangers_and_foreign_pages_change_nothing(house: House) -> None:
    await house.moderator("owner", "vesna")
    browser = await house.moderator("producer", "mira")
    browser.origin = "https://evil.example"

    for path in ("/account/leave", "/account/particulars"):
        form = {"scope": "house:", "called": "x", "language": "en"}
        assert (await browser.post(path, form=form)).status_code == 403
        response = await house.stranger().post(path, form=form)
        assert response.headers["Location"] == f"/login?back={path}"

    assert role_in_house(await house.store.accounts.get("mira")) == "producer"
