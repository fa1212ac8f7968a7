"""Serbian in its two scripts.

Cyrillic to Latin loses nothing. Latin to Cyrillic has to guess now and then (whether `nj` is one
letter or two, what is a foreign word), so it is for texts of the house, read over by people, and
never for what a participant wrote.
"""

import re
import unicodedata
from collections.abc import Set

_LOWER = dict(zip("абвгдђежзијклмнопрстћуфхцчшѐѝ", "abvgdđežzijklmnoprstćufhcčšèì", strict=True))
_LOWER |= {"љ": "lj", "њ": "nj", "џ": "dž"}
_TO_LATIN = str.maketrans(
    _LOWER | {cyrillic.upper(): latin.capitalize() for cyrillic, latin in _LOWER.items()}
)
_CAPITAL_DIGRAPH = re.compile(r"[ЉЊЏ]")
_DIGRAPHS = frozenset({"lj", "nj", "dž"})
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_ACCENTS = range(0x300, 0x370)

_LETTERS = {latin: cyrillic for cyrillic, latin in _LOWER.items()}


def is_cyrillic(text: str) -> bool:
    """Whether there is any Cyrillic letter in it."""
    return _CYRILLIC.search(text) is not None


def to_latin(text: str) -> str:
    """Serbian Cyrillic as Latin; everything else stays. The result is in NFC.

    Љ, Њ and Џ become two capitals inside a word of capitals (ЊЕГОШ, КОЊ), else one (Његош, Љ.)."""
    if not is_cyrillic(text):
        return text
    text = unicodedata.normalize("NFC", text)
    latin = _CAPITAL_DIGRAPH.sub(_capital_digraph, text).translate(_TO_LATIN)
    return unicodedata.normalize("NFC", latin)


def _capital_digraph(match: re.Match[str]) -> str:
    text, at = match.string, match.start()
    after = _neighbour(text, at, 1)
    capitals = after.isupper() or (_neighbour(text, at, -1).isupper() and not after.islower())
    latin = _LOWER[match[0].lower()]
    return latin.upper() if capitals else latin.capitalize()


def _neighbour(text: str, at: int, step: int) -> str:
    """The character beside, over any accents; empty at the ends."""
    at += step
    while 0 <= at < len(text) and ord(text[at]) in _ACCENTS:
        at += step
    return text[at] if 0 <= at < len(text) else ""


# Latin to Cyrillic.

# What is no Serbian word and is left as it is, and between all that the words.
_PARTS = re.compile(
    r"""
    \{[^{}]*\}                                       # a place that is filled in
    | [a-z][a-z0-9+.-]*://\S+                        # an address
    | [\w.+-]+@[\w-]+(?:\.[\w-]+)+                   # of mail
    | (?<!\w)[@\#][\w.-]*\w                          # somebody's name in a network, a tag
    | (?:[\w-]+\.)+(?:com|csv|info|io|js|json|ks|local|me|net|org|pdf|png|py|rs|txt)\b(?:/\S*)?
    | (?<!\w)(?:[a-z]+[0-9]+\w* | wi-?fi)(?!\w)
    | (?P<word>[^\W\d_]+)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_ROMAN_NUMBER = re.compile(r"(?=..)X{0,3}(?:IX|IV|V?I{0,3})")
_SERBIAN = re.compile(r"[a-pr-vzčćđšžèìA-PR-VZČĆĐŠŽÈÌ]+")
FOREIGN = frozenset(
    {"api", "chrome", "chromium", "csv", "edge", "facebook", "firefox", "github", "google", "html"}
    | {"instagram", "javascript", "json", "obs", "pdf", "redis", "safari", "tiktok", "url", "viber"}
)

# Two letters, though they look like one: where a prefix ends or in a foreign stem.
_SPLIT = re.compile(
    r"""
    ^(?:ne|re)?in(?=je[kc]|ji[ck]) | ^kon(?=jug|junk|jekt) | van(?=jezi) | ^tan(?=jug)
    | ^(?:poli)?an(?=jon)
    | ^(?:ne)?(?:nad|od|pod|pred|iznad)(?=ž(?:al|anr|ar|eg|elu|et|ig|iv|nj|up|ut|valj|vak|vrlj))
    """,
    re.VERBOSE,
)


def to_cyrillic(text: str, keep: Set[str] = frozenset()) -> str:
    """Serbian Latin as Cyrillic, as well as rules can know it.

    Left alone: places in braces, addresses, names in networks, file names, Roman numbers, words
    with letters that Serbian has not, well-known foreign names, and the words in `keep`."""

    def part(match: re.Match[str]) -> str:
        word = match["word"]
        if word is None or word in keep or _is_foreign(word):
            return match[0]
        return _word(word)

    return _PARTS.sub(part, unicodedata.normalize("NFC", text))


def _is_foreign(word: str) -> bool:
    if word.lower() in FOREIGN or not _SERBIAN.fullmatch(word):
        return True
    return _ROMAN_NUMBER.fullmatch(word) is not None


def _word(word: str) -> str:
    lower = word.lower()
    split = {match.end() - 1 for match in _SPLIT.finditer(lower)}
    letters, at = [], 0
    while at < len(word):
        size = 2 if lower[at : at + 2] in _DIGRAPHS and at not in split else 1
        cyrillic = _LETTERS[lower[at : at + size]]
        letters.append(cyrillic.upper() if word[at].isupper() else cyrillic)
        at += size
    return "".join(letters)
