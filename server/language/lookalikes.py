"""Words in disguise: letters of other scripts, digits and signs that stand for the letters they
look like, and letters drawn out. For finding listed words, never for showing.

After the skeletons of Unicode UTS #39, section 4 (https://www.unicode.org/reports/tr39/), with a
table of our own: of the 6,000 pairs of its confusables.txt only what looks like a letter of a-z and
stands beside Latin, Cyrillic or Greek, in lower case since folding comes first; digits and signs
also as people use them to get past a filter (4 for a, 3 for e), which UTS #39 does not have; and a
second reading for Cyrillic, which is a script of ours: р looks like p, but is an r. The libraries
on PyPI tell which letters can be confused; none that is kept up gives skeletons, and their tables
take a megabyte.
"""

import re
import unicodedata

from server.language.folding import bare, fold
from server.language.scripts import is_cyrillic, to_latin

# By the letter of a-z: what looks like it, as NFKC and lower case leave it.
LOOKALIKES = {
    "a": "аαɑ@4",
    "b": "вьƅб68",
    "c": "сҫ¢",
    "d": "ԁɗ",
    "e": "еεєҽɛз3€",
    "f": "ƒϝ",
    "g": "ɡƍԍ9",
    "h": "нһ",
    "i": "іιıɩӏǀ1|!",
    "j": "јϳ",
    "k": "кκҡ",
    "m": "мϻ",
    "n": "η",
    "o": "оοσө0",
    "p": "рρ",
    "q": "ԛ",
    "r": "гʀ",
    "s": "ѕƽ5$§",
    "t": "тτ7",
    "u": "υʋ",
    "v": "νѵʌ",
    "w": "ԝѡω",
    "x": "хχ×",
    "y": "уүγʏ",
    "z": "ζƶ2",
}
SIGNS = "@¢€|!$§×"  # those of them that are neither letter nor digit

_ALL = "".join(LOOKALIKES.values())
_TO_ALIKE = str.maketrans({one: letter for letter, ones in LOOKALIKES.items() for one in ones})
# What Latin letters and digits stand for in a Cyrillic word.
_TO_CYRILLIC = str.maketrans("abcehjkmoptxy03468", "авсенјкмортхуозчбв")

_SERBIAN = "абвгдђежзијклљмнњопрстћуфхцчџш"
_DISGUISED = re.compile(rf"[\d{re.escape(''.join(set(_ALL) - set(_SERBIAN)))}]")
_LATIN = re.compile(r"[a-z\u00df-\u024f]")
_CYRILLIC_LIKE_LATIN = re.compile(r"[авгеһзјкмнорстухьб]+")
_LATIN_LIKE_CYRILLIC = re.compile(r"[abcehjkmoptxy03468]+")
_CAPITAL_I_OR_SMALL_L = re.compile(r"[a-z]I|\bl[A-Z]|[A-Z]l[A-Z]")
_DRAWN_OUT = re.compile(r"([^\W\d_])\1{2,}")
_REPEATED = re.compile(r"(.)\1+")
_LETTER = re.compile(r"[^\W\d_]")

# A key says how it came about, so that only likes are compared: a word in plain writing stands for
# itself; what is drawn out or disguised, and how a listed word would look then, begins with a sign.
_ALIKE, _DRAWN = "~", "="


def keys_of_listed(word: str) -> frozenset[str]:
    """All under which a word of a list can be met. With đ also as those write it who have none."""
    keys: set[str] = set()
    for spelling in {word, word.replace("đ", "d").replace("Đ", "d")}:
        latin = bare(spelling).replace(" ", "")
        keys |= {fold(spelling).replace(" ", ""), _alike(latin), _drawn(latin)}
    return frozenset(keys)


def keys_of_written(word: str) -> tuple[str, ...]:
    """All that a word (letters, digits, SIGNS) may be read as, first as plain writing. A number is
    a number and nothing else."""
    if not _LETTER.search(word):
        return tuple(fold(word).split()[:1])
    lower = unicodedata.normalize("NFKC", word).casefold()
    drawn_out = _DRAWN_OUT.search(lower.translate(_TO_ALIKE)) is not None
    keys = {fold(word).replace(" ", ""): None}
    for reading in _readings(word, lower, drawn_out):
        latin = bare(reading.translate(_TO_ALIKE))
        keys.setdefault(_alike(latin))
        if drawn_out:
            keys.setdefault(_drawn(latin))
    return tuple(keys)


def _readings(word: str, lower: str, drawn_out: bool) -> list[str]:
    """By the look of it, and, of what is or may be Cyrillic, by the sound."""
    cyrillic = is_cyrillic(lower)
    disguised = _DISGUISED.search(lower) or (cyrillic and _LATIN.search(lower))
    readings = []
    if disguised or drawn_out or _CAPITAL_I_OR_SMALL_L.search(word):
        readings.append(lower)
    if cyrillic:
        if readings:
            readings += [to_latin(lower.translate(_TO_CYRILLIC)), to_latin(lower)]
        elif _CYRILLIC_LIKE_LATIN.fullmatch(lower):
            readings.append(lower)
    elif _LATIN_LIKE_CYRILLIC.fullmatch(lower):
        readings.append(to_latin(lower.translate(_TO_CYRILLIC)))
    return readings


def _alike(latin: str) -> str:
    return _ALIKE + latin.replace("l", "i")


def _drawn(latin: str) -> str:
    return _DRAWN + _REPEATED.sub(r"\1", latin).replace("l", "i")
