"""Tracks and subtitles beside a video, read by webvtt-py, and by ffprobe where there is one."""

import io
import json
import shutil
import subprocess
from itertools import pairwise
from pathlib import Path

import pytest
import webvtt

from tests.studio.markers.evening import evening, files_of, many, sheet_of


def read(text: str) -> list[webvtt.Caption]:
    return list(webvtt.from_string(text).captions)


def test_chapters_follow_each_other_from_the_beginning_to_the_end() -> None:
    drive = evening()

    cues = read(files_of(drive, "chapters")[0])

    assert cues[0].start == "00:00:00.000"
    assert all(before.end == after.start for before, after in pairwise(cues))
    assert cues[-1].end_in_seconds * 1_000 == sheet_of(drive).length
    assert [cue.text for cue in cues][:3] == [
        "Prikupljamo pitanja",
        "Uživo",
        "„Kada će čaj, ćup, žal, šal i đak?“, pita «gjyshja»; 100 %…",
    ]


def test_metadata_are_json_that_ends_no_cue() -> None:
    drive = evening()
    sheet = sheet_of(drive)
    (text,) = files_of(drive, "metadata")

    cues = read(text)

    assert text.count("-->") == len(cues) == len(sheet.markers)
    for cue, marker in zip(cues, sheet.markers, strict=True):
        told = json.loads(cue.text)
        assert (told["kind"], told["name"]) == (marker.kind, marker.name)
        assert told.get("text") == marker.moment.text
        assert "at" not in told and cue.start_in_seconds < cue.end_in_seconds


def test_subtitles_show_the_question_over_who_speaks_and_never_overlap() -> None:
    (text,) = files_of(evening(), "subtitles")

    cues = list(webvtt.from_buffer(io.StringIO(text), format="srt").captions)

    assert all(before.end <= after.start for before, after in pairwise(cues))
    assert cues[1].text.split("\n") == [
        "„Kada će čaj, ćup, žal, šal i đak?“, pita «gjyshja»; 100 % & ‹b›odmah‹/b›",
        "— Ana Đurđević",
    ]
    assert cues[5].text == "* Зашто ђ, љ, њ и џ? --› (овде)"
    assert not set("<{}") & set(text)
    assert text.count(">") == len(cues)


@pytest.mark.parametrize("form", ["metadata", "chapters"])
def test_there_may_be_as_many_cues_as_there_are_markers(form: str) -> None:
    (text,) = files_of(many(1_200), form)

    assert len(read(text)) == (1_202 if form == "metadata" else 1)


@pytest.mark.outside
@pytest.mark.skipif(not shutil.which("ffprobe"), reason="there is no ffprobe")
@pytest.mark.parametrize(("form", "ending"), [("chapters", "vtt"), ("subtitles", "srt")])
def test_ffprobe_finds_the_same_cues(tmp_path: Path, form: str, ending: str) -> None:
    (text,) = files_of(evening(), form)
    file = tmp_path / f"track.{ending}"
    file.write_bytes(text.encode())

    told = subprocess.run(
        ["ffprobe", "-v", "error", "-show_packets", "-of", "json", file],
        capture_output=True,
        check=True,
    )

    packets = json.loads(told.stdout)["packets"]
    cues = webvtt.from_buffer(io.StringIO(text), format=ending).captions
    times = [(seconds_of(cue.start), seconds_of(cue.end)) for cue in cues]
    assert [(float(one["pts_time"]), float(one["duration_time"])) for one in packets] == [
        (start, round(end - start, 3)) for start, end in times
    ]


def seconds_of(time: str) -> float:
    """Of `HH:MM:SS.mmm`, to the millisecond."""
    hours, minutes, seconds = time.replace(",", ".").split(":")
    return round(int(hours) * 3600 + int(minutes) * 60 + float(seconds), 3)
