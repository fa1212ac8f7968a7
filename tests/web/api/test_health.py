"""Whether the process can do its work, for those who restart or route to it."""

import contextlib
import json
import sqlite3

from server.cluster.relay import InProcessRelay
from tests.given.web_house import House


async def report(house: House) -> tuple[int, dict[str, str]]:
    response = await house.script().get("/health")
    assert response.headers["Cache-Control"] == "no-store"
    return response.status_code, json.loads(await response.get_data())


async def test_a_process_that_works_is_ok(house: House) -> None:
    assert await report(house) == (200, {"status": "ok", "store": "ok"})


async def test_a_process_that_goes_away_is_draining(house: House) -> None:
    house.app.extensions["tribina"].health.drain()

    assert await report(house) == (503, {"status": "draining", "store": "ok"})


async def test_without_the_store_it_is_degraded_and_says_what_is_missing(house: House) -> None:
    with contextlib.closing(sqlite3.connect(house.settings.data / "tribina.db")) as elsewhere:
        elsewhere.execute("DROP TABLE memberships")

    assert await report(house) == (503, {"status": "degraded", "store": "unavailable"})


async def test_without_the_relay_it_is_degraded_and_still_to_be_sent_work(house: House) -> None:
    relay = Relay()
    house.app.extensions["tribina"].health._relay = relay
    assert await report(house) == (200, {"status": "ok", "store": "ok", "relay": "ok"})

    relay.working = False

    assert await report(house) == (
        200,
        {"status": "degraded", "store": "ok", "relay": "unavailable"},
    )


class Relay(InProcessRelay):
    """One that can fail."""

    working = True

    def __init__(self) -> None:
        super().__init__(alone=False)
