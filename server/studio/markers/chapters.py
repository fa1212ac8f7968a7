"""The chapters of a recording: its phases and the questions on air, one after the other. Pure."""

from typing import Final

from msgspec import Struct

from server.studio.markers.moments import Kind
from server.studio.markers.sheet import Sheet

OF: Final[frozenset[Kind]] = frozenset({"phase", "question"})


class Chapter(Struct, frozen=True):
    """`at`: ms after the beginning; it lasts until the next begins."""

    at: int
    name: str


def chapters(sheet: Sheet, least_ms: int = 1, step_ms: int = 1) -> list[Chapter]:
    """The first begins with the recording, and has its title if nothing else begins there. None is
    shorter than `least_ms`, but the only one: a short one gives its place to the next, the last of
    all to the one before. They begin at multiples of `step_ms`."""
    found = [Chapter(0, sheet.title)]
    for marker in sheet.markers:
        if marker.kind not in OF:
            continue
        at = marker.at - marker.at % step_ms
        if at - found[-1].at < least_ms:
            at = found.pop().at
        found.append(Chapter(at, marker.name))
    if len(found) > 1 and sheet.length - found[-1].at < least_ms:
        found.pop()
    return found
