"""A project with markers in Final Cut Pro's XML (FCPXML 1.10, which 10.6 and everything newer
reads), on a gap as long as the recording. Pure.

Times are seconds as fractions, multiples of one frame's. Elements stand in the order that the
format's DTD wants; a marker's `start` is by the clock of the gap it is on, which begins with the
timecode of the sequence. Phases are chapters, all else plain markers.
"""

from server.studio.markers.sheet import Marker, Sheet
from server.studio.markers.timebase import Rate
from server.studio.markers.writers.xml import HEAD, element

_NAMES = {"23.976": "2398", "29.97df": "2997", "29.97ndf": "2997", "59.94df": "5994"}


def write(sheet: Sheet) -> list[str]:
    """One file."""
    rate = sheet.rate
    start, length = _seconds(sheet.start, rate), _seconds(sheet.frames, rate)
    gap = element(
        "gap",
        *(_marker(sheet, *one) for one in sheet.placed()),
        name=sheet.title,
        offset=start,
        start=start,
        duration=length,
    )
    sequence = element(
        "sequence",
        element("spine", gap),
        format="r1",
        duration=length,
        tcStart=start,
        tcFormat="DF" if rate.drop else "NDF",
    )
    project = element("project", sequence, name=sheet.title)
    whole = element(
        "fcpxml",
        element("resources", _format(rate)),
        element("library", element("event", project, name=sheet.title)),
        version="1.10",
    )
    return [f"{HEAD}\n<!DOCTYPE fcpxml>\n{whole}\n"]


def _format(rate: Rate) -> str:
    return element(
        "format",
        id="r1",
        name=f"FFVideoFormat1080p{_NAMES.get(rate.key, rate.key)}",
        frameDuration=_seconds(1, rate),
        width=1920,
        height=1080,
    )


def _marker(sheet: Sheet, marker: Marker, first: int, behind: int) -> str:
    is_chapter = marker.kind == "phase"
    return element(
        "chapter-marker" if is_chapter else "marker",
        start=_seconds(sheet.start + first, sheet.rate),
        duration=_seconds(behind - first, sheet.rate),
        value=marker.name,
        note=marker.note,
        **({"posterOffset": "0s"} if is_chapter else {}),
    )


def _seconds(frames: int, rate: Rate) -> str:
    """`3600s`, `1001/30000s`."""
    above, below = frames * rate.seconds, rate.frames
    return f"{above}/{below}s" if above % below else f"{above // below}s"
