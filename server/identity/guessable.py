"""Passwords that somebody guesses within the tries that a login allows: those that many people
have, names that everybody around here knows, walks over the keyboard, repeats. Looked at when a
password is set, never when it is typed.

Digits and signs around a word, and letters written as such, do not make another word of it.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from server.language.scripts import to_latin

SHORTEST = 4  # word of the list
REST_AT_LEAST = 4  # letters that must be left when what everybody knows is taken away
RUN_AT_LEAST = 4  # neighbours in a row make a walk
LOOKED_AT = 50  # characters; who types more of them than this is not guessed by words
PERIOD_AT_MOST = 5  # characters that are repeated to the end

_ROWS = (
    "0123456789",
    "1234567890",
    "abcdefghijklmnopqrstuvwxyz",
    "qwertyuiop",
    "qwertzuiop",
    "asdfghjkl",
    "zxcvbnm",
    "yxcvbnm",
    "azertyuiop",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm",
    "1q2w3e4r5t6y7u8i9o0p",
    "qaywsxedcrfvtgbzhnujm",
)
_WALKS = (*_ROWS, *(row[::-1] for row in _ROWS))
_WRITTEN_AS = str.maketrans("@4310$57!", "aaeiossti")
_AROUND = re.compile(r"^[\W\d_]+|[\W\d_]+$")
_SIGNS = re.compile(r"[\W_]+")


def is_guessable(password: str, names: Iterable[str] = ()) -> bool:
    """`names`: what everybody around the account knows, such as its own and those of debates."""
    typed = _fold(password[:LOOKED_AT])
    bare = _SIGNS.sub("", typed)
    readings = (typed, bare, typed.translate(_WRITTEN_AS), bare.translate(_WRITTEN_AS))
    if len(_once(typed)) <= PERIOD_AT_MOST or any(map(_is_common, readings)):
        return True
    return len(_without(bare, [*_words(names), *_runs(bare)])) < REST_AT_LEAST


def _is_common(reading: str) -> bool:
    known = _common()
    core = _once(_AROUND.sub("", reading))
    if not known.isdisjoint((reading, core, _once(reading))):
        return True
    cuts = range(SHORTEST, len(core) - SHORTEST + 1)
    return any(core[:at] in known and core[at:] in known for at in cuts)  # two in a row


def _fold(text: str) -> str:
    """In small Latin letters without marks."""
    latin = to_latin(unicodedata.normalize("NFKC", text)).casefold()
    plain = unicodedata.normalize("NFKD", latin.replace("đ", "dj"))
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def _words(names: Iterable[str]) -> list[str]:
    """The names and each word of them."""
    folded = [_fold(name) for name in names]
    found = [_SIGNS.sub("", name) for name in folded]
    found += [word for name in folded for word in _SIGNS.split(name)]
    return [word for word in found if len(word) > 2]


def _runs(text: str) -> list[str]:
    """Every walk over the keyboard or the alphabet, the longest first."""
    found: list[str] = []
    for start in range(len(text)):
        for end in range(len(text), start + RUN_AT_LEAST - 1, -1):
            if any(text[start:end] in walk for walk in _WALKS):
                found.append(text[start:end])
                break
    return found


def _without(text: str, taken: list[str]) -> str:
    for word in sorted(taken, key=len, reverse=True):
        text = text.replace(word, "")
    return re.sub(r"\d", "", text)


def _once(text: str) -> str:
    """`dragondragon` as `dragon`."""
    for period in range(1, len(text) // 2 + 1):
        if text == (text[:period] * (len(text) // period + 1))[: len(text)]:
            return text[:period]
    return text


@cache
def _common() -> frozenset[str]:
    text = files("server.identity").joinpath("common_passwords.txt").read_text()
    return frozenset(line for line in text.splitlines() if not line.startswith("#"))
