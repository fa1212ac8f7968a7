"""Everybody in the hall, each in a browser of their own, in the words of those who take part."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Sequence
from typing import Any

from playwright.async_api import (
    Browser,
    BrowserContext,
    FloatRect,
    Locator,
    Page,
    async_playwright,
    expect,
)

from server.demo.visitor import Visitor
from server.web.words.local_time import ZONE_NAME
from tests.given.servers import PASSWORD, Site
from tests.static.modules import ARGUMENTS, CHROMIUM

PATIENCE_MS = 15_000
TAPS_S = 15

expect.set_options(timeout=PATIENCE_MS)


class Person:
    """One browser window. `complaints` collects what its console said was wrong."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.complaints: list[str] = []
        page.set_default_timeout(PATIENCE_MS)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("console", self._hear)

    def _hear(self, message: Any) -> None:
        # These are said by the browser itself, and no mistake of the page: a lost connection, and
        # an archive that is still being made.
        expected = ("net::ERR_", "WebSocket connection to", "status of 503")
        if message.type == "error" and not any(one in message.text for one in expected):
            self.complaints.append(message.text)

    async def lose_connection(self) -> None:
        await self.page.context.set_offline(True)

    async def find_connection(self) -> None:
        await self.page.context.set_offline(False)


class PhoneUser(Person):
    async def ask(self, text: str, name: str = "") -> None:
        await self.page.locator(".bar button, button[aria-haspopup=dialog]").last.click()
        await self.page.locator("#ask-text").fill(text)
        if name:
            await self.page.locator("#ask-name").fill(name)
        await self.page.locator("dialog button[type=submit]").click()
        await expect(self.page.locator("dialog")).to_have_count(0)
        await self.page.locator("#tab-popular").click()

    def vote_button(self, text: str) -> Any:
        return self.page.locator(".card", has_text=text).locator("button.vote").first

    async def vote(self, text: str) -> None:
        """A tap just after cards have moved is taken for nothing: whoever sees that taps again."""
        button = self.vote_button(text)
        before = str(await button.get_attribute("aria-pressed"))
        async with asyncio.timeout(TAPS_S):
            while await button.get_attribute("aria-pressed") == before:
                await button.click()
                with contextlib.suppress(AssertionError):
                    await expect(button).not_to_have_attribute("aria-pressed", before, timeout=500)

    async def sees_votes(self, text: str, votes: int) -> None:
        card = self.page.locator(".card", has_text=text).first
        await expect(card.locator(".vote__count")).to_have_text(str(votes))

    async def sees_on_air(self, text: str) -> None:
        await expect(self.page.locator(".air .card__text")).to_have_text(text)

    async def sees_nothing_on_air(self) -> None:
        await expect(self.page.locator(".air")).to_have_count(0)


class Desk(Person):
    """A moderator at the control screen, working by keyboard."""

    def card(self, text: str) -> Any:
        """The one with this text, not those that name it among what is alike."""
        body = self.page.locator(".card__body > :first-child", has_text=text)
        return self.page.locator("article.card", has=body)

    async def choose(self, text: str) -> None:
        await self.card(text).locator(".card__body").click(position={"x": 5, "y": 5})
        await expect(self.card(text)).to_have_attribute("data-selected", "true")

    async def press(self, key: str) -> None:
        await self.page.keyboard.press(key)

    async def is_above(self, one: str, other: str) -> bool:
        """Whether the card stands higher in its column."""
        boxes = [await self.card(text).bounding_box() for text in (one, other)]
        return bool(boxes[0]["y"] < boxes[1]["y"])

    async def approve(self, text: str) -> None:
        await self.choose(text)
        await self.press("a")
        await expect(self.card(text)).to_have_attribute("data-state", "open")

    async def cue(self, text: str) -> None:
        await self.choose(text)
        await self.press("c")
        still_open = self.page.locator("article.card[data-state=open]", has_text=text)
        await expect(still_open).to_have_count(0)

    async def take(self, text: str) -> None:
        await self.press("F9")
        await expect(self.page.locator(".air")).to_contain_text(text)

    async def is_connected(self) -> None:
        """What is pressed before is not sent later."""
        await expect(self.page.locator(".notice[role=alert]")).to_have_count(0)


class Hall:
    """The doors of a running server, and who came in by them."""

    def __init__(self, server: Site, browser: Browser) -> None:
        self._server = server
        self._browser = browser
        self._contexts: list[BrowserContext] = []
        self.people: list[Person] = []

    async def phone(self, code: str, locale: str = "sr-RS", **options: Any) -> PhoneUser:
        page = await self._page(locale, {"width": 390, "height": 844}, has_touch=True, **options)
        person = PhoneUser(page)
        self.people.append(person)
        await page.goto(self._server.url(f"/{code}"))
        return person

    async def desk(self, code: str, name: str, locale: str = "en-GB", **options: Any) -> Desk:
        page = await self._page(locale, {"width": 1440, "height": 900}, **options)
        await self.log_in(page, name, f"/control/{code}")
        person = Desk(page)
        self.people.append(person)
        await expect(page.locator("#screen article, #screen section").first).to_be_visible()
        return person

    async def screen(self, path: str, locale: str = "sq-AL", name: str = "") -> Person:
        """A display (with its key in the path) or, logged in as `name`, a host."""
        page = await self._page(locale, {"width": 1920, "height": 1080})
        if name:
            await self.log_in(page, name, path)
        else:
            await page.goto(self._server.url(path))
        person = Person(page)
        self.people.append(person)
        return person

    async def log_in(self, page: Page, name: str, path: str) -> None:
        """Log in, as the form does but without drawing it, and arrive at the path."""
        answer = await page.context.request.post(
            self._server.url("/login"),
            form={"name": name, "password": PASSWORD, "back": path},
            headers={"Origin": self._server.address},
            max_redirects=0,
        )
        assert answer.headers["location"].endswith(path), answer.status
        await page.goto(self._server.url(path))

    async def _page(self, locale: str, viewport: Any, **options: Any) -> Page:
        at_home = {"locale": locale, "viewport": viewport, "timezone_id": ZONE_NAME}
        context: BrowserContext = await self._browser.new_context(
            ignore_https_errors=True, **(at_home | options)
        )
        self._contexts.append(context)
        return await context.new_page()

    async def leave(self) -> None:
        """Everybody goes."""
        for context in self._contexts:
            await context.close()


async def ask_all(phone: Visitor, watching: Visitor, texts: Sequence[str], *then: str) -> None:
    """Ask one after the other, in a debate that has no questions yet, and do `then` with each."""

    async def came(count: int) -> None:
        await watching.until(lambda: len(watching.document["questions"]) == count)

    for number, text in enumerate(texts, 1):
        await phone.do("submit", text=text)
        await came(number)
        for do in then:
            await watching.do(do, question=f"q{number}")


async def box_of(what: Locator) -> FloatRect:
    """Where it is drawn. Raises AssertionError when it is not."""
    box = await what.bounding_box()
    assert box is not None
    return box


@contextlib.asynccontextmanager
async def open_browser() -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        try:
            yield browser
        finally:
            await browser.close()


@contextlib.asynccontextmanager
async def open_hall(server: Site) -> AsyncIterator[Hall]:
    async with open_browser() as browser:
        yield Hall(server, browser)
