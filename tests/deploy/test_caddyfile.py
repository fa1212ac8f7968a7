"""The Caddyfile that is deployed, in a real Caddy: who gets what, who is asked again, what is told
to whom."""

import asyncio
import subprocess
from collections.abc import AsyncIterator
from dataclasses import dataclass
from email.message import Message

import pytest
import pytest_asyncio

from tests.deploy.backend import Backend, Request
from tests.given.caddy import CADDYFILE, Caddy
from tests.given.services import running

HALL = "127.0.0.77"  # an address that nobody else has on this machine
TRIES = 30  # the proxy chooses by chance; so often in a row it is not the same one
SECRET = "key=t.hush-hush-hush-hush"


@dataclass
class Answer:
    status: int
    body: str
    headers: Message


@dataclass
class Place:
    caddy: Caddy
    one: Backend
    two: Backend

    async def ask(self, path: str, method: str = "GET", body: str = "", **headers: str) -> Answer:
        """Ask from the hall."""
        return await asyncio.to_thread(self._ask, path, method, body, headers)

    def _ask(self, path: str, method: str, body: str, headers: dict[str, str]) -> Answer:
        connection = self.caddy.connection(HALL)
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        try:
            connection.request(method, path, body or None, sent)
            response = connection.getresponse()
            return Answer(response.status, response.read().decode(), response.headers)
        finally:
            connection.close()

    @property
    def requests(self) -> list[Request]:
        """What reached a process."""
        return self.one.requests + self.two.requests


@pytest_asyncio.fixture
async def place() -> AsyncIterator[Place]:
    """Caddy before two processes whose pages and live doors are one and the same."""
    one, two = Backend("one"), Backend("two")
    await asyncio.gather(one.start(), two.start())
    ports = [one.port, two.port]
    with running(Caddy(ports, ports, tls=True)) as caddy:
        yield Place(caddy, one, two)
    await asyncio.gather(one.stop(), two.stop())


def test_it_is_valid_and_in_shape() -> None:
    shaped = subprocess.run(
        ["caddy", "fmt", CADDYFILE], check=False, capture_output=True, text=True
    )
    assert shaped.stdout == CADDYFILE.read_text()
    told = subprocess.run(
        ["caddy", "adapt", "--config", CADDYFILE], check=False, capture_output=True, text=True
    )
    assert (told.returncode, told.stderr) == (0, "")


async def test_a_process_hears_who_asks_and_how_whatever_they_claim(place: Place) -> None:
    answer = await place.ask("/482915", X_Forwarded_For="203.0.113.7", X_Forwarded_Proto="http")

    (request,) = place.requests
    assert answer.status == 200
    assert request.headers.get_all("X-Forwarded-For") == [HALL]
    assert request.headers.get_all("X-Forwarded-Proto") == ["https"]
    assert request.headers["Host"] == place.caddy.address.removeprefix("https://")


async def test_the_processes_decide_on_headers_and_compression(place: Place) -> None:
    answer = await place.ask("/482915", Accept_Encoding="gzip")

    assert answer.body in ("one", "two")
    assert answer.headers.get_all("X-Said-By") == ["backend"]
    assert "Server" not in answer.headers and "Content-Encoding" not in answer.headers
    await place.ask("/482915", Accept_Encoding="identity")
    asked = {request.headers["Accept-Encoding"] for request in place.requests}
    assert asked == {"gzip", "identity"}


async def test_the_numbers_of_one_process_are_not_told_as_everybodys(place: Place) -> None:
    answer = await place.ask("/metrics")

    assert (answer.status, place.requests) == (404, [])


async def test_what_is_too_big_for_any_process_reaches_none(place: Place) -> None:
    answer = await place.ask("/login", "POST", "x" * 200_000)

    assert answer.status in (413, 502)  # Debian 12 has a Caddy that does not say what was wrong
    assert not place.requests


