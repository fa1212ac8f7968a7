"""What was sealed of lengths of time, held against the minutes of the lines. All in seconds."""

from collections.abc import Sequence

from tests.archive.third.bytes import Json, demand
from tests.archive.third.debate import Debate
from tests.archive.third.questions import ASIDE

Bounds = tuple[int, int]
FIELDS = {"event", "on_air", "spoken", "decision", "wait"}


def check_lengths(debate: Debate) -> None:
    """Raises WrongError where a length cannot be."""
    sealed = debate.sealed["LengthsSealed"]
    demand(set(sealed) <= FIELDS, "LengthsSealed has other fields")
    on_air = {question.id: question.times for question in debate.shown if question.times}
    demand(set(sealed["on_air"]) == set(on_air), "others were on air")
    for question, times in on_air.items():
        told = sealed["on_air"][question]
        demand(len(told) == len(times), f"{question} was on air another number of times")
        for seconds, time in zip(told, times, strict=True):
            _check(seconds, _of_time(time), f"{question} on air")
    for guest in {*debate.spoken, *sealed["spoken"]}:
        bounds = [_of_time(time) for time in debate.spoken.get(guest, [])]
        most = sum(high for _, high in bounds) + max(len(bounds) - 1, 0)
        told = sealed["spoken"].get(guest, 0)
        demand(bool(told) or guest not in sealed["spoken"], f"{guest} spoke, and for 0 s")
        _check(told, (sum(low for low, _ in bounds), most), guest)
    _check_median(sealed, "decision", _decisions(debate))
    _check_median(sealed, "wait", _waits(debate))


def _of_time(time: list[int]) -> Bounds:
    begin, end = time
    length = (end - begin) // 1000
    return max(0, length - 60), length + 59


def _decisions(debate: Debate) -> list[Bounds]:
    lengths = [
        (q.first_decided - q.submitted.at) // 1000
        for q in debate.questions.values()
        if q.first_decided is not None
    ]
    return _around(lengths, 30)


def _waits(debate: Debate) -> list[Bounds]:
    lengths = [
        (q.taken - q.decided) // 1000
        for q in debate.shown
        if q.asked and (q.how or q.left == ASIDE or q.state == "on_air")
        if q.taken is not None and q.decided is not None
    ]
    return _around(lengths, 60)


def _around(lengths: Sequence[int], slack: int) -> list[Bounds]:
    return [(max(0, length - slack), max(0, length + slack - 1)) for length in lengths]


def _check_median(sealed: Json, name: str, bounds: list[Bounds]) -> None:
    demand((name in sealed) == bool(bounds), f"{name} is there, or is not, and should be otherwise")
    if bounds:
        lows, highs = zip(*bounds, strict=True)
        _check(sealed[name], (median(lows), median(highs)), name)


def median(values: Sequence[int]) -> int:
    """Of an even number the lower one in the middle."""
    return sorted(values)[(len(values) - 1) // 2]


def _check(told: int, bounds: Bounds, of: str) -> None:
    right = type(told) is int and bounds[0] <= told <= bounds[1]
    demand(right, f"{of}: {told} s cannot be")
