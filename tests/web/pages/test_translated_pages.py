"""Translations are in the pages before any script has run."""

from quart import Response

from server.debate import commands as c
from server.debate.inner_commands import DescribeDebate
from server.language.languages import Spoken
from server.live.room import Room
from tests.given.web_house import OWNER, PRODUCER, House

ALBANIAN = '<p class="{}" dir="auto" lang="sq">Kur do?</p>'


async def text(response: Response) -> str:
    return str(await response.get_data(as_text=True))


async def test_a_page_shows_the_translation_that_its_reader_needs(house: House) -> None:
    room, question = await _translated(house)

    albanian = await text(await house.stranger().get("/482915", Accept_Language="sq"))
    serbian = await text(await house.stranger().get("/482915", Accept_Language="sr"))

    assert ALBANIAN.format("card__text") in albanian
    assert "Përkthim i moderatorit</p>" in albanian
    assert 'class="translation"' not in serbian
    assert await _on_display(room, house, question) == 0
    assert await _on_display(room, house, question, "en") == 0
    assert await _on_display(room, house, question, "sr-Latn", "sq") == 1


async def test_so_does_the_archive(house: House) -> None:
    room, _ = await _translated(house)
    await room.handle(OWNER, c.ChangePhase(id="close", to="closed"))

    albanian = await text(await house.stranger().get("/archive/482915", Accept_Language="sq"))
    serbian = await text(await house.stranger().get("/archive/482915", Accept_Language="sr"))

    assert '<span dir="auto" lang="sq">Kur do?</span>' in albanian
    assert "When?" not in albanian
    assert "result__translation" not in serbian


async def _translated(house: House) -> tuple[Room, str]:
    """A debate with a Serbian question in three languages."""
    room = await house.debate()
    question = await house.question(room)
    said_in: dict[Spoken, str] = {"sq": "Kur do?", "en": "When?"}
    for lang, said in said_in.items():
        command = c.TranslateQuestion(id=lang, question=question, lang=lang, text=said)
        await room.handle(PRODUCER, command)
    return room, question


async def _on_display(room: Room, house: House, question: str, *languages: str) -> int:
    """How many translations it shows; of two languages the Albanian one must be among them."""
    settings = DescribeDebate(
        id=f"d{languages}", programme="social-club", title={"en": "Jobs"}, languages=languages
    )
    await room.handle(OWNER, settings)
    await room.handle(PRODUCER, c.TakeQuestion(id="take", question=question))
    key = await house.token("482915", "display")
    page = await text(await house.stranger().get(f"/display/482915?key={key}"))
    assert (ALBANIAN.format("asked__translation") in page) == (len(languages) > 1)
    return page.count("asked__translation")
