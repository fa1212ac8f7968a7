"""Times of the audience, as far as anybody is told: by the minute. Pure.

Who saw when packets left which phone finds the asker of a question by its exact time.
"""

MINUTE_MS = 60_000
HOUR_MS = 60 * MINUTE_MS
HALF_MS = MINUTE_MS // 2
SECOND_MS = 1_000


def minute(at: int) -> int:
    """The beginning of the minute in which this moment is, ms."""
    return at - at % MINUTE_MS


def hour(at: int) -> int:
    """The beginning of the hour by UTC in which this moment is, ms."""
    return at - at % HOUR_MS


def whole_seconds(length: int) -> int:
    """A length of time (ms) in seconds, without what is beyond its whole ones."""
    return length // SECOND_MS
