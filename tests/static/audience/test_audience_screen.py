"""The audience screen under a thumb: nothing moves, keys do what taps do."""

import re
from typing import Any

import pytest
from playwright.async_api import expect

from tests.static.phone import Phone, question

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


# Nothing moves under a finger.


async def test_a_question_on_the_air_does_not_push_the_list_under_a_finger(phone: Phone) -> None:
    await phone.open()
    await phone.page.mouse.wheel(0, 120)
    await phone.page.dispatch_event("#screen", "pointerdown")
    before = await phone.top_of(4)

    phone.tell(
        "patch", doc={"debate": {"on_air": "q30"}, "questions": {"q30": {"state": "on_air"}}}
    )
    await phone.shows(".air")

    assert await phone.top_of(4) == pytest.approx(before, abs=1)


async def test_votes_change_numbers_at_once_and_places_only_when_nobody_touches(
    phone: Phone,
) -> None:
    await phone.open()
    await phone.door.pass_time(3_000)
    await phone.page.dispatch_event("#screen", "pointerdown")

    phone.tell("patch", doc={"questions": {"q9": {"votes": 500}}})
    await phone.shows("[data-id=q9] .vote__count", "500")
    first = phone.page.locator(".card").first
    touched = await first.get_attribute("data-id")
    await phone.door.pass_time(10_100)

    assert touched == "q1"
    await expect(first).to_have_attribute("data-id", "q9")


async def test_a_vote_only_debate_says_when_votes_are_taken(phone: Phone) -> None:
    await phone.open(vote_only=True, submissions=False)
    phone.tell("patch", doc={"debate": {"voting": False}})
    await phone.shows(".notice", "Voting is closed.")
    await phone.page.get_by_role("tab", name="Mine").click()
    await phone.shows(".empty", "In this debate you vote; questions are not taken.")

    phone.tell("patch", doc={"debate": {"phase": "draft"}})
    await phone.shows("main p", "Voting has not begun yet.")
    phone.tell("patch", doc={"debate": {"opens_at": 4_000_000_000_000}})
    await phone.shows("main p", "You can vote from")


async def test_after_the_end_ones_own_are_gone_and_it_says_why(phone: Phone) -> None:
    await phone.open(phase="closed", submissions=False, voting=False)

    await phone.page.get_by_role("tab", name="Mine").click()

    await phone.shows(".empty", "Which phone asked what was deleted when it closed")


@pytest.mark.parametrize(("code", "ways"), [("blocked", ["Remove"]), ("empty", None)])
async def test_only_what_another_wording_may_mend_can_be_sent_again(
    phone: Phone, code: str, ways: list[str] | None
) -> None:
    await phone.open()
    await phone.page.get_by_role("button", name="Ask a question").click()
    await phone.shows("#ask-text")
    await phone.page.fill("#ask-text", "Kada?")
    await phone.page.get_by_role("button", name="Send").click()
    id_ = (await phone.door.command())["id"]

    phone.tell("no", id=id_, code=code, args={}, retry_ms=0)

    await phone.shows(".own__state", "Not sent")
    buttons = phone.page.locator(".own button")
    await expect(buttons).to_have_text(ways or ["Correct and send again", "Remove"])


async def test_whoever_takes_a_question_back_by_keyboard_stays_at_it(phone: Phone) -> None:
    await phone.open()
    phone.tell("you", doc={"mine": {"q31": {"text": "Kada?", "state": "in_review", "at": 1}}})
    await phone.page.get_by_role("tab", name="Mine").click()
    await (await phone.shows(".own button", "Take the question back")).focus()
    await phone.page.keyboard.press("Enter")
    await phone.draws()
    await phone.page.get_by_role("button", name="Yes, take it back").focus()
    await phone.page.keyboard.press("Enter")
    await phone.shows(".own__told", "Being taken back")

    await expect(phone.page.locator(".own")).to_be_focused()


@pytest.mark.parametrize("lang", ["sr", "und", "sr-Cyrl"])
async def test_cyrillic_is_read_in_latin_with_its_names_however_it_was_sent(
    phone: Phone, lang: str
) -> None:
    await phone.open(guests={"g1": {"name": "Ана Петровић"}})
    asked = question(1, 100, text="Када?", lang=lang, name="Мира", to="g1")
    phone.tell("patch", doc={"questions": {"q1": asked}})
    await phone.shows("[data-id=q1]", "Када?")
    await phone.door.pass_time(500)  # until a tap is for what stands there now

    await phone.card(1).get_by_role("button", name="in Latin script").click()

    read = await phone.shows("[data-id=q1]", "Kada?")
    await expect(read).to_contain_text("to: Ana Petrović")
    await expect(read).to_contain_text("Mira")
    await expect(read.locator(".card__text")).to_have_attribute("lang", "sr-Latn")


async def test_what_is_written_from_right_to_left_is_read_so(phone: Phone) -> None:
    await phone.open()

    phone.tell("patch", doc={"questions": {"q1": {"text": "מתי תהיה עבודה?", "lang": "und"}}})

    text = (await phone.shows("[data-id=q1]", "מתי")).locator(".card__text")
    assert await text.evaluate("text => getComputedStyle(text).direction") == "rtl"


