"""A page's connection: it follows, it carries commands, and it comes back by itself."""

from collections.abc import AsyncIterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import pytest_asyncio
from playwright.async_api import Page

from tests.static.door import Door, tell

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

FIRST_DELAY_MS = 2_000  # at most, before the first attempt to come back
LONGEST_DELAY_MS = 30_000
STATE = {
    "t": "state",
    "at": 1_763_877_600_000,
    "seq": 3,
    "doc": {"debate": {"online": 7}, "questions": {}},
    "you": {"mine": {}, "votes": {"q1": True}},
}


@pytest_asyncio.fixture(loop_scope="session")
async def door(page: Page) -> AsyncIterator[Door]:
    door = Door(page)
    await door.open()
    yield door
    await page.evaluate("window.connection?.stop()")


async def value(page: Page, expression: str) -> Any:
    return await page.evaluate(expression)


def query(url: str) -> dict[str, list[str]]:
    return parse_qs(urlsplit(url).query)


# Following.


async def test_it_says_which_view_it_wants_and_since_when_it_knows_it(
    door: Door, page: Page
) -> None:
    await door.start("display", key="secret")
    await door.arrival()

    assert query(door.urls[0])["as"] == ["display"]
    assert query(door.urls[0])["key"] == ["secret"]
    assert int(query(door.urls[0])["since"][0]) > 1_600_000_000_000


async def test_a_state_replaces_the_document_and_a_patch_changes_it(door: Door, page: Page) -> None:
    await door.start()
    socket = await door.welcome(questions={"q1": {"votes": 1}})

    tell(socket, "patch", doc={"questions": {"q1": {"votes": 2}, "q2": {"votes": 0}}})
    await door.until("connection.document.questions.q2")

    assert await value(page, "connection.document") == {
        "debate": {"online": 2},
        "questions": {"q1": {"votes": 2}, "q2": {"votes": 0}},
    }


async def test_a_sign_of_life_is_no_change(door: Door, page: Page) -> None:
    await door.start()
    socket = await door.welcome()
    await page.evaluate("changes.length = 0")

    tell(socket, "patch", doc={})
    tell(socket, "patch", doc={"debate": {"online": 3}})
    await door.until("changes.length")

    assert await value(page, "changes.map((change) => change.document.debate.online)") == [3]


async def test_it_knows_the_servers_clock(door: Door, page: Page) -> None:
    await door.start()
    await door.welcome()

    now = await value(page, "Date.now() + connection.offset")

    assert now == pytest.approx(STATE["at"], abs=2_000)


async def test_the_private_document_of_a_new_connection_replaces_the_old_one(
    door: Door, page: Page
) -> None:
    await door.start()
    socket = await door.welcome()
    tell(socket, "you", doc={"votes": {"q1": True}})
    await door.until("connection.you.votes.q1")
    await socket.close()
    await door.pass_time(FIRST_DELAY_MS)

    again = await door.arrival()
    tell(again, "patch", doc={})
    tell(again, "you", doc={"mine": {}, "votes": {"q2": True}})
    await door.until("connection.you.votes.q2")

    assert await value(page, "connection.you") == {"mine": {}, "votes": {"q2": True}}


# Commands.


async def test_a_command_is_sent_with_an_id_and_its_answer_comes_back(
    door: Door, page: Page
) -> None:
    await door.start()
    socket = await door.welcome()
    await page.evaluate("void (window.answer = connection.send({ do: 'submit', text: 'Kada?' }))")

    command = await door.command()
    tell(socket, "ok", id=command["id"], question="q31")

    assert command | {"id": ""} == {"id": "", "do": "submit", "text": "Kada?"}
    assert (await value(page, "answer"))["question"] == "q31"


async def test_a_refusal_rejects_with_its_code_and_when_to_try_again(
    door: Door, page: Page
) -> None:
    await door.start()
    socket = await door.welcome()
    await page.evaluate(
        "void (window.answer = connection.send({ id: 'c1', do: 'clear' }).catch((no) => no))"
    )
    await door.command()

    tell(socket, "no", id="c1", code="too_fast", args={"n": 1}, retry_ms=500)

    assert await value(page, "answer") == {"code": "too_fast", "args": {"n": 1}, "retry_ms": 500}


