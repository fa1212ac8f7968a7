"""Cleaning of what people type: what cannot be seen, or spoils what stands beside it, goes out.

Nothing is translated and no visible character is replaced; which words are fit for a screen is
for people to decide.
"""

import re
import unicodedata
from collections.abc import Iterator

from server.language.characters import (
    DIRECTION_MARKS,
    JOINERS,
    ZWJ,
    is_allowed,
    is_emoji,
    is_joining,
    is_right_to_left,
    is_selector,
    is_skin_tone,
    is_space,
    is_stacking,
    selects,
)

MARKS_AT_MOST = 3  # over one letter; no living orthography stacks more

# Composed letters and signs that need no second look: Latin, Serbian Cyrillic, punctuation.
_PLAIN = re.compile(
    "[\u0020-\u007e\u00a1-\u00ac\u00ae-\u017f\u0400-\u045f\u2010-\u2015\u2018-\u201f\u2026\u20ac]*"
)


def clean_text(text: str) -> str:
    """The text in one line, in NFC, without invisible characters. May be empty.

    Runs of whitespace and line breaks become one space; none stands at the ends. Control and
    format characters, tags, surrogates, private and unassigned ones go, except where a script or
    an emoji needs them. More than three marks over one letter go, and marks without a letter.
    Takes linear time; cleaning twice changes nothing more."""
    if not _PLAIN.fullmatch(text):
        seen = "".join(" " if is_space(char) else char for char in text if _may_stay(char))
        marked = "".join(_without_piles(unicodedata.normalize("NFC", seen)))
        text = unicodedata.normalize("NFC", "".join(_in_place(marked)))
    return " ".join(text.split())


def _may_stay(char: str) -> bool:
    return is_space(char) or is_allowed(char)


def _without_piles(text: str) -> Iterator[str]:
    """Without the marks that have no letter under them or too many beside them."""
    room = 0
    for char in text:
        if is_stacking(char):
            if room:
                room -= 1
                yield char
            continue
        if char == " ":
            room = 0
        elif char not in JOINERS and char not in DIRECTION_MARKS:
            room = MARKS_AT_MOST
        yield char


def _in_place(text: str) -> Iterator[str]:
    """Without the joiners, direction marks and selectors that nothing beside them needs."""
    before = base = " "  # the last character kept; the last one that is no mark
    for at, char in enumerate(text):
        after = text[at + 1] if at + 1 < len(text) else " "
        if char in JOINERS:
            keep = _joins(char, before, base, after)
        elif char in DIRECTION_MARKS:
            keep = _directs(before, base, after)
        elif is_selector(char):
            keep = selects(char, before)
        else:
            keep = True
        if keep:
            yield char
            before = char
            if not (char in JOINERS or char in DIRECTION_MARKS or is_stacking(char)):
                base = char


def _joins(joiner: str, before: str, base: str, after: str) -> bool:
    if before in JOINERS:
        return False
    if joiner == ZWJ and is_emoji(base) and is_emoji(after):
        return not is_skin_tone(after)
    return is_joining(base) and is_joining(after)


def _directs(before: str, base: str, after: str) -> bool:
    if before in DIRECTION_MARKS:
        return False
    return is_right_to_left(base) or is_right_to_left(after)
