"""The markers of one recording, as all writers are given them. Pure.

What lies before the recording, behind it or in one of its pauses is not on it, and is left out;
what began before it, or lasted over a pause or its end, is cut to what is on it.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from typing import Literal

from msgspec import Struct

from server.debate.air.takes import Take
from server.language.cleaning import clean_text
from server.studio.markers.moments import Kind, Moment
from server.studio.markers.timebase import Rate, frame_at, frame_of, frame_of_day, timecode
from server.studio.markers.wording import Words, said

TIME_OF_DAY = "day"  # instead of a timecode to begin with: what the clock on the wall says

Wall = Callable[[int], int]  # a moment, ms -> how long after midnight by the clock on the wall, ms


class Unwritable(Exception):
    """A form cannot say this. `why`: `empty`, nothing of what was asked for is on the recording;
    `few_chapters`, there are too few of them."""

    def __init__(self, why: Literal["empty", "few_chapters"]) -> None:
        super().__init__(why)
        self.why = why


class Marker(Struct, frozen=True):
    """`at` and `end`: of it on the recording, ms after its beginning; the same for what has no
    length. `of_day`: when it was by the clock on the wall, ms after midnight."""

    moment: Moment
    at: int
    end: int
    name: str
    note: str
    of_day: int

    @property
    def kind(self) -> Kind:
        """What kind of moment it marks."""
        return self.moment.kind


class Sheet(Struct, frozen=True):
    """`start`: the first frame, as `timebase.timecode` counts them; `length`: of the recording, ms.
    `markers`: in the order in which they begin."""

    title: str
    rate: Rate
    start: int
    length: int
    markers: tuple[Marker, ...]

    @property
    def frames(self) -> int:
        """How long it is, one at least; all markers end within."""
        behind = (behind for _, _, behind in self.placed())
        return max([1, frame_at(self.length, self.rate), *behind])

    def span(self, marker: Marker) -> tuple[int, int]:
        """The first frame of the marker, the recording's first being 0, and the first behind it: it
        has one at least."""
        first = frame_at(marker.at, self.rate)
        return first, max(first + 1, frame_at(marker.end, self.rate))

    def placed(self) -> Iterator[tuple[Marker, int, int]]:
        """Each marker with its span, for programs that keep one marker a frame: of several that
        begin on the same, all but the first begin on the next that is free."""
        free = 0
        for marker in self.markers:
            first, behind = self.span(marker)
            first = max(first, free)
            free = first + 1
            yield marker, first, max(behind, free)

    def timecode(self, frame: int) -> str:
        """Of a frame of the recording."""
        return timecode(self.start + frame, self.rate)


class Layout(Struct, frozen=True):
    """How a recording is counted. `start`: the timecode of its first frame, or TIME_OF_DAY."""

    rate: Rate
    start: str

    def first(self, take: Take, wall: Wall) -> int:
        """The number of the first frame. Raises ValueError for a timecode that there is not."""
        if self.start == TIME_OF_DAY:
            return frame_of_day(wall(take.start), self.rate)
        return frame_of(self.start, self.rate)


def sheet(
    title: str,
    found: Iterable[Moment],
    take: Take,
    until: int,
    kinds: Collection[Kind],
    layout: Layout,
    words: Words,
    wall: Wall,
) -> Sheet:
    """`until`: the end (ms) of a take that has none and of what goes on. Raises Unwritable `empty`,
    ValueError for a timecode that there is not."""
    markers = [
        Marker(moment, *place, *said(moment, words), wall(moment.at))
        for moment in found
        if moment.kind in kinds and (place := _place(moment, take, until)) is not None
    ]
    if not markers:
        raise Unwritable("empty")
    markers.sort(key=lambda marker: marker.at)  # of several before the recording, as they were
    return Sheet(
        title=clean_text(title),
        rate=layout.rate,
        start=layout.first(take, wall),
        length=take.position(until if take.end is None else take.end),
        markers=tuple(markers),
    )


def _place(moment: Moment, take: Take, until: int) -> tuple[int, int] | None:
    at = take.position(moment.at)
    if moment.end == moment.at:
        return (at, at) if take.holds(moment.at) else None
    end = take.position(until if moment.end is None else moment.end)
    return (at, end) if end > at else None
