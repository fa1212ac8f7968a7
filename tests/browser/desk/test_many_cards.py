"""A full inbox: the order a screener works in, cards of two lines, and several chosen by touch."""

from playwright.async_api import expect

from tests.browser.hall import Desk, Hall, box_of
from tests.given.servers import RunningServer

OLD = "Kada će opština otvoriti nova radna mesta?"
MIDDLE = "Zašto autobus broj 7 kasni svakog jutra?"
NEW = "A do të ketë ujë gjatë gjithë ditës?"
LATER = "Ko plaća struju u domu kulture?"
FOLDED = 60  # px, the height that two lines take at most
TARGET = 44  # px, for a finger

CARDS = "#column-inbox article.card"
SCROLL = "document.querySelector('#column-inbox .column__scroll').scrollTop"


async def texts(desk: Desk) -> list[str]:
    return [
        str(text) for text in await desk.page.locator(f"{CARDS} .question-text").all_inner_texts()
    ]


async def test_the_oldest_can_stand_first_and_what_comes_then_stands_last(
    server: RunningServer, hall: Hall
) -> None:
    code = await server.debate()
    await server.account("agon", "screener")
    phone = await server.phone(code, OLD, MIDDLE, NEW)
    agon = await hall.desk(code, "agon")
    await expect(agon.page.locator(CARDS)).to_have_count(3)
    assert await texts(agon) == [NEW, MIDDLE, OLD]
    order = agon.page.get_by_role("button", name="Oldest first")
    await expect(order).to_have_attribute("aria-pressed", "false")

    await agon.press("Shift+N")

    await expect(order).to_have_attribute("aria-pressed", "true")
    await expect(agon.card(OLD)).to_be_focused()
    assert await texts(agon) == [OLD, MIDDLE, NEW]
    await expect(agon.page.locator("#column-inbox [role=status]").first).to_have_text(
        "Oldest first"
    )
    await expect(agon.page.get_by_role("list", name="Inbox, Oldest first")).to_have_count(1)
    await phone.do("submit", text=LATER)
    await expect(agon.card(LATER)).to_have_count(1)
    assert await texts(agon) == [OLD, MIDDLE, NEW, LATER], "it moves nothing, so it need not wait"

    await agon.page.reload()
    await expect(agon.page.locator(CARDS)).to_have_count(4)
    assert await texts(agon) == [OLD, MIDDLE, NEW, LATER], "kept"
    await order.click()
    await expect(agon.page.locator(CARDS).first).to_contain_text(LATER)
    await expect(order).to_be_focused()
    await phone.leave()
    assert agon.complaints == []


async def test_one_moderator_s_order_is_not_that_of_another_at_the_same_computer(
    server: RunningServer, hall: Hall
) -> None:
    code = await server.debate()
    for name in ("agon", "teuta"):
        await server.account(name, "screener")
    phone = await server.phone(code, OLD, NEW)
    agon = await hall.desk(code, "agon")
    await agon.page.get_by_role("button", name="Oldest first").click()
    await expect(agon.page.locator(CARDS).first).to_contain_text(OLD)

    await agon.page.context.clear_cookies()
    await hall.log_in(agon.page, "teuta", f"/control/{code}")
    await expect(agon.page.locator(CARDS).first).to_contain_text(NEW)
    await phone.leave()


