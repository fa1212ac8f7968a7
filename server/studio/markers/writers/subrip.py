"""Subtitles (SubRip): the question that is on air, and who speaks. Pure.

The form knows no characters that mean themselves: what players take for tags (`<`, `{`) is written
with others that look alike. Cues never overlap.
"""

from collections.abc import Iterator
from itertools import pairwise

from server.language.cleaning import clean_text
from server.studio.markers.moments import Moment
from server.studio.markers.sheet import Sheet
from server.studio.markers.writers.alike import without_angles, without_braces
from server.studio.markers.writers.clock import clock

_SHOWN = ("question", "speech")  # the first above


def write(sheet: Sheet) -> list[str]:
    """One file."""
    cues = enumerate(_cues(sheet), 1)
    return ["".join(f"{number}\r\n{cue}\r\n\r\n" for number, cue in cues)]


def _cues(sheet: Sheet) -> Iterator[str]:
    """Anew whenever something comes or goes."""
    shown = [one for one in sheet.markers if one.kind in _SHOWN and one.end > one.at]
    shown.sort(key=lambda marker: _SHOWN.index(marker.kind))
    edges = sorted({edge for one in shown for edge in (one.at, one.end)})
    for at, end in pairwise(edges):
        lines = [_line(one.moment) for one in shown if one.at <= at and end <= one.end]
        if lines:
            yield "\r\n".join([f"{clock(at, ',')} --> {clock(end, ',')}", *lines])


def _line(moment: Moment) -> str:
    told = moment.guest if moment.kind == "speech" else moment.air_text or moment.text
    line = without_braces(without_angles(clean_text(told or "")))
    return f"— {line}" if moment.kind == "speech" else line