async def reorder(phone: Phone, voted: int = 9) -> None:
    """Let a list that nobody touched for long change its order."""
    await phone.door.pass_time(10_100)
    phone.tell("patch", doc={"questions": {f"q{voted}": {"votes": 500}}})
    await phone.shows(f".card:first-child[data-id=q{voted}]")
    # How a card glides to its place takes real time, and no tap of a test can meet it on its way.
    await phone.page.wait_for_function("!document.getAnimations().length")


def votes_sent(phone: Phone) -> Any:
    return phone.page.locator(".vote[aria-pressed=true]")


async def test_a_tap_just_after_a_new_order_votes_for_nothing(phone: Phone) -> None:
    await phone.open()
    place = await phone.card(2).locator(".vote").bounding_box()
    assert place is not None
    x, y = place["x"] + 20, place["y"] + 20

    await reorder(phone)
    await phone.door.pass_time(80)
    await phone.page.mouse.click(x, y)
    await phone.draws()
    await expect(votes_sent(phone)).to_have_count(0)
    await phone.door.pass_time(400)
    await phone.page.mouse.click(x, y)
    await phone.draws()

    await expect(phone.card(1).locator(".vote")).to_have_attribute("aria-pressed", "true")


async def test_a_finger_that_came_down_on_another_question_votes_for_nothing(
    phone: Phone,
) -> None:
    await phone.open()
    await phone.page.dispatch_event("[data-id=q2] .vote", "pointerdown")
    await phone.page.dispatch_event("[data-id=q1] .vote", "click", {"detail": 1})
    await phone.draws()

    await expect(votes_sent(phone)).to_have_count(0)


async def test_a_card_that_did_not_move_is_voted_for_at_once(phone: Phone) -> None:
    await phone.open()

    await reorder(phone)
    await phone.page.locator("[data-id=q12] .vote").click()
    await phone.draws()

    await expect(phone.card(12).locator(".vote")).to_have_attribute("aria-pressed", "true")


async def test_a_question_that_comes_where_nothing_stood_is_voted_for_at_once(
    phone: Phone,
) -> None:
    await phone.open()
    few = {f"q{number}": None for number in range(2, 31)}
    phone.tell("patch", doc={"questions": few})
    await phone.door.pass_time(10_100)
    await expect(phone.page.locator(".card")).to_have_count(1)

    await phone.door.pass_time(10_100)
    phone.tell("patch", doc={"questions": {"q31": question(31, 0)}})
    await phone.shows("[data-id=q31]")
    await phone.card(31).locator(".vote").click()
    await phone.draws()

    await expect(phone.card(31).locator(".vote")).to_have_attribute("aria-pressed", "true")


async def test_a_new_order_waits_for_who_reads_in_the_middle_of_the_list(phone: Phone) -> None:
    await phone.open()
    await phone.page.mouse.wheel(0, 1_500)
    await phone.page.wait_for_function("scrollY > 1000")
    in_view = "document.elementFromPoint(innerWidth / 2, 300).closest('[data-id]').dataset.id"
    read = await phone.page.evaluate(in_view)

    phone.tell("patch", doc={"questions": {"q30": {"votes": 500}, "q31": question(31, 600)}})
    pill = await phone.shows(".pill", "1 new question")
    await phone.door.pass_time(60_000)

    assert await phone.page.evaluate(in_view) == read
    await pill.click()
    await phone.draws()
    await expect(phone.page.locator(".card").first).to_have_attribute("data-id", "q31")
    await expect(phone.page.locator(".card").first).to_be_in_viewport()
    await expect(phone.page.locator("#questions")).to_be_focused()


async def test_new_questions_wait_behind_a_pill_while_somebody_reads(phone: Phone) -> None:
    await phone.open()
    await phone.page.dispatch_event("#screen", "pointerdown")

    new = {f"q{number}": question(number, 500) for number in (31, 32)}
    phone.tell("patch", doc={"questions": new})
    pill = await phone.shows(".pill", "2 new questions")
    await expect(phone.page.locator(".card")).to_have_count(30)
    await pill.click()
    await phone.draws()

    await expect(phone.page.locator(".card").first).to_have_attribute("data-id", "q31")
    await expect(pill).to_have_count(0)


async def test_what_was_dismissed_cannot_be_read_any_more_but_keeps_its_place(
    phone: Phone,
) -> None:
    await phone.open()
    await phone.page.dispatch_event("#screen", "pointerdown")
    before = await phone.top_of(3)

    phone.tell("patch", doc={"questions": {"q2": None}})
    await phone.shows("[data-id=q2]", "no longer on the list")

    assert "number 2" not in await phone.card(2).inner_text()
    assert await phone.top_of(3) == pytest.approx(before, abs=1)


# Keys, and what may be done when.


