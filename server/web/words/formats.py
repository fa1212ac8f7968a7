"""Numbers, dates and times in the reader's language, for pages that work without JavaScript."""

import re

from babel.dates import format_date

from server.web.words.i18n import BABEL, LOCALES, number
from server.web.words.local_time import ZONE_NAME, local


class Formats:
    """For templates: `number(1890)`, `day(ms)`, `clock(ms)`, `moment(ms)`, `iso(ms)`; `zone`: whose
    time it is, for common/zone.js, which names it to readers elsewhere."""

    zone = ZONE_NAME

    def __init__(self, tag: str) -> None:
        self._tag = tag
        self._locale = BABEL[tag]

    def number(self, count: float) -> str:
        """Grouped as the language groups."""
        return number(count, self._tag)

    def day(self, at: int) -> str:
        """With the year: `7. marta 2026.`"""
        return self._date(at, "long")

    def weekday(self, at: int) -> str:
        """Without the year, for what is near: `subota, 7. marta`."""
        return self._date(at, LOCALES[self._tag].weekday)

    def _date(self, at: int, pattern: str) -> str:
        """Serbian has the month in the genitive, which CLDR does not know."""
        text = str(format_date(local(at), pattern, locale=self._locale))
        if self._locale.language != "sr":
            return text
        month = self._locale.months["format"]["wide"][local(at).month]
        stem = re.sub(r"([bб])[aа]([rр])$", r"\1\2", month)
        return text.replace(month, stem + ("а" if self._locale.script == "Cyrl" else "a"))

    def clock(self, at: int) -> str:
        """Hours and minutes, 24 hours in every language of the house."""
        return f"{local(at):%H:%M}"

    def moment(self, at: int) -> str:
        """As `day` and `clock` say it."""
        return f"{self.day(at)} {self.clock(at)}"

    def iso(self, at: int) -> str:
        """For the `datetime` of a `time` element."""
        return local(at).isoformat(timespec="seconds")
