"""Frames and their names. The other opinion is OpenTimelineIO's."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from opentimelineio.opentime import RationalTime, from_timecode

from server.studio.markers.timebase import (
    RATES,
    Rate,
    frame_at,
    frame_of,
    frame_of_day,
    timecode,
)

DROPPING = [RATES["29.97df"], RATES["59.94df"]]
HOUR_MS = 3_600_000
DAY_MS = 24 * HOUR_MS

rates = st.sampled_from(list(RATES.values()))
frames = st.integers(0, 60 * 60 * 60 * 24 - 1)


def exactly(rate: Rate) -> float:
    """As OpenTimelineIO knows it."""
    return rate.frames / rate.seconds


@given(rates, frames)
def test_a_timecode_names_one_frame_of_a_day(rate: Rate, frame: int) -> None:
    assert frame_of(timecode(frame, rate), rate) == frame % rate.of_a_day


@given(rates, frames)
def test_timecodes_ascend_with_frames_within_a_day(rate: Rate, frame: int) -> None:
    frame %= rate.of_a_day - 1

    assert timecode(frame, rate) < timecode(frame + 1, rate)


@given(rates, frames)
def test_another_program_gives_a_frame_the_same_name(rate: Rate, frame: int) -> None:
    frame %= rate.of_a_day * 23 // 24  # in the last hour it begins the next day a little early

    other = RationalTime(frame, exactly(rate)).to_timecode(exactly(rate), rate.drop)

    assert timecode(frame, rate) == other


@given(rates, frames)
def test_another_program_finds_the_same_frame_by_its_name(rate: Rate, frame: int) -> None:
    frame %= rate.of_a_day

    assert from_timecode(timecode(frame, rate), exactly(rate)).value == frame


@given(rates, st.integers(0, DAY_MS), st.integers(0, DAY_MS))
def test_frames_ascend_with_time(rate: Rate, one: int, other: int) -> None:
    earlier, later = sorted((one, other))

    assert frame_at(earlier, rate) <= frame_at(later, rate)


@given(rates, st.integers(0, DAY_MS))
def test_a_moment_is_in_its_frame(rate: Rate, ms: int) -> None:
    frame = frame_at(ms, rate)

    # In parts of a frame, so that nothing is rounded.
    assert frame * rate.seconds * 1000 <= ms * rate.frames < (frame + 1) * rate.seconds * 1000


@pytest.mark.parametrize(
    ("key", "after_an_hour"),
    [
        ("25", "01:00:00:00"),
        ("50", "01:00:00:00"),
        ("24", "01:00:00:00"),
        ("30", "01:00:00:00"),
        ("60", "01:00:00:00"),
        ("23.976", "00:59:56:09"),
        ("29.97ndf", "00:59:56:12"),
        ("29.97df", "01:00:00;00"),
        ("59.94df", "01:00:00;00"),
    ],
)
def test_only_dropped_names_keep_up_with_the_clock(key: str, after_an_hour: str) -> None:
    rate = RATES[key]

    assert timecode(frame_at(HOUR_MS, rate), rate) == after_an_hour


@pytest.mark.parametrize(
    ("frame", "name"),
    [
        (1799, "00:00:59;29"),
        (1800, "00:01:00;02"),
        (3597, "00:01:59;29"),
        (3598, "00:02:00;02"),
        (17_981, "00:09:59;29"),
        (17_982, "00:10:00;00"),
        (17_983, "00:10:00;01"),
        (107_892, "01:00:00;00"),
        (2_589_407, "23:59:59;29"),
        (2_589_408, "00:00:00;00"),
    ],
)
def test_two_names_are_dropped_each_minute_but_the_tenth(frame: int, name: str) -> None:
    assert timecode(frame, RATES["29.97df"]) == name


@pytest.mark.parametrize("rate", DROPPING, ids=lambda rate: rate.key)
def test_names_that_are_dropped_name_no_frame(rate: Rate) -> None:
    for frame in range(rate.dropped):
        with pytest.raises(ValueError):
            frame_of(f"00:01:00;{frame:02}", rate)
        frame_of(f"00:10:00;{frame:02}", rate)
    assert rate.dropped in (2, 4)


@pytest.mark.parametrize(
    "code",
    ["", "1:00:00:00", "01:00:00", "24:00:00:00", "00:60:00:00", "00:00:60:00", "00:00:00:25",
     "01:00:00:00 ", "-1:00:00:00", "01:00:00:0x", "٠١:00:00:00", "01:00:00.00"],
)  # fmt: skip
def test_what_is_no_timecode_is_refused(code: str) -> None:
    with pytest.raises(ValueError):
        frame_of(code, RATES["25"])


@given(rates, st.integers(0, DAY_MS - 1))
def test_the_time_of_day_is_a_timecode_of_that_second(rate: Rate, ms: int) -> None:
    hours, minutes, seconds = ms // HOUR_MS, ms // 60_000 % 60, ms // 1000 % 60

    code = timecode(frame_of_day(ms, rate), rate)

    assert code[:8] == f"{hours:02}:{minutes:02}:{seconds:02}"


def test_a_time_of_day_whose_name_is_dropped_takes_the_next() -> None:
    rate = RATES["29.97df"]

    assert timecode(frame_of_day(60_000, rate), rate) == "00:01:00;02"
    assert timecode(frame_of_day(600_000, rate), rate) == "00:10:00;00"
