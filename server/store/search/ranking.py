"""Which of what was found comes first. Pure."""

from collections.abc import Sequence
from math import log1p

from server.language.folding import fold
from server.store.search.entries import Entry
from server.store.search.words import Word, marks

EXACT, MEANT = 3.0, 1.5  # in the question itself
ASKED = 0.5  # it was put to the guests
OF_VOTES = 0.2


def ranked(found: Sequence[Entry], words: Sequence[Word]) -> list[Entry]:
    """What holds the words themselves before other forms of them, that before what is only of a
    debate that is called so; of equals the newest first."""
    return sorted(found, key=lambda entry: (-_score(entry, words), -entry.at))


def _score(entry: Entry, words: Sequence[Word]) -> float:
    if not words:
        return 0.0
    said = set(fold(entry.text).split())
    score = ASKED * entry.asked + OF_VOTES * log1p(entry.votes)
    for word in words:
        if word.folded in said:
            score += EXACT
        elif word.meaning and marks(entry.text, [word]):
            score += MEANT
    return score
