"""As CasparCG and SPX play a graphic: by global functions, with data in each of their forms."""

import json
from typing import Any
from urllib.parse import quote

import pytest
from playwright.async_api import Page

from tests.static.modules import ORIGIN, evaluate

pytestmark = [
    pytest.mark.browser,
    pytest.mark.asyncio(loop_scope="session"),
    pytest.mark.usefixtures("modules"),
]

TEXT = "„Kada će, бре, të hapet «ura»?“ 🙂"
PAGE = """<!doctype html><html lang="en" data-graphic="question"><body>
  <script src="/graphics/caspar.js"></script>"""
SHOWN = "document.querySelector('tribina-template')?.stage.hasAttribute('data-shown')"
SAID = "document.querySelector('tribina-template')?.stage.querySelector('.words')?.textContent"
READ = """async ([given, keys]) => {
  const { readTemplateData } = await import("/graphics/parts/template-data.js")
  return readTemplateData(given, keys)
}"""


async def read(given: Any) -> dict[str, Any]:
    found: dict[str, Any] = await evaluate(READ, [given, ["text", "translation", "asker"]])
    return found


XML = (
    '<templateData><componentData id="f0"><data id="text" value="Ko &quot;to&quot; &amp; kada?"/>'
    '</componentData><componentData id="asker"><data id="text" value="Ana"/></componentData>'
    "</templateData>"
)


@pytest.mark.parametrize(
    "given",
    [
        {"text": TEXT},
        json.dumps({"text": TEXT}),
        json.dumps({"text": TEXT}, ensure_ascii=False),
        quote(json.dumps({"text": TEXT})),
        f"  {json.dumps({'f0': TEXT})} ",
    ],
    ids=["object", "escaped", "plain", "percent", "numbered"],
)
async def test_data_are_read_in_every_form(given: Any) -> None:
    assert await read(given) == {"text": TEXT}


async def test_casparcgs_xml_is_read() -> None:
    assert await read(XML) == {"text": 'Ko "to" & kada?', "asker": "Ana"}


async def test_a_line_break_that_came_unescaped_is_a_space() -> None:
    assert await read('{"text": "Kada\nće?"}') == {"text": "Kada će?"}


@pytest.mark.parametrize("given", ["", "{", "<a", "%E0%A4%A", "null", None, 7, "[1]", "<a/>"])
async def test_what_cannot_be_read_says_nothing_and_breaks_nothing(given: Any) -> None:
    found = await read(given)

    assert not {"text", "asker"} & found.keys()


async def open_template(page: Page, *calls: str) -> None:
    """With these called at once, before any of the graphic is there."""
    script = "".join(f"<script>{one}</script>" for one in calls)
    await page.route(
        f"{ORIGIN}/template.html",
        lambda route: route.fulfill(body=PAGE + script, content_type="text/html"),
    )
    await page.goto(f"{ORIGIN}/template.html")


@pytest.mark.parametrize(
    "calls",
    [
        ('update(\'{"text": "Kada?"}\')', "play()"),
        ("play()", 'update(\'{"text": "Kada?"}\')'),
        ('update(\'{"text": "Kada?", "nobody": 1}\'); play(); play()',),
    ],
    ids=["before", "after", "twice"],
)
async def test_data_may_come_before_or_after_play(page: Page, calls: tuple[str, ...]) -> None:
    await open_template(page, *calls)

    await page.wait_for_function(f"{SAID} === 'Kada?' && {SHOWN}")


async def test_it_goes_when_it_is_stopped_removed_or_continued(page: Page) -> None:
    await open_template(page, "update({ text: 'Kada?' })")
    await page.wait_for_selector("tribina-template", state="attached")
    for leave in ("stop()", "remove()", "next()"):
        await page.evaluate("play()")
        await page.wait_for_function(SHOWN)
        await page.evaluate(leave)
        await page.wait_for_function(f"!{SHOWN}")
