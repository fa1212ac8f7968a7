"""What is on air follows from the document alone."""

from typing import Any

import pytest
from playwright.async_api import Page

from tests.static.display import document, question
from tests.static.overlay.overlay import LAYERS, open_overlay, show

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

ASKED = question("Kada će biti gotov most?", name="Marija", to="g1", votes=1_204)
GUESTS = {"g1": {"name": "Ana Petrović", "office": {"sr-Latn": "direktorka", "sq": "drejtoreshë"}}}
COUNTDOWN = {"preset": "60", "started_at": 1, "length_ms": 60_000}
COUNTDOWN |= {"warning_ms": 20_000, "danger_ms": 10_000, "paused_at": 45_001}


async def test_each_layer_shows_its_part(page: Page) -> None:
    await open_overlay(page)
    shown = await show(page, document(ASKED, guests=GUESTS, strap="g1", countdown=COUNTDOWN))

    assert shown == {
        "question": "Pitanje publike Marija za: Ana Petrović Kada će biti gotov most?",
        "name": "Ana Petrović direktorka",
        "timer": "0:15 Pauzirano",
        "tally": "1.204 glasa",
        "join": "Pitajte i glasajte telefonom t.aktiv.org 482 915",
    }


@pytest.mark.parametrize("layer", LAYERS)
async def test_only_the_layers_that_are_wanted_are_shown(page: Page, layer: str) -> None:
    await open_overlay(page, [layer])
    whole = document(ASKED, guests=GUESTS, strap="g1", countdown=COUNTDOWN)

    assert list(await show(page, whole)) == [layer]


@pytest.mark.parametrize(
    ("head", "layers"),
    [
        ({}, ["join"]),
        ({"submissions": False, "voting": False}, []),
        ({"phase": "closed"}, []),
        ({"phase": "draft"}, []),
        ({"strap": "g1"}, ["join", "name"]),
        ({"strap": "g9"}, ["join"]),
        ({"countdown": COUNTDOWN}, ["join", "timer"]),
        ({"picture": "break"}, ["join"]),
        ({"cut_at": 1, "strap": "g1", "countdown": COUNTDOWN}, []),
    ],
    ids=str,
)
async def test_without_a_question(page: Page, head: dict[str, Any], layers: list[str]) -> None:
    await open_overlay(page)

    assert sorted(await show(page, document(**head))) == layers


async def test_two_languages_stand_beside_each_other(page: Page) -> None:
    await open_overlay(page, languages=("sr-Latn", "sq-XK"))
    both = ASKED | {"translations": {"sq": "Kur do të jetë gati ura?"}}
    languages = ["sr-Latn", "sq"]
    shown = await show(
        page, document(both, guests=GUESTS, strap="g1", countdown=COUNTDOWN, languages=languages)
    )

    assert "Kada će biti gotov most? Kur do të jetë gati ura?" in shown["question"]
    assert shown["name"] == "Ana Petrović direktorka drejtoreshë"
    assert shown["timer"] == "0:15 Pauzirano Pauzuar"
    assert shown["tally"] == "1.204 glasa vota"
    assert "Pitajte i glasajte telefonom Pyetni dhe votoni me telefon" in shown["join"]


async def test_the_producers_shorter_wording_stands_alone(page: Page) -> None:
    await open_overlay(page, languages=("sr-Latn", "sq-XK"))
    both = ASKED | {"translations": {"sq": "Kur?"}, "air_text": "Kada most?"}
    shown = await show(page, document(both, languages=["sr-Latn", "sq"]))

    assert shown["question"].endswith("Kada most?")


async def test_a_question_too_long_for_the_lower_third_takes_the_whole_picture(
    page: Page,
) -> None:
    await open_overlay(page)
    words = "Zašto niko ne odgovara građanima kada pitaju koliko je koštao most na Ibru? "
    shown = await show(page, document(question(words * 3), guests=GUESTS, strap="g1"))

    assert set(shown) == {"question-full", "tally"}
    assert words.strip() in shown["question-full"] and "…" not in shown["question-full"]

    shown = await show(page, document(question(words), guests=GUESTS, strap="g1"))
    assert set(shown) == {"question", "tally", "name", "join"}


async def test_a_question_can_be_made_to_take_the_whole_picture_always(page: Page) -> None:
    await open_overlay(page, ["question-full"])

    assert set(await show(page, document(ASKED))) == {"question-full"}


@pytest.mark.parametrize("bottom", [0, 12])
async def test_a_name_stands_above_the_question_and_alone_where_that_stood(
    page: Page, bottom: int
) -> None:
    await open_overlay(page, bottom=bottom)
    box = """(name) => {
      const plate = document.querySelector(`tribina-${name}`).stage.firstElementChild
      const { top, bottom } = plate.getBoundingClientRect()
      return [top / innerHeight * 100, bottom / innerHeight * 100]
    }"""
    await show(page, document(guests=GUESTS, strap="g1"))
    _, alone = await page.evaluate(box, "name")
    await show(page, document(ASKED, guests=GUESTS, strap="g1"))
    top, foot = await page.evaluate(box, "question")
    _, above = await page.evaluate(box, "name")

    assert alone == pytest.approx(95 - bottom, abs=0.2)
    assert foot == pytest.approx(95 - bottom, abs=0.2)
    assert above == pytest.approx(top - 2, abs=0.2)
