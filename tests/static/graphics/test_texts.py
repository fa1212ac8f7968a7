"""Every text stands in its graphic: of each length, in each script, in pictures of every size."""

import itertools
from typing import Any

import pytest
from playwright.async_api import Page

from tests.static.graphics.renderer import HD, call, open_renderer, put_on_air
from tests.static.lengthy import at_length
from tests.static.wordings import ALBANIAN, CYRILLIC, LATIN

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

TEXTS = {"sr-Latn": LATIN, "sr-Cyrl": CYRILLIC, "sq": ALBANIAN}
QUESTIONS = ("question", "question-full")
SIZES = [HD, (1280, 720), (3840, 2160), (1440, 1080), (1080, 1920), (800, 600), (1920, 400)]
LEAST = 0.0416  # of the shorter side: 45 px of 1080
SIDE = 0.05  # of the picture: nothing is nearer to its edge

# Of one that is played: where its words are, and how they are broken. Lines are told apart by where
# each word stands.
MEASURE = """(id) => {
  const { stage } = renderer.graphics.get(id)
  const [text] = stage.querySelectorAll(".words > *")
  const lines = []
  const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT)
  while (walker.nextNode()) {
    for (const word of walker.currentNode.data.matchAll(/\\S+/g)) {
      const range = document.createRange()
      range.setStart(walker.currentNode, word.index)
      range.setEnd(walker.currentNode, word.index + word[0].length)
      const { top } = range.getClientRects()[0]
      const last = lines.at(-1)
      if (last && Math.abs(last.top - top) < 4) last.words.push(word[0])
      else lines.push({ top, words: [word[0]] })
    }
  }
  const sizes = [...stage.querySelectorAll("p, span, strong")]
    .filter((one) => one.getClientRects().length && one.textContent.trim())
    .map((one) => parseFloat(getComputedStyle(one).fontSize))
  const range = document.createRange()
  range.selectNodeContents(text)
  const words = range.getBoundingClientRect()
  const plate = (stage.querySelector(".plate") ?? stage).getBoundingClientRect()
  const boxes = [...stage.querySelectorAll("p, span, strong")]
    .flatMap((one) => [...one.getClientRects()])
  return {
    lines: lines.map(({ words }) => words),
    least: Math.min(...sizes),
    size: parseFloat(getComputedStyle(text).fontSize),
    outside: words.left < plate.left || words.right > plate.right + 1 || words.top < plate.top
      || words.bottom > plate.bottom + 1,
    margins: [Math.min(...boxes.map((one) => one.left)) / innerWidth,
      1 - Math.max(...boxes.map((one) => one.right)) / innerWidth,
      Math.min(...boxes.map((one) => one.top)) / innerHeight,
      1 - Math.max(...boxes.map((one) => one.bottom)) / innerHeight],
  }
}"""

MANY = """async ([id, texts, lang]) => {
  const found = []
  for (const text of texts) {
    const params = { data: { text, lang }, skipAnimation: true }
    const { result } = await renderer.call(id, "updateAction", params)
    found.push({ ...(MEASURE)(id), fits: result.fits })
  }
  return found
}""".replace("MEASURE", MEASURE)


SAID = """(id) => [...renderer.graphics.get(id).stage.querySelectorAll(".words > *")]
  .map((one) => [one.lang, one.textContent.trim()])"""


async def measured(page: Page, graphic: str, text: str, **data: Any) -> dict[str, Any]:
    id_ = await put_on_air(page, graphic, {"text": text, "label": "Pitanje publike"} | data)
    found: dict[str, Any] = await page.evaluate(MEASURE, id_)
    return found


def is_orphan(lines: list[list[str]]) -> bool:
    """A last word alone below others, where another could have come down with it."""
    if len(lines) < 2 or len(lines[-1]) > 1:
        return False
    return len(lines[-2]) > 1 and len(lines[-1][0]) + len(lines[-2][-1]) < 20


