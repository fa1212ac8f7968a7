"""A rehearsal: says so everywhere, reaches no archive, and goes with one click."""

import pytest

from server.debate import commands as c
from server.debate.actors import Role
from server.debate.events import DebateDescribed
from server.debate.inner_commands import DescribeDebate
from server.debate.refusals import Rejected
from server.live.room import Room
from server.web.words.formats import Formats
from tests.given.web_house import OWNER, House

CODE = "482915"
WORDS = "Rehearsal"


async def rehearsal(house: House, *phases: c.Phase) -> Room:
    await house.store.debates.create(CODE, house.clock.now())
    room = await house.rooms.get(CODE)
    settings = DescribeDebate(
        id="new", code=CODE, programme="social-club", title={"en": "Try it"}, rehearsal=True
    )
    await room.handle(OWNER, settings)
    for to in phases:
        await room.handle(OWNER, c.ChangePhase(id=f"to {to}", to=to))
    return room


async def test_every_screen_says_so(house: House) -> None:
    await rehearsal(house, "live")
    owner = await house.moderator("owner", "vesna")
    owner.cookies["tribina_locale"] = "en"

    for path in ("482915", "control/482915", "host/482915", "display/482915"):
        page = await (await owner.get(f"/{path}")).get_data(as_text=True)
        assert '<aside class="rehearsal"' in page and WORDS in page, path
    for path in ("/admin", "/admin/debates/482915"):
        assert WORDS in (await (await owner.get(path)).get_data(as_text=True))


async def test_a_debate_does_not_say_so(house: House) -> None:
    await house.debate()

    page = await (await house.participant().get("/482915")).get_data(as_text=True)

    assert '<aside class="rehearsal"' not in page


async def test_it_reaches_neither_the_archive_nor_the_home_page(house: House) -> None:
    await rehearsal(house, "live", "closed")
    visitor = house.stranger()

    assert (await visitor.get("/archive/482915")).status_code == 404
    for kind in ("html", "zip", "json", "csv", "ndjson"):
        assert (await visitor.get(f"/archive/482915.{kind}")).status_code == 404
    assert b"482915" not in await (await visitor.get("/")).get_data()
    assert (await visitor.get("/join?code=482915")).headers["Location"] == "/482915"
    assert b"/archive/482915" not in await (await visitor.get("/482915")).get_data()


async def test_an_owner_wipes_it_and_nothing_is_left(house: House) -> None:
    room = await rehearsal(house, "live")
    question = await house.question(room)
    await house.participant().say(CODE, "vote", question=question, on=True)
    await house.token(CODE, "display")
    owner = await house.moderator("owner", "vesna")

    response = await owner.post("/admin/debates/482915/wipe", form={})

    assert response.headers["Location"] == "/admin"
    assert await house.store.debates.get(CODE) is None
    assert await house.store.journal.read(CODE) == []
    assert await house.store.ballots.read(CODE) == []
    assert await house.store.ballots.tallies(CODE) == {}
    assert await house.store.tokens.list(CODE) == []
    assert (await house.participant().get("/482915")).status_code == 404


@pytest.mark.parametrize("role", ["producer", "screener", "host"])
async def test_nobody_else_wipes_it(house: House, role: Role) -> None:
    await rehearsal(house, "live")

    response = await (await house.moderator(role)).post("/admin/debates/482915/wipe", form={})

    assert response.status_code == 403
    assert await house.store.debates.get(CODE) is not None


async def test_a_real_debate_is_never_wiped(house: House) -> None:
    await house.debate("live")
    owner = await house.moderator("owner", "vesna")

    response = await owner.post("/admin/debates/482915/wipe", form={})
    await house.store.debates.wipe(CODE)

    assert response.status_code == 403
    assert await house.store.debates.get(CODE) is not None


@pytest.mark.parametrize("was", [True, False])
async def test_it_stays_what_it_was_made(house: House, was: bool) -> None:
    room = await (rehearsal(house) if was else house.debate("draft"))
    other = DescribeDebate(id="x", programme="social-club", title={"en": "Try"}, rehearsal=not was)

    with pytest.raises(Rejected) as refusal:
        await room.handle(OWNER, other)

    assert refusal.value.code == "not_allowed"
    owner = await house.moderator("owner", "vesna")
    form = {"programme": "social-club", "title-en": "New", "max_length": "300",
            "questions_each": "0", "do": "save"}  # fmt: skip
    await owner.post(
        "/admin/debates/482915/edit", form=form | ({} if was else {"rehearsal": "yes"})
    )
    assert (room.debate.rehearsal, room.debate.title) == (was, {"en": "New"})
    kept = (await house.store.journal.read(CODE))[-1].event
    assert isinstance(kept, DebateDescribed) and bool(kept.rehearsal) is was


async def test_the_form_makes_one(house: House) -> None:
    owner = await house.moderator("owner", "vesna")
    form = {"programme": "social-club", "title-en": "Try", "max_length": "300",
            "questions_each": "0", "do": "save", "rehearsal": "yes"}  # fmt: skip

    await owner.post("/admin/debates/new", form=form)

    (row,) = await house.store.debates.list()
    assert row.rehearsal


async def test_its_page_says_when_it_ends_by_itself(house: House) -> None:
    await rehearsal(house, "live")
    owner = await house.moderator("owner", "vesna")
    owner.cookies["tribina_locale"] = "en"
    ends = house.clock.now() + house.settings.rehearsal_days * 24 * 60 * 60 * 1000

    page = await (await owner.get("/admin/debates/482915")).get_data(as_text=True)

    assert f"wiped by itself on {Formats('en').moment(ends)}" in page
