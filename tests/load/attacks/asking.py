"""Questions to the server that are cheap to put and dear to answer."""

from collections.abc import Callable
from urllib.parse import quote

from tests.load.attacks import raw, texts
from tests.load.attacks.attack import Attack, Score, Target
from tests.load.attacks.network import OUTSIDER

CALLERS = 20
EVERY_S = 0.1  # each; a participant may ask ten times a second


async def _as_participants(target: Target, for_s: float, path_of: Callable[[int], str]) -> Score:
    """Ask for one path after the other, as participants who keep to their pace."""
    score = Score()
    browsers = [raw.Browser(target, OUTSIDER) for _ in range(CALLERS)]
    tokens = [""] * CALLERS
    asked = iter(range(10**9))

    async def ask(number: int) -> None:
        browser = browsers[number]
        if not tokens[number]:
            tokens[number] = (await browser.json("/api/participants", {}))["token"]
        path = f"/api/debates/{target.code}/{path_of(next(asked))}"
        status, _ = await browser.ask(path, f"Authorization: Bearer {tokens[number]}")
        score[str(status)] += 1

    await raw.over_and_over(CALLERS, for_s, score, ask, EVERY_S)
    for browser in browsers:
        browser.leave()
    return score


async def like(target: Target, for_s: float) -> Score:
    return await _as_participants(
        target, for_s, lambda n: "questions?like=" + quote(texts.of_the_lexicon(n))
    )


async def search(target: Target, for_s: float) -> Score:
    worst = [quote(texts.swelling(600)), quote(texts.marked(600)), quote("a " * 300)]
    return await _as_participants(target, for_s, lambda n: f"questions?q={worst[n % 3]}")


async def paging(target: Target, for_s: float) -> Score:
    questions = target.questions
    return await _as_participants(
        target, for_s, lambda n: f"questions?after={questions[n % len(questions)]}"
    )


async def documents(target: Target, for_s: float) -> Score:
    """Half of them know a document that never was, half know none."""
    score = Score()
    browsers = [raw.Browser(target, OUTSIDER) for _ in range(CALLERS)]

    async def ask(number: int) -> None:
        known = 'If-None-Match: "another"' if number % 2 else "Accept-Encoding: gzip"
        path = f"/api/debates/{target.code}?as=audience&n={number}"
        status, _ = await browsers[number].ask(path, known)
        score[str(status)] += 1

    await raw.over_and_over(CALLERS, for_s, score, ask)
    for browser in browsers:
        browser.leave()
    return score


async def guises(target: Target, for_s: float) -> Score:
    """Each request looks like another browser at another house."""
    score = Score()
    browsers = [raw.Browser(target, OUTSIDER) for _ in range(CALLERS)]
    asked = iter(range(10**9))
    long = "x" * 3_000

    async def ask(number: int) -> None:
        n = next(asked)
        status, _ = await browsers[number].ask(
            f"/{target.code}?n={n}",
            f"Host: {f'h{n}.example' if n % 2 else f'{target.host}:{target.http_port}'}",
            f"Accept-Language: q{n}-{long}",
            f"Accept: a/{n}{long}",
        )
        score[str(status)] += 1

    await raw.over_and_over(CALLERS, for_s, score, ask)
    for browser in browsers:
        browser.leave()
    return score


ATTACKS = (
    Attack(
        "like",
        "200 times a second `?like=` with 300 letters of lexicon words, among 300 such questions",
        like,
        stage="rich",
    ),
    Attack(
        "search",
        "200 times a second `?q=` with 600 characters that swell when they are folded",
        search,
        stage="rich",
    ),
    Attack("paging", "200 times a second a page of the list of questions", paging, stage="rich"),
    Attack(
        "documents",
        "the whole document over HTTP, as often as it is given, with and without an `ETag`",
        documents,
        stage="rich",
    ),
    Attack(
        "guises",
        "the page in ever new languages, half of the time at ever new hosts, to fill all memory",
        guises,
    ),
)
