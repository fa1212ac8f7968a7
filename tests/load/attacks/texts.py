"""Texts that cost most to compare or to search."""

from functools import cache

from tests.given.worst_texts import LONGEST, lexicon_texts

_MANY = 4_000

# One character each that normalising turns into many (NFKC), or that folding takes apart.
_SWELLING = "\ufdfa\ufb03\u01c6\u1e9e\u0390\u1f82\U0001f1fd\u0344"
_MARKS = "".join(chr(mark) for mark in range(0x300, 0x340))


def of_the_lexicon(number: int) -> str:
    """One of thousands, each of as many words that mean something as a question holds."""
    return _texts()[number % _MANY]


@cache
def _texts() -> list[str]:
    return lexicon_texts(_MANY)


def swelling(length: int = LONGEST) -> str:
    return (_SWELLING * length)[:length]


def marked(length: int = LONGEST) -> str:
    """One letter under hundreds of marks, in an order that has to be put right."""
    return ("a" + _MARKS[::-1] * length)[:length]
