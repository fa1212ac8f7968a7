"""One answer for all strangers who come within a moment, with a token for each."""

import asyncio
import gzip
from itertools import count
from typing import Any

import pytest

from server.limits.buckets import Ceilings
from server.limits.pages import Newcomers
from server.limits.shared import Joins, NoSharedLimits
from server.proxies import Proxies
from server.settings import Settings
from server.web.delivery.newcomers_page import KEPT_AT_MOST, KEPT_S, MADE_AT_ONCE, NewcomersPage
from tests.given.clocks import FakeClock
from tests.given.web_house import Browser, House


class Below:
    """What the page stands before: numbers its answers, and may take its time."""

    def __init__(self, status: int = 200, fails: int = 0) -> None:
        """`fails`: how many times it does first."""
        self._fails = fails
        self._numbers = count(1)
        self._status = status
        self.making = 0
        self.opened = asyncio.Event()
        self.opened.set()

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        number = next(self._numbers)
        self.making += 1
        await self.opened.wait()
        self.making -= 1
        if number <= self._fails:
            raise RuntimeError
        headers = [(b"content-type", b"text/html"), (b"set-cookie", b"tribina_participant=first")]
        await send({"type": "http.response.start", "status": self._status, "headers": headers})
        await send({"type": "http.response.body", "body": b"answer ", "more_body": True})
        await send({"type": "http.response.body", "body": str(number).encode()})


async def _nothing() -> Any:
    raise AssertionError("the request has no body to be read")


class Hall:
    """The page with a clock of their own and a ceiling for each address."""

    def __init__(self, house: House, below: Below, joins_per_s: int = 1_000) -> None:
        self.clock = FakeClock()
        ceilings = Ceilings(self.clock, 1_000, joins_per_s)
        self.page = NewcomersPage(
            house.identity,
            Newcomers(ceilings, Proxies(house.settings.proxies), Joins(NoSharedLimits(), 500)),
            Settings(public_url="https://tribina.example"),
            self.clock,
            house.metrics,
            lambda code: None,
            below,
        )

    async def get(
        self,
        path: str = "/482915",
        method: str = "GET",
        send: Any = None,
        query: str = "",
        then: str = "",
        **headers: str,
    ) -> Any:
        """Status, body and `Set-Cookie` of the answer to somebody from 198.51.100.7, who takes
        what is sent by `send`. `then`: a language behind the others."""
        scope = {
            "type": "http",
            "method": method,
            "scheme": "http",
            "path": path,
            "query_string": query.encode(),
            "client": ("198.51.100.7", 1),
            "headers": [
                *((n.replace("_", "-").encode(), v.encode()) for n, v in headers.items()),
                *((b"accept-language", one.encode()) for one in then.split()),
            ],
        }
        answer: dict[str, Any] = {"body": b""}

        async def take(message: Any) -> None:
            answer["body"] += message.pop("body", b"")
            answer.update(message)

        await self.page(scope, _nothing, send or take)
        return answer["status"], answer["body"], dict(answer["headers"]).get(b"set-cookie", b"")


async def test_within_a_moment_it_is_made_once_and_then_anew(house: House) -> None:
    hall = Hall(house, Below())

    bodies = []
    for pause_s in (0, KEPT_S / 2, KEPT_S):
        hall.clock.pass_s(pause_s)
        bodies.append((await hall.get())[1])

    assert bodies == [b"answer 1", b"answer 1", b"answer 2"]


async def test_what_is_asked_with_a_header_said_twice_or_a_query_is_kept_for_nobody(
    house: House,
) -> None:
    hall = Hall(house, Below())

    poisoned = (await hall.get(accept_language="sq", then="en"))[1]
    queried = (await hall.get(accept_language="en", query="x=1"))[1]
    honest = (await hall.get(accept_language="en"))[1]

    assert (poisoned, queried, honest) == (b"answer 1", b"answer 2", b"answer 3")


async def test_everybody_gets_a_token_of_their_own(house: House) -> None:
    hall = Hall(house, Below())

    cookies = [(await hall.get())[2].decode() for _ in range(4)]

    assert len(set(cookies)) == 4
    assert cookies[0] == "tribina_participant=first"
    for cookie in cookies[1:]:
        assert "HttpOnly" in cookie and "Secure" in cookie and "SameSite=Lax" in cookie
        token = cookie.partition("=")[2].partition(";")[0]
        assert house.identity.is_participant(token)


async def test_few_pages_are_made_at_once_however_different_browsers_look(house: House) -> None:
    below = Below()
    below.opened.clear()
    hall = Hall(house, below)

    coming = [asyncio.create_task(hall.get(accept_language=f"q{n}")) for n in range(9)]
    for _ in range(20):
        await asyncio.sleep(0)
    assert below.making == MADE_AT_ONCE
    below.opened.set()

    assert {status for status, _, _ in await asyncio.gather(*coming)} == {200}


