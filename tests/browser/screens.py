"""`make screens`: a picture of every screen, from a recorded debate in its middle and another one
closed; three sizes, light and dark, two languages. Written to screens/, to be looked at.
"""

import asyncio
import sys
import tempfile
from pathlib import Path

from playwright.async_api import Browser, Page

from server.app import Server
from server.demo.player import Player
from server.demo.recording import load
from server.demo.run import RECORDINGS, hall
from server.settings import Settings
from tests.browser.hall import open_browser
from tests.load.process import free_port
from tests.servers import PASSWORD

FOLDER = Path(__file__).parents[2] / "screens"
SIZES = ((390, 844), (1440, 900), (1920, 1080))
LANGUAGES = {"sr-Latn": "sr-RS", "sq": "sq-AL"}
MIDDLE_S = 3_050  # of the recording: a question is on air, some are cued, some unread
SETTLE_MS = 700
SPEED = 100_000


async def main() -> None:
    with tempfile.TemporaryDirectory(prefix="tribina-screens-") as folder:
        settings = Settings(
            port=free_port(), live_port=free_port(), data=Path(folder), pace=1_000
        ).with_secret()
        server = Server(settings)
        await server.start()
        try:
            pages = await _debates(server)
            async with open_browser() as browser:
                await _pictures(browser, server.address, pages)
        finally:
            await server.stop()


async def _debates(server: Server) -> dict[str, str]:
    """Path of every screen by its name."""
    tools = server.tools()
    await tools.add_account("vesna", "owner", PASSWORD)
    codes = {}
    for name, until in (("social-club-jobs", MIDDLE_S), ("sporazum-energy", 1e9)):
        print(f"playing {name}", flush=True)
        recording = load(RECORDINGS / f"{name}.json").until(until)
        code = codes[name] = await tools.create(recording.settings(), phase="live")
        async with hall(server, tools, recording, code) as (phones, moderators):
            await Player(recording, phones, moderators).play(SPEED)
            producer = moderators["producer"]
            if until > MIDDLE_S:
                await producer.do("phase", to="closed")
                continue
            questions = producer.document["questions"]
            shown = [id_ for id_, question in questions.items() if question["state"] == "open"]
            shown.sort(key=lambda id_: -questions[id_]["votes"])
            for id_ in shown[1:5]:
                await producer.do("cue", question=id_)
            if not producer.document["debate"].get("on_air"):
                await producer.do("take", question=shown[0])
    live, closed = codes["social-club-jobs"], codes["sporazum-energy"]
    idle = await tools.new_debate(
        "sporazum", ["Voda i vodovod", "sq=Uji dhe ujësjellësi", "en=Water"], ["Ana"], phase="live"
    )
    key, idle_key = [await tools.new_token(code, "display", "d") for code in (live, idle)]
    return {
        "home": "/",
        "audience": f"/{live}",
        "audience-closed": f"/{closed}",
        "archive": f"/archive/{closed}",
        "display": f"/display/{live}?key={key}",
        "display-idle": f"/display/{idle}?key={idle_key}",
        "login": "/login",
        "control": f"/control/{live}",
        "host": f"/host/{live}",
        "admin": "/admin",
        "admin-debate": f"/admin/debates/{live}",
    }


async def _pictures(browser: Browser, address: str, pages: dict[str, str]) -> None:
    FOLDER.mkdir(exist_ok=True)
    for language, locale in LANGUAGES.items():
        for theme in ("light", "dark"):
            context = await browser.new_context(
                locale=locale, color_scheme=theme, reduced_motion="reduce"
            )
            page = await context.new_page()
            for name, path in pages.items():
                if name == "control":
                    await _log_in(page, address)
                for width, height in SIZES:
                    await page.set_viewport_size({"width": width, "height": height})
                    spoken = f"&lang={language}" if "?key=" in path else ""
                    await page.goto(address + path + spoken)
                    await page.wait_for_timeout(SETTLE_MS)
                    file = FOLDER / f"{name}-{language}-{theme}-{width}.png"
                    await page.screenshot(path=file)
                print(f"{language} {theme} {name}", flush=True)
            await context.close()
    print(f"{len(list(FOLDER.glob('*.png')))} pictures in {FOLDER.name}/")


async def _log_in(page: Page, address: str) -> None:
    await page.goto(f"{address}/login")
    await page.fill("[name=name]", "vesna")
    await page.fill("[name=password]", PASSWORD)
    await page.click("main form button")


if __name__ == "__main__":
    asyncio.run(main())
    sys.exit(0)
