"""An edit decision list of one event, the whole recording, with a locator for each marker:
`* LOC: timecode COLOUR  text`, as Avid writes them. Pure.

Locators have no length. Of the reel's name a list has room for eight letters: `AX` stands for what
is on no tape.
"""

from server.studio.markers.colours import COLOURS
from server.studio.markers.sheet import Sheet
from server.studio.markers.writers.edl import event, head, lines

_REEL = "AX"


def write(sheet: Sheet) -> list[str]:
    """However many there are, in one file."""
    whole = event(1, _REEL, (0, sheet.frames), sheet)
    return [lines([*head(sheet), whole, f"* FROM CLIP NAME: {sheet.title}", *_locators(sheet)])]


def _locators(sheet: Sheet) -> list[str]:
    return [
        f"* LOC: {sheet.timecode(first)} {COLOURS[one.kind].avid:<7} {one.note}"
        for one, first, _ in sheet.placed()
    ]
