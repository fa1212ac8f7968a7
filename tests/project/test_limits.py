"""The README says how much in how long as the limits do, and there is no pace beside them."""

import re

from server.limits.table import MESSAGES, QUESTIONS, TABLE
from tests.given.generated import part
from tests.project.limits import PART, README, table

SERVER = README.parent / "server"
A_PACE = re.compile(r"\b(burst|most|per_s)=\d|_A_(SECOND|MINUTE) = \d")


def test_the_table_in_the_readme_is_that_of_the_limits() -> None:
    assert part(README, PART) == table(), "make limits"


def test_every_limit_stands_in_it() -> None:
    said = "\n".join(table())
    for limit in TABLE:
        assert f"| {limit.what} | {limit.of} |" in said
    assert f"| {MESSAGES.what} | participant | 60 | 10 a second |" in said
    assert f"| {QUESTIONS.what} | participant | 10 | one in 6 s | 20 in a minute |" in said


def test_no_pace_is_set_beside_the_table() -> None:
    beside = {
        f"{file.relative_to(SERVER)}: {line.strip()}"
        for file in sorted(SERVER.rglob("*.py"))
        for line in file.read_text("utf-8").splitlines()
        if A_PACE.search(line) and file != SERVER / "limits" / "table.py"
    }

    assert not beside
