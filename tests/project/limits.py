"""How much of what in how long, as a table in README.md: `make limits` writes it from the limits.

python -m tests.project.limits
"""

from pathlib import Path

from server.limits.table import DAY_S, HOUR_S, MINUTE_S, TABLE, Limit, Window
from tests.given.generated import replace_part, row

README = Path(__file__).parents[2] / "README.md"
PART = "limits"
HEAD = (
    "what",
    "of one",
    "at once",
    "after that",
    "at several processes together",
    "who is over it",
)


def table() -> list[str]:
    """Lines of Markdown: what a process counts and what all count together share a row."""
    rows: dict[tuple[str, str], list[Limit | Window]] = {}
    for limit in TABLE:
        rows.setdefault((limit.what, limit.of), []).append(limit)
    return [row(HEAD), row(["---"] * len(HEAD)), *(row(_cells(same)) for same in rows.values())]


def _cells(same: list[Limit | Window]) -> list[str]:
    first = same[0]
    at_once, after = _by_one(first)
    together = [said for said in map(_together, same) if said]
    return [first.what, first.of, at_once, after, ", ".join(together), first.said]


def _by_one(limit: Limit | Window) -> tuple[str, str]:
    if isinstance(limit, Window):
        return f"{limit.most:,} in {_time(limit.seconds)}", ""
    each_s = 1 / limit.per_s
    after = f"one in {each_s:.0f} s" if each_s > 1 else f"{limit.per_s:,.0f} a second"
    return f"{limit.burst:,.0f}", after


def _together(limit: Limit | Window) -> str:
    if isinstance(limit, Window):
        return f"{limit.most:,} in {_time(limit.seconds)}" if limit.together else ""
    if not limit.together_s:
        return ""
    return f"{limit.within(limit.together_s):,} in {_time(limit.together_s)}"


def _time(seconds: int) -> str:
    named = {1: "a second", MINUTE_S: "a minute", HOUR_S: "an hour", DAY_S: "a day"}
    return named.get(seconds) or f"{seconds // MINUTE_S} minutes"


if __name__ == "__main__":
    replace_part(README, PART, table())
