"""Tracks beside a video on the web (WebVTT, w3.org/TR/webvtt1): its chapters, and one of metadata
with JSON in each cue, for scripts of a page. Pure.

A cue ends behind its beginning, and no line of it may hold `-->`.
"""

from collections.abc import Iterable
from itertools import pairwise

import msgspec

from server.studio.markers.chapters import Chapter, chapters
from server.studio.markers.sheet import Marker, Sheet
from server.studio.markers.writers.clock import clock

POINT_MS = 1_000  # how long a cue lasts of what has no length
_TIMES = frozenset({"at", "end"})
_ESCAPED = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})


def write_chapters(sheet: Sheet) -> list[str]:
    """One file, each chapter until the next."""
    found = chapters(sheet)
    ends = [*(after.at for _, after in pairwise(found)), max(sheet.length, found[-1].at + 1)]
    return [_file(_cue(one.at, end, _name(one)) for one, end in zip(found, ends, strict=True))]


def write_metadata(sheet: Sheet) -> list[str]:
    """One file, a cue for each marker, also where several stand at one time."""
    return [_file(_cue(one.at, _end(one), _facts(one)) for one in sheet.markers)]


def _file(cues: Iterable[str]) -> str:
    return "\n".join(["WEBVTT\n", *cues])


def _cue(at: int, end: int, payload: str) -> str:
    return f"{clock(at)} --> {clock(end)}\n{payload}\n"


def _name(chapter: Chapter) -> str:
    return chapter.name.translate(_ESCAPED)


def _end(marker: Marker) -> int:
    return marker.end if marker.end > marker.at else marker.at + POINT_MS


def _facts(marker: Marker) -> str:
    facts = {"name": marker.name, **msgspec.to_builtins(marker.moment)}
    kept = {key: value for key, value in facts.items() if key not in _TIMES}
    return msgspec.json.encode(kept).decode().replace(">", "\\u003e")
