"""Administration of word lists."""

import html
import re
from typing import Any

import pytest
from quart import Response

from server.language.word_lists import LINE_LENGTH, LIST_LENGTH, LISTED_AT_MOST
from server.store.house.word_lists import own_list
from tests.given.web_house import Browser, House


async def text(response: Response) -> str:
    return html.unescape(await response.get_data(as_text=True))


async def form(browser: Browser) -> dict[str, str]:
    """The page's form as it would be sent without a change."""
    page = await text(await browser.get("/admin/words"))
    hidden = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page)
    areas = re.findall(r'<textarea[^>]* name="([^"]+)"[^>]*>\n(.*?)</textarea>', page, re.DOTALL)
    return dict(hidden) | {name: lines.replace("\n", "\r\n") for name, lines in areas}


async def save(browser: Browser, **fields: Any) -> Response:
    return await browser.post("/admin/words", form=await form(browser) | fields)


async def test_an_owner_sees_the_programs_own_lists_and_may_save_them_as_they_are(
    house: House,
) -> None:
    browser = await house.moderator("owner", "vesna")
    sent = await form(browser)
    assert sent["words-sq"].replace("\r\n", "\n") == own_list("sq")

    response = await browser.post("/admin/words", form=sent)

    assert response.headers["Location"] == "/admin/words?done=saved"
    assert all(one.own for one in (await house.store.word_lists.read()).values())
    assert await house.store.word_lists.editions() == {"sr": 0, "sq": 0, "en": 0}


async def test_a_list_is_edited_and_brought_back(house: House) -> None:
    browser = await house.moderator("owner", "vesna")
    assert "own-sr" not in await text(await browser.get("/admin/words"))

    await save(browser, **{"words-sr": "muljator*\r\nбитанга", "words-en": ""})
    lists = await house.store.word_lists.read()
    assert (lists["sr"].text, lists["sr"].own) == ("muljator*\nбитанга\n", False)
    assert (lists["en"].text, lists["en"].own) == ("", False)
    assert lists["sq"].own

    response = await save(browser, do="own-sr", **{"words-sq": "budall*"})
    lists = await house.store.word_lists.read()
    assert response.status_code == 303
    assert (lists["sr"].text, lists["sr"].own) == (own_list("sr"), True)
    assert lists["sq"].text == "budall*\n"  # what was typed beside it is not lost


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ("x" * (LIST_LENGTH + 1), str(LIST_LENGTH)),
        ("idiot\n" * (LISTED_AT_MOST + 1), str(LISTED_AT_MOST)),
        ("idiot\n" + "x" * (LINE_LENGTH + 1), "2"),
        ("idiot\n\na*", "3"),
    ],
)
async def test_what_cannot_be_kept_comes_back_with_the_reason(
    house: House, lines: str, told: str
) -> None:
    browser = await house.moderator("owner", "vesna")

    response = await save(browser, **{"words-sr": lines, "words-en": "fine"})

    page = await text(response)
    assert response.status_code == 422
    error = re.search(r'id="error-sr">(.*?)</p>', page, re.DOTALL)
    assert error is not None and told in re.sub(r"[.,\u00a0](?=\d{3})", "", error[1])
    assert 'aria-describedby="help-sr error-sr" aria-invalid="true"' in page
    assert lines.splitlines()[0] in page
    assert ">\nfine\n<" in page
    assert all(one.own for one in (await house.store.word_lists.read()).values())


async def test_what_stands_in_a_list_is_text(house: House) -> None:
    browser = await house.moderator("owner", "vesna")
    await save(browser, **{"words-sr": "</textarea><script>x</script>"})
    page = await (await browser.get("/admin/words")).get_data(as_text=True)
    assert "<script>x" not in page
    assert "&lt;/textarea&gt;&lt;script&gt;" in page


async def test_nothing_is_lost_when_somebody_else_was_first(house: House) -> None:
    browser = await house.moderator("owner", "vesna")
    stale = await form(browser)
    await save(browser, **{"words-sr": "njihova"})

    response = await browser.post("/admin/words", form=stale | {"words-sr": "moja"})

    page = await text(response)
    assert response.status_code == 409
    assert 'role="alert"' in page and ">\nmoja\n<" in page
    assert (await house.store.word_lists.read())["sr"].text == "njihova\n"


@pytest.mark.parametrize("role", ["producer", "screener", "host"])
async def test_only_owners_change_lists(house: House, role: Any) -> None:
    browser = await house.moderator(role, "mira")
    response = await browser.post("/admin/words", form={"words-sr": "moja", "edition-sr": "0"})
    assert response.status_code == 403
    assert (await house.store.word_lists.read())["sr"].own


async def test_three_full_lists_in_cyrillic_fit_into_one_form(house: House) -> None:
    browser = await house.moderator("owner", "vesna")
    full = "\n".join(f"{n:04d}шђжћ{'ч' * 10}" for n in range(LISTED_AT_MOST))[:LIST_LENGTH]
    response = await save(browser, **{f"words-{lang}": full for lang in ("sr", "sq", "en")})
    assert response.status_code == 303
