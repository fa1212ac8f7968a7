"""What a text holds that a moderator should see before it is shown: flags, never decisions.

Each kind is a guess by form alone. Who wants to get past one will: the flag spares a screener the
second look at the many that hide nothing.
"""

import re
import unicodedata
from functools import lru_cache
from typing import Literal

Flag = Literal["phone", "email", "link", "shouting", "borrowed_name"]

_KEPT = 8_192  # texts: each is looked through once, however often its question is voted for

# Written out, too, to get past whoever looks for the sign.
_AT = r"(?:@|\s?[(\[{]\s?(?:at|et|@)\s?[)\]}]\s?)"
_AT_SIGNS = frozenset("@([{")  # without one of these there is no address, and nothing to look for
_DOT = r"(?:\.|\s?[(\[{]\s?(?:dot|tačka|tacka|pika|\.)\s?[)\]}]\s?)"
_EMAIL = re.compile(
    rf"[\w.+-]{{1,64}}{_AT}[\w-]{{1,63}}(?:{_DOT}[\w-]{{1,63}}){{1,4}}", re.IGNORECASE
)

# Bare names only under endings that are no word of ours: a sentence may follow a stop without a
# space, and `me`, `al` and `to` are words.
_LINK = re.compile(
    r"https?://|\bwww\.\w|\b[\w-]{2,63}\.(?:com|org|net|info|biz|shop|site|online|xyz|example|rs|xk|mk|eu|io|ly|gl|tv)\b",
    re.IGNORECASE,
)

# National numbers begin with 0, international ones with + or 00 (ITU-T E.123); E.164 allows 15
# digits. Shorter ones than nine are dates, sums and numbers of laws.
_DATE = re.compile(r"\b\d{1,2}([./-])\s?\d{1,2}\1\s?\d{4}\b")
_PHONE = re.compile(r"(?<![\w.,])(?:\+|0)\d(?:[ ()/.\-]{0,2}\d){7,15}(?!\w)")
_DIGITS = range(9, 18)  # with the 00

_LOUD_WORD = 4  # letters; shorter ones may be names of institutions
_LOUD_WORDS = 3
_LOUD_SHARE = 0.7  # of all letters that have a case
_LOUD_MARKS = re.compile(r"[!?]{4,}|!{3,}")


@lru_cache(_KEPT)
def flags_of(text: str) -> tuple[Flag, ...]:
    """The flags of a text, in a fixed order. (That of a name is found in `borrowed_names`.)"""
    plain = unicodedata.normalize("NFKC", text)
    without_addresses = plain if _AT_SIGNS.isdisjoint(plain) else _EMAIL.sub(" ", plain)
    found: dict[Flag, bool] = {
        "phone": _has_phone(plain),
        "email": without_addresses != plain,
        "link": _LINK.search(without_addresses) is not None,
        "shouting": _is_loud(plain),
    }
    return tuple(flag for flag, is_so in found.items() if is_so)


def _has_phone(text: str) -> bool:
    if sum(map(str.isdigit, text)) < _DIGITS.start:
        return False
    numbers = _PHONE.findall(_DATE.sub(" ", text))
    return any(sum(char.isdigit() for char in number) in _DIGITS for number in numbers)


def _is_loud(text: str) -> bool:
    if _LOUD_MARKS.search(text):
        return True
    if sum(map(str.isupper, text)) < _LOUD_WORDS:
        return False
    words = [word for word in re.findall(r"[^\W\d_]+", text) if word.lower() != word.upper()]
    loud = [word for word in words if word.isupper()]
    letters = sum(map(len, words))
    return (
        sum(len(word) >= _LOUD_WORD for word in loud) >= _LOUD_WORDS
        and sum(map(len, loud)) >= _LOUD_SHARE * letters
    )
