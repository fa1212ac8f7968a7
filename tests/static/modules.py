"""Modules of static/ by themselves, in real Chromium: no server, no page around them."""

import json
import os
import shutil
from pathlib import Path
from typing import Any

from playwright.async_api import Page, Route

from server.debate.actors import Role
from server.language.languages import TAGS
from server.web.pages.page_rules import rules_of

STATIC = Path(__file__).parents[2] / "static"
ORIGIN = "http://tribina.test"
# Without windows of its own, if that is installed: drawing them costs more than the pages do.
_WITHOUT_WINDOWS = shutil.which("chromium-headless-shell")
CHROMIUM = os.environ.get("CHROMIUM") or _WITHOUT_WINDOWS or "/usr/bin/chromium"
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]

IMPORT_MAP = """<script type="importmap">{"imports": {"preact": "/vendor/preact.js",
  "preact/hooks": "/vendor/preact-hooks.js", "htm": "/vendor/htm.js"}}</script>"""

# What the server puts into a page for its scripts.
GIVEN = """(data) => {
  const script = document.createElement("script")
  script.id = "page"
  script.type = "application/json"
  script.textContent = data
  document.documentElement.append(script)
}"""

_lent: list[Page] = []


def lend(page: Page | None) -> None:
    """Let `evaluate` have this page from now on; None: no page any more."""
    _lent[:] = [] if page is None else [page]


async def evaluate(program: str, argument: Any = None, role: Role = "producer") -> Any:
    """What a JavaScript function of one argument returns; it imports modules as `/common/….js`.

    In a document of its own, on the page that the fixture `modules` lends, with the data that every
    page of its kind has for a moderator of this role."""
    (page,) = _lent
    await page.goto(f"{ORIGIN}/")
    await page.evaluate(GIVEN, json.dumps({"tags": TAGS, "rules": rules_of(role)}))
    return await page.evaluate(program, argument)


async def answer(route: Route) -> None:
    """At the origin lie the modules, and nothing else."""
    path = route.request.url.removeprefix(f"{ORIGIN}/")
    if not path:
        await route.fulfill(
            body=f"<!doctype html><html lang='en'>{IMPORT_MAP}", content_type="text/html"
        )
    elif (STATIC / path).is_file():
        await route.fulfill(path=STATIC / path)
    else:
        await route.fulfill(status=404)
