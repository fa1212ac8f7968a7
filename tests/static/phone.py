"""The audience screen in a page of its own, with a door that the test holds."""

import json
from typing import Any

from playwright.async_api import Locator, Page, WebSocketRoute, expect

from tests.static.door import LIVE, Door, tell
from tests.static.modules import STATIC

A_FRAME_MS = 20
FRAMES_AT_MOST = 100  # in all less time than a list waits before it moves
WORDS = {
    f"{section}.{key}": text
    for section in ("common", "audience")
    for key, text in json.loads((STATIC / f"locales/en/{section}.json").read_text("utf-8")).items()
}
FRAME = """([data]) => {
  const add = (tag, parent, fields) =>
    parent.append(Object.assign(document.createElement(tag), fields))
  add("link", document.head, { rel: "stylesheet", href: "/audience/audience.css" })
  add("span", document.body, { id: "phase" })
  add("div", document.body, { id: "screen" })
  add("script", document.body, { id: "page", type: "application/json", textContent: data })
  return import("/audience/app.js")
}"""


def question(number: int, votes: int, **fields: Any) -> dict[str, Any]:
    text = f"Question number {number}, as long as questions are, so that it has two lines?"
    return {"text": text, "votes": votes, "state": "open", "at": number, "lang": "en"} | fields


def document(**debate: Any) -> dict[str, Any]:
    head = {"title": {"en": "Jobs"}, "phase": "live", "submissions": True, "voting": True}
    guests = {"g1": {"name": "Ana Petrović"}}
    return {
        "debate": head | {"max_length": 50, "guests": guests} | debate,
        "questions": {f"q{number}": question(number, 100 - number) for number in range(1, 31)},
    }


class Phone:
    def __init__(self, page: Page, door: Door) -> None:
        self.page = page
        self.door = door
        self.socket: WebSocketRoute | None = None

    async def open(self, **debate: Any) -> None:
        doc = document(**debate)
        data: dict[str, Any] = {"code": "482915", "view": "audience", "live": LIVE, "locale": "en"}
        data |= {"strings": WORDS, "state": {"at": 1, "seq": 1, "doc": doc}, "you": {}}
        await self.page.set_viewport_size({"width": 390, "height": 700})
        await self.page.evaluate(FRAME, [json.dumps(data)])
        self.socket = await self.door.arrival()
        self.tell("state", doc=doc)
        self.tell("you", doc={"mine": {}, "votes": {}})
        await expect(self.page.locator(".card")).to_have_count(30)

    def tell(self, kind: str, **fields: Any) -> None:
        assert self.socket is not None
        tell(self.socket, kind, **fields)

    async def draws(self) -> None:
        """Let the page draw what was done to it."""
        await self.door.pass_time(A_FRAME_MS)

    async def shows(self, selector: str, text: str = "") -> Locator:
        """Let the page draw until it shows that: what it was told takes a moment to arrive."""
        found = self.page.locator(selector, has_text=text)
        for _ in range(FRAMES_AT_MOST):
            if await found.count():
                return found
            await self.draws()
        raise AssertionError(f"never shown: {selector} {text}")

    def card(self, number: int) -> Any:
        return self.page.locator(f"[data-id=q{number}]")

    async def top_of(self, number: int) -> float:
        box = await self.card(number).bounding_box()
        assert box is not None
        return float(box["y"])
