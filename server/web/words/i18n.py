"""The words of the pages in the languages of the house, and which language a reader gets.

Dates and times are for `server.web.words.formats`; what scripts show they word themselves, from the
same files (static/common/page.js).
"""

import json
import re
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from babel import Locale
from babel.numbers import format_decimal

from server.language.languages import LANGUAGES, spoken_of
from server.web.delivery.assets import STATIC
from server.web.words.cyrillic import MADE, SOURCE, in_cyrillic

LOCALES: Final = {one.locale: one for one in LANGUAGES}
DEFAULT: Final = LANGUAGES[0].locale
BABEL: Final = {tag: Locale.parse(one.formats, sep="-") for tag, one in LOCALES.items()}
_PLACE = re.compile(r"\{(\w+)\}")

Text = str | Mapping[str, str]  # the second: by plural category


class Catalogue:
    """All words in all languages, read once. Raises ValueError when a file is not as it must be.

    `strict`: a key that is missing raises LookupError instead of being shown as it is."""

    def __init__(self, folder: Path = STATIC / "locales", *, strict: bool = False) -> None:
        written = {tag: _read(folder / tag) for tag in LOCALES if tag != MADE}
        made = {key: in_cyrillic(text) for key, text in written[SOURCE].items()}
        self._texts = {tag: MappingProxyType(written.get(tag, made)) for tag in LOCALES}
        self._strict = strict

    def choose(self, cookie: str | None, accept_language: str | None) -> str:
        """The reader's locale: see `choose_locale`."""
        return choose_locale(cookie, accept_language)

    def t(self, locale: str, key: str, **args: Any) -> str:
        """The words for `section.key`. Plural forms are chosen by `count`; numbers are written
        the reader's way; a place without its value stays as it is. Not escaped."""
        text = self._texts[locale].get(key)
        if text is None:
            if self._strict:
                raise LookupError(f"no words for {key} in {locale}")
            return key
        if not isinstance(text, str):
            text = text.get(_category(locale, args.get("count")), text["other"])
        return _PLACE.sub(lambda place: _value(locale, args, place), text)

    def language(self, locale: str, tag: str) -> str:
        """A language's name in that of the reader; in itself where these have no word for it."""
        own = next((one.name for one in LANGUAGES if tag in (one.tag, spoken_of(one.tag))), tag)
        text = self._texts[locale].get(f"common.language_{tag.lower().replace('-', '_')}", own)
        return text if isinstance(text, str) else own

    def strings(self, locale: str, sections: Sequence[str]) -> dict[str, Any]:
        """The words of these sections for a page's scripts: {"section.key": text or forms}."""
        return {
            key: text if isinstance(text, str) else dict(text)
            for key, text in self._texts[locale].items()
            if key.partition(".")[0] in sections
        }


@cache
def house_words() -> Catalogue:
    """The words of this program, read once a process."""
    return Catalogue()


def choose_locale(cookie: str | None, accept_language: str | None) -> str:
    """The locale kept in a cookie; else the one that the browser asks for first; else Serbian in
    Latin."""
    if cookie in LOCALES:
        return cookie
    wishes = [_wish(part) for part in (accept_language or "").split(",")]
    for _, tag in sorted(wishes, key=lambda wish: -wish[0]):
        if tag is not None:
            return tag
    return DEFAULT


def _wish(part: str) -> tuple[float, str | None]:
    """Weight and locale of one part of Accept-Language: `sr-RS;q=0.8`."""
    language, _, weight = part.partition(";")
    try:
        q = float(weight.partition("=")[2]) if weight else 1.0
    except ValueError:
        q = 0.0
    if not 0 < q <= 1:
        return 0.0, None
    return q, _locale_of(language.strip().lower())


def _locale_of(language: str) -> str | None:
    """The locale in this language: in the script that it names, else in the first one."""
    spoken, *subtags = language.split("-")
    found = [one for one in LANGUAGES if spoken in (spoken_of(one.tag), *one.alike)]
    named = (one for one in found if {*one.tag.lower().split("-")[1:]} & {*subtags})
    best = next(named, found[0] if found else None)
    return None if best is None else best.locale


def locales_of(languages: str) -> tuple[str, ...]:
    """The locales of at most two languages, written `sq` or `sr-Latn,sq`; none of any other."""
    found = [_locale_of(one.strip().lower()) for one in languages.split(",")[:2]]
    return tuple(dict.fromkeys(tag for tag in found if tag is not None))


def pick(texts: Mapping[str, str], locale: str) -> tuple[str, str]:
    """The best text of a localised one for the reader, and its language; empty if there is none."""
    for language in (*LOCALES[locale].reads, *texts):
        if texts.get(language):
            return texts[language], language
    return "", locale


def number(count: float, locale: str) -> str:
    """12345.6 as the reader writes it: `12.345,6`."""
    return str(format_decimal(count, locale=BABEL[locale]))


def _category(locale: str, count: object) -> str:
    return BABEL[locale].plural_form(count) if isinstance(count, int | float) else "other"


def _value(locale: str, args: Mapping[str, Any], place: re.Match[str]) -> str:
    value = args.get(place[1])
    if value is None:
        return place[0]
    return number(value, locale) if isinstance(value, int | float) else str(value)


def _read(folder: Path) -> dict[str, Text]:
    texts: dict[str, Text] = {}
    for file in sorted(folder.glob("*.json")):
        section = json.loads(file.read_text("utf-8"))
        for key, text in section.items():
            if not (isinstance(text, str) or (isinstance(text, dict) and "other" in text)):
                raise ValueError(f"{file}: {key} is neither a text nor a set of plural forms")
            texts[f"{file.stem}.{key}"] = text
    return texts
