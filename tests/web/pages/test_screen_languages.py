"""Display and host speak the languages of the debate, or of their address, whatever the browser."""

from typing import Any

import pytest
from msgspec.structs import replace

from server.debate.inner_commands import DescribeDebate
from server.live.room import Room
from server.web.words.i18n import locales_of
from server.web.words.translations import beside
from tests.given.debates import SETTINGS
from tests.given.web_house import OWNER, House
from tests.web.pages.test_screens import page_of

ENGLISH = {"Accept_Language": "en"}


async def describe(room: Room, *languages: str, **fields: Any) -> None:
    settings: DescribeDebate = replace(SETTINGS, id=f"d{languages}", languages=languages, **fields)
    await room.handle(OWNER, settings)


async def display(house: House, query: str = "") -> dict[str, Any]:
    key = await house.token("482915", "display")
    path = f"/display/482915?key={key}{query}"
    page: dict[str, Any] = await page_of(await house.stranger().get(path, **ENGLISH))
    return page


async def test_a_display_speaks_as_the_title_is_written(house: House) -> None:
    room = await house.debate()
    assert (await display(house))["locale"] == "sr-Latn"

    await describe(room, title={"sq": "Puna dhe të rinjtë"})

    assert (await display(house))["locale"] == "sq-XK"


async def test_a_debate_names_one_language_or_two_in_an_order(house: House) -> None:
    room = await house.debate()

    await describe(room, "sq")
    one = await display(house)
    await describe(room, "sq", "sr-Cyrl")
    two = await display(house)

    assert (one["locale"], one["languages"]) == ("sq-XK", ["sq-XK"])
    assert "second" not in one
    assert two["languages"] == ["sq-XK", "sr-Cyrl"]
    assert two["second"]["locale"] == "sr-Cyrl"
    assert two["second"]["strings"]["display.join"].startswith("Пита")


async def test_the_address_wins(house: House) -> None:
    await describe(await house.debate(), "sq")

    page = await display(house, "&lang=en,sr")

    assert page["languages"] == ["en", "sr-Latn"]
    assert page["follows"] is False
    assert (await display(house, "&lang=xx"))["locale"] == "sq-XK"


async def test_a_host_has_the_debates_language_until_they_choose_another(house: House) -> None:
    await describe(await house.debate(), "sq")
    tablet = await house.moderator("host")

    before = await page_of(await tablet.get("/host/482915", **ENGLISH))
    asked = await page_of(await tablet.get("/host/482915?lang=sr-Cyrl", **ENGLISH))
    form = {"locale": "en", "back": "/host/482915?lang=sr-Cyrl&key=x"}
    chosen = await tablet.post("/language", form=form)
    after = await page_of(await tablet.get("/host/482915"))

    assert [page["locale"] for page in (before, asked, after)] == ["sq-XK", "sr-Cyrl", "en"]
    assert chosen.headers["Location"] == "/host/482915?key=x"


async def test_a_phone_goes_by_its_reader(house: House) -> None:
    await describe(await house.debate(), "sq")

    page = await page_of(await house.stranger().get("/482915", **ENGLISH))

    assert page["locale"] == "en"


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("sq", ("sq-XK",)),
        ("sr, en", ("sr-Latn", "en")),
        ("sr-Cyrl,sr-Latn", ("sr-Cyrl", "sr-Latn")),
        ("sq,sq-XK", ("sq-XK",)),
        ("en,sq,sr", ("en", "sq-XK")),
        ("de,", ()),
        ("", ()),
    ],
)
def test_languages_are_read_as_people_write_them(written: str, read: tuple[str, ...]) -> None:
    assert locales_of(written) == read


def test_translations_stand_in_the_order_of_the_screen() -> None:
    question = {"translations": {"sr": "Kada?", "sq": "Kur?"}}

    assert [words.lang for words in beside(question, ["sq", "sr"])] == ["sq", "sr-Latn"]
