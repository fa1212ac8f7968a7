"""Frames and the timecodes that name them, in whole numbers: what a rate of 30000/1001 makes of an
hour is never rounded. Pure.

A timecode counts whole frames as if there were 24, 25, 30, 50 or 60 in a second. Where there are
fewer by a thousandth, it falls behind the clock, 3.6 s in an hour; a *drop-frame* one leaves out
the first two names (of 30; four of 60) of each minute but every tenth, and so keeps up. No frame is
left out, only its name (SMPTE ST 12-1; docs/studio.md says which program wants which).
"""

import re
from typing import Final

from msgspec import Struct

from server.debate.minutes import SECOND_MS

_HOURS = 24
_TIMECODE = re.compile("([0-9]{2}):([0-9]{2}):([0-9]{2})[:;]([0-9]{2})")


class Rate(Struct, frozen=True):
    """`frames` in so many `seconds`, both whole; `drop`: whether timecodes drop names."""

    key: str
    frames: int
    seconds: int = 1
    drop: bool = False

    @property
    def nominal(self) -> int:
        """How many frames a second of timecode counts."""
        return -(-self.frames // self.seconds)

    @property
    def is_ntsc(self) -> bool:
        """Whether a second holds less than it counts."""
        return self.seconds != 1

    @property
    def dropped(self) -> int:
        """How many names a minute leaves out."""
        return self.nominal // 15 if self.drop else 0

    @property
    def of_ten_minutes(self) -> int:
        """Frames that ten minutes of timecode name."""
        return self.nominal * 600 - 9 * self.dropped

    @property
    def of_a_day(self) -> int:
        """Frames after which timecodes begin again."""
        return self.of_ten_minutes * 6 * _HOURS


_NTSC = 1001

RATES: Final[dict[str, Rate]] = {
    rate.key: rate
    for rate in (
        Rate("25", 25),
        Rate("50", 50),
        Rate("24", 24),
        Rate("30", 30),
        Rate("60", 60),
        Rate("23.976", 24_000, _NTSC),
        Rate("29.97df", 30_000, _NTSC, drop=True),
        Rate("29.97ndf", 30_000, _NTSC),
        Rate("59.94df", 60_000, _NTSC, drop=True),
    )
}


def frame_at(ms: int, rate: Rate) -> int:
    """The number of the frame that is shown this long after the first one, which is 0."""
    return ms * rate.frames // (rate.seconds * SECOND_MS)


def timecode(frame: int, rate: Rate) -> str:
    """The name of a frame, counted from the one called 00:00:00:00: `HH:MM:SS:FF`, with `;` before
    the frames where names are dropped. Behind the last of a day it begins again."""
    named = _with_dropped(frame % rate.of_a_day, rate)
    seconds, frames = divmod(named, rate.nominal)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    separator = ";" if rate.drop else ":"
    return f"{hours:02}:{minutes:02}:{seconds:02}{separator}{frames:02}"


def _with_dropped(frame: int, rate: Rate) -> int:
    """The number that the frame would have if no name before it were left out."""
    tens, rest = divmod(frame, rate.of_ten_minutes)
    of_a_minute = rate.nominal * 60 - rate.dropped
    # The first minute of the ten is whole, so the others begin that much later.
    minutes = max(0, rest - rate.dropped) // of_a_minute
    return frame + rate.dropped * (9 * tens + minutes)


def frame_of(code: str, rate: Rate) -> int:
    """The frame that the timecode names, of the first day. Either separator stands before the
    frames, as people type it. Raises ValueError for what is none of this rate, dropped names
    included."""
    found = _TIMECODE.fullmatch(code)
    if found is None:
        raise ValueError(f"not a timecode: {code!r}")
    hours, minutes, seconds, frames = map(int, found.groups())
    if hours >= _HOURS or minutes >= 60 or seconds >= 60 or frames >= rate.nominal:
        raise ValueError(f"no such timecode: {code!r}")
    minute = hours * 60 + minutes
    if frames < rate.dropped and seconds == 0 and minute % 10:
        raise ValueError(f"a name that is dropped: {code!r}")
    named = (minute * 60 + seconds) * rate.nominal + frames
    return named - rate.dropped * (minute - minute // 10)


def frame_of_day(ms: int, rate: Rate) -> int:
    """The frame of a timecode that says the time of day, so long after midnight by the clock on the
    wall. Where that name is dropped, the next."""
    seconds, rest = divmod(ms, SECOND_MS)
    minute, second = divmod(seconds, 60)
    frames = rest * rate.nominal // SECOND_MS
    if second == 0 and minute % 10:
        frames = max(frames, rate.dropped)
    return frame_of(f"{minute // 60:02}:{minute % 60:02}:{second:02}:{frames:02}", rate)
