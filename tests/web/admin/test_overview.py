"""Administration: who may be there, debates, tokens."""

import re
import sqlite3
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from quart import Response

from server.debate import commands as c
from server.debate.actors import Actor, Role
from server.debate.described import LENGTHS
from server.identity.tokens import DAYS
from server.web.requests import addresses
from tests.given.web_house import OWNER, Browser, House

DEBATE = {
    "do": "save",
    "nonce": "n1",
    "programme": "social-club",
    "title-sr-Latn": "Posao i mladi",
    "title-sq": "Puna dhe të rinjtë",
    "date": "2026-03-07",
    "time": "18:05",
    "guests-0-name": "Ana Petrović",
    "guests-0-office-sr-Latn": "direktorka",
    "piles-0-name-sr-Latn": "Posao",
    "max_length": "250",
    "questions_each": "0",
}


async def text(response: Response) -> str:
    return await response.get_data(as_text=True)


def value_of(page: str, name: str) -> str:
    match = re.search(rf'<input[^>]*\sname="{name}"[^>]*>', page)
    assert match, name
    value = re.search(r'value="([^"]*)"', match[0])
    assert value
    return value[1]


# Who may be here.

ORGANISATION = "/admin/o/civic-energy-center"
PAGES = ("/admin", "/admin/debates/482915", "/admin/debates/482915/poster",
         "/admin/debates/482915/markers",
         "/admin/debates/new", "/admin/debates/482915/edit",
         "/admin/accounts", ORGANISATION, f"{ORGANISATION}/programmes/social-club",
         "/admin/words", "/admin/health")  # fmt: skip
ALLOWED: dict[Role, int] = {"owner": 11, "producer": 4, "screener": 1, "host": 1}


@pytest.mark.parametrize("role", ALLOWED)
async def test_each_role_sees_its_pages_and_no_others(house: House, role: Role) -> None:
    await house.debate("live")
    browser = await house.moderator(role)

    found = [(await browser.get(path)).status_code for path in PAGES]

    assert found == [200] * ALLOWED[role] + [403] * (len(PAGES) - ALLOWED[role])


@pytest.mark.parametrize("role", ["producer", "screener", "host"])
async def test_forms_of_owners_are_refused_to_others(house: House, role: Role) -> None:
    await house.debate("draft")
    browser = await house.moderator(role)

    for path in ("/admin/debates/new", "/admin/debates/482915/edit", "/admin/accounts",
                 f"{ORGANISATION}/programmes/new", "/admin/debates/482915/remove"):  # fmt: skip
        assert (await browser.post(path, form=DEBATE)).status_code == 403


async def test_the_list_offers_each_role_the_screens_it_may_open(house: House) -> None:
    await house.debate("live", "111111")
    await house.debate("closed", "222222")

    screener = await text(await (await house.moderator("screener", "agon")).get("/admin"))
    host = await text(await (await house.moderator("host", "dren")).get("/admin"))

    assert "/control/111111" in screener and "/archive/222222" in screener
    assert "/control/111111" not in host and "/host/111111" in host
    assert '"/admin/debates/111111"' not in screener
    assert "/admin/debates/111111/cards" in screener
    assert "/admin/debates/111111" not in host


# Debates.


async def test_a_new_debate_gets_a_code_and_its_settings(house: House) -> None:
    browser = await house.moderator("owner", "vesna")

    response = await browser.post("/admin/debates/new", form=DEBATE)

    (row,) = await house.store.debates.list()
    assert re.fullmatch(r"[1-9][0-9]{5}", row.code)
    assert response.headers["Location"] == f"/admin/debates/{row.code}?done=created"
    assert (row.phase, row.starts_at) == ("draft", 1_772_903_100_000)
    assert house.store.seals.keys.has(row.code)
    debate = (await house.rooms.get(row.code)).debate
    assert debate.title["sq"] == "Puna dhe të rinjtë"
    assert debate.guests["g1"].office == {"sr-Latn": "direktorka"}
    assert debate.limits.max_length == 250
    assert row.code in await text(await browser.get(f"/admin/debates/{row.code}"))


async def test_the_form_tells_the_bounds_of_a_length_and_when_they_are_missed(house: House) -> None:
    browser = await house.moderator("owner", "vesna")
    asked = await text(await browser.get("/admin/debates/new?lang=en"))

    response = await browser.post("/admin/debates/new", form=DEBATE | {"max_length": "19"})

    least, most = str(LENGTHS[0]), str(LENGTHS[-1])
    assert re.search(rf'id="max_length-help">[^<]*{least}[^<]*{most}<', asked)
    assert response.status_code == 422
    assert re.search(rf'id="max_length-error">[^<]*{least}[^<]*{most}', await text(response))


async def test_an_impatient_second_click_makes_one_debate(house: House) -> None:
    browser = await house.moderator("owner", "vesna")

    first = await browser.post("/admin/debates/new", form=DEBATE)
    second = await browser.post("/admin/debates/new", form=DEBATE)

    assert len(await house.store.debates.list()) == 1
    assert second.status_code == 303
    assert first.headers["Location"].startswith(second.headers["Location"])


