"""The server's side of a page's connection, for tests: it says what a test tells it to say."""

import asyncio
import json
from datetime import UTC, datetime, timedelta
from typing import Any

from playwright.async_api import Page, Route, WebSocketRoute

from tests.static.modules import ORIGIN

LIVE = "ws://live.test/live/482915"
PATIENCE_S = 10
MORNING = datetime(2026, 3, 7, 9, tzinfo=UTC)
START = """async ([live, view, key]) => {
  const { Connection } = await import("/common/connection.js")
  const state = { at: Date.now(), seq: 1, doc: { debate: { online: 1 }, questions: {} } }
  window.changes = []
  window.connection = new Connection({ code: "482915", view, live, state, key })
  connection.subscribe((change) => changes.push(change))
  connection.start()
}"""


class Door:
    """Both doors: the live one, and the one over HTTP, which is shut unless a test opens it."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.urls: list[str] = []
        self.document: dict[str, Any] | None = None  # what HTTP answers; None: nothing
        self.posted: list[dict[str, Any]] = []
        self.is_shut = False
        self.keeps_no_cookies = False
        self.tokens = 0  # made over HTTP
        self._arrivals: asyncio.Queue[WebSocketRoute] = asyncio.Queue()
        self._commands: asyncio.Queue[dict[str, Any]] = asyncio.Queue()

    async def open(self) -> None:
        await stop_time(self.page)
        await self.page.route_web_socket(lambda url: url.startswith(LIVE), self._arrive)
        await self.page.route(f"{ORIGIN}/api/**", self._answer)

    async def start(self, view: str = "audience", key: str = "") -> None:
        """Start a connection in the page, as `window.connection`."""
        await self.page.evaluate(START, [LIVE, view, key])

    async def arrival(self) -> WebSocketRoute:
        """The next socket."""
        return await asyncio.wait_for(self._arrivals.get(), PATIENCE_S)

    async def command(self) -> dict[str, Any]:
        """The next command that came by a socket."""
        return await asyncio.wait_for(self._commands.get(), PATIENCE_S)

    async def pass_time(self, ms: int) -> None:
        await self.page.clock.run_for(ms)

    async def pass_time_until(self, condition: str) -> None:
        """Let seconds pass, one after the other: what they set off takes real time as well."""
        async with asyncio.timeout(PATIENCE_S):
            while not await self.page.evaluate(condition):
                await self.pass_time(1_000)

    async def until(self, condition: str) -> None:
        await self.page.wait_for_function(condition, timeout=PATIENCE_S * 1000)

    async def welcome(self, **document: Any) -> WebSocketRoute:
        """Let the next socket in with a whole document and an empty private one."""
        socket = await self.arrival()
        tell(socket, "state", doc={"debate": {"online": 2}, "questions": {}} | document)
        tell(socket, "you", doc={"mine": {}, "votes": {}})
        await self.until("connection.status === 'online'")
        return socket

    async def _arrive(self, socket: WebSocketRoute) -> None:
        self.urls.append(socket.url)
        if self.is_shut:
            await socket.close()
            return
        socket.on_message(lambda text: self._commands.put_nowait(json.loads(text)))
        self._arrivals.put_nowait(socket)

    async def _answer(self, route: Route) -> None:
        if self.document is None:
            await route.abort()
        elif route.request.url.endswith("/api/participants"):
            self.tokens += 1
            await route.fulfill(json={"token": f"token {self.tokens}"})
        elif route.request.method == "POST" and self.keeps_no_cookies and not _bearer(route):
            await route.fulfill(status=401, json={"t": "no", "code": "no_token"})
        elif route.request.method == "POST":
            command = json.loads(route.request.post_data or "")
            self.posted.append(command)
            await route.fulfill(json={"t": "ok", "id": command["id"]})
        elif route.request.headers.get("if-none-match") == '"1"':
            await route.fulfill(status=304)
        else:
            await route.fulfill(json=self.document, headers={"ETag": '"1"'})


def _bearer(route: Route) -> str:
    return route.request.headers.get("authorization", "")


async def stop_time(page: Page) -> None:
    """From here on, time passes in the page only when a test lets it."""
    await page.clock.install(time=MORNING)
    await page.clock.pause_at(MORNING + timedelta(hours=1))


def tell(socket: WebSocketRoute, kind: str, **fields: Any) -> None:
    at = {"at": 1_763_877_600_000, "seq": 2} if kind in ("state", "patch") else {}
    socket.send(json.dumps({"t": kind} | at | fields))
