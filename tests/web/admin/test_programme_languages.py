"""A programme says in which languages its debates speak on screens, unless they say others."""

import pytest
from msgspec.structs import replace

from server.live.rooms import Rooms
from server.operating.tools import Tools
from tests.given.web_house import Browser, House
from tests.web.admin.test_overview import DEBATE, text

PROGRAMME = "/admin/o/civic-energy-center/programmes/social-club"
FORM = {"name-sr-Latn": "Social Club", "accent": "#1b5e8c"}


async def speak(house: House, *languages: str) -> None:
    programme = await house.store.programmes.get("social-club")
    assert programme is not None
    await house.store.programmes.change(replace(programme, languages=languages))


async def made(house: House, owner: Browser, **changed: str) -> tuple[str, ...]:
    """The languages of a debate that is made in the form."""
    answer = await owner.post("/admin/debates/new", form=DEBATE | changed)
    code = answer.headers["Location"].partition("?")[0].rpartition("/")[2]
    return (await house.rooms.get(code)).debate.languages


@pytest.mark.parametrize("languages", ["", "sq", "sr-Latn,sq"])
async def test_a_programme_is_given_languages_in_its_form(house: House, languages: str) -> None:
    owner = await house.moderator("owner", "vesna")

    await owner.post(PROGRAMME, form=FORM | {"languages": languages})

    programme = await house.store.programmes.get("social-club")
    assert programme is not None
    assert ",".join(programme.languages) == languages
    assert f'<option value="{languages}" selected>' in await text(await owner.get(PROGRAMME))


async def test_a_language_that_is_none_is_refused(house: House) -> None:
    owner = await house.moderator("owner", "vesna")

    answer = await owner.post(PROGRAMME, form=FORM | {"languages": "sr-Latn,sr-Cyrl"})

    assert answer.status_code == 422
    assert 'id="languages-error"' in await text(answer)


async def test_a_new_debate_takes_over_what_its_programme_says(house: House) -> None:
    await speak(house, "sq", "sr-Cyrl")
    owner = await house.moderator("owner", "vesna")

    page = await text(await owner.get("/admin/debates/new"))

    assert '<option value="programme" selected>' in page
    assert await made(house, owner, languages="programme") == ("sq", "sr-Cyrl")
    assert await made(house, owner, languages="en", nonce="n2") == ("en",)
    assert await made(house, owner, languages="", nonce="n3") == ()


async def test_a_debate_keeps_them_when_its_programme_says_others(house: House) -> None:
    await speak(house, "sq")
    owner = await house.moderator("owner", "vesna")
    assert await made(house, owner, languages="programme") == ("sq",)
    (row,) = await house.store.debates.list()
    await speak(house, "en")

    page = await text(await owner.get(f"/admin/debates/{row.code}/edit"))

    assert '<option value="sq" selected>' in page
    form = DEBATE | {"languages": "programme"}
    await owner.post(f"/admin/debates/{row.code}/edit", form=form)
    assert (await house.rooms.get(row.code)).debate.languages == ("en",)


async def test_the_command_line_takes_them_over_too(house: House) -> None:
    await speak(house, "sr-Latn", "sq")
    rooms: Rooms = house.rooms

    code = await Tools(house.store, rooms, house.clock).new_debate("social-club", ["Posao"])

    assert (await rooms.get(code)).debate.languages == ("sr-Latn", "sq")
