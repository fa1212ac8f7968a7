"""Collecting by the clock: at its time, once, and never against somebody's hand."""

from msgspec.structs import replace

from server.debate.deciding.timetable import due
from server.debate.inner_commands import KeepTimetable
from tests.given.debates import CLOCK, OWNER, SETTINGS, Drive

START = 1_763_877_600_000
HOUR = 3_600_000
TIMED = replace(SETTINGS, opens_at=START + HOUR, closes_at=START + 2 * HOUR)


def at(drive: Drive, hours: float) -> None:
    """It is so many hours later than the start, and the clock has been looked at."""
    drive.now = START + round(hours * HOUR)
    drive.do(CLOCK, KeepTimetable(id=drive.id()))


def doors(drive: Drive) -> tuple[str, bool, bool]:
    return drive.debate.phase, drive.debate.submissions, drive.debate.voting


def test_collecting_opens_and_questions_are_shut_at_their_times() -> None:
    drive = Drive("draft", TIMED)
    seen = []

    for hours in (0.9, 1, 1.9, 2, 3):
        at(drive, hours)
        seen.append(doors(drive))

    shut, taken, closed = ("draft", False, False), ("collecting", True, True), (
        "collecting", False, True,
    )  # fmt: skip
    assert seen == [shut, taken, taken, closed, closed]
    assert [entry.role for entry in drive.journal[-2:]] == ["server", "server"]


def test_a_server_that_slept_does_both_at_once() -> None:
    drive = Drive("draft", TIMED)

    at(drive, 5)

    assert doors(drive) == ("collecting", False, True)
    assert due(drive.debate, drive.now) == []


def test_whoever_turns_it_by_hand_afterwards_is_right() -> None:
    drive = Drive("draft", TIMED)
    at(drive, 1)
    drive.moderate("phase", to="draft")
    at(drive, 1.5)
    back = doors(drive)
    drive.moderate("phase", to="collecting")
    at(drive, 2)
    drive.now += 1
    drive.moderate("open", what="submissions")
    at(drive, 3)

    assert back == ("draft", False, False)
    assert doors(drive) == ("collecting", True, True)


def test_a_new_time_counts_anew() -> None:
    drive = Drive("draft", TIMED)
    at(drive, 2)
    drive.now += 1
    drive.moderate("open", what="submissions")
    drive.do(OWNER, replace(TIMED, closes_at=START + 4 * HOUR))

    at(drive, 4)

    assert doors(drive) == ("collecting", False, True)


def test_a_live_debate_is_left_alone() -> None:
    drive = Drive("live", TIMED)

    at(drive, 5)

    assert doors(drive) == ("live", True, True)


def test_undo_does_not_open_what_the_clock_has_shut() -> None:
    drive = Drive("draft", TIMED)
    at(drive, 1)
    question = drive.ask_openly("Kada?")
    at(drive, 2)

    drive.moderate("undo")

    assert drive.state(question) == "in_review"
    assert doors(drive) == ("collecting", False, True)
