"""Deleting a debate that is over: what goes is said before, and nothing of it is left anywhere."""

from pathlib import Path

import pytest

from server.debate.actors import Role
from server.debate.commands import Phase
from server.live.room import Room
from server.store import Taken
from server.store.secrecy.signing import ENDED
from server.web.delivery.made import FOLDER
from tests.given.web_house import Browser, House

CODE = "482915"
DELETE = f"/admin/debates/{CODE}/delete"
SECRET = "Kada će fabrika otpustiti radnike?"


async def over(house: House, phase: Phase = "closed") -> Room:
    """A debate with a question and two votes; its archive was read."""
    room = await house.debate("live")
    question = await house.question(room, SECRET)
    for _ in range(2):
        await house.participant().say(CODE, "vote", question=question, on=True)
    owner = await house.moderator("owner", "vesna")
    await house.token(CODE, "display")
    await owner.say(CODE, "phase", to="closed")
    if phase == "archived":
        await owner.say(CODE, "phase", to="archived")
    for kind in ("", ".json", ".csv"):
        assert (await house.stranger().get(f"/archive/{CODE}{kind}")).status_code == 200
    return room


async def owner_of(house: House) -> Browser:
    owner = await house.logged_in("vesna")
    owner.cookies["tribina_locale"] = "en"
    return owner


async def test_it_is_said_before_what_goes(house: House) -> None:
    await over(house)
    owner = await owner_of(house)
    assert DELETE in await (await owner.get(f"/admin/debates/{CODE}")).get_data(as_text=True)

    page = await (await owner.get(DELETE)).get_data(as_text=True)

    for words in ("1 question", "2 votes", f"/archive/{CODE}", "vesna", "cannot be undone"):
        assert words in page, words
    assert SECRET not in page


@pytest.mark.parametrize("phase", ["closed", "archived"])
async def test_nothing_of_it_is_left(house: House, phase: Phase) -> None:
    await over(house, phase)
    made = Path(house.settings.data) / FOLDER
    assert any(path.name.startswith(CODE) for path in made.iterdir())
    head = await house.store.journal.head(CODE)

    response = await (await owner_of(house)).post(DELETE, form={"typed": "482 915"})

    assert response.headers["Location"] == "/admin?done=deleted"
    assert await house.store.debates.get(CODE) is None
    assert await house.store.journal.read(CODE) == []
    assert await house.store.ballots.read(CODE) == []
    assert await house.store.tokens.list(CODE) == []
    assert list(made.iterdir()) == []
    for path in (f"/{CODE}", f"/archive/{CODE}", f"/archive/{CODE}.json", f"/api/debates/{CODE}"):
        assert (await house.stranger().get(path)).status_code == 404, path
    assert CODE not in await (await house.stranger().get("/")).get_data(as_text=True)
    (stays,) = await house.store.debates.deleted()
    assert (stays.code, stays.by, stays.head) == (CODE, "vesna", head)
    signing = house.rooms.signing
    assert signing.last_head(signing.own().debate(CODE)) == ENDED, "an older database may come back"
    for file in house.settings.data.rglob("head-*"):
        assert CODE.encode() not in file.read_bytes()
    for file in house.settings.data.rglob("*"):  # the log of the database among them
        assert not file.is_file() or SECRET.encode() not in file.read_bytes(), file


@pytest.mark.parametrize("typed", ["", "482916", "yes"])
async def test_a_slip_of_the_finger_deletes_nothing(house: House, typed: str) -> None:
    await over(house)

    response = await (await owner_of(house)).post(DELETE, form={"typed": typed})

    assert response.status_code == 422
    assert 'id="typed-error"' in await response.get_data(as_text=True)
    assert await house.store.debates.get(CODE) is not None


@pytest.mark.parametrize("role", ["producer", "screener", "host"])
async def test_nobody_but_an_owner_deletes(house: House, role: Role) -> None:
    await over(house)
    other = await house.moderator(role)

    assert (await other.get(DELETE)).status_code == 403
    assert (await other.post(DELETE, form={"typed": CODE})).status_code == 403
    assert await house.store.debates.get(CODE) is not None


@pytest.mark.parametrize("phase", ["draft", "collecting", "live"])
async def test_what_is_open_is_not_deleted(house: House, phase: Phase) -> None:
    await house.debate(phase)
    await house.moderator("owner", "vesna")
    owner = await owner_of(house)

    assert (await owner.post(DELETE, form={"typed": CODE})).status_code == 409
    assert not await house.store.debates.delete(CODE, "vesna", 1)
    assert await house.store.debates.get(CODE) is not None


async def test_its_code_is_given_to_no_other_debate(house: House) -> None:
    await over(house)
    await (await owner_of(house)).post(DELETE, form={"typed": CODE})

    with pytest.raises(Taken):
        await house.store.debates.create(CODE, 1)

    assert await house.store.debates.get(CODE) is None


async def test_a_process_that_still_has_it_open_lets_it_go(house: House) -> None:
    await over(house)
    assert [room.code for room in house.rooms.open_rooms()] == [CODE]
    told: list[str] = []
    house.rooms.gone.listen(told.append)

    await house.store.debates.delete(CODE, "agon", 1)  # by another process
    await house.rooms.gone.look()

    assert house.rooms.open_rooms() == [] and told == [CODE]
