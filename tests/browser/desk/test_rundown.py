"""Arranging the rundown with a pointer: what is dropped somewhere stands there, for everybody."""

from typing import Any

from playwright.async_api import expect

from server.demo.visitor import Visitor
from tests.browser.hall import Desk, Hall
from tests.given.servers import RunningServer

UPPER, LOWER = 0.2, 0.8  # of the height of what it is dropped on
SMALL: Any = {"width": 1280, "height": 800}
LONG = "Kada će opština objaviti spisak svih konkursa za rad u javnim preduzećima? " * 3
TEXTS = tuple(f"Pitanje broj {number}: kada stiže voda?" for number in range(1, 7))


async def test_a_question_dropped_in_the_rundown_stands_there(
    server: RunningServer, hall: Hall
) -> None:
    mira, watching, ids = await desk_with_questions(server, hall, cued=5)
    await expect(mira.page.locator(".upcoming__item")).to_have_count(4)
    one, two, three, four, five, _ = ids

    await drag(mira, five, two, UPPER)
    await is_order(mira, watching, [one, five, two, three, four])
    await drag(mira, five, three, LOWER)
    await is_order(mira, watching, [one, two, three, five, four])
    await drag(mira, two, four, LOWER)
    await is_order(mira, watching, [one, three, five, four, two])
    await drag(mira, four, one, UPPER)
    await is_order(mira, watching, [four, one, three, five, two])
    await watching.leave()
    assert mira.complaints == []


async def test_an_open_question_is_cued_where_it_is_dropped(
    server: RunningServer, hall: Hall
) -> None:
    mira, watching, ids = await desk_with_questions(server, hall, cued=0)
    one, two, three, four, five, _ = ids
    rundown = mira.page.locator("#column-rundown")

    await mira.page.locator(f"#text-{one}").drag_to(rundown.locator(".next-up"))
    await is_order(mira, watching, [one])
    await mira.page.locator(f"#text-{two}").drag_to(rundown.locator(".column__scroll"))
    await is_order(mira, watching, [one, two])
    await drag(mira, three, two, UPPER)
    await is_order(mira, watching, [one, three, two])
    await drag(mira, four, two, LOWER)
    await is_order(mira, watching, [one, three, two, four])
    await drag(mira, five, one, UPPER)
    await is_order(mira, watching, [five, one, three, two, four])
    await watching.leave()
    assert mira.complaints == []


async def test_take_is_in_sight_beside_remarks_however_long_the_questions_are(
    server: RunningServer, hall: Hall
) -> None:
    mira, watching, ids = await desk_with_questions(server, hall, cued=3)
    for id_ in ids[:2]:
        await watching.do("edit", question=id_, text=LONG)
    await watching.do("take", question=ids[0])
    take = mira.page.locator("#take")
    await mira.press("v")
    await expect(mira.page.locator("#remark")).to_be_focused()
    for height in (640, 800):
        await mira.page.set_viewport_size({"width": 1280, "height": height})
        await expect(take).to_be_in_viewport(ratio=1)
    await take.click()
    await expect(mira.page.locator(".air")).to_contain_text(LONG[:40])
    await watching.until(lambda: watching.document["debate"].get("on_air") == ids[1])
    await watching.leave()
    assert mira.complaints == []


async def test_what_was_done_is_told_whole_beside_news_of_the_host(
    server: RunningServer, hall: Hall
) -> None:
    mira, watching, ids = await desk_with_questions(server, hall, cued=1)
    host = await server.moderator(watching.document["debate"]["code"], "host", "host")
    await mira.page.set_viewport_size(SMALL)
    await watching.do("take", question=ids[0])
    await watching.do("say", to="host", preset="next_question")
    await host.do("heard", remark=1)
    await expect(mira.page.locator(".remark-news")).to_contain_text("Heard")
    await mira.press("3")

    done = mira.page.locator(".status-bar__done")
    await expect(done).to_contain_text("evaded")
    words, undo = done.locator("strong"), done.locator("[data-action=undo]")
    said, pressed = await words.bounding_box(), await undo.bounding_box()
    assert said and pressed and said["x"] + said["width"] <= pressed["x"]
    await watching.leave()
    await host.leave()


async def test_an_open_question_that_is_suggested_is_cued_with_one_press(
    server: RunningServer, hall: Hall
) -> None:
    mira, watching, _ = await desk_with_questions(server, hall, cued=0)
    suggested = watching.document["debate"]["suggested_next"]["question"]

    await mira.page.locator(".suggested [data-action=cue]").click()
    await is_order(mira, watching, [suggested])
    await watching.leave()


async def desk_with_questions(
    server: RunningServer, hall: Hall, cued: int
) -> tuple[Desk, Visitor, list[str]]:
    """Mira at the desk of a debate with open questions, the first of them cued; another view of
    it, and their ids in order."""
    code = await server.debate()
    await server.account("mira", "producer")
    watching, ids = await with_questions(server, code, cued)
    return await hall.desk(code, "mira"), watching, ids


async def with_questions(server: RunningServer, code: str, cued: int) -> tuple[Visitor, list[str]]:
    """Open questions, the first of them cued; a view of the debate, and their ids in order."""
    phone, producer = await server.phone(code, *TEXTS[:2]), await server.moderator(code)
    await phone.leave()
    for text in TEXTS[2:]:
        await producer.do("card", text=text)
    await producer.until(lambda: len(producer.document["questions"]) == len(TEXTS))
    by_text = {question["text"]: id_ for id_, question in producer.document["questions"].items()}
    ids = [by_text[text] for text in TEXTS]
    for id_ in ids:
        if producer.document["questions"][id_]["state"] == "in_review":
            await producer.do("approve", question=id_)
    for id_ in ids[:cued]:
        await producer.do("cue", question=id_)
    await producer.until(lambda: producer.document["debate"]["order"] == ids[:cued])
    return producer, ids


async def drag(desk: Desk, id_: str, onto: str, part: float) -> None:
    """Take a card by its text and let it go on another one."""
    source, target = desk.page.locator(f"#text-{id_}"), desk.page.locator(f"#card-{onto}")
    box: Any = await target.bounding_box()
    await source.drag_to(target, target_position={"x": box["width"] / 2, "y": box["height"] * part})


async def is_order(desk: Desk, watching: Visitor, order: list[str]) -> None:
    await watching.until(lambda: watching.document["debate"]["order"] == order)
    cards = desk.page.locator("#column-rundown article.card")
    await expect(cards).to_have_count(len(order))
    for at, id_ in enumerate(order):
        await expect(cards.nth(at)).to_have_id(f"card-{id_}")
