"""A new NGO gets its corner, as somebody does who has never seen the house: from the keeper's link
to a live debate. What is pressed is counted, and every page is there in each language."""

import time
from io import BytesIO
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image
from playwright.async_api import Browser, BrowserContext, Page, ViewportSize, expect

from server.app import Server
from tests.browser.administration.hands import Hand
from tests.given.servers import PASSWORD

CLICKS_AT_MOST = 25
SECONDS_AT_MOST = 180
PHONE: ViewportSize = {"width": 390, "height": 844}
LAPTOP: ViewportSize = {"width": 1280, "height": 900}


class Tour:
    """Who goes through it, each in a browser of their own. `pictures`: where what they see goes."""

    def __init__(self, chromium: Browser, locale: str, pictures: Path | None) -> None:
        self.hand = Hand()
        self._chromium = chromium
        self._locale = locale
        self._pictures = pictures
        self._contexts: list[BrowserContext] = []
        self._seen = 0

    async def comes(self, viewport: ViewportSize = LAPTOP) -> Page:
        context = await self._chromium.new_context(locale=self._locale, viewport=viewport)
        self._contexts.append(context)
        return await context.new_page()

    async def saw(self, page: Page, name: str) -> None:
        self._seen += 1
        lang = await page.locator("html").get_attribute("lang")
        assert lang is not None and lang.startswith(self._locale[:2])
        if self._pictures is not None:
            file = self._pictures / f"{self._locale}-{self._seen:02d}-{name}.png"
            await page.screenshot(path=file, full_page=True)

    async def leaves(self) -> None:
        for context in self._contexts:
            await context.close()


async def scanned(page: Page) -> str:
    """The address that a phone reads from the code on the page; it is there to be copied, too."""
    code = page.locator(".invitation__code svg")
    (found,) = zxingcpp.read_barcodes(Image.open(BytesIO(await code.screenshot())))
    copied = await page.locator(".address__text").first.input_value()
    assert found.text.lower() == copied.lower()
    return copied


async def joins(hand: Hand, page: Page, address: str, name: str) -> None:
    await page.goto(address)
    await page.fill("[name=called]", name.capitalize())
    await page.fill("[name=name]", name)
    await page.fill("[name=password]", PASSWORD)
    await hand.click(page.locator("button[value=new]"))


async def founded(tour: Tour, setup: str) -> str:
    """By the keeper: the organisation is there. The address that invites its owner."""
    hand, keeper = tour.hand, await tour.comes()
    await keeper.goto(setup)
    await tour.saw(keeper, "setup")
    await keeper.fill("[name=name]", "zora")
    await keeper.fill("[name=password]", PASSWORD)
    await hand.click(keeper.locator("[name=keeper]"))
    await hand.click(keeper.locator("main form button"))
    await keeper.fill("[name=name]", "NGO Aktiv")
    await keeper.fill("[name=key]", "aktiv")
    await hand.click(keeper.locator("button[value=add]"))
    await tour.saw(keeper, "organisations")
    return await scanned(keeper)


async def at_the_desk(tour: Tour, invitation: str) -> Page:
    """The owner, who has taken the invitation with a phone and stays there."""
    owner = await tour.comes(PHONE)
    await owner.goto(invitation)
    await tour.saw(owner, "invited")
    await joins(tour.hand, owner, invitation, "mira")
    await tour.hand.click(owner.locator("a[href='/admin/o']"))
    await tour.saw(owner, "desk")
    return owner


async def makes_a_programme(tour: Tour, owner: Page, logo: Path) -> None:
    await tour.hand.click(owner.locator("a[href$='/programmes/new']").first)
    await owner.fill("[name=name-sr-Latn]", "Klub")
    await owner.fill("[name=name-en]", "Club")
    await owner.fill("[name=key]", "club")
    Image.new("RGB", (320, 120), "#1b5e8c").save(logo)
    await owner.set_input_files("[name=logo_light]", logo)
    tour.hand.clicks += 1
    await tour.saw(owner, "programme")
    await tour.hand.click(owner.locator("form button.button--primary"))


async def makes_a_debate(tour: Tour, owner: Page) -> str:
    """And looks at its poster; the code."""
    hand = tour.hand
    await hand.click(owner.locator("a[href$='/admin/debates/new?programme=aktiv/club']"))
    await owner.fill("[name=title-sr-Latn]", "Posao i mladi")
    await tour.saw(owner, "new-debate")
    await hand.click(owner.locator("button.button--primary[value=save]"))
    await expect(owner.locator("a[href$='/poster']").first).to_be_visible()
    code = owner.url.partition("?")[0][-6:]
    await tour.saw(owner, "debate")
    await hand.click(owner.locator("a[href$='/poster']").first)
    await expect(owner.locator("body")).to_contain_text("Posao i mladi")
    await tour.saw(owner, "poster")
    await owner.go_back()
    return code


async def invites_a_producer(tour: Tour, owner: Page) -> str:
    """The address."""
    hand = tour.hand
    await hand.click(owner.locator("a[href='/admin/o']"))
    await hand.click(owner.locator("a[href$='/aktiv/members']"))
    await owner.select_option("[name=role]", "producer")
    hand.clicks += 1
    await hand.click(owner.locator("button[value=invite]"))
    await tour.saw(owner, "members")
    return await scanned(owner)


async def goes_live(tour: Tour, invitation: str, address: str, code: str) -> None:
    """By who was invited; a phone is there."""
    hand, moderator = tour.hand, await tour.comes()
    await joins(hand, moderator, invitation, "agon")
    await tour.saw(moderator, "debates")
    await hand.click(moderator.locator(f"a[href='/control/{code}']"))
    await hand.click(moderator.locator("button.phase"))
    await hand.click(moderator.locator("[data-to=live]"))
    phone = await tour.comes(PHONE)
    await phone.goto(f"{address}/{code}")
    await tour.saw(phone, "phone")
    await tour.saw(moderator, "control")


@pytest.mark.parametrize(
    "locale",
    ["en-GB", "sr-Latn", "sr-Cyrl", "sq"],
)
async def test_a_new_ngo_is_live_within_three_minutes(
    new_server: Server, chromium: Browser, locale: str, tmp_path: Path, pictures: Path | None
) -> None:
    began = time.monotonic()
    tour, address = Tour(chromium, locale, pictures), new_server.address

    invitation = await founded(tour, f"{address}/setup?key={new_server.setup_key.value}")
    owner = await at_the_desk(tour, invitation)
    await makes_a_programme(tour, owner, tmp_path / "logo.png")
    code = await makes_a_debate(tour, owner)
    await goes_live(tour, await invites_a_producer(tour, owner), address, code)

    assert tour.hand.clicks <= CLICKS_AT_MOST
    assert time.monotonic() - began <= SECONDS_AT_MOST
    assert [row.phase for row in await new_server.store.debates.list()] == ["live"]
    await tour.leaves()
