"""What is over, asked for all at once and in all forms."""

from tests.load.attacks import raw
from tests.load.attacks.attack import Attack, Score, Target
from tests.load.attacks.network import OUTSIDER

CALLERS = 10
KINDS = (".html", ".zip", ".json", ".csv", ".ndjson", "", "", "", "")
LANGUAGES = ("", "", "", "sr-Latn", "sr-Cyrl", "sq", "en")


async def exports(target: Target, for_s: float) -> Score:
    score = Score()
    asked = iter(range(10**9))
    browsers = [raw.Browser(target, OUTSIDER) for _ in range(CALLERS)]

    async def ask(number: int) -> None:
        n = next(asked)
        code, kind = target.closed[n // len(KINDS) % len(target.closed)], n % len(KINDS)
        status, answer = await browsers[number].ask(
            f"/archive/{code}{KINDS[kind]}", f"Accept-Language: {LANGUAGES[kind]}"
        )
        score[str(status)] += 1
        score["MB"] += len(answer) // 1_000_000

    await raw.over_and_over(CALLERS, for_s, score, ask)
    for browser in browsers:
        browser.leave()
    return score


ATTACKS = (
    Attack(
        "archive",
        "the first making of every page and export of two debates with 1,000 questions, then "
        "again as often as they are given",
        exports,
        stage="rich",
    ),
)
