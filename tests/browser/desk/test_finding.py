"""Finding on the control screen: piles with counts, filters for every list, and what they hide."""

from playwright.async_api import expect

from tests.browser.hall import Hall
from tests.given.servers import RunningServer

SCHOOL, ROAD, WATER, OTHER = (
    "Kada će škola dobiti grejanje?",
    "Ko popravlja put do bolnice?",
    "A do të ketë ujë gjatë gjithë ditës?",
    "Šta je sa mostom?",
)


async def test_a_press_on_a_pile_shows_it_and_a_second_shows_all(
    server: RunningServer, hall: Hall
) -> None:
    code = await server.debate()
    await server.account("mira", "producer")
    producer = await server.moderator(code)
    for text in (SCHOOL, ROAD, WATER, OTHER):
        await producer.do("card", text=text)
    await producer.until(lambda: len(producer.document["questions"]) == 4)
    ids = {one["text"]: id_ for id_, one in producer.document["questions"].items()}
    for text in (SCHOOL, ROAD, WATER, OTHER):
        if producer.document["questions"][ids[text]]["state"] == "in_review":
            await producer.do("approve", question=ids[text])
    jobs, city = producer.document["debate"]["piles"]
    for text, pile in ((SCHOOL, city), (ROAD, city), (WATER, jobs)):
        await producer.do("tag", question=ids[text], pile=pile)
    mira = await hall.desk(code, "mira")
    piles = mira.page.locator("#column-open .pile")
    cards = mira.page.locator("#column-open article.card")

    await expect(piles).to_have_text(["Grad 2", "Posao 1", "No topic 1"])
    await piles.first.click()
    await expect(piles.first).to_have_attribute("aria-pressed", "true")
    await expect(cards).to_have_count(2)
    await expect(mira.page.locator("#column-open .found")).to_contain_text("2 of 4")
    await mira.page.keyboard.press("Space")
    await expect(cards).to_have_count(4)
    await expect(mira.page.locator("#column-open .found")).to_have_count(0)

    await producer.do("tag", question=ids[ROAD], pile=jobs)
    await producer.do("tag", question=ids[OTHER], pile=jobs)
    await expect(piles).to_have_text(["Posao 3", "Grad 1"])
    await producer.leave()
    assert mira.complaints == []


async def test_every_list_is_searched_and_says_what_a_filter_hides(
    server: RunningServer, hall: Hall
) -> None:
    code = await server.debate()
    await server.account("mira", "producer")
    phones = [await server.phone(code) for _ in range(2)]
    await phones[0].do("submit", text=SCHOOL, to="g1")
    await phones[0].do("submit", text=ROAD, to="g2")
    await phones[1].do("submit", text=WATER)
    await phones[1].do("submit", text=OTHER)
    mira = await hall.desk(code, "mira")
    inbox = mira.page.locator("#column-inbox")
    cards, hidden = inbox.locator("article.card"), inbox.locator(".found")

    await mira.choose(SCHOOL)
    await mira.press("/")
    await mira.page.keyboard.type("skola")
    await expect(cards).to_have_count(1)
    await expect(hidden).to_contain_text("1 of 4")
    await mira.press("Enter")
    await expect(mira.card(SCHOOL)).to_be_focused()
    await mira.press("d")
    await mira.press("1")
    await expect(cards).to_have_count(0)
    await expect(hidden).to_contain_text("0 of 3")
    await inbox.get_by_role("button", name="Dismissed").click()
    await expect(cards).to_have_count(1)
    await expect(hidden).to_have_count(0)
    await inbox.locator("[data-list=in_review]").click()
    await hidden.get_by_role("button").click()
    await expect(cards).to_have_count(3)

    await inbox.get_by_label("Guest").select_option("Guests not asked yet")
    await expect(cards).to_have_count(1)
    await expect(mira.card(ROAD)).to_be_visible()
    await inbox.get_by_role("button", name="Search").click()
    await expect(cards).to_have_count(3)

    await mira.card(ROAD).get_by_role("button", name="Approve").click()
    await mira.cue(ROAD)
    await mira.take(ROAD)
    await mira.press("1")
    await mira.page.locator(".answers").click()
    answered = mira.page.locator("#column-rundown")
    await expect(mira.card(ROAD)).to_be_visible()
    await mira.press("/")
    await mira.page.keyboard.type("nothing like it")
    await expect(answered.locator(".found")).to_contain_text("0 of 1")
    await expect(mira.card(ROAD)).to_have_count(0)
    for phone in phones:
        await phone.leave()
    assert mira.complaints == []
