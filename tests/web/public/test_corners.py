"""The public pages of organisations and programmes, and what never is on them."""

from typing import Any

import pytest

from server.debate import commands as c
from tests.given.web_house import House
from tests.web.public.indexed import another_organisation, asked, close, debate, index

ORGANISATION, PROGRAMME = "/o/civic-energy-center", "/o/civic-energy-center/social-club"


async def text(house: House, path: str, status: int = 200) -> str:
    browser = house.stranger()
    browser.cookies["tribina_locale"] = "en"
    response = await browser.get(path)
    assert response.status_code == status, path
    return str(await response.get_data(as_text=True))


@pytest.mark.parametrize("path", [ORGANISATION, PROGRAMME])
async def test_they_list_what_is_on_coming_and_over(house: House, path: str) -> None:
    await debate(house, "111111", "live", title="Now")
    await debate(house, "222222", title="Later")
    room = await debate(house, "333333", "live", title="Then")
    await asked(house, room, "Kada?")
    await close(room)
    await index(house)

    page = await text(house, path)

    for said in ('"/111111"', '"/222222"', '"/archive/333333"', "1 question shown · 1 asked"):
        assert said in page
    assert "Saturday 7 March, 18:05" in page


@pytest.mark.parametrize(
    ("phase", "settings"),
    [("draft", {}), ("live", {"unlisted": True}), ("live", {"rehearsal": True})],
)
async def test_what_is_not_to_be_found_is_nowhere(
    house: House, phase: c.Phase, settings: dict[str, Any]
) -> None:
    await debate(house, "111111", phase, title="Among ourselves", **settings)
    await text(house, ORGANISATION, 404)
    await text(house, PROGRAMME, 404)
    await debate(house, "222222", title="Later")

    for path in (ORGANISATION, PROGRAMME, "/"):
        page = await text(house, path)
        assert "222222" in page and "111111" not in page and "Among ourselves" not in page


async def test_a_page_is_of_one_organisation(house: House) -> None:
    await another_organisation(house)
    await debate(house, "111111", title="Ours")
    await debate(house, "222222", programme="aktiv/voda", title="Theirs")

    page = await text(house, "/o/aktiv")

    assert "222222" in page and "111111" not in page
    assert "222222" in await text(house, "/o/aktiv/voda")
    await text(house, "/o/aktiv/social-club", 404)
    await text(house, "/o/civic-energy-center/voda", 404)


async def test_home_leads_to_those_of_which_there_is_something_to_find(house: House) -> None:
    await another_organisation(house)
    assert "/o/aktiv" not in await text(house, "/")

    await debate(house, "222222", programme="aktiv/voda")

    page = await text(house, "/")
    assert 'href="/o/aktiv"' in page and 'href="/o/civic-energy-center"' not in page


async def test_what_is_over_is_told_a_page_at_a_time(house: House) -> None:
    for number in range(23):
        await close(await debate(house, str(100_000 + number), "live"))

    first, second = await text(house, PROGRAMME), await text(house, f"{PROGRAMME}?page=2")

    assert (first.count("past__debate"), second.count("past__debate")) == (20, 3)
    assert 'rel="next"' in first and 'rel="next"' not in second and 'rel="prev"' in second
    await text(house, f"{PROGRAMME}?page=3", 404)
    for nothing in ("0", "-1", "x", "9" * 50, "%D9%A3"):
        assert await text(house, f"{PROGRAMME}?page={nothing}")


async def test_what_people_wrote_is_text(house: House) -> None:
    await debate(house, "111111", title="<script>alert(1)</script>")

    assert "<script>alert" not in await text(house, ORGANISATION)


async def test_an_archive_leads_back_to_its_programme(house: House) -> None:
    await close(await debate(house, "111111", "live"))

    page = await text(house, "/archive/111111")

    assert f'href="{PROGRAMME}"' in page and f'href="{ORGANISATION}"' in page
