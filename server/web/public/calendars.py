"""Dates of debates as iCalendar (RFC 5545). No request is known here."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from icalendar import Calendar, Event

from server.language.cleaning import clean_text
from server.store import DebateRow
from server.store.listed import CalledOff
from server.web.words.i18n import pick

PRODUCT = "-//Tribina//Tribina//EN"
AGAIN = timedelta(hours=1)  # after which programs may look again


def calendar(
    rows: Sequence[DebateRow],
    off: Sequence[CalledOff],
    house: str,
    base: str,
    name: str,
    tag: str,
) -> bytes:
    """One event for each debate that has a date; `off`: those whose date does not hold any more.
    `house`: its name in logs, so that an event stays the same when its address changes; `base`:
    that address; `tag`: the language."""
    made = Calendar()
    made.add("prodid", PRODUCT)
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", clean_text(name))
    made.add("refresh-interval", AGAIN, parameters={"VALUE": "DURATION"})
    for row in rows:
        made.add_component(_event(row, house, base, tag))
    for one in off:
        made.add_component(_cancelled(one, house, tag))
    written: bytes = made.to_ical()
    return written


def _event(row: DebateRow, house: str, base: str, tag: str) -> Event:
    assert row.starts_at is not None
    event = Event()
    event.add("uid", _uid(row.code, house))
    event.add("sequence", row.edition)
    event.add("dtstamp", _moment(row.closed_at or row.created_at))
    event.add("dtstart", _moment(row.starts_at))
    if row.closed_at is not None and row.closed_at > row.starts_at:
        event.add("dtend", _moment(row.closed_at))
    event.add("summary", _title(row.title, tag) or row.code)
    event.add("url", f"{base}/{'archive/' if row.is_kept else ''}{row.code}")
    event.add("status", "CONFIRMED")
    return event


def _cancelled(one: CalledOff, house: str, tag: str) -> Event:
    """As it was told before; without an address: nobody is told of a debate there now."""
    event = Event()
    event.add("uid", _uid(one.code, house))
    event.add("sequence", one.edition)
    event.add("dtstamp", _moment(one.at))
    event.add("dtstart", _moment(one.starts_at))
    event.add("summary", _title(one.title, tag) or one.code)
    event.add("status", "CANCELLED")
    return event


def _title(title: dict[str, str], tag: str) -> str:
    """In one line, without what no calendar may hold: that of a debate which was taken over from
    another house is as it was written there."""
    return clean_text(pick(title, tag)[0])


def _uid(code: str, house: str) -> str:
    return f"debate-{code}@{house.replace('/', '.')}"


def _moment(at: int) -> datetime:
    return datetime.fromtimestamp(at // 1000, UTC)
