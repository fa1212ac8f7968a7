"""Where on a recording a moment is marked, and which are not on it."""

import pytest

from server.debate.air.takes import Pause, Take
from server.studio.markers.moments import KINDS, Kind, Moment
from server.studio.markers.sheet import TIME_OF_DAY, Layout, Sheet, Unwritable, sheet
from server.studio.markers.timebase import RATES
from tests.studio.markers.evening import DAY, MINUTE, SECOND, words

T0 = 100 * SECOND
TAKE = Take(1, "OBS", T0, T0 + 60 * SECOND, (Pause(T0 + 20 * SECOND, T0 + 30 * SECOND),))


def point(seconds: float) -> Moment:
    """So long after the recording began."""
    at = T0 + round(seconds * SECOND)
    return Moment(kind="mark", at=at, end=at, text=f"{seconds}")


def span(start: float, end: float | None) -> Moment:
    at = T0 + round(start * SECOND)
    until = None if end is None else T0 + round(end * SECOND)
    return Moment(kind="speech", at=at, end=until, guest="Ana")


def laid(
    *found: Moment,
    take: Take = TAKE,
    start: str = "01:00:00:00",
    rate: str = "25",
    kinds: tuple[Kind, ...] = KINDS,
    midnight: int = 0,
) -> Sheet:
    """`midnight`: when it was, by the clock on the wall, ms."""
    return sheet(
        title="Debata",
        found=found,
        take=take,
        until=T0 + 50 * SECOND,
        kinds=kinds,
        layout=Layout(RATES[rate], start),
        words=words,
        wall=lambda at: (at - midnight) % DAY,
    )


def places(made: Sheet) -> list[tuple[float, float]]:
    return [(one.at / SECOND, one.end / SECOND) for one in made.markers]


def test_what_has_no_length_is_marked_only_if_it_is_on_the_recording() -> None:
    made = laid(*map(point, (-1, 0, 19.999, 20, 25, 29.999, 30, 59.999, 60, 61)))

    assert [at for at, _ in places(made)] == [0, 19.999, 20, 49.999]


def test_what_lasts_is_cut_to_what_is_on_it() -> None:
    made = laid(span(-5, 5), span(10, 25), span(15, 40), span(25, 35), span(55, 90))

    assert places(made) == [(0, 5), (10, 20), (15, 30), (20, 25), (45, 50)]


def test_what_lasts_beside_it_is_left_out() -> None:
    made = laid(point(1), span(-5, 0), span(21, 29), span(60, 70))

    assert places(made) == [(1, 1)]


def test_what_goes_on_goes_to_the_end() -> None:
    running = Take(1, "OBS", T0)

    made = laid(span(40, None), take=running)

    assert places(made) == [(40, 50)]
    assert made.length == 50 * SECOND


@pytest.mark.parametrize("kinds", [(), ("phase",)])
def test_nothing_on_it_is_refused(kinds: tuple[Kind, ...]) -> None:
    with pytest.raises(Unwritable, match="empty"):
        laid(point(1), span(1, 2), kinds=kinds)


def test_only_what_was_asked_for_is_marked() -> None:
    assert [one.kind for one in laid(point(1), span(1, 2), kinds=("mark",)).markers] == ["mark"]


def test_markers_stand_as_they_begin_on_the_recording() -> None:
    made = laid(point(5), span(1, 9), span(-9, 10), span(-8, 10))

    assert places(made) == [(0, 10), (0, 10), (1, 9), (5, 5)]


def test_the_first_frame_is_called_as_was_asked() -> None:
    assert laid(point(1)).timecode(0) == "01:00:00:00"
    assert laid(point(1), start="10:00:00:00", rate="29.97df").timecode(0) == "10:00:00;00"


def test_the_time_of_day_is_that_of_the_first_frame() -> None:
    made = laid(point(1), start=TIME_OF_DAY, midnight=T0 - 90 * MINUTE - 520)

    assert made.timecode(0) == "01:30:00:13"  # 520 ms are 13 frames


def test_over_midnight_the_day_begins_again() -> None:
    made = laid(point(1), point(15), start=TIME_OF_DAY, midnight=T0 + 10 * SECOND)

    assert [made.timecode(first) for _, first, _ in made.placed()] == ["23:59:51:00", "00:00:05:00"]


@pytest.mark.parametrize("start", ["noon", "25:00:00:00", "00:00:00:25"])
def test_a_timecode_that_there_is_not_is_refused(start: str) -> None:
    with pytest.raises(ValueError):
        laid(point(1), start=start)


def test_of_several_on_one_frame_each_gets_one_of_its_own() -> None:
    made = laid(point(1), point(1), point(1.001), point(1.08), span(1.09, 1.1))

    assert [(first, behind) for _, first, behind in made.placed()] == [
        (25, 26),
        (26, 27),
        (27, 28),
        (28, 29),
        (29, 30),
    ]
    assert made.frames == 50 * 25  # of the whole recording, without its pause