async def test_those_who_come_while_it_is_made_wait_for_it(house: House) -> None:
    below = Below()
    below.opened.clear()
    hall = Hall(house, below)

    coming = [asyncio.create_task(hall.get()) for _ in range(5)]
    await asyncio.sleep(0)
    below.opened.set()

    assert {body for _, body, _ in await asyncio.gather(*coming)} == {b"answer 1"}


async def never(_: Any) -> None:
    """How a reader is sent something who does not read."""
    await asyncio.Event().wait()


async def test_who_does_not_read_a_page_keeps_nobody_from_it(house: House) -> None:
    below = Below()
    below.opened.clear()
    hall = Hall(house, below)
    stuck = [asyncio.create_task(hall.get(send=never)) for _ in range(50)]
    await asyncio.sleep(0)
    others = [asyncio.create_task(hall.get()) for _ in range(5)]
    await asyncio.sleep(0)
    below.opened.set()

    async with asyncio.timeout(5):
        bodies = {body for _, body, _ in await asyncio.gather(*others)}

    assert bodies == {b"answer 1"}
    assert not any(one.done() for one in stuck)
    for one in stuck:
        one.cancel()


async def test_who_goes_away_while_the_page_is_made_leaves_it_to_the_others(house: House) -> None:
    below = Below()
    below.opened.clear()
    hall = Hall(house, below)
    first = asyncio.create_task(hall.get())
    await asyncio.sleep(0)
    second = asyncio.create_task(hall.get())
    await asyncio.sleep(0)
    first.cancel()
    below.opened.set()

    assert (await second)[1] == b"answer 1"


async def test_a_making_that_fails_is_tried_again_by_each(house: House) -> None:
    below = Below(fails=1)
    below.opened.clear()
    hall = Hall(house, below)
    coming = [asyncio.create_task(hall.get()) for _ in range(3)]
    await asyncio.sleep(0)
    below.opened.set()

    first, *others = await asyncio.gather(*coming, return_exceptions=True)

    assert isinstance(first, RuntimeError)
    assert {other[1] for other in others if isinstance(other, tuple)} == {b"answer 2", b"answer 3"}


@pytest.mark.parametrize("header", ["cookie", "authorization", "origin", "range"])
async def test_whoever_is_known_is_left_to_the_app(house: House, header: str) -> None:
    hall = Hall(house, Below())
    await hall.get()

    assert (await hall.get(**{header: "x"}))[1] == b"answer 2"


@pytest.mark.parametrize(
    ("path", "method"), [("/4829155", "GET"), ("/control/482915", "GET"), ("/482915", "HEAD")]
)
async def test_other_requests_are_left_to_the_app(house: House, path: str, method: str) -> None:
    hall = Hall(house, Below())

    bodies = [(await hall.get(path, method))[1] for _ in range(2)]

    assert bodies == [b"answer 1", b"answer 2"]


async def test_languages_and_encodings_are_pages_of_their_own(house: House) -> None:
    hall = Hall(house, Below())
    kinds: tuple[dict[str, str], ...] = (
        {},
        {"accept_language": "sq"},
        {"accept_encoding": "gzip"},
        {"host": "a.example"},
    )

    bodies = {(await hall.get(**kind))[1] for kind in kinds for _ in range(2)}

    assert len(bodies) == len(kinds)


async def test_a_refusal_is_never_kept(house: House) -> None:
    hall = Hall(house, Below(status=404))

    assert [(await hall.get())[:2] for _ in range(2)] == [(404, b"answer 1"), (404, b"answer 2")]


async def test_one_too_many_from_an_address_is_left_to_the_app_to_be_told(house: House) -> None:
    hall = Hall(house, Below(), joins_per_s=2)

    bodies = [(await hall.get())[1] for _ in range(4)]

    assert bodies == [b"answer 1", b"answer 1", b"answer 1", b"answer 2"]


async def test_few_pages_are_kept(house: House) -> None:
    hall = Hall(house, Below())
    for number in range(KEPT_AT_MOST + 1):
        await hall.get(f"/{number:06}")

    assert (await hall.get("/000001"))[1] == b"answer 2"
    assert (await hall.get("/000000"))[1] == f"answer {KEPT_AT_MOST + 2}".encode()


async def test_the_page_itself_is_the_same_for_two_strangers(house: House) -> None:
    room = await house.debate()
    strangers = [Browser(house.app, headers={"Accept-Encoding": "gzip"}) for _ in range(2)]

    one, other = [await stranger.get(f"/{room.code}") for stranger in strangers]

    page = gzip.decompress(await one.get_data(as_text=False))
    assert b"Posao i mladi" in page
    assert gzip.decompress(await other.get_data(as_text=False)) == page
    assert one.headers["Content-Security-Policy"] == other.headers["Content-Security-Policy"]
    assert one.headers["Cache-Control"] == other.headers["Cache-Control"] == "no-store"
    assert strangers[0].cookies != strangers[1].cookies