async def test_a_command_without_an_answer_is_sent_again_with_the_same_id(
    door: Door, page: Page
) -> None:
    await door.start()
    first = await door.welcome()
    await page.evaluate("void (window.answer = connection.send({ do: 'clear' }))")
    command = await door.command()
    await first.close()
    await door.pass_time(FIRST_DELAY_MS)

    second = await door.welcome()
    again = await door.command()
    tell(second, "ok", id=again["id"])

    assert again == command
    assert (await value(page, "answer"))["t"] == "ok"


async def test_a_command_that_nobody_answers_is_unreachable_in_the_end(
    door: Door, page: Page
) -> None:
    await door.start()
    await door.welcome()
    await page.evaluate(
        "void connection.send({ do: 'clear' }).catch((no) => { window.refusal = no })"
    )
    await door.command()

    await door.pass_time(15_000)

    assert await value(page, "refusal.code") == "unreachable"


# Coming back.


async def test_it_says_offline_only_after_five_seconds(door: Door, page: Page) -> None:
    await door.start()
    socket = await door.welcome()
    door.is_shut = True
    await socket.close()
    await door.until("connection.status === 'connecting'")

    await door.pass_time(4_900)
    before = await value(page, "connection.status")
    await door.pass_time(200)

    assert before == "connecting"
    assert await value(page, "connection.status") == "offline"


async def test_a_phone_that_says_it_has_no_network_is_believed_at_once(
    door: Door, page: Page
) -> None:
    await door.start()
    await door.welcome()
    door.is_shut = True

    await page.evaluate("window.dispatchEvent(new Event('offline'))")

    assert await value(page, "connection.status") == "offline"


SEND = "void connection.send({ id: 'c1', do: 'clear' }).catch(() => {})"
LATE = "changes.flatMap(({ late }) => late ?? [])"


async def test_what_has_no_answer_on_a_silent_line_is_late_and_the_line_said_to_be_lost(
    door: Door, page: Page
) -> None:
    await door.start()
    socket = await door.welcome()
    await page.evaluate(SEND)
    await door.command()

    await door.pass_time(1_900)
    early = await value(page, f"[connection.status, {LATE}]")
    await door.pass_time(200)
    late = await value(page, f"[connection.status, {LATE}]")
    tell(socket, "ok", id="c1")
    await door.until("connection.status === 'online'")

    assert early == ["online", []]
    assert late == ["offline", ["c1"]]
    assert len(door.urls) == 1


async def test_a_line_that_speaks_is_not_lost_while_an_answer_is_late(
    door: Door, page: Page
) -> None:
    await door.start()
    socket = await door.welcome()
    await page.evaluate(SEND)
    await door.command()

    await door.pass_time(1_500)
    tell(socket, "patch", doc={"debate": {"online": 3}})
    await door.until("connection.document.debate.online === 3")
    await door.pass_time(600)

    assert await value(page, f"[connection.status, {LATE}]") == ["online", ["c1"]]


async def test_what_is_answered_in_time_is_never_late(door: Door, page: Page) -> None:
    await door.start()
    socket = await door.welcome()
    await page.evaluate("void (window.answer = connection.send({ id: 'c1', do: 'clear' }))")
    await door.command()
    tell(socket, "ok", id="c1")
    await value(page, "answer")

    await door.pass_time(3_000)

    assert await value(page, f"[connection.status, {LATE}]") == ["online", []]


async def test_a_line_that_is_silent_while_somebody_waits_is_dead(door: Door, page: Page) -> None:
    await door.start()
    await door.welcome()
    await page.evaluate("void connection.send({ do: 'clear' }).catch(() => {})")
    await door.command()

    await door.pass_time(15_000 + FIRST_DELAY_MS)
    await door.welcome()

    assert len(door.urls) == 2


