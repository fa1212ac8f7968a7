"""Chapters for the description of a video: `M:SS Name`, a line each. Pure.

YouTube takes the list if the first is at 0:00, there are three at least, they ascend and each is
ten seconds long; one line that is wrong and there are none. A description holds no `<` and no `>`.
"""

from server.debate.minutes import SECOND_MS
from server.studio.markers.chapters import chapters
from server.studio.markers.sheet import Sheet, Unwritable
from server.studio.markers.writers.alike import without_angles

LEAST = 3
LEAST_S = 10


def write(sheet: Sheet) -> list[str]:
    """One text, to be pasted. Raises Unwritable `few_chapters`."""
    found = chapters(sheet, LEAST_S * SECOND_MS, SECOND_MS)
    if len(found) < LEAST:
        raise Unwritable("few_chapters")
    return ["".join(f"{_time(one.at)} {without_angles(one.name)}\n" for one in found)]


def _time(at: int) -> str:
    minutes, seconds = divmod(at // SECOND_MS, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"
