"""The overlay by itself, with a document of the test's: no server, no page around it."""

import json
from collections.abc import Sequence
from typing import Any

from playwright.async_api import Page

from server.language.languages import TAGS
from server.web.words.i18n import LOCALES, house_words

HD = (1920, 1080)
LAYERS = ("question", "name", "timer", "tally", "join")
QR = "data:image/svg+xml;base64,PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciLz4="
OPEN = """async ([data, options]) => {
  document.body.style.margin = 0
  const add = (tag, fields) => {
    const made = Object.assign(document.createElement(tag), fields)
    document.body.append(made)
    return made
  }
  add("script", { id: "page", type: "application/json", textContent: data })
  await new Promise((resolve) => add("link",
    { rel: "stylesheet", href: "/overlay/overlay.css", onload: resolve }))
  const picture = add("main", { className: "overlay" })
  const { Overlay } = await import("/overlay/overlay.js")
  const { targetOf } = await import("/overlay/target.js")
  window.overlay = new Overlay(picture, options)
  window.show = (document, atOnce) => {
    if (document.debate.cut_at !== undefined) overlay.cut()
    else overlay.show(targetOf(document, 0), atOnce)
  }
}"""

# Of each graphic that is to be seen: which it is, and what it says.
SEEN = """() => Object.fromEntries([...document.querySelectorAll(".overlay__layer > *")]
  .filter((one) => one.stage.hasAttribute("data-shown"))
  .map((one) => [one.localName.replace("tribina-", ""),
    one.stage.innerText.replace(/\\s+/g, " ").trim()]))"""


def words_in(locale: str) -> dict[str, Any]:
    return house_words().strings(locale, ["common", "display", "overlay"])


async def open_overlay(
    page: Page,
    layers: Sequence[str] = LAYERS,
    languages: Sequence[str] = ("sr-Latn",),
    size: tuple[int, int] = HD,
    motion: bool = True,
    **look: Any,
) -> None:
    """An empty one, as `window.overlay`; `window.show` takes a display's document."""
    await page.set_viewport_size({"width": size[0], "height": size[1]})
    first, *others = languages
    data: dict[str, Any] = {"code": "482915", "locale": first, "strings": words_in(first)}
    data |= {"reads": LOCALES[first].reads, "tags": TAGS, "follows": False, "qr": QR}
    data |= {"join": "https://t.aktiv.org/482915", "languages": list(languages)}
    for other in others:
        reads = LOCALES[other].reads
        data["second"] = {"locale": other, "reads": reads, "strings": words_in(other)}
    options = {
        "layers": layers,
        "motion": motion,
        "look": {"accent": "#b4232a", "scale": 1, "bottom": 0} | look,
    }
    await page.evaluate(OPEN, [json.dumps(data), options])


async def show(page: Page, document: dict[str, Any], *, at_once: bool = True) -> dict[str, str]:
    """Returns what is to be seen once all is there."""
    await page.evaluate("([document, atOnce]) => show(document, atOnce)", [document, at_once])
    await page.evaluate("overlay.settled()")
    return await seen(page)


async def seen(page: Page) -> dict[str, str]:
    """What is to be seen now: what each graphic says."""
    return dict(await page.evaluate(SEEN))
