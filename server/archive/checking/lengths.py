"""Lengths of time, known to the second, against the minutes of the lines."""

from collections.abc import Iterable

from server.archive.checking.debates import Debate
from server.archive.checking.questions import ASKED
from server.archive.checking.report import Json, Report


def fits(seconds: object, spans: Iterable[Iterable[int]]) -> bool:
    """Whether so many seconds can be what these times took together, from one minute to another."""
    least = most = 0
    for start, end in spans:
        least, most = least + max(0, end - start - 60_000), most + max(0, end - start) + 60_000
    return type(seconds) is int and least <= 1_000 * seconds < most


def is_median(seconds: object, spans: list[tuple[int, int]]) -> bool:
    """Whether it can be the median of lengths that are within these (ms). None: there are none."""
    if not spans or type(seconds) is not int:
        return not spans and seconds is None
    middle = (len(spans) - 1) // 2
    least, most = (sorted(span[end] for span in spans)[middle] // 1_000 for end in (0, 1))
    return least <= seconds <= most


def check_lengths(report: Report, sealed: Json, debate: Debate) -> None:
    """What was sealed of lengths, against the minutes in the lines."""
    known = {"event", "on_air", "spoken", "decision", "wait"}
    report.unless(sealed.keys() <= known, "LengthsSealed has more than lengths")
    times = {one.id: one.airings for one in debate.shown if one.airings}
    told = sealed["on_air"]
    agree = {id_: len(all_) for id_, all_ in told.items()} == {k: len(v) for k, v in times.items()}
    report.unless(agree, "the times on air are not those of the lines")
    for id_ in times.keys() & told.keys():
        held = all(map(lambda s, span: fits(s, [span]), told[id_], times[id_]))
        report.unless(held, f"{id_}: on air for longer or shorter than in the lines")
    for guest in debate.spoken.keys() | sealed["spoken"].keys():
        seconds, spans = sealed["spoken"].get(guest, 0), debate.spoken.get(guest, [])
        zero = guest in sealed["spoken"] and seconds == 0
        report.unless(fits(seconds, spans) and not zero, f"{guest}: spoke longer or shorter")
    decisions = [
        (max(0, one.first_decided - one.at - 30_000), max(0, one.first_decided - one.at + 29_999))
        for one in debate.questions.values()
        if one.first_decided is not None
    ]
    report.unless(is_median(sealed.get("decision"), decisions), "decisions took another time")
    waits = [
        (max(0, one.aired - one.decided - 59_999), max(0, one.aired - one.decided + 59_999))
        for one in debate.shown
        if (one.how or one.left == "aside" or one.state == "on_air")
        and one.outcome in ASKED
        and one.aired is not None
        and one.decided is not None
    ]
    report.unless(is_median(sealed.get("wait"), waits), "questions waited another time")