@pytest.mark.parametrize("lang", at_length(TEXTS))
@pytest.mark.parametrize("graphic", QUESTIONS)
async def test_every_length_stands_in_it(page: Page, graphic: str, lang: str) -> None:
    await open_renderer(page)
    id_ = await put_on_air(page, graphic, {"label": "Pitanje publike", "asker": "Ana"})
    lengths = range(1, 301)
    texts = [TEXTS[lang][:length] for length in lengths]

    for length, one in zip(lengths, await page.evaluate(MANY, [id_, texts, lang]), strict=True):
        assert not one["outside"], length
        assert one["least"] >= LEAST * 1080, (length, one["least"])
        assert min(one["margins"]) >= SIDE - 0.002, (length, one["margins"])
        assert not is_orphan(one["lines"]), (length, one["lines"])
        if graphic == "question":
            assert len(one["lines"]) <= 3, length
        else:
            assert one["fits"] and one["size"] >= 72, (length, one["size"])
        said = " ".join(itertools.chain.from_iterable(one["lines"]))
        whole = " ".join(texts[length - 1].split())
        assert one["fits"] == (said == whole), (length, said)
        if not one["fits"]:
            assert said.endswith("…") and whole.startswith(said[:-1]), said
            assert whole[len(said) - 1] in " ,;.?!", "it was cut at the end of a word"


@pytest.mark.parametrize("lang", TEXTS)
async def test_a_line_of_the_usual_size_has_some_forty_letters(page: Page, lang: str) -> None:
    await open_renderer(page)
    one = await measured(page, "question", TEXTS[lang][:200])
    usual = await measured(page, "question", TEXTS[lang][:60])

    assert usual["size"] == pytest.approx(58.3, abs=0.1)
    longest = max(len(" ".join(line)) for line in one["lines"])
    assert 36 <= longest * one["size"] / usual["size"] <= 45, one["lines"]


@pytest.mark.parametrize("size", at_length(SIZES), ids=str)
@pytest.mark.parametrize("graphic", QUESTIONS)
async def test_pictures_of_every_size(page: Page, graphic: str, size: tuple[int, int]) -> None:
    await open_renderer(page, size)
    for text in (LATIN[:20], CYRILLIC[:160], ALBANIAN[:300], "Ш" * 300, "Шљ " * 99 + "Ш?"):
        one = await measured(page, graphic, text, asker="Aleksandra Stefanović", to="za: Ana")

        assert not one["outside"], text
        assert one["least"] >= LEAST * min(size), text
        assert min(one["margins"]) >= SIDE - 0.005, (text, one["margins"])


@pytest.mark.parametrize("graphic", QUESTIONS)
async def test_a_translation_stands_below_and_gives_way_where_there_is_no_room(
    page: Page, graphic: str
) -> None:
    await open_renderer(page)
    second = {"translation": ALBANIAN[:80], "translation_lang": "sq"}
    id_ = await put_on_air(page, graphic, {"text": LATIN[:80], "lang": "sr-Latn"} | second)
    assert await page.evaluate(SAID, id_) == [
        ["sr-Latn", LATIN[:80].strip()],
        ["sq", ALBANIAN[:80].strip()],
    ]

    long = {"text": LATIN[:300], "translation": ALBANIAN[:300]}
    answer = await call(page, id_, "updateAction", data=long, skipAnimation=True)
    assert answer["result"]["fits"] is (graphic == "question-full")
    assert len(await page.evaluate(SAID, id_)) == (2 if graphic == "question-full" else 1)
    assert not (await page.evaluate(MEASURE, id_))["outside"]


async def test_the_longest_names_stand_on_their_plates(page: Page) -> None:
    await open_renderer(page)
    one = await measured(
        page, "name", "", name="Aleksandra-Katarina Radosavljević-Stojanović Obradović",
        office="direktorka Kancelarije za zapošljavanje i strana ulaganja u Severnoj Mitrovici",
        translation="drejtoreshë e Zyrës së Punësimit dhe Investimeve të Huaja në Mitrovicë",
    )  # fmt: skip

    assert not one["outside"]
    assert one["least"] >= LEAST * 1080


async def test_no_markup_of_a_text_is_ever_more_than_text(page: Page) -> None:
    await open_renderer(page)
    worst = "<img src=x onerror=alert(1)> <b>Da?</b>"
    id_ = await put_on_air(page, "question", {"text": worst, "asker": worst, "label": worst})

    inside = "(id) => renderer.graphics.get(id).stage.querySelectorAll('img, b').length"
    assert await page.evaluate(inside, id_) == 0


async def test_it_is_fitted_again_when_the_picture_changes(page: Page) -> None:
    await open_renderer(page)
    id_ = await put_on_air(page, "question", {"text": LATIN[:120]})
    before = (await page.evaluate(MEASURE, id_))["size"]
    await page.set_viewport_size({"width": 1280, "height": 720})
    await page.wait_for_function(f"(id) => ({MEASURE})(id).size < {before * 0.8}", arg=id_)

    one = await page.evaluate(MEASURE, id_)
    assert len(one["lines"]) <= 3 and not one["outside"]
