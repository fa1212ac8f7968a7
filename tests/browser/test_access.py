"""Every page, in light and dark and two languages: axe-core finds nothing, no console complains."""

from typing import Any

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import expect

from tests.browser.hall import Hall, Person
from tests.servers import RunningServer

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


@pytest.mark.slow
async def test_axe_finds_nothing_on_any_page(own_server: RunningServer, own_hall: Hall) -> None:
    code, closed = await _debates(own_server)
    await own_server.account("vesna", "owner")
    key = await own_server.token(code, "display")
    paths = {
        "/": "",
        "/login": "",
        f"/{code}": "",
        f"/archive/{closed}": "",
        f"/{closed}": "",
        f"/display/{code}?key={key}": "",
        f"/control/{code}": "vesna",
        f"/control/{code}?many": "vesna",
        f"/host/{code}": "vesna",
        "/admin": "vesna",
        "/admin/debates/new": "vesna",
        "/admin/words": "vesna",
        f"/admin/debates/{code}/cards": "vesna",
        f"/admin/debates/{code}/import": "vesna",
        f"/admin/debates/{code}": "vesna",
        f"/admin/debates/{code}/poster": "vesna",
        f"/admin/debates/{closed}/delete": "vesna",
        "/admin/health": "vesna",
        "/nothing-here": "",
    }
    found: list[str] = []
    for dark, locale in ((False, "sr-RS"), (True, "sq-AL")):
        visitor = await own_hall.screen("/", locale)
        await visitor.page.emulate_media(
            color_scheme="dark" if dark else "light", reduced_motion="reduce"
        )
        for path, name in paths.items():
            if name and "/login" not in visitor.page.url and path == f"/control/{code}":
                await own_hall.log_in(visitor.page, name, path)
            found += await _look(own_server, visitor, path, dark)
        found += [said for said in visitor.complaints if "404" not in said]
    assert not found, "\n".join(found)


async def _look(server: RunningServer, visitor: Person, path: str, dark: bool) -> list[str]:
    await visitor.page.goto(server.url(path), wait_until="networkidle")
    await expect(visitor.page.locator("[data-again-s]")).to_have_count(0)  # it is made by then
    if path.startswith("/control"):
        await visitor.page.keyboard.press("Shift+D" if path.endswith("?many") else "v")
    results: dict[str, Any] = (await Axe().run(visitor.page, options=RULES)).response
    assert len(results["passes"]) > 5, f"hardly anything was looked at on {path}"
    return [
        f"{path} {'dark' if dark else 'light'}: {violation['id']}: {node['target']} "
        f"{node['failureSummary']}"
        for violation in results["violations"]
        for node in violation["nodes"]
    ]


async def _debates(server: RunningServer) -> tuple[str, str]:
    """A live rehearsal with questions in every state, and a debate that is closed."""
    live, closed = await server.rehearsal(), await server.debate()
    for code in (live, closed):
        phone, producer = await server.phone(code), await server.moderator(code)
        for number in range(6):
            text = f"Pitanje {number}: kada će opština otvoriti nova radna mesta za mlade?"
            question = (await phone.do("submit", text=text, name="Ana", to="g1"))["question"]
            if number < 5:
                await producer.do("approve", question=question)
        await phone.do("vote", question="q1", on=True)
        await producer.do("edit", question="q2", text="Када ће општина отворити нова места?")
        await producer.do("translate", question="q1", lang="sq", text="Kur do të ketë punë?")
        await producer.do("dismiss", question="q3", reason="insult")
        await producer.do("cue", question="q4")
        await producer.do("take", question="q1")
        if code == closed:
            await producer.do("answered", question="q1", how="evaded")
            await producer.do("phase", to="closed")
        else:
            await producer.do("say", preset="wrap_up", to="host")
            await producer.do("say", text="Још два слична.")
        await phone.leave()
        await producer.leave()
    return live, closed
