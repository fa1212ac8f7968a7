"""Keys pressed faster than the screen draws: what a key opens gets the keys that come after it."""

from playwright.async_api import expect

from tests.browser.hall import Desk, Hall
from tests.given.servers import RunningServer

JOBS = "Kada će opština otvoriti nova radna mesta?"
WATER = "A do të ketë ujë gjatë gjithë ditës?"
BUS = "Зашто нема аутобуса до болнице?"
SHOUT = "Zovite komšinicu, ona zna?"

FRAME_MS = 1_500
SLOW_FRAMES = f"""
  window.requestAnimationFrame = (draw) => setTimeout(() => draw(performance.now()), {FRAME_MS})
  window.cancelAnimationFrame = (frame) => clearTimeout(frame)
"""


async def test_no_key_is_lost_while_the_screen_is_slow_to_draw(
    server: RunningServer, hall: Hall
) -> None:
    code = await server.debate()
    await server.account("mira", "producer")
    phone = await server.phone(code, JOBS, WATER, BUS)
    other = await server.phone(code, SHOUT)
    mira = await hall.desk(code, "mira")
    await mira.page.add_init_script(SLOW_FRAMES)
    await mira.page.reload()
    await expect(mira.card(SHOUT)).to_be_visible()
    watching = await server.moderator(code)
    questions = watching.document["questions"]
    ids = {question["text"]: id_ for id_, question in questions.items()}

    async def until(text: str, key: str, value: object) -> None:
        await watching.until(lambda: watching.document["questions"][ids[text]].get(key) == value)

    async def type_at_once(*keys: str) -> None:
        for key in keys:
            await mira.press(key)

    # The author is blocked and the question dismissed without waiting for anything.
    await type_at_once("q", *"komsinicu", "Enter", "b", "Enter")
    await until(SHOUT, "blocked", True)
    await type_at_once("d", "3")
    await until(SHOUT, "state", "dismissed")
    assert watching.document["questions"][ids[SHOUT]]["reason"] == "personal_data"

    # From one card to another, by words, in any script; a letter typed is never a command.
    await type_at_once("q", *"bolnice", "Enter", "a")
    await until(BUS, "state", "open")
    await type_at_once("q", *ids[WATER], "Enter", "m", *"autobusa", "Enter")
    await until(WATER, "merged_into", ids[BUS])
    await type_at_once("q", *ids[JOBS], "Enter", "e", "End", "!", "Control+Enter", "t", "1", "a")
    await until(JOBS, "state", "open")
    assert watching.document["questions"][ids[JOBS]]["text"] == f"{JOBS}!"
    assert watching.document["questions"][ids[JOBS]]["pile"]

    # Fields that a key leads to.
    await type_at_once("/", *"aab")
    search = mira.page.locator("#search-inbox")
    await expect(search).to_have_value("aab")
    await type_at_once("Escape", "Escape")
    await expect(search).to_have_value("")
    await type_at_once("v", *"da", "Enter", "Escape")
    await watching.until(lambda: "1" in watching.document["debate"].get("remarks", {}))
    assert watching.document["debate"]["remarks"]["1"]["text"] == "da"
    for visitor in (phone, other, watching):
        await visitor.leave()
    assert [person.complaints for person in hall.people] == [[]] * len(hall.people)


async def test_undo_pressed_at_once_takes_back_what_was_just_done_and_again_what_was_before(
    server: RunningServer, hall: Hall
) -> None:
    code = await server.debate()
    await server.account("mira", "producer")
    phone = await server.phone(code, JOBS, WATER, BUS)
    mira = await hall.desk(code, "mira")
    await mira.approve(JOBS)
    await expect(mira.page.locator(".status-bar [data-action=undo]")).to_be_visible()
    await mira.choose(WATER)

    await press_at_once(mira, "a", "z")
    in_review = mira.page.locator("article[data-state=in_review]")
    await expect(mira.page.locator(".status-bar__done")).to_contain_text("Undone")
    await expect(in_review).to_have_count(2)
    await expect(mira.card(JOBS)).to_have_attribute("data-state", "open")

    # Three things done, and all three taken back, one key each.
    await mira.approve(WATER)
    await mira.approve(BUS)
    await expect(in_review).to_have_count(0)
    await press_at_once(mira, "z", "z", "z")
    await expect(in_review).to_have_count(3)
    await phone.leave()
    assert mira.complaints == []


async def press_at_once(desk: Desk, *keys: str) -> None:
    """In one task of the page: no answer of the server can come between them."""
    await desk.page.evaluate(
        """(keys) => {
             for (const key of keys) {
               document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }))
             }
           }""",
        keys,
    )


async def test_clocks_turned_at_once_each_do_as_their_key_says(
    server: RunningServer, hall: Hall
) -> None:
    code = await server.debate()
    await server.account("mira", "producer")
    mira = await hall.desk(code, "mira")
    await mira.page.evaluate("document.activeElement?.blur()")
    watching = await server.moderator(code)

    def running() -> list[str]:
        clocks = watching.document["debate"]["clocks"]
        guests = [id_ for id_, clock in clocks["guests"].items() if clock["running"]]
        return ["debate"] * clocks["debate"]["running"] + guests

    await press_at_once(mira, "i", "s")
    await watching.until(lambda: running() == ["debate", "g1"])
    await expect(mira.page.locator(".turned[data-running=true]")).to_have_count(2)
    await press_at_once(mira, "s", "f")
    await watching.until(lambda: running() == ["debate", "g2"])
    await press_at_once(mira, "i", "i")
    await watching.until(lambda: running() == ["g2"])
    air = mira.page.locator(".air")
    await expect(air).to_contain_text("The clock of Arben Krasniqi runs on.")
    await air.get_by_role("button", name="Pause it").click()
    await watching.until(lambda: running() == [])
    await expect(air).not_to_contain_text("runs on")
    await watching.leave()
    assert mira.complaints == []
