"""Lengths of time, in ms, and moments as far as anybody is told. Pure.

Those of the audience are told by the minute: who saw when packets left which phone finds the asker
of a question by its exact time.
"""

SECOND_MS = 1_000
MINUTE_MS = 60 * SECOND_MS
HALF_MS = MINUTE_MS // 2
HOUR_MS = 60 * MINUTE_MS
DAY_MS = 24 * HOUR_MS


def minute(at: int) -> int:
    """The beginning of the minute in which this moment is, ms."""
    return at - at % MINUTE_MS


def hour(at: int) -> int:
    """The beginning of the hour by UTC in which this moment is, ms."""
    return at - at % HOUR_MS


def day(at: int) -> int:
    """The beginning of the day by UTC in which this moment is, ms."""
    return at - at % DAY_MS


def whole_seconds(length: int) -> int:
    """A length of time (ms) in seconds, without what is beyond its whole ones."""
    return length // SECOND_MS
