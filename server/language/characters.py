"""What kinds of characters there are, as far as cleaning needs to know them.

Unicode's own tables where Python has them; short lists of ranges where it has not.
"""

import unicodedata
from bisect import bisect_right
from collections.abc import Sequence

Ranges = Sequence[tuple[int, int]]

ZWNJ, ZWJ = "\u200c", "\u200d"
JOINERS = frozenset({ZWNJ, ZWJ})
DIRECTION_MARKS = frozenset("\u200e\u200f\u061c")
_EMOJI_SELECTORS = frozenset("\ufe0e\ufe0f")

# Format characters that are seen: the signs that stand under or around a number, in Arabic,
# Syriac and Kaithi.
_SEEN_FORMATS = frozenset(
    "\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd"
)

# Letters, marks and symbols that show nothing: fillers, the grapheme joiner, inherent vowels, the
# place of an embedded object.
_UNSEEN = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0\ufffc")
_BLANK_BRAILLE = "\u2800"

# Unassigned here is reserved for emoji: phones know newer ones than this table.
_EMOJI_BLOCKS = (0x1F000, 0x1FAFF)
_SKIN_TONES = (0x1F3FB, 0x1F3FF)
_ARROWS_AND_SHAPES = (0x2190, 0x2BFF)
_EMOJI_IN_TEXT = frozenset(
    "#*0123456789\u00a9\u00ae\u203c\u2049\u2122\u2139\u3030\u303d\u3297\u3299"
)

# Scripts that choose the shape of a letter with joiners: Arabic to Malayalam and Sinhala, Khmer,
# Mongolian, Balinese to Javanese, Arabic's presentation forms, the younger ones beyond 16 bits.
_JOINING: Ranges = (
    (0x0600, 0x0DFF),
    (0x1000, 0x109F),
    (0x1780, 0x18AF),
    (0x1A20, 0x1AAF),
    (0x1B00, 0x1C4F),
    (0x1CD0, 0x1CFF),
    (0xA800, 0xA9DF),
    (0xAA60, 0xAA7F),
    (0xFB50, 0xFDFF),
    (0xFE70, 0xFEFC),
    (0x10A00, 0x10A5F),
    (0x10AC0, 0x10AFF),
    (0x10D00, 0x10D3F),
    (0x11000, 0x11FFF),
    (0x1E900, 0x1E95F),
)
_IDEOGRAPHS: Ranges = ((0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x323AF))
_SELECTORS: Ranges = ((0xFE00, 0xFE0F), (0xE0100, 0xE01EF))


def is_space(char: str) -> bool:
    """Whitespace, line breaks, and what only looks like it."""
    return char.isspace() or char == _BLANK_BRAILLE


def is_allowed(char: str) -> bool:
    """Whether the character may stand in a text at all; some of them only in some places."""
    category = unicodedata.category(char)
    if category[0] != "C":
        return char not in _UNSEEN
    if category == "Cf":
        return char in _SEEN_FORMATS or char in JOINERS or char in DIRECTION_MARKS
    return category == "Cn" and _within(char, *_EMOJI_BLOCKS)


def is_stacking(char: str) -> bool:
    """A mark that takes no room of its own, so that any number fits over one letter."""
    return unicodedata.category(char) in ("Mn", "Me")


def is_right_to_left(char: str) -> bool:
    """A letter, sign or number that is written from right to left; not a mark that only says so."""
    return unicodedata.bidirectional(char) in ("R", "AL") and char not in DIRECTION_MARKS


def is_joining(char: str) -> bool:
    """A letter or mark of a script that uses joiners."""
    return _in(_JOINING, char) and unicodedata.category(char)[0] in "LM"


def is_emoji(char: str) -> bool:
    """A symbol that can be joined with others to one picture."""
    return _within(char, *_EMOJI_BLOCKS) or (
        _within(char, *_ARROWS_AND_SHAPES) and unicodedata.category(char) in ("So", "Sm")
    )


def is_skin_tone(char: str) -> bool:
    """Whether it only colours the emoji before it."""
    return _within(char, *_SKIN_TONES)


def is_selector(char: str) -> bool:
    """A variation selector: it chooses the look of the character before it."""
    return _in(_SELECTORS, char)


def selects(selector: str, char: str) -> bool:
    """Whether the variation selector means something after the character: text or picture after
    what can be both, the other ones after an ideograph."""
    if selector in _EMOJI_SELECTORS and (is_emoji(char) or char in _EMOJI_IN_TEXT):
        return True
    return _in(_IDEOGRAPHS, char)


def _within(char: str, first: int, last: int) -> bool:
    return first <= ord(char) <= last


def _in(ranges: Ranges, char: str) -> bool:
    at = bisect_right(ranges, (ord(char), 0x110000)) - 1
    return at >= 0 and ord(char) <= ranges[at][1]
