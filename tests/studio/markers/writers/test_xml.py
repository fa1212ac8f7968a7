"""Sequences for Premiere and Final Cut, read back by OpenTimelineIO.

Final Cut's DTDs are Apple's, and not free to be kept here: the order of elements is that of its
documentation, and is held against it below.
"""

from xml.etree import ElementTree

import opentimelineio as otio
import pytest

from server.studio.markers.timebase import RATES
from tests.studio.markers.evening import CAMERA, evening, files_of, many, sheet_of

KEYS = list(RATES)

# What stands in what, in its order; `*`: any number.
PLACES = {
    "fcpxml": ["resources", "library"],
    "resources": ["format"],
    "library": ["event"],
    "event": ["project"],
    "project": ["sequence"],
    "sequence": ["spine"],
    "spine": ["gap"],
}


def exactly(key: str) -> float:
    return RATES[key].frames / RATES[key].seconds


@pytest.mark.parametrize("key", KEYS)
def test_premiere_finds_each_marker_on_its_frame(key: str) -> None:
    drive = evening()
    sheet = sheet_of(drive, rate=key)

    timeline = otio.adapters.read_from_string(files_of(drive, "premiere", rate=key)[0], "fcp_xml")

    assert timeline.name == sheet.title
    assert timeline.global_start_time.value == sheet.start
    assert timeline.global_start_time.rate == pytest.approx(exactly(key), abs=0.01)
    for one, (marker, first, behind) in zip(timeline.tracks.markers, sheet.placed(), strict=True):
        has_length = marker.end > marker.at
        assert one.marked_range.start_time.value == first
        assert one.marked_range.duration.value == (behind - first if has_length else 0)
        assert one.name == marker.name
        assert one.metadata["fcp_xml"]["comment"] == marker.note


def test_premiere_has_no_limit() -> None:
    (text,) = files_of(many(1_200), "premiere")

    timeline = otio.adapters.read_from_string(text, "fcp_xml")

    assert len(timeline.tracks.markers) == 1_202


@pytest.mark.parametrize("key", KEYS)
def test_final_cut_finds_each_marker_on_its_frame(key: str) -> None:
    drive = evening()
    sheet = sheet_of(drive, rate=key)
    (text,) = files_of(drive, "finalcut", rate=key)

    for one, (marker, first, _) in zip(read_markers(text), sheet.placed(), strict=True):
        assert one.name == marker.name
        # It cuts off what a float is short of a whole frame, where rates are no whole numbers.
        assert sheet.start + first - frame_of(one, key) in ((0, 1) if RATES[key].is_ntsc else (0,))


def read_markers(text: str) -> list[otio.schema.Marker]:
    """OpenTimelineIO knows no markers on a gap, and no chapters: it is given them as those of a
    clip."""
    for ours, theirs in (
        ("</resources>", '<asset id="r2"/></resources>'),
        ("<gap ", '<asset-clip ref="r2" '),
        ("</gap>", "</asset-clip>"),
        ("<chapter-marker ", "<marker "),
    ):
        assert ours in text
        text = text.replace(ours, theirs)
    (timeline,) = otio.adapters.read_from_string(text, "fcpx_xml")
    (clip,) = timeline.find_clips()
    return list(clip.markers)


def frame_of(marker: otio.schema.Marker, key: str) -> int:
    seconds: float = marker.marked_range.start_time.to_seconds()
    return round(seconds * exactly(key))


@pytest.mark.parametrize("recording", ["OBS", CAMERA])
@pytest.mark.parametrize("key", KEYS)
def test_final_cut_is_told_everything_in_whole_frames(recording: str, key: str) -> None:
    rate = RATES[key]
    (text,) = files_of(evening(), "finalcut", recording, rate=key, start="day")

    for element in ElementTree.fromstring(text).iter():
        for name in ("start", "offset", "duration", "tcStart", "frameDuration"):
            if name in element.attrib:
                above, _, below = element.attrib[name].removesuffix("s").partition("/")
                assert int(above) * rate.frames % (int(below or 1) * rate.seconds) == 0


def test_final_cut_gets_its_elements_in_the_order_of_its_documentation() -> None:
    (text,) = files_of(evening(), "finalcut")
    root = ElementTree.fromstring(text)

    assert root.attrib == {"version": "1.10"}
    for name, inside in PLACES.items():
        assert [[child.tag for child in one] for one in root.iter(name)] == [inside]
    (gap,) = root.iter("gap")
    assert {child.tag for child in gap} == {"marker", "chapter-marker"}
    (sequence,) = root.iter("sequence")
    assert gap.attrib["start"] == gap.attrib["offset"] == sequence.attrib["tcStart"] == "3600s"
    assert gap.attrib["duration"] == sequence.attrib["duration"]


@pytest.mark.parametrize(
    ("key", "name", "duration", "counts"),
    [
        ("25", "FFVideoFormat1080p25", "1/25s", "NDF"),
        ("23.976", "FFVideoFormat1080p2398", "1001/24000s", "NDF"),
        ("29.97df", "FFVideoFormat1080p2997", "1001/30000s", "DF"),
        ("29.97ndf", "FFVideoFormat1080p2997", "1001/30000s", "NDF"),
        ("59.94df", "FFVideoFormat1080p5994", "1001/60000s", "DF"),
    ],
)
def test_final_cut_knows_the_rate_by_its_name(
    key: str, name: str, duration: str, counts: str
) -> None:
    root = ElementTree.fromstring(files_of(evening(), "finalcut", rate=key)[0])

    (form,) = root.iter("format")
    (sequence,) = root.iter("sequence")
    assert (form.attrib["name"], form.attrib["frameDuration"]) == (name, duration)
    assert sequence.attrib["tcFormat"] == counts
