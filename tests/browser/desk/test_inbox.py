"""A screener's keys: each card is dealt with by one or two, and what is read stays where it is."""

import pytest
from playwright.async_api import expect

from tests.browser.hall import Hall
from tests.given.servers import RunningServer

READ = "Kada će opština otvoriti nova radna mesta?"
NEIGHBOUR = "Zovite komšinicu na 044 123 456, ona zna?"
WATER = "A do të ketë ujë gjatë gjithë ditës?"
NEW = 50
# The height of a card (px) when it was first in the page, with what had been drawn by then.
HEIGHTS = """() => {
  const heights = { first: 0, last: () => document.querySelector("article.card").offsetHeight }
  new MutationObserver((_, observer) => {
    if (!document.querySelector("article.card")) return
    observer.disconnect()
    heights.first = document.querySelector("[data-action=block]") ? -1 : heights.last()
  }).observe(document, { childList: true, subtree: true })
  return heights
}"""


async def test_a_screener_works_by_key_while_fifty_new_questions_come(
    server: RunningServer, hall: Hall
) -> None:
    code = await server.debate()
    await server.account("agon", "screener")
    phone = await server.phone(code, READ, NEIGHBOUR, WATER)
    agon = await hall.desk(code, "agon")
    await expect(agon.card(NEIGHBOUR).locator(".flags li")).to_have_text(
        ["phone number", "3 questions by this author"]
    )
    await agon.choose(READ)
    before = await agon.card(READ).bounding_box()

    crowd = [await server.phone(code) for _ in range(NEW)]
    for number, person in enumerate(crowd):
        await person.do("submit", text=f"Novo pitanje broj {number}?")
    waiting = agon.page.get_by_text(f"{NEW} new")
    await expect(waiting.first).to_be_visible()
    assert await agon.card(READ).bounding_box() == before

    await agon.press("h")
    await agon.press("1")  # facts
    held = agon.page.get_by_role("button", name="Held 1")
    await expect(held).to_be_visible()

    await agon.choose(NEIGHBOUR)
    await agon.press("b")
    await expect(agon.page.locator("dialog button:focus")).to_be_visible()
    await agon.press("Enter")
    await expect(agon.card(NEIGHBOUR)).to_contain_text("author blocked")
    await agon.choose(NEIGHBOUR)
    await agon.press("b")
    await expect(agon.card(NEIGHBOUR)).not_to_contain_text("author blocked")
    await agon.choose(NEIGHBOUR)
    await agon.press("d")
    await expect(agon.card(NEIGHBOUR).locator(".chooser")).to_be_visible(timeout=4_000)
    await agon.press("3")  # personal data
    await expect(agon.card(NEIGHBOUR)).to_have_count(0)

    await agon.choose(WATER)
    await agon.press("t")
    await expect(agon.card(WATER).locator(".chooser")).to_be_visible(timeout=4_000)
    await agon.press("1")
    await expect(agon.card(WATER).locator(".chooser")).to_have_count(0, timeout=4_000)
    await agon.press("m")
    await expect(agon.page.locator("dialog")).to_be_visible()
    await agon.press("Escape")
    await agon.press("a")
    await expect(agon.card(WATER)).to_have_attribute("data-state", "open")
    for person in (phone, *crowd):
        await person.leave()
    assert [person.complaints for person in hall.people] == [[]] * len(hall.people)


async def test_what_is_said_in_the_same_words_is_called_identical(
    server: RunningServer, hall: Hall
) -> None:
    code = await server.debate()
    await server.account("agon", "screener")
    for text in (READ, READ.upper()):
        phone = await server.phone(code)
        await phone.do("submit", text=text)
        await phone.leave()
    agon = await hall.desk(code, "agon")
    later = agon.card(READ.upper()).first

    alike = later.locator("[data-action=alike]")
    await expect(alike).to_have_text("Likely the same: 1 (Identical)")
    await alike.click()
    await expect(later.locator(".likely__percent")).to_have_text("Identical")
    await later.locator(".likely").get_by_role("button", name="Merge").click()
    merged = agon.page.get_by_role("button", name="Merged 1")
    await expect(merged).to_be_visible()
    assert agon.complaints == []


