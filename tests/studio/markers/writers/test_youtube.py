"""Chapters for the description of a video."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.studio.markers.chapters import chapters
from server.studio.markers.moments import Moment
from server.studio.markers.sheet import Marker, Sheet, Unwritable
from server.studio.markers.timebase import RATES
from server.studio.markers.writers import youtube
from tests.studio.markers.evening import evening, files_of, many

LINE = re.compile(r"(?:(\d+):)?(\d{1,2}):(\d\d) (.+)")

times = st.integers(0, 4 * 3_600_000)


def sheet_with(starts: list[int], length: int) -> Sheet:
    """A question at each of these moments (ms)."""
    markers = [
        Marker(Moment(kind="question", at=at, end=None), at, at + 1, f"q{at}", "", 0)
        for at in sorted(starts)
    ]
    return Sheet("Debata", RATES["25"], 0, max([length, *starts]) + 1, tuple(markers))


def seconds(line: str) -> int:
    found = LINE.fullmatch(line)
    assert found
    return int(found[1] or 0) * 3600 + int(found[2]) * 60 + int(found[3])


@given(st.lists(times, max_size=40), times)
def test_a_list_that_is_written_is_one_that_youtube_takes(starts: list[int], length: int) -> None:
    sheet = sheet_with(starts, length)
    try:
        (text,) = youtube.write(sheet)
    except Unwritable as error:
        assert error.why == "few_chapters"
        return

    at = [seconds(line) for line in text.splitlines()]

    assert at[0] == 0 and len(at) >= 3
    ends = [*at[1:], sheet.length / 1_000]
    assert all(after - before >= 10 for before, after in zip(at, ends, strict=True))
    assert not set("<>") & set(text)


def test_a_short_chapter_gives_its_place_to_the_next() -> None:
    found = chapters(sheet_with([20_000, 60_000, 63_000, 119_000], 120_000), 10_000, 1_000)

    assert [(one.at, one.name) for one in found] == [
        (0, "Debata"),
        (20_000, "q20000"),
        (60_000, "q63000"),
    ]


def test_hours_are_told_from_the_first_on() -> None:
    (text,) = youtube.write(sheet_with([65_000, 3_661_000], 7_200_000))

    assert text == "0:00 Debata\n1:05 q65000\n1:01:01 q3661000\n"


def test_too_few_are_refused() -> None:
    with pytest.raises(Unwritable, match="few_chapters"):
        files_of(many(3), "youtube")


def test_an_evening_has_them() -> None:
    (text,) = files_of(evening(), "youtube")

    assert text.splitlines()[:2] == ["0:00 Prikupljamo pitanja", "0:20 Uživo"]
