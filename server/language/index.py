"""Questions kept ready to be found by likeness.

What a search costs is bounded, whatever the texts: it looks at so many questions that share words
with the one asked about, those with rare words first, and compares the most promising of these.
Among thousands that share everything, the ones asked next to it are looked at.
"""

from bisect import bisect_left, insort
from collections import Counter, defaultdict
from collections.abc import Generator, Iterator

from msgspec import Struct, field
from rapidfuzz.distance import OSA, Prefix
from rapidfuzz.process import extract

from server.language import lexicon
from server.language.almost import But, differs_but_little
from server.language.likeness import (
    BEGINNING_AT_LEAST,
    RELATED,
    SLIP_AT_LEAST,
    closeness,
    likeness_of,
    most_likeness,
)
from server.language.traits import Term, Traits, traits_of

CANDIDATES_AT_MOST = 3_000  # questions whose bound is reckoned in one search
COMPARED_AT_MOST = 100  # of these, the most promising
TERM_PAIRS_AT_MOST = 12_000  # in all comparisons of a search: what they cost grows with these
SCANNED_AT_MOST = 1_500  # words with one first letter that may be forms or slips of another
_BEHIND_ALL = 2**53
PIECE = 100  # candidates between two pauses of a search


class Found(Struct):
    """Ids of texts that are alike by the threshold or more, with their likeness; and of those that
    share as much but differ in little, with in what."""

    similar: dict[str, float] = field(default_factory=dict)
    almost: dict[str, list[But]] = field(default_factory=dict)


Search = Generator[None, None, Found]


