"""Several cards of the inbox chosen by key or mouse: decided as one, and taken back as one."""

from playwright.async_api import Locator, expect

from tests.browser.hall import Desk, Hall
from tests.given.inboxes import fill
from tests.given.servers import RunningServer

TEXTS = [f"Kada će ulica {at} dobiti trotoar?" for at in range(1, 7)]
SAME = ("Ko plaća grejanje?", "Ко плаћа грејање!")


async def with_a_full_inbox(server: RunningServer, hall: Hall) -> tuple[Desk, Desk]:
    """The screens of besa and agon."""
    code = await server.debate()
    for name in ("besa", "agon"):
        await server.account(name, "screener")
    async with server.tools() as tools:
        await fill(tools, code, [*SAME, *TEXTS], lambda at: f"person {at}")
    return await hall.desk(code, "besa"), await hall.desk(code, "agon")


def in_review(desk: Desk) -> Locator:
    """How many, as the screen says."""
    return desk.page.locator("[data-list=in_review] .count")


def bar_of(desk: Desk) -> Locator:
    """What is said of those that are chosen."""
    return desk.page.locator(".chosen")


async def test_five_are_chosen_with_shift_and_approved_but_what_a_colleague_decided_stays(
    server: RunningServer, hall: Hall
) -> None:
    besa, agon = await with_a_full_inbox(server, hall)
    page, inbox, bar = besa.page, in_review(besa), bar_of(besa)
    await besa.choose(TEXTS[5])
    cards = page.locator("#column-inbox .column__scroll")
    place = await cards.bounding_box()

    for _ in range(4):
        await besa.press("Shift+ArrowDown")
    await expect(page.get_by_role("status").filter(has_text="5 selected")).to_have_count(1)
    await expect(bar).to_contain_text("5 selected")
    assert await cards.bounding_box() == place
    await agon.choose(TEXTS[3])
    await agon.press("h")
    await agon.press("1")
    await expect(bar).to_contain_text("4 selected")
    await expect(bar).to_contain_text("1 of them had been decided by somebody else")
    await besa.press("a")
    await expect(inbox).to_have_text("3")
    await expect(bar).to_have_count(0)
    await expect(besa.card(TEXTS[0])).to_have_attribute("data-selected", "true")
    await besa.press("z")
    await expect(inbox).to_have_text("7")
    assert besa.complaints == agon.complaints == []


async def test_they_are_chosen_by_mouse_and_by_space_and_let_go_by_escape(
    server: RunningServer, hall: Hall
) -> None:
    besa, _ = await with_a_full_inbox(server, hall)
    chosen = besa.page.locator("article[data-chosen=true]")
    await besa.choose(TEXTS[1])
    await (
        besa.card(TEXTS[0])
        .locator(".card__body")
        .click(modifiers=["Shift"], position={"x": 5, "y": 5})
    )
    await expect(chosen).to_have_count(2)
    await besa.press("Space")
    await expect(chosen).to_have_count(1)
    await besa.press("Escape")
    await expect(chosen).to_have_count(0)
    assert besa.complaints == []


async def test_all_chosen_get_a_topic_and_what_says_the_same_in_both_scripts_becomes_one(
    server: RunningServer, hall: Hall
) -> None:
    besa, _ = await with_a_full_inbox(server, hall)
    inbox = in_review(besa)
    for text in SAME:
        await besa.choose(text)
        await besa.press("Space")
    await besa.press("t")
    await besa.press("1")
    await expect(bar_of(besa)).to_have_count(0)
    await expect(besa.card(SAME[0])).to_contain_text("Posao")
    for text in SAME:
        await besa.choose(text)
        await besa.press("Space")
    await besa.page.get_by_role("button", name="Merge identical").wait_for()
    await besa.press("m")
    await expect(inbox).to_have_text("7")
    await besa.press("z")
    await expect(inbox).to_have_text("8")
    assert besa.complaints == []
