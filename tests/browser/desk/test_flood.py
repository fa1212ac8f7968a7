"""A flood in the inbox: told as such, chosen by keyboard, gone as one, and taken back as one."""

from playwright.async_api import expect

from tests.browser.hall import Hall
from tests.given.inboxes import fill
from tests.given.servers import RunningServer

FLOOD, PEOPLE = 520, 40
ASKED = "Kada će škola dobiti grejanje?"
CAUGHT = "Glasajte za onoga ko popravi put"  # an honest one with the words of the flood


async def test_a_flood_goes_by_keyboard_and_comes_back_while_a_colleague_works(
    server: RunningServer, hall: Hall
) -> None:
    code = await server.debate()
    for name in ("besa", "agon"):
        await server.account(name, "screener")
    texts = [f"Glasajte za listu {at}!" for at in range(FLOOD)]
    async with server.tools() as tools:
        await fill(tools, code, [*texts, CAUGHT, ASKED], lambda at: f"bot {at % PEOPLE}")
    besa, agon = await hall.desk(code, "besa"), await hall.desk(code, "agon", "sq-AL")
    page, inbox = besa.page, besa.page.locator("[data-list=in_review] .count")
    band = page.locator(".notice")
    await expect(band).to_contain_text(f"Questions are taken slowly. {FLOOD + 2} wait to be read.")
    await expect(agon.page.locator(".notice")).to_contain_text("Pyetjet pranohen më ngadalë.")

    # All of one text but for its number are one group; one is taken out, two go another way.
    await besa.press("Shift+D")
    await expect(page.locator("dialog [data-stop]").first).to_be_focused()
    await page.get_by_role("button", name="By likeness").click()
    boxes, chosen = page.locator("[data-stop]"), page.locator(".flood__chosen")
    await boxes.first.focus()
    for key in ("Space", "ArrowRight", "ArrowDown", "ArrowDown", "Space", "Shift+ArrowDown"):
        await besa.press(key)
    await expect(chosen).to_contain_text(f"{FLOOD - 2} chosen of {FLOOD + 2} here. Goes in 3 steps")
    await agon.choose(texts[-1])
    await agon.press("a")
    await expect(chosen).to_contain_text("1 of them had been decided by somebody else")
    await page.get_by_role("button", name=f"Dismiss {FLOOD - 3}").press("Enter")

    await expect(page.locator(".flood__told")).to_contain_text(f"{FLOOD - 3} questions dismissed.")
    await expect(inbox).to_have_text("4")
    await expect(band).to_have_count(0)
    back = page.get_by_role("button", name=f"Take all {FLOOD - 3} back")
    await back.press("Enter")
    await expect(chosen).to_contain_text(f"{FLOOD - 3} chosen of {FLOOD + 1} here.")

    # By what the card in hand says, and what is honest is taken out.
    await besa.press("Escape")
    await expect(page.locator("dialog")).to_have_count(0)
    await page.get_by_role("button", name="Many at once", exact=True).click()
    await page.locator("[type=search]").last.fill("glasajte za")
    await page.get_by_role("button", name="One by one").click()
    await boxes.first.check()
    await page.get_by_label("Only what is chosen").check()
    await page.locator("dialog .flood__row", has_text=CAUGHT).get_by_role("checkbox").uncheck()
    await page.get_by_label("Reason").select_option("duplicate")
    await page.get_by_role("button", name=f"Dismiss {FLOOD - 1}").click()
    await expect(page.locator(".flood__offer")).to_contain_text("dismissed here: Already asked.")
    await besa.press("Escape")
    await expect(inbox).to_have_text("2")
    await expect(besa.card(CAUGHT)).to_be_visible()
    await expect(agon.card(ASKED)).to_be_visible()
    assert besa.complaints == agon.complaints == []