async def test_of_many_that_are_identical_no_smaller_number_is_told(
    server: RunningServer, hall: Hall
) -> None:
    code = await server.debate()
    await server.account("agon", "screener")
    for _ in range(20):
        phone = await server.phone(code)
        await phone.do("submit", text=READ)
        await phone.leave()
    agon = await hall.desk(code, "agon")
    cards = agon.page.locator("#column-inbox article")
    await expect(cards.first).to_contain_text("Likely the same: 5 or more (Identical)")
    await expect(agon.page.get_by_text("Likely the same: 5 (")).to_have_count(0)

    # The newest and one far from it, between which eleven others say the same.
    merges = agon.page.locator("[data-many=merge]")
    await cards.first.locator(".card__body").click(position={"x": 5, "y": 5})
    await agon.press("Space")
    for _ in range(12):
        await agon.press("j")
    await agon.press("Space")
    await expect(merges).to_contain_text("Merge identical: 2")
    await merges.click()
    await expect(agon.page.locator("[data-list=in_review] .count")).to_have_text("19")
    assert agon.complaints == []


async def test_what_is_likely_the_same_is_folded_and_moves_nothing_that_is_read(
    server: RunningServer, hall: Hall
) -> None:
    code = await server.debate()
    await server.account("agon", "screener")
    phones = [await server.phone(code) for _ in range(3)]
    agon = await hall.desk(code, "agon")
    await phones[0].do("submit", text=READ)
    card = agon.card(READ).first
    alike = card.locator("[data-action=alike]")
    await expect(card.locator("[data-action=block]")).to_be_visible()
    alone = await card.evaluate("card => card.offsetHeight")

    await phones[1].do("submit", text=READ + "!")
    await expect(alike).to_have_text("Likely the same: 1 (Identical)")
    assert await card.evaluate("card => card.offsetHeight") == alone
    await expect(card.locator(".likely")).to_have_count(0)

    await card.locator(".card__body").click(position={"x": 5, "y": 5})
    await agon.press(",")
    await expect(alike).to_have_attribute("aria-expanded", "true")
    await expect(card.locator(".likely__item")).to_have_count(1)
    opened = await card.evaluate("card => card.offsetHeight")
    await phones[2].do("submit", text=READ + "?!")
    await expect(alike).to_have_text("Likely the same: 2 (Identical)")
    await expect(card.locator(".likely__item")).to_have_count(1)
    assert await card.evaluate("card => card.offsetHeight") == opened
    await alike.focus()
    await agon.press("Enter")
    await expect(card.locator(".likely")).to_have_count(0)
    for phone in phones:
        await phone.leave()
    assert agon.complaints == []


async def test_clocks_that_somebody_only_reads_are_no_buttons(
    server: RunningServer, hall: Hall
) -> None:
    code = await server.debate()
    await server.account("agon", "screener")
    producer = await server.moderator(code)
    await producer.do("clock", run=True, guest="g2")
    agon = await hall.desk(code, "agon")

    clocks = agon.page.locator(".clocks .turned")
    await expect(clocks.filter(has_text="running")).to_have_count(1)
    await expect(clocks.filter(has_text="running")).to_contain_text("Krasniqi")
    await expect(agon.page.locator(".clocks :is(button, svg)")).to_have_count(0)
    await producer.leave()
    assert agon.complaints == []


@pytest.mark.parametrize("width", [1440, 1024, 390, 320])
@pytest.mark.parametrize("has_touch", [False, True])
async def test_a_new_card_is_as_high_at_once_as_with_all_its_buttons(
    server: RunningServer, hall: Hall, width: int, has_touch: bool
) -> None:
    code = await server.debate()
    await server.account("agon", "screener")
    phone = await server.phone(code)
    agon = await hall.desk(code, "agon", "sq-AL", has_touch=has_touch)
    await agon.page.set_viewport_size({"width": width, "height": 900})
    heights = await agon.page.evaluate_handle(HEIGHTS)
    await phone.do("submit", text=READ)
    await expect(agon.card(READ).locator("[data-action=block]")).to_be_visible()

    seen = await heights.evaluate("({ first, last }) => [first, last()]")
    assert seen[0] == seen[1] > 0
    await phone.leave()
    assert agon.complaints == []
