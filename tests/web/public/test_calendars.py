"""A calendar is one whatever a debate is called."""

from icalendar import Calendar

from server.store import DebateRow
from server.web.public.calendars import calendar

AT = 1_800_000_000_000


def test_a_title_from_elsewhere_puts_nothing_into_a_calendar_that_it_may_not_hold() -> None:
    title = "Posao\x00\x0b\x1f\r\nEND:VEVENT\r\nBEGIN:VALARM\u2028za mlade"
    row = DebateRow("482915", "klub", {"en": title}, "collecting", AT, AT, None, False)
    body = calendar([row], [], "house.example", "https://house.example", title, "en")
    assert not [byte for byte in body if byte < 0x20 and byte not in b"\r\n"]
    (event,) = Calendar.from_ical(body).walk("VEVENT")
    assert event["summary"] == "Posao END:VEVENT BEGIN:VALARM za mlade"
    assert not event.subcomponents
