"""The clock on the wall where debates are held: what people type into date and time fields, and
what the server writes on pages that work without JavaScript.
"""

from datetime import UTC, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

ZONE_NAME = "Europe/Belgrade"  # Mitrovica's, and that of everybody within five hours' drive


class CentralEurope(tzinfo):
    """The same time by the rule that stands since 1996 (directive 2000/84/EC), for machines
    without a time zone database: a small Debian has none."""

    def utcoffset(self, moment: datetime | None) -> timedelta:
        return timedelta(hours=1) + self.dst(moment)

    def dst(self, moment: datetime | None) -> timedelta:
        """An hour from the last Sunday of March to that of October. Which of the two hours that are
        called the same is meant, `fold` says."""
        if moment is None:
            return timedelta(0)
        standard = moment.replace(tzinfo=None) - timedelta(hours=1)  # UTC, were it winter
        begins = _last_sunday(moment.year, 3)
        ends = _last_sunday(moment.year, 10) + timedelta(hours=1 - moment.fold)
        return timedelta(hours=1) if begins <= standard < ends else timedelta(0)

    def fromutc(self, moment: datetime) -> datetime:
        """With `fold` in the hour that comes for the second time."""
        there = moment.replace(tzinfo=None)
        ends = _last_sunday(there.year, 10)
        if _last_sunday(there.year, 3) <= there < ends:
            return moment + timedelta(hours=2)
        again = ends <= there < ends + timedelta(hours=1)  # the hour that comes twice
        return (moment + timedelta(hours=1)).replace(fold=int(again))

    def tzname(self, moment: datetime | None) -> str:
        return "CEST" if self.dst(moment) else "CET"


def _last_sunday(year: int, month: int) -> datetime:
    """One o'clock UTC on that day, when clocks are moved."""
    last = datetime(year, month, 31, 1)  # noqa: DTZ001
    return last - timedelta(days=(last.weekday() + 1) % 7)


def _zone() -> tzinfo:
    try:
        return ZoneInfo(ZONE_NAME)
    except ZoneInfoNotFoundError:
        return CentralEurope()


ZONE = _zone()


def from_local(date: str, time: str) -> int:
    """Milliseconds of a date (`2026-03-07`) and a time (`18:05`). Raises ValueError for what is not
    in the calendar or was skipped when clocks were moved, and without a time."""
    if not time:
        raise ValueError(date)
    moment = datetime.fromisoformat(f"{date}T{time}")
    if moment.tzinfo is not None or moment.year < 2000:
        raise ValueError(date)
    there = moment.replace(tzinfo=ZONE)
    if there.astimezone(UTC).astimezone(ZONE).replace(tzinfo=None) != moment:
        raise ValueError(time)
    return int(there.timestamp() * 1000)


def to_local(at: int) -> tuple[str, str]:
    """Date and time of a moment, as the fields of a form want them."""
    moment = local(at)
    return moment.strftime("%Y-%m-%d"), moment.strftime("%H:%M")


def local(at: int) -> datetime:
    """The moment (ms since the epoch) by the clock on that wall."""
    return datetime.fromtimestamp(at / 1000, ZONE)
