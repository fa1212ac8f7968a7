"""The words of the pages in Serbian Cyrillic: made from those in Serbian Latin when they are read.

`make cyrillic` prints them beside each other, so that people can read over what was made. What is
made wrong is mended here or in `server.language.scripts`, for every text at once.
"""

import re
from collections.abc import Mapping
from typing import Final

from server.language.scripts import to_cyrillic

SOURCE: Final = "sr-Latn"
MADE: Final = "sr-Cyrl"

# What stays Latin in Cyrillic text, too: names of keys, programmes and standards.
_KEPT = frozenset(
    {"GiB", "MiB", "PostgreSQL", "Redis", "SQLite"}
    | {"Alt", "Ctrl", "Enter", "Esc", "Shift", "LibreOffice", "NDI", "SHA", "SVG", "Stream", "Deck"}
    | {"social", "club", "Social", "Club", "http"}
    | {"Avid", "CasparCG", "Companion", "DaVinci", "Resolve", "Premiere", "Final", "Cut", "Pro"}
    | {"DF", "EDL", "HMAC", "HTTP", "JPEG", "MB", "PNG", "SRT", "ZIP"}
    | {"Atom", "HTML", "JSON", "iCalendar", "oEmbed"}
    | {"OpenID", "Connect", "Client", "client", "ID", "secret", "issuer", "redirect", "URI"}
    | {"OpenTimestamps", "RFC", "UTF", "sr", "Latn", "Cyrl", "sq", "en"}
)

# One capital consonant alone names a key (`tasterom C`); with a point and a name it is an initial.
# Capitals with underscores name a setting.
_NAMED = re.compile(r"(?<![\w.])(?:[B-DF-HJLMNPQRTV-Z](?!\w|\. [A-ZČĆĐŠŽ])|[A-Z]+(?:_[A-Z]+)+)")

# Serbian endings of such names are set off by a hyphen: JavaScript-а.
_ENDING = re.compile(r"\b(CasparCG|Excel|JavaScript|LibreOffice|Python|vMix)(a|e|om|u)\b")


def to_cyrillic_words(text: str) -> str:
    """A text of the pages in Cyrillic. Places in braces, addresses and names of keys stay."""
    text = _ENDING.sub(r"\1-\2", text)
    words, at = [], 0
    for name in _NAMED.finditer(text):
        words += [to_cyrillic(text[at : name.start()], _KEPT), name[0]]
        at = name.end()
    return "".join([*words, to_cyrillic(text[at:], _KEPT)])


def in_cyrillic(text: str | Mapping[str, str]) -> str | Mapping[str, str]:
    """The same of a text that may have plural forms, by their categories."""
    if isinstance(text, str):
        return to_cyrillic_words(text)
    return {category: to_cyrillic_words(form) for category, form in text.items()}