async def test_what_is_wrong_stands_beside_its_field_and_nothing_is_lost(house: House) -> None:
    browser = await house.moderator("owner", "vesna")
    wrong = {"title-sr-Latn": "", "title-sq": "", "date": "2026-02-30", "guests-0-name": ""}

    response = await browser.post("/admin/debates/new", form=DEBATE | wrong)

    page = await text(response)
    assert response.status_code == 422
    for name in ("title-sr-Latn", "date", "guests-0-name"):
        field = re.search(rf'<input[^>]*id="{name}"[^>]*>', page)
        assert field and 'aria-invalid="true"' in field[0] and f"{name}-error" in field[0]
        assert f'<p class="field__error" id="{name}-error">' in page
    assert value_of(page, "guests-0-office-sr-Latn") == "direktorka"
    assert value_of(page, "piles-0-name-sr-Latn") == "Posao"
    assert await house.store.debates.list() == []


async def test_while_the_database_is_locked_what_was_typed_comes_back(
    house: House, tmp_path: Path
) -> None:
    browser = await house.moderator("owner", "vesna")
    with sqlite3.connect(tmp_path / "tribina.db", isolation_level=None) as other:
        other.execute("BEGIN IMMEDIATE")
        response = await browser.post("/admin/debates/new", form=DEBATE)
        other.execute("ROLLBACK")
    other.close()

    assert response.status_code == 503
    assert value_of(await text(response), "guests-0-name") == "Ana Petrović"
    assert await house.store.debates.list() == []
    assert (await browser.post("/admin/debates/new", form=DEBATE)).status_code == 303


@pytest.mark.parametrize("do", ["add_guest", "add_pile", "remove_guest-1", "cyrillic"])
async def test_buttons_inside_the_form_bring_it_back_with_all_values(house: House, do: str) -> None:
    browser = await house.moderator("owner", "vesna")

    response = await browser.post(
        "/admin/debates/new", form=DEBATE | {"do": do, "guests-1-name": ""}
    )

    page = await text(response)
    assert response.status_code == 200
    assert value_of(page, "title-sr-Latn") == "Posao i mladi"
    assert value_of(page, "guests-0-name") == "Ana Petrović"
    assert value_of(page, "time") == "18:05"
    assert ('name="guests-2-name"' in page) == (do == "add_guest")
    assert ('name="guests-1-name"' in page) == (do != "remove_guest-1")
    assert ('name="piles-1-name-sq"' in page) == (do == "add_pile")
    cyrillic = value_of(page, "title-sr-Cyrl")
    assert cyrillic == ("Посао и млади" if do == "cyrillic" else "")
    assert await house.store.debates.list() == []


async def test_enter_in_a_field_saves_and_adds_no_row(house: House) -> None:
    page = await text(await (await house.moderator("owner", "vesna")).get("/admin/debates/new"))

    form = page[page.index('<form class="form"') :]
    first = re.search(r"<button[^>]*>", form)
    assert first and 'value="save"' in first[0]


async def test_settings_change_until_the_debate_is_closed(house: House) -> None:
    room = await house.debate("live")
    browser = await house.moderator("owner", "boss")
    edit = "/admin/debates/482915/edit"

    changed = await browser.post(edit, form=DEBATE | {"title-en": "Jobs"})
    assert changed.headers["Location"] == "/admin/debates/482915?done=saved"
    assert room.debate.title["en"] == "Jobs"
    assert room.debate.code == "482915"

    await room.handle(OWNER, c.ChangePhase(id="c", to="closed"))
    assert (await browser.get(edit)).status_code == 409
    assert (await browser.post(edit, form=DEBATE)).status_code == 409


async def test_a_guest_who_was_asked_stays(house: House) -> None:
    room = await house.debate("live")
    asker = c.SubmitQuestion(id="s", text="Kada?", to="g1")
    token = house.identity.new_participant()
    await room.handle(Actor("participant", room.handle_of(token)), asker)
    browser = await house.moderator("owner", "boss")

    response = await browser.post(
        "/admin/debates/482915/edit", form=DEBATE | {"guests-0-key": "g7"}
    )

    assert response.status_code == 422
    assert "g1" in room.debate.guests


async def test_only_a_draft_can_be_deleted(house: House) -> None:
    await house.debate("draft", "111111")
    await house.debate("collecting", "222222")
    browser = await house.moderator("owner", "boss")

    deleted = await browser.post("/admin/debates/111111/remove")
    kept = await browser.post("/admin/debates/222222/remove")

    assert (deleted.status_code, kept.status_code) == (303, 403)
    assert [row.code for row in await house.store.debates.list()] == ["222222"]
    assert (await house.stranger().get("/111111")).status_code == 404


async def test_a_code_that_is_not_there_is_not_found(house: House) -> None:
    browser = await house.moderator("owner", "vesna")

    assert (await browser.get("/admin/debates/999999")).status_code == 404


# Tokens.


