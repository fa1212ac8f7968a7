"""The display by itself, with its stylesheets and letters: no server, a document of the test's."""

import json
from collections.abc import Sequence
from typing import Any

from playwright.async_api import Page

from server.language.languages import TAGS
from server.web.words.i18n import LOCALES, house_words

STYLES = (
    "graphics/fonts/fonts",
    "common/css/tokens",
    "graphics/parts/quoted",
    *(
        "display/" + name
        for name in ("tokens", "display", "idle", "asked/asked", "countdown", "fingerprint")
    ),
)


def words_in(locale: str) -> dict[str, Any]:
    return house_words().strings(locale, ["common", "display"])


HD = (1920, 1080)
FRAME = """async ([styles, data]) => {
  document.body.style.margin = 0
  const add = (tag, fields) => {
    const made = Object.assign(document.createElement(tag), fields)
    document.body.append(made)
    return made
  }
  await Promise.all(styles.map((name) => new Promise((resolve) => {
    add("link", { rel: "stylesheet", href: `/${name}.css`, onload: resolve })
  })))
  const screen = add("main", { id: "screen", className: "display" })
  add("script", { id: "page", type: "application/json", textContent: data })
  await document.fonts.load('700 1em "Source Sans 3"', "AčЉ")
  const { Display } = await import("/display/display.js")
  window.display = new Display(screen, () => Date.now())
}"""


def question(text: str = "Why?", **fields: Any) -> dict[str, Any]:
    return {"text": text, "lang": "sr-Latn", "votes": 3, "state": "on_air"} | fields


def document(on_air: dict[str, Any] | None = None, id_: str = "q1", **head: Any) -> dict[str, Any]:
    debate: dict[str, Any] = {
        "code": "482915",
        "title": {"sr-Latn": "Posao i mladi"},
        "phase": "live",
    }
    debate |= {"submissions": True, "voting": True, "totals": {"questions": 63, "votes": 1204}}
    debate |= {"guests": {"g1": {"name": "Ana Petrović"}}} | head
    if on_air is None:
        return {"debate": debate, "questions": {}}
    return {"debate": debate | {"on_air": id_}, "questions": {id_: on_air}}


START = 1_772_906_700_000  # ms: 7 March 2026
GUESTS = {"g1": {"name": "Aleksandra Radosavljević-Stojanović"}, "g2": {"name": "Arben Krasniqi"}}
TITLE = {
    "sr-Latn": "Posao i mladi: ko ostaje u Kosovskoj Mitrovici",
    "sq": "Puna dhe të rinjtë: kush mbetet në Mitrovicë",
}


def pictures(now: int = 0) -> dict[str, dict[str, Any]]:
    """A document for each picture; `now` (ms) is for its clocks."""
    asked = question(
        "Kada će opština otvoriti nova radna mesta za mlade u industrijskoj zoni?",
        translations={"sq": "Kur do të hapë komuna vende të reja pune në zonën industriale?"},
        name="Aleksandar Hadži-Milošević",
        to="g1",
        votes=231,
    )
    common: dict[str, Any] = {
        "title": TITLE,
        "guests": GUESTS,
        "totals": {"questions": 63, "votes": 1204},
    }
    none: dict[str, Any] = common | {"submissions": False, "voting": False}
    spoken = {"guest": "g1", "time": {"ran_ms": 83_000, "since": now, "running": True}}
    shown = {
        "before": document(
            **none | {"phase": "draft", "starts_at": START, "totals": {"questions": 0}}
        ),
        "idle": document(**none),
        "ask": document(**common | {"voting": False, "totals": {"questions": 63}}),
        "vote": document(**common | {"submissions": False}),
        "both": document(**common),
        "question": document(asked, **common, languages=["sr-Latn", "sq"]),
        "speaking": document(asked, **common, speaking=spoken),
        "break": document(**common, picture="break"),
        "over": document(**common, phase="closed"),
        "cut": document(**common, cut_at=START),
    }
    ended = asked | {"state": "answered", "became": "evaded", "hands": 44}
    shown["result"] = document(**common, picture="result", result="q1", languages=["sr-Latn", "sq"])
    shown["result"]["questions"] = {"q1": ended}
    return shown


async def open_display(
    page: Page,
    size: tuple[int, int] = HD,
    join: str = "",
    languages: Sequence[str] = ("en",),
    programme: dict[str, str] | None = None,
) -> None:
    """An empty display, as `window.display`."""
    await page.set_viewport_size({"width": size[0], "height": size[1]})
    first, *others = languages
    data: dict[str, Any] = {"code": "482915", "locale": first, "strings": words_in(first)}
    data |= {"reads": LOCALES[first].reads, "tags": TAGS}
    data |= {"qr": "/qr/482915.svg", "join": join or "https://t.aktiv.org/482915"}
    data |= {"programme": {"name": programme or {"en": "Social Club"}, "accent": "#b3261e"}}
    if others:
        data |= {"languages": list(languages), "follows": False}
        data["second"] = {
            "locale": others[0],
            "reads": LOCALES[others[0]].reads,
            "strings": words_in(others[0]),
        }
    await page.evaluate(FRAME, [STYLES, json.dumps(data)])


async def show(page: Page, shown: dict[str, Any]) -> list[str]:
    """Returns what it set in motion, by the animations' names: asked for before another frame is
    drawn, since animations know nothing of a stopped clock and may be over soon."""
    program = """shown => {
      display.show(shown)
      return document.getAnimations().map((one) => one.animationName).sort()
    }"""
    return list(await page.evaluate(program, shown))
