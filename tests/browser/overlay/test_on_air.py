"""What a viewer at home sees over the camera's picture, while a gallery works."""

import asyncio

import pytest
from playwright.async_api import expect

from server.demo.visitor import Visitor
from tests.browser.hall import Hall, ask_all
from tests.browser.overlay.source import SIZES, open_source
from tests.given.servers import RunningServer

BRIDGE = "Kada će biti gotov most na Ibru?"
WATER = "Ko je odgovoran za vodu u Šipovu?"

COUNT_MOTIONS = """() => {
  const { animate } = Element.prototype
  window.moved = 0
  Element.prototype.animate = function (...how) {
    window.moved += 1
    return animate.apply(this, how)
  }
}"""


async def asked(server: RunningServer, *texts: str) -> tuple[str, Visitor]:
    """A live debate in which these are shown, and its producer."""
    code = await server.debate()
    phone, producer = await server.phone(code), await server.moderator(code)
    await ask_all(phone, producer, texts, "approve")
    await phone.leave()
    return code, producer


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_what_is_taken_comes_and_what_is_cleared_goes(
    server: RunningServer, hall: Hall, size: tuple[int, int]
) -> None:
    code, producer = await asked(server, BRIDGE, WATER)
    source = await open_source(hall, server, code, size=size)
    await source.until("join")
    await source.watch()

    await producer.do("take", question="q1")
    assert BRIDGE in (await source.until("question", "tally", "join"))["question"]
    await producer.do("strap", guest="g1")
    assert "Ana Petrović" in (await source.until("question", "tally", "join", "name"))["name"]
    await producer.do("take", question="q2")
    await source.until_said(WATER)
    await producer.do("strap")
    await producer.do("clear")
    await source.until("join")

    said = " ".join(" ".join(one.values()) for one in await source.pictures())
    assert BRIDGE in said and WATER in said
    for one in await source.pictures():
        assert not (BRIDGE in str(one) and WATER in str(one)), "two at a time"
        assert "question" in one or "tally" not in one
    assert not source.complaints
    await producer.leave()


async def test_a_panic_is_seen_as_nothing_at_all_without_a_motion(
    server: RunningServer, hall: Hall
) -> None:
    code, producer = await asked(server, BRIDGE)
    source = await open_source(hall, server, code)
    await producer.do("take", question="q1")
    await producer.do("strap", guest="g1")
    whole = await source.until("question", "tally", "join", "name")
    await source.watch()

    await producer.do("panic")
    await source.until()
    assert await source.pictures() == [whole, {}]
    assert (await source.picture()).convert("RGBA").getchannel("A").getextrema() == (0, 0)

    await producer.do("take", question="q1")
    await source.until("question", "tally", "join")
    await producer.leave()


async def test_a_reload_shows_the_same_picture_without_a_motion(
    server: RunningServer, hall: Hall
) -> None:
    code, producer = await asked(server, BRIDGE)
    source = await open_source(hall, server, code)
    await producer.do("take", question="q1")
    await producer.do("strap", guest="g1")
    await source.until("question", "tally", "join", "name")
    before = await source.picture()

    await source.page.add_init_script(f"({COUNT_MOTIONS})()")
    await source.page.reload()
    await source.until("question", "tally", "join", "name")

    assert await source.page.evaluate("moved") == 0
    assert (await source.picture()).tobytes() == before.tobytes()
    assert not source.complaints
    await producer.leave()


async def test_while_the_line_is_cut_the_picture_stays_and_then_is_the_new_one_without_a_motion(
    server: RunningServer, hall: Hall
) -> None:
    code, producer = await asked(server, BRIDGE, WATER)
    source = await open_source(hall, server, code)
    await producer.do("take", question="q1")
    before = await source.until("question", "tally", "join")
    await source.watch()
    await source.page.evaluate(COUNT_MOTIONS)

    await source.lose_connection()
    await producer.do("take", question="q2")
    assert await source.pictures() == [before]
    await source.find_connection()
    await source.until_said(WATER)

    assert await source.page.evaluate("moved") == 0
    assert all("question" in one for one in await source.pictures()), "no frame without one"
    assert not source.complaints
    await producer.leave()


async def test_a_server_that_is_started_again_changes_nothing_on_air(
    own_server: RunningServer, own_hall: Hall
) -> None:
    code, producer = await asked(own_server, BRIDGE, WATER)
    source = await open_source(own_hall, own_server, code)
    await producer.do("take", question="q1")
    before = await source.until("question", "tally", "join")
    await source.watch()
    await producer.leave()

    await own_server.restart()
    producer = await own_server.moderator(code)
    async with asyncio.timeout(30):
        await producer.do("take", question="q2")
        await source.until_said(WATER)

    first, *others = await source.pictures()
    assert first == before
    assert all(BRIDGE in str(one) or WATER in str(one) or "question" not in one for one in others)
    assert not source.complaints
    await producer.leave()


async def test_without_a_server_the_picture_stays(
    own_server: RunningServer, own_hall: Hall
) -> None:
    code, producer = await asked(own_server, BRIDGE)
    source = await open_source(own_hall, own_server, code)
    await producer.do("take", question="q1")
    await source.until("question", "tally", "join")
    before = await source.picture()
    await producer.leave()

    async with source.page.expect_event("requestfailed"):
        await own_server.kill()

    assert (await source.picture()).tobytes() == before.tobytes()
    assert not source.complaints


async def test_only_the_layers_of_the_address_are_shown(server: RunningServer, hall: Hall) -> None:
    code, producer = await asked(server, BRIDGE)
    await producer.do("take", question="q1")
    for layers, graphics in (("question,count", ("question", "tally")), ("join", ("join",))):
        source = await open_source(hall, server, code, layers=layers)
        await source.until(*graphics)
    await producer.leave()


async def test_a_colour_behind_the_graphics_and_guides_over_them(
    server: RunningServer, hall: Hall
) -> None:
    code, producer = await asked(server, BRIDGE)
    source = await open_source(hall, server, code, key_colour="00ff00", safe=1)
    await source.until("join")
    guides = source.page.locator(".guides__line")
    await expect(guides).to_have_count(3)
    box = await guides.nth(1).bounding_box()
    picture = (await source.picture()).convert("RGBA")

    assert picture.getpixel((960, 540)) == (0, 255, 0, 255)
    assert box == {"x": 96, "y": 54, "width": 1728, "height": 972}
    assert not source.complaints
    await producer.leave()


async def test_it_speaks_the_languages_of_its_address_not_of_the_browser(
    server: RunningServer, hall: Hall
) -> None:
    code, producer = await asked(server, BRIDGE)
    await producer.do("take", question="q1")
    source = await open_source(hall, server, code, lang="sq,sr-Cyrl")
    said = await source.until("question", "tally", "join")

    assert "Pyetje nga publiku" in said["question"]
    assert said["tally"] == "0 vota гласова"
    await producer.leave()
