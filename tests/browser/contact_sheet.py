"""`make texts`: the graphics with texts of every length, in each script, on sheets to be looked at.
Written to screens/.
"""

import asyncio
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.async_api import Page

from tests.browser.hall import open_browser
from tests.browser.sheets import sheet
from tests.static.graphics.renderer import HD, open_renderer, put_on_air, remove
from tests.static.graphics.test_texts import TEXTS
from tests.static.modules import ORIGIN, answer
from tests.static.wordings import ALBANIAN

FOLDER = Path(__file__).parents[2] / "screens"
LENGTHS = (1, 12, 30, 58, 80, 110, 140, 170, 210, 255, 300)
ACROSS, SMALL = 3, (640, 360)
# As busy as a studio behind a table, and as bright.
BUSY = """() => {
  document.documentElement.style.cssText = "height: 100%; background:"
    + "repeating-linear-gradient(100deg, #c96 0 3%, #f4f0e8 3% 5%, #357 5% 9%, #5a8 9% 11%)"
}"""
COMMON = {"label": "Pitanje publike", "asker": "Aleksandar Hadži-Milošević", "accent": "#b4232a"}
TALLY = {"votes": "1.204", "unit": "glasa", "accent": "#b4232a"}
TIMER = {"length_ms": 15_000, "word_warning": "Pri kraju", "accent": "#b4232a"}


async def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    async with open_browser() as browser:
        page = await browser.new_page()
        await page.route(f"{ORIGIN}/**", answer)
        await page.goto(f"{ORIGIN}/")
        await open_renderer(page, HD)
        await page.evaluate(BUSY)
        for name, shown in _sheets():
            pictures = [await _picture(page, graphic, data) for graphic, data in shown]
            sheet(pictures, ACROSS).save(FOLDER / f"texts-{name}.png")
            print(f"texts-{name}.png", flush=True)


def _sheets() -> Iterator[tuple[str, list[tuple[str, dict[str, Any]]]]]:
    for graphic in ("question", "question-full"):
        for lang, text in TEXTS.items():
            one = COMMON | {"lang": lang}
            yield f"{graphic}-{lang}", [(graphic, one | {"text": text[:n]}) for n in LENGTHS]
        both = COMMON | {"lang": "sr-Latn", "translation_lang": "sq"}
        yield (
            f"{graphic}-two",
            [
                (graphic, both | {"text": TEXTS["sr-Latn"][:n], "translation": ALBANIAN[:n]})
                for n in LENGTHS
            ],
        )


async def _picture(page: Page, graphic: str, data: dict[str, Any]) -> Image.Image:
    ids = [await put_on_air(page, graphic, data)]
    ids += [await put_on_air(page, "tally", TALLY), await put_on_air(page, "timer", TIMER)]
    shot = Image.open(io.BytesIO(await page.screenshot())).convert("RGB")
    for id_ in ids:
        await remove(page, id_)
    return shot.resize(SMALL, Image.Resampling.LANCZOS)


if __name__ == "__main__":
    asyncio.run(main())
