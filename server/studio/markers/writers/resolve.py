"""The list of markers that DaVinci Resolve exports and imports ("Timeline Markers from EDL"): an
event of one frame for each, then a line `NOTE |C:colour |M:name |D:frames`. Pure.

Resolve takes what stands before the first `|` as the note. A note that begins with a digit puts its
reader out of step, one that begins with `*` is taken for a comment: here notes begin with the word
for their kind, and what is no letter in front gets a dash. A list holds 999 events.
"""

from collections.abc import Iterator

from server.studio.markers.colours import COLOURS
from server.studio.markers.sheet import Marker, Sheet
from server.studio.markers.writers.edl import EVENTS_AT_MOST, event, head, lines

_REEL = "001"


def write(sheet: Sheet) -> list[str]:
    """A list for each 999 markers; they are imported one after the other."""
    placed = list(sheet.placed())
    parts = range(0, len(placed), EVENTS_AT_MOST)
    return [_list(sheet, placed[at : at + EVENTS_AT_MOST]) for at in parts]


def _list(sheet: Sheet, some: list[tuple[Marker, int, int]]) -> str:
    told = (line for number, one in enumerate(some, 1) for line in _marker(sheet, number, *one))
    return lines([*head(sheet), *told])


def _marker(sheet: Sheet, number: int, marker: Marker, first: int, behind: int) -> Iterator[str]:
    yield event(number, _REEL, (first, first + 1), sheet)
    colour = COLOURS[marker.kind].resolve
    note, name = _begun_with_a_letter(_without_bars(marker.note)), _without_bars(marker.name)
    yield f"{note} |C:ResolveColor{colour} |M:{name} |D:{behind - first}"
    yield ""


def _without_bars(text: str) -> str:
    return " ".join(text.replace("|", "/").split())


def _begun_with_a_letter(text: str) -> str:
    text = text.lstrip("* ")
    return text if text[:1].isalpha() else f"- {text}".rstrip()