class Index:
    """Texts by id: `q` and a number. Up to the limits above, what it finds depends on the texts
    alone, not on the order they came in."""

    def __init__(self) -> None:
        self._traits: dict[int, Traits] = {}
        # The numbers of questions in their order, so that a few around another are found at once.
        self._by_words: defaultdict[str, list[int]] = defaultdict(list)  # folded
        self._by_meaning: defaultdict[str, list[int]] = defaultdict(list)
        self._terms: defaultdict[str, _Terms] = defaultdict(_Terms)  # by their first letter

    def __len__(self) -> int:
        return len(self._traits)

    def __contains__(self, id_: str) -> bool:
        return number_of(id_) in self._traits

    def add(self, id_: str, text: str) -> None:
        """Take in a text, in place of the one that had the id."""
        if id_ in self:
            self.remove(id_)
        number = number_of(id_)
        traits = self._traits[number] = traits_of(text)
        insort(self._by_words[traits.folded], number)
        for term in traits.terms.values():
            insort(self._by_meaning[term.meaning], number)
            self._terms[term.word[0]].add(term)

    def remove(self, id_: str) -> None:
        """Forget a text. Raises KeyError if there is none with the id."""
        number = number_of(id_)
        traits = self._traits.pop(number)
        _discard(self._by_words, traits.folded, number)
        for term in traits.terms.values():
            _discard(self._by_meaning, term.meaning, number)
            self._terms[term.word[0]].remove(term)

    def similar(
        self, text: str, threshold: float, limit: int | None = None
    ) -> list[tuple[str, float]]:
        """Ids of texts that are alike by `threshold` (above 0) or more, with their likeness, the
        likeliest first; at most `limit`. In one go."""
        searching = self.search(text, threshold, almost=False)
        while True:
            try:
                next(searching)
            except StopIteration as stop:
                return likeliest(stop.value.similar)[:limit]

    def search(
        self, text: str, threshold: float, id_: str | None = None, *, almost: bool = True
    ) -> Search:
        """All of both sorts, or without `almost` of the first, a piece at a time: between two
        pieces texts may come and go. `id_`: of the question asked about, which is not found itself;
        without it, the newest are the nearest."""
        found = Found()
        asked = traits_of(text)
        me = _BEHIND_ALL if id_ is None else number_of(id_)
        weights: dict[str, float] = {}
        for term in asked.terms.values():
            for meaning, weight in self._meanings_like(term).items():
                weights[meaning] = weights.get(meaning, 0.0) + weight
            yield
        promising: list[tuple[float, int]] = []
        for at, number in enumerate(self._candidates(asked, weights, me), 1):
            if at % PIECE == 0:
                yield
            bound = self._bound(asked, number, weights)
            if number != me and bound >= threshold:
                promising.append((bound, number))
        yield
        promising.sort(key=lambda one: (-one[0], abs(one[1] - me)))
        pairs = 0
        for _, number in promising[:COMPARED_AT_MOST]:
            other = self._traits.get(number)
            if other is None:
                continue
            pairs += (len(asked.terms) + 1) * (len(other.terms) + 1)
            if pairs > TERM_PAIRS_AT_MOST:
                break
            likeness = likeness_of(asked, other)
            if likeness >= threshold:
                found.similar[f"q{number}"] = likeness
            elif almost and (buts := differs_but_little(asked, other)):
                found.almost[f"q{number}"] = buts
            yield
        return found

    def _candidates(self, asked: Traits, weights: dict[str, float], me: int) -> set[int]:
        """Some that have the same words or share some, the nearest where these are many."""
        found = set(_nearest(self._by_words.get(asked.folded, []), me, CANDIDATES_AT_MOST // 4))
        sets = [self._by_meaning[meaning] for meaning in weights if meaning in self._by_meaning]
        for numbers in sorted(sets, key=len):
            found.update(_nearest(numbers, me, CANDIDATES_AT_MOST - len(found)))
        return found

    def _bound(self, asked: Traits, number: int, weights: dict[str, float]) -> float:
        """What the likeness cannot exceed."""
        other = self._traits.get(number)
        if other is None:
            return 0.0
        if other.folded == asked.folded:
            return 1.0
        shared = 0.0
        for meaning in other.terms:
            if meaning in weights:
                shared += weights[meaning]
        return most_likeness(asked, other, shared)

    def _meanings_like(self, term: Term) -> dict[str, float]:
        """What the word, or one it may be a form or a slip of, means; and the weight of that."""
        weights = dict.fromkeys(lexicon.related(term.meaning), RELATED)
        weights[term.meaning] = term.weight
        if term.word[0] not in self._terms:
            return weights
        for other in self._terms[term.word[0]].near(term):
            close = closeness(term, other)
            if close and other.meaning != term.meaning:
                weight = close * (term.weight + other.weight) / 2
                weights[other.meaning] = max(weight, weights.get(other.meaning, 0.0))
        return weights


class _Terms:
    """The terms of all texts that begin with one letter."""

    def __init__(self) -> None:
        self._texts: Counter[Term] = Counter()  # how many have the term
        self._words: dict[Term, str] = {}
        self._stems: dict[Term, str] = {}
        self._unscanned: dict[Term, None] = {}  # beyond the limit: found only as they are

    def add(self, term: Term) -> None:
        self._texts[term] += 1
        if term not in self._words:
            self._scan(term)

    def remove(self, term: Term) -> None:
        self._texts[term] -= 1
        if self._texts[term]:
            return
        del self._texts[term]
        if self._unscanned.pop(term, term) is None:
            return
        del self._words[term], self._stems[term]
        if self._unscanned:
            self._scan(self._unscanned.popitem()[0])

    def _scan(self, term: Term) -> None:
        if len(self._words) < SCANNED_AT_MOST:
            self._words[term], self._stems[term] = term.word, term.stem
        else:
            self._unscanned[term] = None

    def near(self, term: Term) -> set[Term]:
        """All terms to which the term can be close."""
        slips = extract(
            term.word,
            self._words,
            scorer=OSA.normalized_similarity,
            score_cutoff=SLIP_AT_LEAST,
            limit=None,
        )
        forms = extract(
            term.stem,
            self._stems,
            scorer=Prefix.similarity,
            score_cutoff=BEGINNING_AT_LEAST,
            limit=None,
        )
        return {other for *_, other in (*slips, *forms)}


def number_of(id_: str) -> int:
    """Questions are numbered as they come."""
    return int(id_[1:])


def likeliest(similar: dict[str, float]) -> list[tuple[str, float]]:
    """The likeliest first; of the equally likely the one that was asked first."""
    return sorted(similar.items(), key=lambda pair: (-pair[1], number_of(pair[0])))


def _nearest(numbers: list[int], to: int, limit: int) -> Iterator[int]:
    """So many of them at most, on both sides of a number."""
    at = bisect_left(numbers, to)
    start = max(0, min(at - limit // 2, len(numbers) - limit))
    return iter(numbers[start : start + max(0, limit)])


def _discard(lists: dict[str, list[int]], key: str, number: int) -> None:
    numbers = lists[key]
    del numbers[bisect_left(numbers, number)]
    if not numbers:
        del lists[key]
