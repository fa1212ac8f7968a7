"""Numbers, dates and times in the reader's language, for pages that work without JavaScript."""

from babel.dates import format_date

from server.web.i18n import BABEL, number
from server.web.local_time import local

_WEEKDAY = {"sr": "EEEE, d. MMMM", "sq": "EEEE, d MMMM", "en": "EEEE d MMMM"}


class Words:
    """For templates: `number(1890)`, `day(ms)`, `clock(ms)`, `moment(ms)`, `iso(ms)`."""

    def __init__(self, tag: str) -> None:
        self._tag = tag
        self._locale = BABEL[tag]

    def number(self, count: float) -> str:
        return number(count, self._tag)

    def day(self, at: int) -> str:
        """With the year: `7. mart 2026.`"""
        return str(format_date(local(at), "long", locale=self._locale))

    def weekday(self, at: int) -> str:
        """Without the year, for what is near: `subota, 7. mart`."""
        pattern = _WEEKDAY[self._locale.language]
        return str(format_date(local(at), pattern, locale=self._locale))

    def clock(self, at: int) -> str:
        """Hours and minutes, 24 hours in every language of the house."""
        return f"{local(at):%H:%M}"

    def moment(self, at: int) -> str:
        return f"{self.day(at)} {self.clock(at)}"

    def iso(self, at: int) -> str:
        """For the `datetime` of a `time` element."""
        return local(at).isoformat(timespec="seconds")