@pytest.mark.slow
@pytest.mark.parametrize("well", [True, False])
async def test_each_address_goes_to_the_door_that_it_is_of(well: bool) -> None:
    pages, live = Backend("pages"), Backend("live")
    await asyncio.gather(pages.start(), live.start())
    try:
        with running(Caddy([pages.port], [live.port], tls=True)) as caddy:
            place = Place(caddy, pages, live)
            if not well:
                pages.status = live.status = 503
                await asyncio.gather(pages.checked(), live.checked())
            for path in ("/482915", "/studio/482915", "/studio/482915/do/mark/live"):
                assert (await place.ask(path)).body == "pages"
            for path in ("/live/482915", "/studio/482915/live"):
                assert (await place.ask(path)).body == "live"
    finally:
        await asyncio.gather(pages.stop(), live.stop())


@pytest.mark.parametrize("path", ["/482915", "/live/482915"])
async def test_reading_that_was_cut_off_is_done_again_elsewhere(place: Place, path: str) -> None:
    place.one.dies = True

    for _ in range(TRIES):
        assert (await place.ask(path)).body == "two"
        if place.one.requests:
            return
    raise AssertionError("nobody was cut off")


async def test_a_button_goes_to_one_process_and_is_not_pressed_again(place: Place) -> None:
    path = "/studio/482915/do/next?key=t.k"
    for _ in range(TRIES):
        assert (await place.ask(path)).status == 200
    reached = [len(place.one.requests), len(place.two.requests)]
    assert sorted(reached) == [0, TRIES]

    place.one.dies = place.two.dies = True
    assert (await place.ask(path)).status == 502
    assert len(place.requests) == TRIES + 1


async def test_a_command_that_was_cut_off_is_left_to_its_sender(place: Place) -> None:
    place.one.dies = place.two.dies = True

    answer = await place.ask("/api/debates/482915/commands", "POST", "{}")

    assert (answer.status, len(place.requests)) == (502, 1)


@pytest.mark.parametrize("path", ["/482915", "/live/482915"])
async def test_who_finds_nobody_is_sent_elsewhere_at_once(place: Place, path: str) -> None:
    await place.one.stop()

    async with asyncio.timeout(2):
        answers = [await place.ask(path) for _ in range(4)]

    assert [answer.body for answer in answers] == ["two"] * 4


@pytest.mark.parametrize("path", ["/482915", "/live/482915"])
async def test_who_is_draining_gets_nobody_new(place: Place, path: str) -> None:
    place.one.status = 503
    await place.one.checked()

    assert {(await place.ask(path)).body for _ in range(4)} == {"two"}

    place.one.status, place.two.status = 200, 503
    await asyncio.gather(place.one.checked(), place.two.checked())
    assert {(await place.ask(path)).body for _ in range(4)} == {"one"}


async def test_when_nobody_is_well_somebody_is_asked_what_is_wrong(place: Place) -> None:
    place.one.status = place.two.status = 503
    await asyncio.gather(place.one.checked(), place.two.checked())

    answers = await asyncio.gather(place.ask("/482915"), place.ask("/live/482915"))

    assert [answer.status for answer in answers] == [200, 200]


async def test_when_nobody_is_there_a_page_says_so_and_tries_again(place: Place) -> None:
    await asyncio.gather(place.one.stop(), place.two.stop())

    page = await place.ask("/482915")

    assert (page.status, page.headers["Refresh"], page.headers["Retry-After"]) == (502, "5", "5")
    assert "Back in a moment" in page.body and "Kthehemi" in page.body


async def test_what_goes_wrong_is_logged_without_who_asked_for_what(place: Place) -> None:
    for backend in (place.one, place.two):
        backend.status, backend.dies = 503, True
    await asyncio.gather(place.one.checked(), place.two.checked())

    answer = await place.ask(f"/display/482915?{SECRET}", Cookie=f"tribina_login={SECRET}")

    assert answer.status in (502, 503)
    assert "http.log.error" in place.caddy.log, "nothing was logged that could have told"
    for told in (HALL, SECRET, "display/482915"):
        assert told not in place.caddy.log
