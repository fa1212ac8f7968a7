"""A taping by buttons alone: what a gallery presses is what goes out, and nothing else."""

import asyncio
from datetime import UTC, datetime, timedelta
from urllib.request import urlopen

import zxingcpp
from playwright.async_api import expect

from tests.browser.hall import Hall
from tests.browser.overlay.source import open_source
from tests.browser.overlay.test_on_air import BRIDGE, WATER, asked
from tests.given.servers import RunningServer

IN_OBS = "window.obsstudio = { pluginVersion: '2.25.0' }"
DISMISSED = "Ko je ukrao novac?"


class Deck:
    """Buttons that open addresses."""

    def __init__(self, server: RunningServer, code: str, key: str) -> None:
        self._server, self._code, self._key = server, code, key

    async def press(self, verb: str, id_: str = "") -> None:
        """`id_`: where the same within a second is meant as another press. Raises HTTPError where
        it is refused."""
        url = self._server.url(f"/studio/{self._code}/do/{verb}?key={self._key}&id={id_}")
        with await asyncio.to_thread(urlopen, url) as answer:
            assert answer.status == 200


async def test_a_whole_taping_by_buttons_through_a_cut_line_and_a_new_server(
    own_server: RunningServer, own_hall: Hall
) -> None:
    server = own_server
    code, producer = await asked(server, BRIDGE, WATER, DISMISSED)
    for question in ("q1", "q2"):
        await producer.do("cue", question=question)
    await producer.do("dismiss", question="q3", reason="insult")
    await producer.leave()
    deck = Deck(server, code, await server.token(code, "buttons"))
    wide = await open_source(own_hall, server, code)
    small = await open_source(own_hall, server, code, size=(1280, 720))
    for source in (wide, small):
        await source.until("join")
        await source.watch()

    await deck.press("take")
    await deck.press("lower-third/1")
    for source in (wide, small):
        assert BRIDGE in (await source.until("question", "tally", "join", "name"))["question"]
    await deck.press("timer/start/90")
    await deck.press("timer/show")
    await wide.until("question", "tally", "join", "name", "timer")

    await small.lose_connection()
    await deck.press("next")
    await wide.until_said(WATER)
    await server.restart()
    await small.find_connection()
    async with asyncio.timeout(30):
        await small.until_said(WATER)

    await deck.press("panic")
    for source in (wide, small):
        await source.until()
    await deck.press("panic/off")
    await deck.press("previous")
    for source in (wide, small):
        await source.until_said(WATER)
    await deck.press("previous", "again")
    for source in (wide, small):
        await source.until_said(BRIDGE)
    await deck.press("clear")
    await wide.until("join")

    for source in (wide, small):
        frames = [str(one) for one in await source.pictures()]
        assert not [one for one in frames if DISMISSED in one or "rror" in one]
        assert not [one for one in frames if BRIDGE in one and WATER in one], "half a picture"
        assert not source.complaints


async def test_what_obs_says_reaches_the_desk_and_the_journal(
    server: RunningServer, hall: Hall
) -> None:
    code, producer = await asked(server, BRIDGE)
    source = await open_source(hall, server, code)
    await source.page.add_init_script(IN_OBS)
    await source.page.reload()
    await source.until("join")

    for name in ("obsRecordingStarted", "obsRecordingPaused", "obsRecordingUnpaused"):
        await source.page.evaluate("(name) => window.dispatchEvent(new CustomEvent(name))", name)
    await source.page.evaluate(
        """() => window.dispatchEvent(
             new CustomEvent("obsSourceActiveChanged", { detail: { active: true } }))"""
    )

    def outputs() -> list[bool | None]:
        told = producer.document["debate"].get("outputs", {})
        return [one.get("active") for one in told.values()]

    await producer.until(lambda: True in outputs())
    await producer.until(
        lambda: producer.document["debate"]["recordings"] == {"display": "resumed"}
    )
    await producer.leave()


async def test_a_slate_flashes_and_says_the_moment_as_a_code(
    server: RunningServer, hall: Hall
) -> None:
    code, producer = await asked(server, BRIDGE)
    # A small picture is taken in less than the slate lasts, on a slow machine too.
    source = await open_source(hall, server, code, size=(640, 360))
    await source.until("join")
    await source.page.evaluate(
        """() => {
             window.flashes = 0
             const slate = document.querySelector(".slate")
             new MutationObserver(() => { if (slate.dataset.flash) window.flashes = 1 })
               .observe(slate, { attributes: true })
           }"""
    )

    await producer.do("slate")
    slate = source.page.locator(".slate")
    await slate.wait_for()
    (found,) = zxingcpp.read_barcodes((await source.picture()).convert("RGB"))

    moment = datetime.fromisoformat(found.text)
    assert abs(moment - datetime.now(UTC)) < timedelta(seconds=30)
    assert await source.page.evaluate("flashes") == 1
    await expect(slate).to_be_hidden()
    await producer.leave()
