"""One noisy client does not fill the log."""

import logging
from collections.abc import Callable

import pytest

from server.limits.table import LOG_LINES
from server.process.log_floods import LogFloods

Call = Callable[[], None]


class Written(logging.Handler):
    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(str(record.msg))


class Minute:
    """The time, and what is to be called when it has passed."""

    def __init__(self) -> None:
        self.s = 0.0
        self.due: list[tuple[float, Call]] = []

    def now(self) -> float:
        return self.s

    def later(self, seconds: float, call: Call) -> None:
        self.due.append((self.s + seconds, call))

    def passes(self, seconds: float = LOG_LINES.seconds + 1) -> None:
        self.s += seconds
        due, self.due = [d for d in self.due if d[0] <= self.s], []
        for _, call in due:
            call()


@pytest.fixture
def written() -> Written:
    return Written()


@pytest.fixture
def minute() -> Minute:
    return Minute()


@pytest.fixture
def log(written: Written, minute: Minute) -> logging.Logger:
    written.addFilter(LogFloods(written, minute.now, minute.later))
    log = logging.Logger("server.test")
    log.addHandler(written)
    return log


def test_of_sixteen_thousand_lines_a_few_are_written_and_then_how_many_there_were(
    log: logging.Logger, written: Written, minute: Minute
) -> None:
    for number in range(16_000):
        log.warning("a connection failed %s", number)
    assert len(written.lines) == LOG_LINES.most

    minute.passes()

    assert written.lines[-1] == f"… and {16_000 - LOG_LINES.most:,} more: a connection failed %s"
    log.warning("a connection failed %s", 0)
    assert len(written.lines) == LOG_LINES.most + 2


def test_a_flood_hides_no_other_line(log: logging.Logger, written: Written) -> None:
    for _ in range(1_000):
        log.warning("a connection failed")
    log.warning("a login failed")
    log.error("a connection failed")

    assert written.lines[LOG_LINES.most :] == ["a login failed", "a connection failed"]


def test_a_line_now_and_then_is_always_written(
    log: logging.Logger, written: Written, minute: Minute
) -> None:
    for _ in range(LOG_LINES.most * 3):
        log.info("a room opened")
        minute.passes(10)

    assert written.lines == ["a room opened"] * LOG_LINES.most * 3
    assert not minute.due


def test_kinds_without_number_are_forgotten(log: logging.Logger, written: Written) -> None:
    for number in range(5_000):
        log.info(f"kind {number}")

    floods = written.filters[0]
    assert isinstance(floods, LogFloods) and len(floods._seen) <= 500
