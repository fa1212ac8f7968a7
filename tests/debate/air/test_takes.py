"""Recordings: from when to when, and where on them something is."""

from hypothesis import given
from hypothesis import strategies as st

from server.debate.air.takes import Pause, Take
from tests.given.debates import Drive
from tests.studio.markers.evening import SECOND, report

TAKE = Take(1, "OBS", start=1_000, end=9_000, pauses=(Pause(3_000, 4_000), Pause(6_000, 8_000)))

moments = st.integers(0, 12_000)


def test_pauses_are_not_on_the_recording() -> None:
    places = [TAKE.position(at) for at in (1_000, 3_000, 3_500, 4_000, 6_000, 7_000, 9_000)]

    assert places == [0, 2_000, 2_000, 2_000, 4_000, 4_000, 5_000]


@given(moments)
def test_before_it_is_nothing_and_behind_it_all_of_it(at: int) -> None:
    assert 0 <= TAKE.position(at) <= TAKE.position(TAKE.end or 0) == 5_000


@given(moments, moments)
def test_places_ascend_with_time(one: int, other: int) -> None:
    earlier, later = sorted((one, other))

    assert TAKE.position(earlier) <= TAKE.position(later)


@given(moments)
def test_what_is_recorded_has_a_place_of_its_own(at: int) -> None:
    goes_on = TAKE.position(at + 1) - TAKE.position(at)

    assert goes_on == TAKE.holds(at)


def test_a_pause_that_lasts_holds_nothing_more() -> None:
    paused = Take(1, "OBS", start=0, pauses=(Pause(500),))

    assert not paused.holds(10_000)
    assert paused.position(10_000) == 500
    assert paused.holds(499)


def test_stopped_and_started_again_is_another_take() -> None:
    drive = Drive()
    began = drive.now
    for state in ("started", "stopped", "started"):
        report(drive, "OBS", state)
        drive.now += 10 * SECOND

    first, second = drive.debate.recordings.takes

    assert (first.start - began, first.end) == (0, began + 10 * SECOND)
    assert (second.start - began, second.end) == (20 * SECOND, None)
    assert first.id != second.id


def test_each_recording_runs_by_itself() -> None:
    drive = Drive()
    report(drive, "OBS", "started")
    drive.now += SECOND
    report(drive, "camera A", "started")
    drive.now += SECOND
    report(drive, "OBS", "paused")

    obs, camera = drive.debate.recordings.takes

    assert obs.is_paused and not camera.is_paused
    assert camera.start == obs.start + SECOND


def test_what_was_reported_late_counts_from_when_it_was() -> None:
    drive = Drive()
    began = drive.now
    drive.now += 5 * SECOND
    report(drive, "OBS", "started", moment=began + 20)

    assert [take.start for take in drive.debate.recordings.takes] == [began + 20]


def test_clocks_that_disagree_make_no_recording_shorter_than_nothing() -> None:
    drive = Drive()
    began = drive.now
    report(drive, "OBS", "started", moment=began + 500)
    report(drive, "OBS", "paused", moment=began + 100)
    report(drive, "OBS", "resumed", moment=began)
    report(drive, "OBS", "stopped", moment=began)

    (take,) = drive.debate.recordings.takes

    assert (take.start, take.end) == (began + 500, began + 500)
    assert take.position(began + 10_000) == 0
