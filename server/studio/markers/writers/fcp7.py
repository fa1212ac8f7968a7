"""A sequence with markers in the XML of Final Cut Pro 7 (xmeml 5), which Premiere imports, and
Resolve as well. Pure.

Times are frames from the beginning of the sequence; a rate is a whole timebase, and whether it is a
thousandth less (`ntsc`). A marker without length has -1 for its end. `pproColor` is Premiere's own.
"""

from server.studio.markers.colours import COLOURS
from server.studio.markers.sheet import Marker, Sheet
from server.studio.markers.timebase import Rate
from server.studio.markers.writers.xml import HEAD, element, text

_NO_LENGTH = -1


def write(sheet: Sheet) -> list[str]:
    """One file."""
    sequence = element(
        "sequence",
        text("name", sheet.title),
        text("duration", sheet.frames),
        _rate(sheet.rate),
        element(
            "timecode",
            _rate(sheet.rate),
            text("string", sheet.timecode(0)),
            text("frame", sheet.start),
            text("displayformat", "DF" if sheet.rate.drop else "NDF"),
        ),
        _media(sheet.rate),
        *(_marker(*one) for one in sheet.placed()),
        id="sequence-1",
    )
    return [f"{HEAD}\n<!DOCTYPE xmeml>\n{element('xmeml', sequence, version=5)}\n"]


def _rate(rate: Rate) -> str:
    return element(
        "rate",
        text("timebase", rate.nominal),
        text("ntsc", "TRUE" if rate.is_ntsc else "FALSE"),
    )


def _media(rate: Rate) -> str:
    """An empty picture: without one Premiere imports no sequence."""
    picture = element(
        "samplecharacteristics",
        _rate(rate),
        text("width", 1920),
        text("height", 1080),
        text("anamorphic", "FALSE"),
        text("pixelaspectratio", "square"),
        text("fielddominance", "none"),
    )
    return element("media", element("video", element("format", picture), element("track")))


def _marker(marker: Marker, first: int, behind: int) -> str:
    colour = COLOURS[marker.kind].premiere
    return element(
        "marker",
        text("name", marker.name),
        text("comment", marker.note),
        text("in", first),
        text("out", behind if marker.end > marker.at else _NO_LENGTH),
        *([] if colour is None else [text("pproColor", colour)]),
    )
