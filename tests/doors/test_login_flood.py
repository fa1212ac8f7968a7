"""Bad logins, more than one core checks, keep no honest moderator out: on a real server."""

import asyncio
import itertools
import time
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlencode

import pytest

from tests.doors.http import Answer, post
from tests.given.servers import PASSWORD, RunningServer

A_SECOND = 20
HALL = "198.51.100.7"  # where half of the flood comes from
WITHIN_S = 30.0
BETWEEN_TRIES_S = 2.0  # as patient as people are


class Flood:
    """Wrong passwords for one name from a hall and from many other places."""

    def __init__(self, server: RunningServer, name: str) -> None:
        self._server = server
        self._name = name
        self.answers: list[int] = []

    async def run(self) -> None:
        """Until cancelled."""
        async with asyncio.TaskGroup() as tries:
            for number in itertools.count():
                place = HALL if number % 2 else f"203.0.113.{number % 250}"
                tries.create_task(self._try(place))
                await asyncio.sleep(1 / A_SECOND)

    async def _try(self, place: str) -> None:
        answer = await log_in(self._server, self._name, "incorrect horse", place)
        self.answers.append(answer.status)


async def log_in(
    server: RunningServer, name: str, password: str, place: str, device: str = ""
) -> Answer:
    headers = {
        "Origin": server.address,
        "Content-Type": "application/x-www-form-urlencoded",
        "X-Forwarded-For": place,  # this machine is trusted to say so
    } | ({"Cookie": device} if device else {})
    body = urlencode({"name": name, "password": password}).encode()
    return await post(server, "/login", body, headers)


async def in_after(server: RunningServer, name: str, place: str, device: str = "") -> float:
    """Seconds until the right password let somebody in who tries again and again."""
    began = time.monotonic()
    while (await log_in(server, name, PASSWORD, place, device)).status != 303:
        assert time.monotonic() - began < WITHIN_S, f"{name} at {place} was kept out"
        await asyncio.sleep(BETWEEN_TRIES_S)
    return time.monotonic() - began


@pytest.mark.slow
async def test_a_flood_of_bad_logins_keeps_no_honest_moderator_out(server: RunningServer) -> None:
    # Each try waits in a thread of its own.
    asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(100))
    for name in ("vesna", "mira"):
        await server.account(name, "owner")
    before = await log_in(server, "vesna", PASSWORD, HALL)
    cookies = before.headers.get_all("Set-Cookie") or []
    [device] = [line.partition(";")[0] for line in cookies if line.startswith("tribina_device=")]
    flood = Flood(server, "vesna")
    attack = asyncio.create_task(flood.run())
    await asyncio.sleep(3)

    waits = await asyncio.gather(
        in_after(server, "vesna", HALL, device),  # where she has been before
        in_after(server, "vesna", "192.0.2.9"),  # a stranger from elsewhere
        in_after(server, "mira", HALL),  # a stranger in the hall, with another name
    )

    attack.cancel()
    await asyncio.gather(attack, return_exceptions=True)
    assert max(waits) < WITHIN_S
    assert set(flood.answers) <= {422, 429} and 422 in flood.answers