async def test_arrows_move_between_the_tabs(phone: Phone) -> None:
    await phone.open()
    await phone.page.get_by_role("tab", name="Popular").focus()

    chosen = []
    for key in ("ArrowRight", "End", "ArrowRight", "ArrowLeft"):
        await phone.page.keyboard.press(key)
        await phone.draws()
        chosen.append(await phone.page.locator("[aria-selected=true]").inner_text())

    assert chosen == ["New", "Mine", "Popular", "Mine"]
    await expect(phone.page.get_by_role("tab", name="Mine")).to_be_focused()


@pytest.mark.parametrize(
    ("submissions", "voting", "said"),
    [
        (False, True, "Questions are no longer taken. You can still vote"),
        (True, False, "Voting is closed. You can still ask"),
        (False, False, "Questions and votes are no longer taken"),
    ],
)
async def test_what_is_shut_is_said_with_what_one_can_still_do(
    phone: Phone, submissions: bool, voting: bool, said: str
) -> None:
    await phone.open(submissions=submissions, voting=voting)

    await expect(phone.page.locator(".notice")).to_contain_text(said)
    await expect(phone.page.locator("button.vote")).to_have_count(30 if voting else 0)
    ask = phone.page.get_by_role("button", name="Ask a question")
    await expect(ask).to_have_count(int(submissions))


async def test_a_closed_debate_shows_its_results_and_the_way_to_the_archive(phone: Phone) -> None:
    totals = {"questions": 30, "votes": 1234}
    await phone.open(phase="closed", submissions=False, voting=False, totals=totals)

    await expect(phone.page.locator(".totals")).to_contain_text("1,234")
    link = phone.page.get_by_role("link", name="See the results in the archive")
    await expect(link).to_have_attribute("href", "/archive/482915")
    await expect(phone.page.locator("button.vote")).to_have_count(0)


async def test_without_a_connection_it_says_so_where_it_moves_nothing(phone: Phone) -> None:
    await phone.open()
    before = await phone.top_of(1)
    phone.door.is_shut = True
    assert phone.socket is not None
    await phone.socket.close()
    await phone.door.pass_time(5_100)

    await expect(phone.page.locator(".offline")).to_be_visible()
    assert await phone.top_of(1) == before


async def test_a_vote_that_waits_says_so_in_its_place_and_moves_nothing(phone: Phone) -> None:
    await phone.open()
    vote = phone.card(2).locator(".vote")
    places = [await phone.top_of(3), (await vote.bounding_box() or {})["height"]]
    await phone.page.evaluate("dispatchEvent(new Event('offline'))")
    await phone.shows(".offline")

    await vote.click()
    await phone.shows("[data-id=q2] .vote", "waits")

    assert places == [await phone.top_of(3), (await vote.bounding_box() or {})["height"]]
    assert await vote.evaluate("vote => getComputedStyle(vote).borderStyle") == "dashed"
    await expect(vote).to_have_accessible_name(re.compile("^Waits to be sent.*number 2"))
    await expect(phone.page.locator("[aria-live]").first).to_have_text(re.compile("has not got"))


async def test_a_vote_that_got_through_is_sure_again(phone: Phone) -> None:
    await phone.open()
    await phone.card(2).locator(".vote").click()
    id_ = (await phone.door.command())["id"]
    await phone.door.pass_time(2_100)
    await phone.shows("[data-id=q2] .vote", "waits")
    await phone.shows(".offline")

    phone.tell("ok", id=id_)
    await phone.shows("[data-id=q2] .vote:not([data-waiting])")

    await expect(phone.page.locator(".offline")).to_have_count(0)


async def test_every_vote_button_says_for_which_question_it_is(phone: Phone) -> None:
    await phone.open()

    for number in (1, 2, 30):
        vote = phone.card(number).locator(".vote")
        await expect(vote).to_have_accessible_name(re.compile(f"^Vote.*number {number},"))


SHARED = """() => {
  window.shared = []
  navigator.share = async (what) => { shared.push(what) }
}"""
COPIED = """() => {
  window.copied = []
  Object.defineProperty(navigator, "share", { value: undefined })
  Object.defineProperty(navigator, "clipboard", {
    value: { writeText: async (text) => { copied.push(text) } },
  })
}"""


async def test_each_card_gives_its_address_the_phones_own_way(phone: Phone) -> None:
    await phone.open()
    await phone.page.evaluate(SHARED)
    link = phone.card(7).get_by_role("link", name=re.compile("^Share.*number 7,"))
    await expect(link).to_have_attribute("href", "/482915/q7")

    await link.click()
    await phone.page.wait_for_function("shared.length")

    (shared,) = await phone.page.evaluate("shared")
    assert shared["url"].endswith("/482915/q7")
    assert "number 7," in shared["text"]


async def test_where_nothing_can_be_shared_the_address_is_copied(phone: Phone) -> None:
    await phone.open()
    await phone.page.evaluate(COPIED)

    await phone.card(7).get_by_role("link", name="Share").click()
    await phone.shows(".toast", "address is copied")

    (copied,) = await phone.page.evaluate("copied")
    assert copied.endswith("/482915/q7")