async def make_token(
    browser: Browser, role: str = "display", nonce: str = "n1", label: str = "OBS"
) -> Response:
    form = {"label": label, "role": role, "nonce": nonce}
    return await browser.post("/admin/debates/482915/tokens", form=form)


async def test_a_display_token_is_shown_once_in_an_address_that_works(house: House) -> None:
    await house.debate("live")
    browser = await house.moderator("producer")

    made = await text(await make_token(browser))

    address = re.search(r'value="http://[^/"]+(/display/482915\?key=[^"]+)"', made)
    assert address
    assert await house.identity.moderator(address[1].partition("key=")[2], "482915") is not None
    assert "?key=" not in await text(await browser.get("/admin/debates/482915"))


async def test_loading_the_page_again_makes_no_second_token(house: House) -> None:
    await house.debate("live")
    browser = await house.moderator("producer")
    await make_token(browser)

    again = await make_token(browser)

    assert again.status_code == 303
    assert len(await house.store.tokens.list("482915")) == 1


@pytest.mark.parametrize(("role", "label"), [("owner", "OBS"), ("participant", "OBS"), ("", "OBS"),
                                             ("display", ""), ("display", "x" * 61)])  # fmt: skip
async def test_a_token_needs_a_label_and_a_role_below_owner(
    house: House, role: str, label: str
) -> None:
    await house.debate("live")
    browser = await house.moderator("producer")

    response = await make_token(browser, role, label=label)

    assert response.status_code == 422
    assert await house.store.tokens.list("482915") == []


async def test_a_revoked_token_opens_nothing(house: House) -> None:
    await house.debate("live")
    await house.debate("live", "111111")
    browser = await house.moderator("producer")
    bearer = await house.token("482915", "producer")
    (token,) = await house.store.tokens.list("482915")

    await browser.post(f"/admin/debates/111111/tokens/{token.id}/revoke")
    assert await house.identity.moderator(bearer, "482915") is not None

    await browser.post(f"/admin/debates/482915/tokens/{token.id}/revoke")
    assert await house.identity.moderator(bearer, "482915") is None


@pytest.mark.parametrize(("days", "status"), [("7", 200), ("", 200), ("0", 422), ("367", 422),
                                              ("-1", 422), ("7.5", 422), ("x", 422)])  # fmt: skip
async def test_a_token_says_for_how_long(house: House, days: str, status: int) -> None:
    await house.debate("live")
    browser = await house.moderator("producer")
    form = {"label": "OBS", "role": "display", "days": days}

    response = await browser.post("/admin/debates/482915/tokens", form=form)

    assert response.status_code == status
    for token in await house.store.tokens.list("482915"):
        assert token.maker == "mira"
        held = (token.ends_at - token.created_at) // (24 * 60 * 60 * 1000)
        assert held == int(days or DAYS)


async def test_a_host_token_comes_in_an_address_that_tells_it_to_the_tablet_alone(
    house: House,
) -> None:
    await house.debate("live")
    made = await text(await make_token(await house.moderator("producer"), "host"))

    address = re.search(r'value="[^"]+(/host/482915)#key=([^"]+)"', made)

    assert address
    path, key = address.groups()
    tablet = house.stranger()
    assert (await tablet.get(f"{path}?key={key}")).headers["Location"] == f"/login?back={path}"
    handed_in = await tablet.post("/login/screen", form={"back": path, "key": key})
    assert handed_in.headers["Location"] == path
    assert (await tablet.get(path)).status_code == 200
    assert (await tablet.get("/control/482915")).status_code == 303


async def test_every_address_to_copy_works_from_another_device(house: House) -> None:
    await house.debate("live")
    browser = await house.moderator("owner")
    network = addresses.lan_address() or "localhost"

    page = await text(await browser.get("/admin/debates/482915"))
    page += await text(await make_token(browser))

    copied = re.findall(r'<input class="input address__text"[^>]* value="(http[^"]+)"', page)
    assert len(copied) == 4 + 4 + 2
    assert {urlsplit(address).hostname for address in copied} == {network}
    assert 'href="/control/482915"' in page, "where the login holds"


async def test_no_token_that_decides_is_offered_in_an_address(house: House) -> None:
    await house.debate("live")
    browser = await house.moderator("producer")

    for role in ("screener", "producer"):
        made = await text(await make_token(browser, role, nonce=role))
        assert "?key=" not in made


# In every language.


@pytest.mark.parametrize("locale", ["sr-Latn", "sr-Cyrl", "sq-XK", "en"])
async def test_every_page_is_in_the_readers_language(house: House, locale: str) -> None:
    await house.debate("live")
    await house.debate("closed", "111111")
    browser = await house.moderator("owner", "vesna")
    await make_token(browser)
    browser.cookies["tribina_locale"] = locale

    for path in (
        *PAGES,
        "/account",
        f"{ORGANISATION}/programmes/new",
        "/admin/debates/111111",
    ):
        page = await text(await browser.get(path))
        assert f'<html lang="{locale}"' in page
        assert not re.search(r"[>\"](admin|account|common)\.\w", page), path
        assert not re.search(r">[^<]*\{\w+\}", page.partition("<script")[0]), path
        assert " style=" not in page
