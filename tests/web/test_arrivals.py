"""One rendering for all who come within a moment."""

import gzip
from itertools import count

from quart import Quart

from server.web.arrivals import KEPT_AT_MOST, KEPT_S, Arrivals
from tests.clocks import FakeClock


class Renderings:
    """Counts how often a page was made."""

    def __init__(self) -> None:
        self._numbers = count(1)

    async def render(self) -> str:
        return f"<p>rendering {next(self._numbers)}</p>"


async def get(arrivals: Arrivals, renderings: Renderings, key: str = "", **headers: str) -> bytes:
    async with Quart(__name__).test_request_context("/", headers=headers):
        response = await arrivals.page(key, renderings.render)
        return await response.get_data()


async def test_within_a_moment_it_is_made_once_and_then_anew() -> None:
    clock, renderings = FakeClock(), Renderings()
    arrivals = Arrivals(clock)

    first = await get(arrivals, renderings)
    clock.pass_s(KEPT_S / 2)
    again = await get(arrivals, renderings)
    clock.pass_s(KEPT_S)
    later = await get(arrivals, renderings)

    assert first == again == b"<p>rendering 1</p>"
    assert later == b"<p>rendering 2</p>"


async def test_other_keys_are_other_pages() -> None:
    arrivals, renderings = Arrivals(FakeClock()), Renderings()

    assert await get(arrivals, renderings, "sq") != await get(arrivals, renderings, "en")


async def test_it_is_sent_compressed_to_those_who_accept_it() -> None:
    arrivals, renderings = Arrivals(FakeClock()), Renderings()
    headers = {"Accept-Encoding": "gzip"}

    plain = await get(arrivals, renderings)

    assert gzip.decompress(await get(arrivals, renderings, **headers)) == plain


async def test_few_pages_are_kept() -> None:
    arrivals, renderings = Arrivals(FakeClock()), Renderings()
    first = await get(arrivals, renderings, "first")
    for number in range(KEPT_AT_MOST):
        await get(arrivals, renderings, str(number))

    assert await get(arrivals, renderings, "first") != first
