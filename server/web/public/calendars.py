"""Dates of debates as iCalendar (RFC 5545). No request is known here."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from icalendar import Calendar, Event

from server.store import DebateRow
from server.web.words.i18n import pick

PRODUCT = "-//Tribina//Tribina//EN"
AGAIN = timedelta(hours=1)  # after which programs may look again


def calendar(rows: Sequence[DebateRow], house: str, base: str, name: str, tag: str) -> bytes:
    """One event for each debate that has a date. `house`: its name in logs, so that an event stays
    the same when its address changes; `base`: that address; `tag`: the language."""
    made = Calendar()
    made.add("prodid", PRODUCT)
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", name)
    made.add("refresh-interval", AGAIN, parameters={"VALUE": "DURATION"})
    for row in rows:
        made.add_component(_event(row, house, base, tag))
    written: bytes = made.to_ical()
    return written


def _event(row: DebateRow, house: str, base: str, tag: str) -> Event:
    assert row.starts_at is not None
    event = Event()
    event.add("uid", f"debate-{row.code}@{house.replace('/', '.')}")
    event.add("sequence", row.edition)
    event.add("dtstamp", _moment(row.closed_at or row.created_at))
    event.add("dtstart", _moment(row.starts_at))
    if row.closed_at is not None and row.closed_at > row.starts_at:
        event.add("dtend", _moment(row.closed_at))
    event.add("summary", pick(row.title, tag)[0] or row.code)
    event.add("url", f"{base}/{'archive/' if row.is_kept else ''}{row.code}")
    event.add("status", "CONFIRMED")
    return event


def _moment(at: int) -> datetime:
    return datetime.fromtimestamp(at // 1000, UTC)
