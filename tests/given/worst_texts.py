"""Questions made to cost as much as a question can: for attacks, and for tests of what they cost.

All from a seed, so that two runs compare the same. None is longer than a phone may send.
"""

import random
from collections.abc import Iterator
from itertools import islice

from server.language.lexicon import ROWS

LONGEST = 300  # code points
WORDS = 40
_SERBIAN = 1  # the column of a row
_LETTERS = "aeioubdgklmnprstvz"


def lexicon_texts(number: int, seed: int = 1) -> list[str]:
    """Questions of forty words that the lexicon knows: each is about everything, so every pair
    shares a good deal, and nearly as much speaks against it."""
    dice = random.Random(seed)
    known = sorted({word.rstrip(".") for row in ROWS for word in row[_SERBIAN].split()})
    short = [word for word in known if 3 <= len(word) <= 7]
    return [_fitting(dice.sample(short, WORDS)) for _ in range(number)]


def one_letter_texts(number: int, seed: int = 1) -> list[str]:
    """Questions of words that nobody knows, all of one first letter and hardly two the same: each
    word may be a slip or a form of any other."""
    dice = random.Random(seed)

    def word() -> str:
        return "s" + "".join(dice.choices(_LETTERS, k=dice.randint(4, 6)))

    return [_fitting([word() for _ in range(WORDS)]) for _ in range(number)]


def nearly_same_texts(number: int, seed: int = 1) -> list[str]:
    """One question again and again, with a word or a number exchanged: what one flood looks like,
    and every pair is likely or almost the same."""
    dice = random.Random(seed)
    words = _fitting(dice.sample(list(_known_long()), 30)).split()

    def other() -> str:
        changed = list(words)
        changed[dice.randrange(len(changed))] = dice.choice(words)
        return " ".join([*changed, str(dice.randrange(100))])

    return [other()[:LONGEST] for _ in range(number)]


def _known_long() -> Iterator[str]:
    for row in ROWS:
        yield from islice((word.rstrip(".") for word in row[_SERBIAN].split()), 1)


def _fitting(words: list[str]) -> str:
    while len(" ".join(words)) > LONGEST - 1:
        words = words[:-1]
    return " ".join(words) + "?"
