"""The clock on the wall of Mitrovica."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from server.web.words.local_time import CentralEurope, from_local, to_local


def test_what_was_typed_comes_back() -> None:
    for date, time in (("2026-03-07", "18:05"), ("2026-07-01", "00:00"), ("2026-12-31", "23:59")):
        assert to_local(from_local(date, time)) == (date, time)


@pytest.mark.parametrize(
    ("date", "time"),
    [
        ("2026-02-30", "10:00"),
        ("2026-03-29", "02:30"),
        ("soon", "10:00"),
        ("2026-03-07", ""),
        ("2026-03-07", "25:00"),
        ("2026-03-07", "10:00+05:00"),
        ("1066-10-14", "09:00"),
    ],
)
def test_what_is_not_in_the_calendar_is_refused(date: str, time: str) -> None:
    with pytest.raises(ValueError):
        from_local(date, time)


def test_the_rule_agrees_with_the_time_zone_database() -> None:
    known, rule = ZoneInfo("Europe/Belgrade"), CentralEurope()
    moment = datetime(2024, 1, 1, tzinfo=UTC)
    while moment.year < 2030:
        there, by_rule = moment.astimezone(known), moment.astimezone(rule)
        assert by_rule.replace(tzinfo=None) == there.replace(tzinfo=None)
        assert (by_rule.fold, by_rule.utcoffset()) == (there.fold, there.utcoffset())
        moment += timedelta(hours=1)
