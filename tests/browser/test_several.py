"""Several cards of the inbox chosen by key or mouse: decided as one, and taken back as one."""

from playwright.async_api import expect

from tests.browser.hall import Hall
from tests.inboxes import fill
from tests.servers import RunningServer

TEXTS = [f"Kada će ulica {at} dobiti trotoar?" for at in range(1, 7)]
SAME = ("Ko plaća grejanje?", "Ко плаћа грејање!")


async def test_five_are_chosen_with_shift_and_approved_but_what_a_colleague_decided_stays(
    server: RunningServer, hall: Hall
) -> None:
    code = await server.debate()
    for name in ("besa", "agon"):
        await server.account(name, "screener")
    async with server.tools() as tools:
        await fill(tools, code, [*SAME, *TEXTS], lambda at: f"person {at}")
    besa, agon = await hall.desk(code, "besa"), await hall.desk(code, "agon")
    page, inbox = besa.page, besa.page.locator("[data-list=in_review] .count")
    bar, chosen = page.locator(".chosen"), page.locator("article[data-chosen=true]")
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

    # By mouse and by Space; a reason and a topic for all of them; Escape chooses none.
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
    for text in SAME:
        await besa.choose(text)
        await besa.press("Space")
    await besa.press("t")
    await besa.press("1")
    await expect(bar).to_have_count(0)
    await expect(besa.card(SAME[0])).to_contain_text("Posao")

    # What says the same in both scripts is one.
    for text in SAME:
        await besa.choose(text)
        await besa.press("Space")
    await page.get_by_role("button", name="Merge identical").wait_for()
    await besa.press("m")
    await expect(inbox).to_have_text("6")
    await besa.press("z")
    await expect(inbox).to_have_text("7")
    assert besa.complaints == agon.complaints == []
