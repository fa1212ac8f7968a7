"""Against those who have a password, and against what reads them by their cookies."""

from collections.abc import Callable
from urllib.parse import urlencode

from tests.load.attacks import raw
from tests.load.attacks.attack import Attack, Score, Target
from tests.load.attacks.network import OUTSIDER, outsider

GUESSES_S = 20
COOKIES = 110
COOKIE_BYTES = 8_000


async def _guess(target: Target, for_s: float, address: Callable[[int], str]) -> Score:
    score = Score()
    asked = iter(range(10**9))
    scheme = "https" if target.certificate else "http"
    lines = (
        f"Origin: {scheme}://{target.host}:{target.http_port}",
        "Content-Type: application/x-www-form-urlencoded",
    )

    async def guess(_nth: int) -> None:
        number = next(asked)
        form = urlencode({"name": target.account, "password": f"wrong guess {number}"})
        browser = raw.Browser(target, address(number))
        try:
            status, _ = await browser.ask("/login", *lines, body=form.encode())
        finally:
            browser.leave()
        score[str(status)] += 1

    await raw.over_and_over(GUESSES_S, for_s, score, guess, 1.0)
    return score


async def logins(target: Target, for_s: float) -> Score:
    return await _guess(target, for_s, lambda _: OUTSIDER)


async def logins_of_many(target: Target, for_s: float) -> Score:
    return await _guess(target, for_s, outsider)


async def cookies(target: Target, for_s: float) -> Score:
    """Values whose quotes take the square of their length to read (CVE-2024-7592)."""
    score = Score()
    worst = 'Cookie: a="' + "\\a" * (COOKIE_BYTES // 2) + '"'

    async def come(_nth: int) -> None:
        origin = f"Origin: http://{target.host}:{target.http_port}"
        line = await raw.join(target, OUTSIDER, origin, *[worst] * COOKIES)
        score["let in"] += 1
        line.end()

    async def ask(_nth: int) -> None:
        browser = raw.Browser(target, OUTSIDER)
        status, _ = await browser.ask(f"/api/debates/{target.code}", worst)
        score[str(status)] += 1
        browser.leave()

    await raw.over_and_over(1, for_s / 2, score, come)
    await raw.over_and_over(4, for_s / 2, score, ask)
    return score


ATTACKS = (
    Attack(
        "logins",
        f"{GUESSES_S} wrong passwords a second for an owner, who wants to log in meanwhile from a "
        "browser that is not known, too",
        logins,
        owner=True,
        lasts=3,
    ),
    Attack(
        "logins of many",
        f"{GUESSES_S} a second, each from another address",
        logins_of_many,
        owner=True,
        lasts=3,
    ),
    Attack("cookies", f"handshakes with {COOKIES} cookies that are dear to read", cookies),
)