async def test_it_comes_back_at_once_when_the_network_does(door: Door, page: Page) -> None:
    await door.start()
    socket = await door.welcome()
    await socket.close()
    await door.until("connection.status === 'connecting'")

    await page.evaluate("window.dispatchEvent(new Event('online'))")
    await door.welcome()

    assert len(door.urls) == 2


async def test_it_waits_as_long_as_the_server_asks(door: Door, page: Page) -> None:
    await door.start()
    socket = await door.welcome()
    tell(socket, "bye", code="restarting", retry_ms=8_000)
    await door.until("connection.status === 'connecting'")

    await door.pass_time(7_900)
    before = len(door.urls)
    await door.pass_time(200)
    await door.welcome()

    assert (before, len(door.urls)) == (1, 2)


async def test_it_stays_away_when_the_server_says_so(door: Door, page: Page) -> None:
    await door.start()
    socket = await door.welcome()
    tell(socket, "bye", code="not_allowed")
    await door.until("connection.status === 'offline'")

    await door.pass_time(2 * LONGEST_DELAY_MS)

    assert len(door.urls) == 1
    assert await value(page, "connection.dismissal") == "not_allowed"


async def test_silence_is_a_dead_line(door: Door, page: Page) -> None:
    await door.start()
    await door.welcome()

    await door.pass_time(45_000 + FIRST_DELAY_MS)
    await door.welcome()

    assert len(door.urls) == 2


async def test_heartbeats_keep_the_line_alive(door: Door, page: Page) -> None:
    await door.start()
    socket = await door.welcome()

    for number in range(4):
        await door.pass_time(20_000)
        tell(socket, "patch", doc={"debate": {"online": 100 + number}})
        await door.until(f"connection.document.debate.online === {100 + number}")

    assert len(door.urls) == 1


async def test_a_page_that_is_looked_at_again_does_not_trust_an_old_line(
    door: Door, page: Page
) -> None:
    await door.start()
    await door.welcome()
    look = "document.dispatchEvent(new Event('visibilitychange'))"

    await page.evaluate(look)
    fresh = len(door.urls)
    await door.pass_time(25_000)
    await page.evaluate(look)
    await door.welcome()

    assert (fresh, len(door.urls)) == (1, 2)


# Where no websocket can be opened.


async def test_after_three_failures_it_polls(door: Door, page: Page) -> None:
    door.is_shut = True
    door.document = STATE
    await door.start()

    await door.pass_time_until("connection.status === 'online'")

    assert len(door.urls) >= 3
    assert await value(page, "connection.document.debate.online") == 7
    assert await value(page, "connection.you.votes") == {"q1": True}


async def test_while_it_polls_it_posts_commands(door: Door, page: Page) -> None:
    door.is_shut = True
    door.document = STATE
    await door.start()
    await door.pass_time_until("connection.status === 'online'")

    answer = await value(page, "connection.send({ do: 'vote', question: 'q1', on: true })")

    assert answer["t"] == "ok"
    assert [command["do"] for command in door.posted] == ["vote"]


async def test_where_cookies_are_not_kept_it_becomes_one_participant_and_stays_it(
    door: Door, page: Page
) -> None:
    door.is_shut = door.keeps_no_cookies = True
    door.document = STATE
    await door.start()
    await door.pass_time_until("connection.status === 'online'")

    vote = "connection.send({ do: 'vote', question: 'q1', on: true })"
    answers = await value(page, f"Promise.all([{vote}, {vote}])")
    answers.append(await value(page, vote))

    assert [answer["t"] for answer in answers] == ["ok"] * 3
    assert door.tokens == 1


async def test_it_stops_polling_when_a_websocket_opens(door: Door, page: Page) -> None:
    door.is_shut = True
    door.document = STATE
    await door.start()
    await door.pass_time_until("connection.status === 'online'")

    door.is_shut = False
    await page.evaluate("window.dispatchEvent(new Event('online'))")
    await door.welcome()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    await door.pass_time(20_000)

    assert asked == []
