"""Lines of edit decision lists, as the CMX 3600 wrote them on tape: an event a line, fields in
columns, and what else there is in the lines behind it. Pure.

A line that begins with a digit is an event to whoever reads the list, one that begins with `*` a
comment; lines end with CR LF.
"""

from collections.abc import Iterable

from server.studio.markers.sheet import Sheet

EVENTS_AT_MOST = 999  # three digits
TITLE_AT_MOST = 70  # letters


def head(sheet: Sheet) -> list[str]:
    """What a list begins with."""
    mode = "DROP FRAME" if sheet.rate.drop else "NON-DROP FRAME"
    return [f"TITLE: {sheet.title[:TITLE_AT_MOST].strip()}", f"FCM: {mode}", ""]


def event(number: int, reel: str, span: tuple[int, int], sheet: Sheet) -> str:
    """One cut on the picture, whose timecodes are those of the recording: in and out there, in and
    out here."""
    times = " ".join(map(sheet.timecode, span))
    return f"{number:03}  {reel:<8} V     C        {times} {times}"


def lines(texts: Iterable[str]) -> str:
    """The whole file."""
    return "".join(f"{text}\r\n" for text in texts)
