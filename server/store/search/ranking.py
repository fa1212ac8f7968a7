"""Which of what was found comes first. Pure, and by what the index has of each: no text is taken
apart again, of which there are hundreds in a search."""

from collections.abc import Generator, Sequence
from math import log1p

from server.store.search.entries import Entry
from server.store.search.words import Word

EXACT, MEANT = 3.0, 1.5  # in the question itself
ASKED = 0.5  # it was put to the guests
OF_VOTES = 0.2


def ranking(found: Sequence[Entry], words: Sequence[Word]) -> Generator[None, None, list[Entry]]:
    """What holds the words themselves before other forms of them, that before what is only of a
    debate that is called so; of equals the newest first. An entry at a time."""
    scored = []
    for number, entry in enumerate(found):
        scored.append((-_score(entry, words), -entry.at, number))
        yield
    return [found[number] for *_, number in sorted(scored)]


def _score(entry: Entry, words: Sequence[Word]) -> float:
    if not words:
        return 0.0
    said = set(entry.bag.split())
    score = ASKED * entry.asked + OF_VOTES * log1p(entry.votes)
    for word in words:
        if word.folded in said:
            score += EXACT
        elif word.meaning in said:
            score += MEANT
    return score
