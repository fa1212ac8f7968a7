"""What was on air and left it without an outcome: TAKE goes on to the next one, and what became of
each is told to who asked it as it is."""

from playwright.async_api import expect

from tests.browser.hall import Desk, Hall, ask_all
from tests.given.servers import RunningServer

TEXTS = ("Kada stiže voda?", "Ko plaća struju?", "Gde je autobus?")


async def test_taking_again_and_again_reaches_every_question_and_askers_are_told_the_truth(
    server: RunningServer, hall: Hall
) -> None:
    code = await server.debate()
    await server.account("mira", "producer")
    asker = await hall.phone(code)
    await asker.ask(TEXTS[0])
    other = await server.phone(code, *TEXTS[1:])
    watching = await server.moderator(code)
    await watching.until(lambda: len(watching.document["questions"]) == len(TEXTS))
    ids = {q["text"]: id_ for id_, q in watching.document["questions"].items()}
    for text in TEXTS:
        await watching.do("approve", question=ids[text])
        await watching.do("cue", question=ids[text])
    mira = await hall.desk(code, "mira")
    aired, mine = mira.page.locator(".aired article.card"), asker.page.locator(".own__state")
    await asker.page.locator("#tab-mine").click()

    for text in TEXTS:
        await mira.take(text)
    assert watching.document["debate"]["order"] == []
    await expect(aired).to_have_count(2)
    await expect(mine).to_have_text("Bilo u etru; ishod nije označen")

    # Each of the four outcomes is one key away, and the one on the air is still first in hand.
    await mira.choose(TEXTS[0])
    await mira.press("3")
    await expect(mine).to_have_text("Izbegnut odgovor")
    await expect(asker.page.locator(".own")).not_to_contain_text("Odgovoreno")
    await expect(aired).to_have_count(1)

    # Asked again on purpose, with an outcome and without one.
    await mira.choose(TEXTS[1])
    await mira.press("c")
    await watching.until(lambda: watching.document["debate"]["order"] == [ids[TEXTS[1]]])
    await mira.page.locator(".answers").click()
    await mira.choose(TEXTS[0])
    await mira.press("c")
    await watching.until(lambda: len(watching.document["debate"]["order"]) == 2)
    await expect(mine).to_have_text("Izbegnut odgovor")
    await mira.take(TEXTS[1])
    await mira.take(TEXTS[0])
    await expect(mine).to_have_text("Na redu")
    for visitor in (other, watching):
        await visitor.leave()
    assert [person.complaints for person in hall.people] == [[], []]


async def test_closing_says_what_it_will_leave_and_what_was_cleared_says_that_it_was_on_air(
    server: RunningServer, hall: Hall
) -> None:
    code = await server.debate()
    await server.account("mira", "producer")
    phone = await server.phone(code)
    watching = await server.moderator(code)
    await ask_all(phone, watching, TEXTS, "approve", "cue")
    mira = await hall.desk(code, "mira")
    dialog, take = mira.page.get_by_role("dialog"), mira.page.locator("#take")
    await expect(mira.page.locator(".bar__connection")).to_have_attribute("data-status", "online")
    await mira.take(TEXTS[0])
    await mira.take(TEXTS[1])

    # One was taken over another: closing now leaves both without an outcome.
    await open_closing(mira)
    await expect(dialog).to_contain_text("2 questions were on air without an outcome noted.")
    await expect(dialog).to_contain_text("A question is on air now: № 2.")
    await expect(dialog).to_contain_text("1 question is still in the rundown.")
    await mira.press("Escape")

    # Taken by mistake, it is next again, and nobody takes it for another one.
    await expect(take).to_contain_text("TAKE")
    await mira.press("x")
    await expect(mira.page.locator(".next-up .fate")).to_have_text(
        "Was on air; the outcome is not noted"
    )
    await expect(take).to_contain_text("TAKE AGAIN")
    await open_closing(mira)
    await expect(dialog).to_contain_text("2 questions were on air without an outcome noted.")
    await expect(dialog).not_to_contain_text("A question is on air now")
    await dialog.get_by_role("button", name="Close the debate").click()

    await watching.until(lambda: watching.document["debate"]["phase"] == "closed")
    assert watching.document["debate"]["outcomes"] == {"aired": 2, "not_asked": 1}
    for visitor in (phone, watching):
        await visitor.leave()
    assert [person.complaints for person in hall.people] == [[]]


async def test_a_digit_and_a_button_mark_the_question_beside_which_they_stand(
    server: RunningServer, hall: Hall
) -> None:
    code = await server.debate()
    await server.account("mira", "producer")
    phone = await server.phone(code)
    watching = await server.moderator(code)
    await ask_all(phone, watching, TEXTS, "approve", "take")
    mira = await hall.desk(code, "mira")
    on_air, aired = (
        mira.page.locator(".air__answers .keycap"),
        mira.card(TEXTS[0]).locator(".keycap"),
    )
    await expect(on_air).to_have_text(["1", "2", "3", "4"])

    await mira.choose(TEXTS[0])
    await expect(on_air).to_have_count(0)
    await expect(aired).to_have_text(["1", "2", "3", "4", "C"])
    await mira.press("2")
    await watching.until(lambda: watching.document["questions"]["q1"].get("how") == "partly")

    await mira.choose(TEXTS[1])
    await mira.page.locator(".air__answers [data-action=evaded]").click()
    await watching.until(lambda: watching.document["questions"]["q3"].get("how") == "evaded")
    assert "how" not in watching.document["questions"]["q2"]
    for visitor in (phone, watching):
        await visitor.leave()


async def open_closing(desk: Desk) -> None:
    await desk.press("-")
    await desk.page.locator(".phase-menu__choice[data-to=closed]").click()
