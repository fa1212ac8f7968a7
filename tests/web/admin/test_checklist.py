"""The checklist before a debate: what is there, for those who may see the debate's page."""

import re

import pytest

from server.cluster.presence import Here
from server.debate import commands as c
from server.debate.actors import Role
from server.web.admin.checklist import TESTS_AT_MOST
from tests.given.web_house import PRODUCER, House

LIST = "/admin/debates/482915/checklist"


async def lines(house: House, path: str = LIST) -> dict[str, bool]:
    """Whether it is there, by what the line is about."""
    owner = await house.logged_in("vesna")
    owner.cookies["tribina_locale"] = "en"
    page = await (await owner.get(path)).get_data(as_text=True)
    found = re.findall(r'data-there="(yes|no)">.*?check__what">(?:<a [^>]*>)?([\w’ ]+)', page, re.S)
    return {what.strip(): there == "yes" for there, what in found}


async def test_it_says_what_is_open_here_and_in_other_processes(house: House) -> None:
    room = await house.debate("collecting")
    await house.moderator("owner", "vesna")
    before = await lines(house)
    elsewhere = Here(2, ("agon",), screens={"control": 1, "display": 3})

    room.attendance.elsewhere(elsewhere)
    room.attendance._tell()
    await house.question(room)

    assert len(before) == 5 and not any(before.values())
    there = await lines(house)
    assert {what for what, is_there in there.items() if not is_there} == {"The host’s screen"}
    assert await lines(house, "/admin/debates/482915") == there


async def test_what_moderators_enter_is_no_test_of_a_phone(house: House) -> None:
    room = await house.debate("collecting")
    await house.moderator("owner", "vesna")

    await room.handle(PRODUCER, c.EnterCard(id="card", text="Kada?"))

    assert not (await lines(house))["A test question from a phone"]


async def test_it_is_gone_once_the_debate_has_begun(house: House) -> None:
    room = await house.debate("collecting")
    await house.moderator("owner", "vesna")
    page = "/admin/debates/482915"
    for _ in range(TESTS_AT_MOST):
        await house.question(room)
    assert await lines(house, page)

    await house.question(room)
    assert not await lines(house, page) and not await lines(house)


async def test_a_live_debate_has_none(house: House) -> None:
    await house.debate("live")
    await house.moderator("owner", "vesna")

    assert not await lines(house) and not await lines(house, "/admin/debates/482915")


@pytest.mark.parametrize("role", ["screener", "host"])
async def test_it_is_for_those_who_may_see_the_debates_page(house: House, role: Role) -> None:
    await house.debate("live")

    response = await (await house.moderator(role)).get(LIST)

    assert response.status_code == 403
    assert (await house.stranger().get(LIST)).headers["Location"] == f"/login?back={LIST}"


async def test_what_is_over_has_none(house: House) -> None:
    await house.debate("closed")
    await house.moderator("owner", "vesna")

    assert await lines(house) == await lines(house, "/admin/debates/482915") == {}


async def test_a_rehearsal_begins_with_the_settings_of_the_debate(house: House) -> None:
    await house.debate("draft")
    owner = await house.moderator("owner", "vesna")
    page = await (await owner.get("/admin/debates/482915")).get_data(as_text=True)

    address = "/admin/debates/new?from=482915&rehearsal"
    assert address.replace("&", "&amp;") in page
    form = await (await owner.get(address)).get_data(as_text=True)

    assert re.search(r'id="rehearsal"[^>]* checked', form) and "Ana Petrović" in form
