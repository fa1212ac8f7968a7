"""A debate that is not listed: found by its code and its links, and by nothing else."""

import json

import pytest
from msgspec.structs import replace

from server.archive.checking.main import check
from server.debate import commands as c
from server.debate.inner_commands import DescribeDebate
from server.live.room import Room
from tests.given.web_house import OWNER, House

CODE = "482915"
SETTINGS = DescribeDebate(
    id="new", code=CODE, programme="social-club", title={"en": "Among ourselves"}, unlisted=True
)


async def debate(house: House, *phases: c.Phase, unlisted: bool = True) -> Room:
    await house.store.debates.create(CODE, house.clock.now())
    room = await house.rooms.get(CODE)
    await room.handle(OWNER, replace(SETTINGS, unlisted=unlisted))
    for to in phases:
        await room.handle(OWNER, c.ChangePhase(id=f"to {to}", to=to))
    return room


@pytest.mark.parametrize("phase", ["collecting", "live"])
async def test_it_is_nowhere_on_the_home_page(house: House, phase: c.Phase) -> None:
    room = await debate(house, phase, unlisted=False)
    listed = await (await house.stranger().get("/")).get_data(as_text=True)

    await room.handle(OWNER, replace(SETTINGS, id="hide"))

    page = await (await house.stranger().get("/")).get_data(as_text=True)
    assert CODE in listed and CODE not in page and "Among ourselves" not in page


async def test_what_is_over_is_listed_no_more_than_before(house: House) -> None:
    await debate(house, "live", "closed")

    page = await (await house.stranger().get("/")).get_data(as_text=True)

    assert CODE not in page and "Among ourselves" not in page


async def test_its_code_and_its_links_lead_to_it(house: House) -> None:
    await debate(house, "live", "closed")
    visitor = house.stranger()

    joined = await visitor.get(f"/join?code={CODE}")

    assert joined.headers["Location"] == f"/archive/{CODE}"
    for path in (f"/{CODE}", f"/archive/{CODE}", f"/archive/{CODE}.json", f"/archive/{CODE}.csv"):
        response = await visitor.get(path)
        assert response.status_code == 200, path
        assert response.headers["X-Robots-Tag"] == "noindex", path


async def test_search_engines_may_know_all_others(house: House) -> None:
    await debate(house, "live", "closed", unlisted=False)

    for path in ("/", f"/{CODE}", f"/archive/{CODE}", f"/archive/{CODE}.csv"):
        assert "X-Robots-Tag" not in (await house.stranger().get(path)).headers, path


async def test_moderators_list_it_and_see_what_it_is(house: House) -> None:
    await debate(house, "live")
    owner = await house.moderator("owner", "vesna")
    owner.cookies["tribina_locale"] = "en"

    for path in ("/admin", f"/admin/debates/{CODE}"):
        page = await (await owner.get(path)).get_data(as_text=True)
        assert "Not on the home page" in page, path


async def test_the_form_says_it_and_takes_it_back(house: House) -> None:
    room = await debate(house, "live", unlisted=False)
    owner = await house.moderator("owner", "vesna")
    form = {"programme": "social-club", "title-en": "Open", "max_length": "300",
            "questions_each": "0", "do": "save"}  # fmt: skip

    await owner.post(f"/admin/debates/{CODE}/edit", form=form | {"unlisted": "yes"})
    page = await (await owner.get(f"/admin/debates/{CODE}/edit")).get_data(as_text=True)
    hidden = [row.unlisted for row in await house.store.debates.list()]
    await owner.post(f"/admin/debates/{CODE}/edit", form=form)

    assert hidden == [True] and 'id="unlisted" name="unlisted" value="yes" checked' in page
    assert not room.debate.unlisted and not (await house.store.debates.list())[0].unlisted


async def _home_has_it(house: House) -> bool:
    page = await (await house.stranger().get("/")).get_data(as_text=True)
    return CODE in page


async def test_once_it_is_over_its_owner_still_lists_it_and_takes_it_off(house: House) -> None:
    room = await debate(house, "live", "closed")
    owner = await house.moderator("owner", "vesna")
    page = await (await owner.get(f"/admin/debates/{CODE}")).get_data(as_text=True)
    archive = f"/archive/{CODE}"

    shown = await owner.post(f"/admin/debates/{CODE}/listing", form={})
    listed = await _home_has_it(house)
    robots = (await house.stranger().get(archive)).headers.get("X-Robots-Tag")
    await owner.post(f"/admin/debates/{CODE}/listing", form={"unlisted": "yes"})

    assert 'name="unlisted" value="yes" checked' in page
    assert shown.headers["Location"] == f"/admin/debates/{CODE}?done=saved"
    assert (listed, robots) == (True, None)
    assert not await _home_has_it(house)
    assert (await house.stranger().get(archive)).headers["X-Robots-Tag"] == "noindex"
    assert room.debate.title == SETTINGS.title and room.debate.phase == "closed"
    file = await (await house.stranger().get(f"{archive}.json")).get_data()
    assert check(json.loads(file)).wrong == []


async def test_nobody_but_an_owner_does_that(house: House) -> None:
    room = await debate(house, "live", "closed")

    for browser in (await house.moderator("producer", "mira"), house.stranger()):
        await browser.post(f"/admin/debates/{CODE}/listing", form={})

    assert room.debate.unlisted