async def test_cards_of_two_lines_unfold_where_they_stand(
    server: RunningServer, hall: Hall
) -> None:
    code = await server.debate()
    await server.account("agon", "screener")
    many = [f"{MIDDLE} {'Pitanje je dugo. ' * 8}{number}" for number in range(10)]
    phones = [await server.phone(code, *many) for _ in range(3)]
    agon = await hall.desk(code, "agon")
    cards = agon.page.locator(CARDS)
    switch = agon.page.get_by_role("button", name="Compact")

    await agon.press("Shift+L")

    await expect(switch).to_have_attribute("aria-pressed", "true")
    heights = await cards.evaluate_all("cards => cards.map((card) => card.offsetHeight)")
    assert max(heights) <= FOLDED, heights
    for _ in range(9):
        await agon.press("j")
    card = cards.nth(8)
    await expect(card).to_be_focused()
    await expect(card.locator("[data-action=approve]")).to_have_count(0)
    await agon.page.mouse.move(0, 0)
    await agon.page.locator("#column-inbox .column__scroll").evaluate("it => it.scrollTo(0, 120)")
    before = await box_of(card)

    await agon.press("Enter")

    await expect(card.locator("[data-action=approve]")).to_be_visible()
    await expect(card).to_be_focused()
    assert await agon.page.evaluate(SCROLL) == 120
    assert (await box_of(card))["y"] == before["y"]
    await agon.press("Enter")
    await expect(card.locator("[data-action=approve]")).to_have_count(0)
    await expect(card).to_be_focused()
    assert await agon.page.evaluate(SCROLL) == 120

    other = cards.nth(5)
    place = await box_of(other)
    await other.click(position={"x": 200, "y": 20})
    await expect(other.locator("[data-action=approve]")).to_be_visible()
    await expect(other).to_have_attribute("data-selected", "true")
    assert (await box_of(other))["y"] == place["y"]
    await other.get_by_role("button", name="Fold").click()
    await expect(other.locator("[data-action=approve]")).to_have_count(0)

    # What needs the room takes it.
    await agon.press("d")
    await expect(other.locator(".chooser")).to_be_visible()
    await agon.press("Escape")
    await agon.press("a")
    await expect(agon.page.locator("article.card[data-state=open]")).to_have_count(1)

    await switch.click()
    await expect(cards.first.locator("[data-action=approve]")).to_be_visible()
    for phone in phones:
        await phone.leave()
    assert agon.complaints == []


async def test_several_are_chosen_with_a_finger_and_taken_back_as_one(
    server: RunningServer, hall: Hall
) -> None:
    code = await server.debate()
    await server.account("agon", "screener")
    phone = await server.phone(code, OLD, MIDDLE, NEW)
    agon = await hall.desk(code, "agon", has_touch=True)
    await agon.page.set_viewport_size({"width": 820, "height": 1180})

    await agon.page.get_by_role("button", name="Select", exact=True).tap()
    boxes = agon.page.locator(f"{CARDS} .card__tick")
    await expect(boxes).to_have_count(3)
    for box in await boxes.all():
        size = await box_of(box)
        assert size["width"] >= TARGET and size["height"] >= TARGET, size
    bar = agon.page.locator(".chosen")
    await expect(bar).to_contain_text("Tap the questions that you mean.")

    await agon.card(OLD).locator(".card__tick").tap()
    await agon.card(NEW).locator(".question-text").tap()
    await expect(agon.page.get_by_role("checkbox", name=NEW)).to_be_checked()
    await expect(agon.page.get_by_role("checkbox", name=MIDDLE)).not_to_be_checked()
    await agon.card(MIDDLE).locator(".card__tick").tap()
    await agon.card(MIDDLE).locator(".question-text").tap()
    await expect(bar).to_contain_text("2 selected")
    await bar.locator("[data-many=approve]").tap()

    await expect(agon.page.locator(CARDS)).to_have_count(1)
    await expect(boxes).to_have_count(0)
    await agon.page.get_by_role("button", name="Undo", exact=True).tap()
    await expect(agon.page.locator(CARDS)).to_have_count(3)

    await agon.page.get_by_role("button", name="Select", exact=True).tap()
    await agon.press("Escape")
    await expect(boxes).to_have_count(0)
    await phone.leave()
    assert agon.complaints == []


async def test_what_a_colleague_has_put_into_a_topic_meanwhile_stays_in_it(
    server: RunningServer, hall: Hall
) -> None:
    code = await server.debate()
    await server.account("agon", "screener")
    phone, colleague = await server.phone(code, OLD, NEW), await server.moderator(code)
    agon = await hall.desk(code, "agon")
    await agon.choose(NEW)
    await agon.press("Space")
    await agon.press("Shift+ArrowDown")
    await agon.press("t")
    await expect(agon.page.locator(".chosen .chooser")).to_be_visible()

    await colleague.do("tag", question="q1", pile="p2")
    await expect(agon.card(OLD)).to_contain_text("Grad")
    await agon.page.locator(".chosen [data-choice]").first.click()

    await expect(agon.card(NEW)).to_contain_text("Posao")
    await expect(agon.card(OLD)).to_contain_text("Grad")
    await expect(agon.page.get_by_role("alert")).to_contain_text("decided by somebody else")
    for visitor in (phone, colleague):
        await visitor.leave()
    assert agon.complaints == []
