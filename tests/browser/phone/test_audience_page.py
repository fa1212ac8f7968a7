"""The audience page on a bad network: small, readable before its scripts, soon usable."""

import gzip

import pytest
from PIL import Image
from playwright.async_api import Request, expect

from server.store.house.logos import GROUNDS
from server.web.logos.refining import refined
from tests.browser.hall import Hall
from tests.given.databases import open_store
from tests.given.servers import RunningServer
from tests.web.logos.pictures import as_file

BUDGET_BYTES = 60 * 1024
REQUESTS_AT_MOST = 12
SLOW = {  # 400 kbit/s, 400 ms
    "offline": False,
    "downloadThroughput": 400_000 / 8,
    "uploadThroughput": 400_000 / 8,
    "latency": 400,
}
USABLE_WITHIN_MS = 4_000
TEXTS = [f"Pitanje {n}: kada će opština otvoriti nova radna mesta za mlade?" for n in range(5)]


async def _questions(server: RunningServer, code: str) -> None:
    phone, producer = await server.phone(code), await server.moderator(code)
    for text in TEXTS:
        question = (await phone.do("submit", text=text))["question"]
        await producer.do("approve", question=question)
    await phone.leave()
    await producer.leave()


@pytest.mark.parametrize("with_logo", [False, True], ids=["plain", "with a logo"])
async def test_the_page_is_at_most_60_kb_in_12_requests(
    own_server: RunningServer, own_hall: Hall, with_logo: bool
) -> None:
    server, hall = own_server, own_hall
    if with_logo:
        store = await open_store(server.settings.with_secret())
        for ground in GROUNDS:
            noise = refined(as_file(Image.effect_noise((1600, 500), 90).convert("RGB")))
            await store.logos.put("organisation", "civic-energy-center", ground, noise, 1)
        await store.close()
    code = await server.debate()
    await _questions(server, code)
    sizes: dict[str, int] = {}

    async def measure(request: Request) -> None:
        used = await request.sizes()
        sizes[request.url] = used["responseBodySize"] + used["responseHeadersSize"]

    phone = await hall.phone(code)
    session = await phone.page.context.new_cdp_session(phone.page)
    await session.send("Network.enable")
    await session.send("Network.setCacheDisabled", {"cacheDisabled": True})
    phone.page.on("requestfinished", measure)
    await phone.page.reload(wait_until="networkidle")

    await expect(phone.page.locator("button.vote")).to_have_count(len(TEXTS))
    assert await phone.page.locator(".masthead__logo img").count() == with_logo
    sizes = {url: size for url, size in sizes.items() if not url.startswith("data:")}
    assert 3 < len(sizes) <= REQUESTS_AT_MOST, sizes
    assert BUDGET_BYTES / 2 < sum(sizes.values()) <= BUDGET_BYTES, sizes
    html = await (await phone.page.context.request.get(phone.page.url)).text()
    assert all(url in html or url.endswith(f"/{code}") for url in _paths(sizes)), "all are named"


def _paths(sizes: dict[str, int]) -> list[str]:
    return ["/" + url.split("/", 3)[3] for url in sizes]


async def test_the_page_is_readable_without_any_script(server: RunningServer, hall: Hall) -> None:
    code = await server.debate()
    await _questions(server, code)
    reader = await hall.phone(code, java_script_enabled=False)
    while await reader.page.locator(".card").count() < len(TEXTS):
        await reader.page.reload()  # what was shown within the last tick is not in the page yet
    for text in TEXTS:
        await expect(reader.page.locator(".card", has_text=text)).to_be_visible()
    await expect(reader.page.locator("main noscript")).to_have_count(1)


@pytest.mark.alone
async def test_the_page_is_usable_within_4_s_on_a_slow_line(
    server: RunningServer, hall: Hall
) -> None:
    code = await server.debate()
    await _questions(server, code)
    phone = await hall.phone(code)
    session = await phone.page.context.new_cdp_session(phone.page)
    await session.send("Network.enable")
    await session.send("Network.setCacheDisabled", {"cacheDisabled": True})
    await session.send("Network.emulateNetworkConditions", SLOW)
    await session.send("Page.enable")

    await phone.page.goto(phone.page.url, wait_until="commit")
    await expect(phone.page.locator("button.vote").first).to_be_enabled()

    took = await phone.page.evaluate("performance.now()")
    assert took < USABLE_WITHIN_MS
    await phone.vote(TEXTS[0])
    await expect(phone.vote_button(TEXTS[0])).to_have_attribute("aria-pressed", "true")


@pytest.mark.parametrize("width", [320, 430])
async def test_the_page_reflows_without_scrolling_sideways(
    server: RunningServer, hall: Hall, width: int
) -> None:
    code = await server.debate()
    await _questions(server, code)
    phone = await hall.phone(code)
    await phone.page.set_viewport_size({"width": width, "height": 640})
    wider = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    assert not await phone.page.evaluate(wider)


async def test_compressed_pages_are_what_a_phone_gets(server: RunningServer) -> None:
    from tests.doors.http import get

    code = await server.debate()
    packed = await get(server, f"/{code}", {"Accept-Encoding": "gzip"})
    plain = await get(server, f"/{code}", {"Accept-Encoding": "identity"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert len(gzip.compress(plain.body)) < len(plain.body)


async def test_on_the_narrowest_phone_the_tabs_stand_in_one_row(
    server: RunningServer, hall: Hall
) -> None:
    code = await server.debate()
    for locale in ("sq-AL", "sr-RS", "en-GB"):
        phone = await hall.phone(code, locale)
        await phone.page.set_viewport_size({"width": 320, "height": 640})
        await phone.ask(f"{locale}: kada?")
        await expect(phone.page.locator(".tab__count")).to_have_text("1")
        tops = await phone.page.locator(".tab").evaluate_all(
            "(tabs) => tabs.map((tab) => tab.getBoundingClientRect().top)"
        )
        assert len(set(tops)) == 1, locale


async def test_votes_that_waited_without_a_line_arrive_or_are_said_not_to_count(
    server: RunningServer, hall: Hall
) -> None:
    code = await server.debate()
    await _questions(server, code)
    away, producer = await hall.phone(code, "en-GB"), await server.moderator(code)
    await away.sees_votes(TEXTS[0], 0)

    await away.lose_connection()
    await away.vote(TEXTS[0])
    await away.vote(TEXTS[1])
    await producer.do("dismiss", question="q2", reason="off_topic")
    await away.find_connection()

    await expect(away.page.locator(".toast")).to_contain_text("came too late and does not count")
    await away.sees_votes(TEXTS[0], 1)
    await producer.until(lambda: producer.document["questions"]["q1"]["votes"] == 1)
    assert producer.document["questions"]["q2"]["votes"] == 0
    await producer.leave()
    assert away.complaints == []
