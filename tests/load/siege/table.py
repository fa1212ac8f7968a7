"""What was measured under attack, as the generated part of docs/security.md."""

from collections.abc import Sequence

from tests.load.process import ROOT
from tests.load.siege.scenario import Attacked
from tests.load.siege.window import LOGIN_S, MEMORY_MB, TURNED_AWAY_S, VOTE_P99_MS, Window

PAGE = ROOT / "docs" / "security.md"
PART = "attacks"

_HEAD = (
    "| attack | vote: median, 99 %, longest | question | on air, 99 % | moderator, 99 % "
    "| control screen | newcomer: page, document | without a document | memory: most, after "
    "| loop held | held |"
)


def table(done: Sequence[Attacked]) -> list[str]:
    """A line for each attack, and above them how it is without any."""
    lines = [_words(), "", _HEAD, "|---|---|---|---|---|---|---|---|---|---|---|"]
    if done:
        lines.append(_line("*nobody attacks*", done[0].before, "–"))
    for attacked in done:
        title = f"**{attacked.attack.name}**: {attacked.attack.does}"
        lines.append(_line(title, attacked.during, _verdict(attacked)))
    return lines


def failed(done: Sequence[Attacked]) -> list[str]:
    return [f"{a.attack.name}: {', '.join(a.failings())}" for a in done if a.failings()]


def _words() -> str:
    return (
        f"Held: 99 % of the votes of honest phones are acknowledged within {VOTE_P99_MS:.0f} ms, "
        f"nobody is without a document, nor any newcomer without the page, for more than "
        f"{TURNED_AWAY_S:.0f} s, the server stays below {MEMORY_MB:.0f} MB, an owner is logged in "
        f"within {LOGIN_S:.0f} s, and all this holds again when it is over. Times in ms if nothing "
        "else is said; of questions, the control screen and newcomers the longest of all."
    )


def _line(title: str, window: Window, verdict: str) -> str:
    votes = ", ".join(map(_ms, (window.vote_p50_ms, window.vote_p99_ms, window.vote_max_ms)))
    cells = (
        title,
        votes,
        _ms(window.question_ms),
        _ms(window.air_p99_ms),
        _ms(window.command_p99_ms),
        _ms(window.picture_ms),
        f"{_ms(window.page_ms)}, {_ms(window.in_ms)}",
        f"{window.away_s:.1f} s",
        f"{window.memory_mb:.0f}, {window.memory_after_mb:.0f} MB",
        _hold(window.hold_ms),
        verdict,
    )
    return f"| {' | '.join(cells)} |"


def _verdict(attacked: Attacked) -> str:
    login = attacked.during.login_s
    told = [] if login is None else [f"owner in after {login:.1f} s"]
    failings = attacked.failings()
    return "; ".join([("no: " + ", ".join(failings)) if failings else "yes", *told])


def _ms(value: float | None) -> str:
    return "–" if value is None else f"{value:,.0f}"


def _hold(value: float | None) -> str:
    if value is None:
        return "–"
    return "> 2,500" if value == float("inf") else f"≤ {value:,.0f}"
