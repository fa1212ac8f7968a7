"""Whoever asked a question saves a proof of it, checks it and challenges the dismissal."""

from pathlib import Path

from playwright.async_api import Page, expect

from tests.browser.hall import Hall, PhoneUser
from tests.given.servers import RunningServer

TEXT = "Kada će opština otvoriti novu školu?"
OFFER = "Save a proof that I asked this"


async def dismissed(server: RunningServer, hall: Hall) -> tuple[str, PhoneUser]:
    """A phone that is told so, and the head of the log signed with it."""
    code = await server.debate()
    phone, producer = await hall.phone(code, "en-GB"), await server.moderator(code)
    await phone.ask(TEXT)
    await phone.page.locator("#tab-mine").click()
    await expect(phone.page.locator(".own__state--in_review")).to_be_visible()
    await producer.do("dismiss", question="q1", reason="off_topic")
    for phase in ("collecting", "live"):  # a head is signed at once when the phase changes
        await producer.do("phase", to=phase)
    await producer.leave()
    await expect(phone.page.locator(".own__state--dismissed")).to_be_visible()
    return code, phone


async def saved(phone: PhoneUser, folder: Path) -> Path:
    page = phone.page
    await page.get_by_role("button", name=OFFER).click()
    await expect(page.get_by_text("Whoever finds the file on your phone")).to_be_visible()
    async with page.expect_download() as coming:
        await page.get_by_role("button", name="Save the file").click()
    download = await coming.value
    file = folder / download.suggested_filename
    await download.save_as(file)
    await expect(page.get_by_text(f"Saved as {file.name}")).to_be_visible()
    return file


async def check(page: Page, server: RunningServer, file: Path) -> None:
    await page.goto(server.url("/archive/check"))
    await page.locator("#file").set_input_files(file)


async def test_a_proof_is_saved_checked_and_challenges(
    server: RunningServer, hall: Hall, tmp_path: Path
) -> None:
    code, phone = await dismissed(server, hall)
    file = await saved(phone, tmp_path)
    assert file.name == f"tribina-{code}-q1.tlog-proof"
    kept = await phone.page.evaluate("() => JSON.stringify({...localStorage, ...sessionStorage})")
    assert "tlog" not in kept, "the phone keeps none by itself"

    await check(phone.page, server, file)
    found = phone.page.locator("#found")
    await expect(found).to_contain_text("This is proved")
    await expect(found).to_contain_text(TEXT)
    await expect(found).to_contain_text("Reason: Off topic")

    await found.get_by_role("button", name="Challenge the dismissal").click()
    await expect(found).to_contain_text("It is challenged.")
    await phone.page.goto(server.url(f"/{code}"))
    await phone.page.locator("#tab-mine").click()
    await expect(phone.page.get_by_text("You have challenged this.")).to_be_visible()
    assert phone.complaints == []


async def test_a_proof_is_checked_without_a_connection_and_a_changed_one_proves_nothing(
    server: RunningServer, hall: Hall, tmp_path: Path
) -> None:
    _, phone = await dismissed(server, hall)
    file = await saved(phone, tmp_path)
    changed = tmp_path / "changed.tlog-proof"
    changed.write_text(file.read_text().replace("index 2", "index 1"))
    page = phone.page
    await page.goto(server.url("/archive/check"))
    await phone.lose_connection()

    await page.locator("#file").set_input_files(file)
    await expect(page.locator("#found")).to_contain_text("This is proved")
    await page.locator("#file").set_input_files(changed)
    await expect(page.locator("#found")).to_contain_text("This proves nothing")

    key = page.locator("#key")
    await page.locator("#file").set_input_files(file)
    await key.fill((await key.input_value()).replace("+", "+0", 1))
    await key.press("Tab")
    await expect(page.locator("#found")).to_contain_text("has not signed this")


async def test_an_author_challenges_in_one_tap_and_moderators_see_it(
    server: RunningServer, hall: Hall
) -> None:
    code, phone = await dismissed(server, hall)
    await server.account("agon", "screener")
    desk = await hall.desk(code, "agon")

    await phone.page.get_by_role("button", name="Challenge this").click()

    await expect(phone.page.get_by_text("You have challenged this.")).to_be_visible()
    await desk.page.locator("[data-list=dismissed]").click()
    await expect(desk.page.locator("[data-list=dismissed]")).to_contain_text("1 challenged")
    await expect(desk.page.locator(".flags__challenged")).to_be_visible()


async def test_once_the_debate_is_closed_the_offer_is_gone(
    server: RunningServer, hall: Hall
) -> None:
    code, phone = await dismissed(server, hall)
    owner = await server.moderator(code, role="owner")
    await owner.do("phase", to="closed")
    await owner.leave()

    await expect(phone.page.locator(".own")).to_have_count(0)
    await expect(phone.page.get_by_role("button", name=OFFER)).to_have_count(0)
