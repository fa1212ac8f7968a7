"""Edit decision lists, read back by OpenTimelineIO."""

import re

import opentimelineio as otio
import pytest

from server.language.cleaning import clean_text
from server.studio.markers.timebase import RATES
from tests.given.debates import Drive
from tests.studio.markers.evening import CAMERA, evening, files_of, many, report, sheet_of

# `note |C:colour |M:name |D:frames`
MARKER = re.compile(
    r"(?P<note>[^|]+) \|C:ResolveColor(?P<colour>\w+) \|M:(?P<name>[^|]*) \|D:(?P<frames>\d+)"
)
KEYS = ["25", "24", "50", "23.976", "29.97df", "29.97ndf", "59.94df"]


def read(text: str, key: str) -> list[otio.schema.Clip]:
    """The events, as that program sees them."""
    rate = RATES[key].frames / RATES[key].seconds
    timeline = otio.adapters.read_from_string(text, "cmx_3600", rate=rate)
    return list(timeline.find_clips())


def without_bars(text: str) -> str:
    return " ".join(text.replace("|", "/").split())


@pytest.mark.parametrize("key", KEYS)
def test_each_marker_of_resolve_is_an_event_of_its_frame(key: str) -> None:
    drive = evening()
    placed = list(sheet_of(drive, rate=key).placed())

    clips = read(files_of(drive, "resolve", rate=key)[0], key)

    start = sheet_of(drive, rate=key).start
    assert [int(clip.source_range.start_time.value) - start for clip in clips] == [
        first for _, first, _ in placed
    ]
    for clip, (marker, first, behind) in zip(clips, placed, strict=True):
        (comment,) = clip.metadata["cmx_3600"]["comments"]
        told = MARKER.fullmatch(comment)
        assert told
        assert told["note"] == without_bars(marker.note)
        assert told["name"] == without_bars(marker.name)
        assert int(told["frames"]) == behind - first


def test_no_line_of_a_note_is_taken_for_an_event_a_comment_or_a_heading() -> None:
    for text in (*files_of(evening(), "resolve"), *files_of(many(20), "resolve")):
        title, mode, *lines = filter(None, text.split("\r\n"))
        assert title.startswith("TITLE: ") and mode == "FCM: NON-DROP FRAME"
        events, notes = lines[::2], lines[1::2]
        assert all(re.match(r"[0-9]{3}  001      V     C        [0-9]", line) for line in events)
        assert all(line[0].isalpha() for line in notes)


def test_two_markers_never_begin_on_one_frame() -> None:
    drive = Drive()
    report(drive, "OBS", "started")
    for text in ("one", "two", "three"):
        drive.moderate("mark", text=text)
    drive.now += 10_000

    clips = read(files_of(drive, "resolve")[0], "25")

    assert [clip.source_range.start_time.value - 90_000 for clip in clips] == [*range(5)]


def test_a_list_holds_999_events_and_the_next_goes_on() -> None:
    drive = many(1_200)

    first, second = files_of(drive, "resolve")

    assert (len(read(first, "25")), len(read(second, "25"))) == (999, 1_202 - 999)
    assert "\r\n001  " in second and "\r\n1000" not in first


def test_a_list_over_midnight_begins_the_day_again() -> None:
    text = files_of(evening(), "resolve", CAMERA, rate="29.97df", start="day")[0]

    times = re.findall(r"C        (\S+)", text)

    assert times[0] == "23:56:00;02"
    assert "23:59:58;00" in times and "00:00:01;00" in times
    assert "FCM: DROP FRAME" in text


@pytest.mark.parametrize("key", ["25", "24", "50", "23.976"])
def test_locators_are_markers_of_the_whole_recording(key: str) -> None:
    drive = evening()
    sheet = sheet_of(drive, rate=key)

    (clip,) = read(files_of(drive, "cmx3600", rate=key)[0], key)

    assert clip.name == clean_text(drive.debate.title["sr-Latn"])
    assert clip.source_range.duration.value == sheet.frames
    assert [(int(one.marked_range.start_time.value), one.name) for one in clip.markers] == [
        (sheet.start + first, marker.note) for marker, first, _ in sheet.placed()
    ]
    assert {one.color for one in clip.markers} <= {
        "RED", "GREEN", "BLUE", "CYAN", "MAGENTA", "YELLOW", "BLACK", "WHITE",
    }  # fmt: skip


@pytest.mark.parametrize("key", ["29.97df", "59.94df"])
def test_locators_with_dropped_names_have_the_semicolon(key: str) -> None:
    """OpenTimelineIO reads the event, and no locator that has one; its clock does."""
    drive = evening()
    sheet, rate = sheet_of(drive, rate=key), RATES[key].frames / RATES[key].seconds
    text = files_of(drive, "cmx3600", rate=key)[0]

    (clip,) = read(text, key)

    assert clip.source_range.duration.value == sheet.frames
    named = re.findall(r"^\* LOC: (\S+)", text, re.M)
    assert [int(otio.opentime.from_timecode(name, rate).value) for name in named] == [
        sheet.start + first for _, first, _ in sheet.placed()
    ]


def test_however_many_locators_stand_in_one_list() -> None:
    (text,) = files_of(many(1_200), "cmx3600")

    assert len(read(text, "25")[0].markers) == 1_202
