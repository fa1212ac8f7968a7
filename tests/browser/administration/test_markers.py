"""A producer gets the markers for the editor, in three clicks from the debate's page."""

from pathlib import Path

from playwright.async_api import expect

from tests.browser.hall import Hall
from tests.given.servers import RunningServer


async def test_the_file_comes_as_it_was_asked_for(server: RunningServer, hall: Hall) -> None:
    code = await server.debate()
    await server.account("mira-cuts", "producer")
    producer = await server.moderator(code)
    await producer.do("recording", recording="OBS", state="started")
    await producer.do("mark", text="iseći „ovo“")
    await producer.leave()
    person = await hall.screen(f"/admin/debates/{code}", "en-GB", "mira-cuts")
    page = person.page

    await page.get_by_role("link", name="Markers for the editor").click()
    await expect(page.get_by_label("Recording", exact=True).first).to_contain_text("OBS, from")
    await page.get_by_label("For", exact=True).select_option("table")
    await page.get_by_label("Phase").uncheck()
    async with page.expect_download() as coming:
        await page.get_by_role("button", name="Download").click()
    file = await coming.value

    assert file.suggested_filename == f"tribina-{code}-table.csv"
    text = Path(await file.path()).read_text("utf-8-sig")
    assert '"iseći „ovo“"' in text and '"Live"' not in text

    for kind in ("Mark", "Recording", "Question", "Outcome", "Speech"):
        await page.get_by_role("checkbox", name=kind).uncheck()
    await page.get_by_role("button", name="Download").click()
    await expect(page.get_by_role("alert")).to_contain_text("Nothing of this is on that recording")
    await expect(page.get_by_role("checkbox", name="Countdown")).to_be_checked()
    await expect(page.get_by_role("checkbox", name="Mark")).not_to_be_checked()
    assert [said for said in person.complaints if "422" not in said] == []
