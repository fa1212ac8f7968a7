"""Moments for whoever cuts the tape."""

from typing import Any

import pytest

from server.debate.air.marking import RECORDINGS_AT_MOST, REPORTS_AT_MOST, SLATE, SLATE_IN_MS
from server.debate.refusals import Rejected
from server.debate.showing.heads import display_debate
from tests.given.debates import CLOCK, SCREENER, Drive, command, control_head
from tests.laws.machine import everything_seen


def reports(drive: Drive) -> list[tuple[Any, ...]]:
    return [
        (one.event.recording, one.event.state, one.event.moment)  # type: ignore[attr-defined]
        for one in drive.journal
        if type(one.event).__name__ == "RecordingReported"
    ]


def test_a_mark_is_in_the_journal_and_in_no_view() -> None:
    drive = Drive()
    before = everything_seen(drive.debate, drive.around)

    drive.do(SCREENER, command("mark", "m1", text="cut this"))

    assert everything_seen(drive.debate, drive.around) == before
    assert drive.journal[-1].event.text == "cut this"  # type: ignore[attr-defined]


def test_of_what_two_displays_report_the_first_counts() -> None:
    drive = Drive()
    for _ in range(2):
        drive.do(CLOCK, command("recording", drive.id(), recording="OBS", state="started"))
        drive.now += 100

    assert reports(drive) == [("OBS", "started", None)]
    assert control_head(drive.debate, drive.around)["recordings"] == {"OBS": "started"}


def test_a_recording_does_what_a_recording_can() -> None:
    drive = Drive()
    for state in ("paused", "stopped", "started", "resumed", "paused", "started", "resumed"):
        drive.moderate("recording", recording="OBS", state=state)

    assert [state for _, state, _ in reports(drive)] == ["started", "paused", "resumed"]


def test_a_moment_that_is_not_now_is_told() -> None:
    drive = Drive()
    drive.moderate("recording", recording="camera A", state="started", moment=1_763_877_000_000)

    assert reports(drive) == [("camera A", "started", 1_763_877_000_000)]


def test_a_slate_flashes_on_displays_and_begins_a_take() -> None:
    drive = Drive()
    drive.moderate("slate")

    at = drive.now + SLATE_IN_MS
    assert display_debate(drive.debate, drive.around)["slate_at"] == at
    (take,) = drive.debate.recordings.takes
    assert (take.recording, take.start, take.end) == (SLATE, at, None)


def test_nobody_fills_the_journal_with_recordings() -> None:
    drive = Drive()
    for number in range(RECORDINGS_AT_MOST):
        drive.moderate("recording", recording=f"camera {number}", state="started")
    with pytest.raises(Rejected) as refused:
        drive.moderate("recording", recording="one more", state="started")
    assert refused.value.code == "too_fast"

    with pytest.raises(Rejected):
        for _ in range(REPORTS_AT_MOST):
            drive.moderate("recording", recording="camera 0", state="stopped")
            drive.moderate("recording", recording="camera 0", state="started")
    assert drive.debate.recordings.reports["camera 0"] == REPORTS_AT_MOST

    drive.moderate("slate")
    drive.moderate("recording", recording="camera 1", state="stopped")


@pytest.mark.parametrize("name", ["slate", "\n", " \u200b "])
def test_a_recording_is_called_something_and_not_like_a_slate(name: str) -> None:
    drive = Drive()
    with pytest.raises(Rejected) as refused:
        drive.moderate("recording", recording=name, state="started")
    assert refused.value.code == "malformed"
