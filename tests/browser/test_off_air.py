"""What was on air and left it without an outcome: TAKE goes on to the next one, and what became of
each is told to who asked it as it is."""

from playwright.async_api import expect

from tests.browser.hall import Hall
from tests.servers import RunningServer

TEXTS = ("Kada stiže voda?", "Ko plaća struju?", "Gde je autobus?")


async def test_taking_again_and_again_reaches_every_question_and_askers_are_told_the_truth(
    server: RunningServer, hall: Hall
) -> None:
    code = await server.debate()
    await server.account("mira", "producer")
    asker = await hall.phone(code)
    await asker.ask(TEXTS[0])
    other = await server.phone(code)
    for text in TEXTS[1:]:
        await other.do("submit", text=text)
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
