"""Folding: the same words in one spelling, whichever script, letters and signs they were typed
with. For finding and comparing, never for showing.
"""

import re
import unicodedata

from server.language.scripts import to_latin

_REPEATED = re.compile(r"([^\W\d_])\1{2,}")
_NO_WORD = re.compile(r"[\W_]+")


def fold(text: str) -> str:
    """Words in lower case, Latin and without diacritics, with single spaces between them.

    Đ becomes dj; letters repeated three times or more (`molimmm`) become one; whatever is neither
    letter nor digit parts words. Folding twice changes nothing more."""
    return _NO_WORD.sub(" ", _REPEATED.sub(r"\1", bare(text))).strip()


def bare(text: str) -> str:
    """Every character, in lower case, Latin and without diacritics."""
    latin = _latin(unicodedata.normalize("NFKC", text).casefold())
    if latin.isascii():
        return latin
    plain = _without_marks(latin)
    again = _latin(plain)  # Cyrillic ӂ is known as a letter only without its mark
    return plain if again == plain else _without_marks(again)


def _latin(text: str) -> str:
    return to_latin(text).replace("đ", "dj")


def _without_marks(text: str) -> str:
    parted = unicodedata.normalize("NFKD", text)
    return "".join(char for char in parted if not unicodedata.combining(char))
