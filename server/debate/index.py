"""Questions kept ready to be found by likeness."""

from collections import Counter, defaultdict
from collections.abc import Iterator

from rapidfuzz.distance import OSA, Prefix
from rapidfuzz.process import extract

from server.debate import lexicon
from server.debate.almost import But, differs_but_little
from server.debate.likeness import (
    BEGINNING_AT_LEAST,
    RELATED,
    SLIP_AT_LEAST,
    closeness,
    likeness_of,
    most_likeness,
)
from server.debate.traits import Term, Traits, traits_of


class Index:
    """Texts by id. What it finds depends on the texts alone, not on the order they came in."""

    def __init__(self) -> None:
        self._traits: dict[str, Traits] = {}
        self._by_words: defaultdict[str, set[str]] = defaultdict(set)  # folded
        self._by_meaning: defaultdict[str, set[str]] = defaultdict(set)
        self._terms: defaultdict[str, _Terms] = defaultdict(_Terms)  # by their first letter

    def __len__(self) -> int:
        return len(self._traits)

    def add(self, id_: str, text: str) -> None:
        """Take in a text, in place of the one that had the id."""
        if id_ in self._traits:
            self.remove(id_)
        traits = self._traits[id_] = traits_of(text)
        self._by_words[traits.folded].add(id_)
        for term in traits.terms.values():
            self._by_meaning[term.meaning].add(id_)
            self._terms[term.word[0]].add(term)

    def remove(self, id_: str) -> None:
        """Forget a text. Raises KeyError if there is none with the id."""
        traits = self._traits.pop(id_)
        _discard(self._by_words, traits.folded, id_)
        for term in traits.terms.values():
            _discard(self._by_meaning, term.meaning, id_)
            self._terms[term.word[0]].remove(term)

    def similar(
        self, text: str, threshold: float, limit: int | None = None
    ) -> list[tuple[str, float]]:
        """Ids of texts that are alike by `threshold` (above 0) or more, with their likeness, the
        likeliest first; at most `limit`."""
        asked = traits_of(text)
        found = [pair for pair in self._compared(asked, threshold) if pair[1] >= threshold]
        found.sort(key=lambda pair: (-pair[1], pair[0]))
        return found[:limit]

    def similar_or_almost(
        self, text: str, threshold: float
    ) -> tuple[dict[str, float], dict[str, list[But]]]:
        """All that `similar` finds, and of the others that share as much with it those that differ
        but little, with in what."""
        asked = traits_of(text)
        similar: dict[str, float] = {}
        almost: dict[str, list[But]] = {}
        for id_, likeness in self._compared(asked, threshold):
            if likeness >= threshold:
                similar[id_] = likeness
            elif buts := differs_but_little(asked, self._traits[id_]):
                almost[id_] = buts
        return similar, almost

    def _compared(self, asked: Traits, threshold: float) -> Iterator[tuple[str, float]]:
        """Texts that share words with it, without those that cannot reach the threshold."""
        same = self._by_words.get(asked.folded, set())
        shared = self._overlaps(asked)
        for id_ in shared.keys() | same:
            other = self._traits[id_]
            if id_ in same or most_likeness(asked, other, shared[id_]) >= threshold:
                yield id_, likeness_of(asked, other)

    def _overlaps(self, asked: Traits) -> dict[str, float]:
        """For each text that shares words with it: the weight of these at most."""
        shared: dict[str, float] = {}
        for term in asked.terms.values():
            for meaning, weight in self._meanings_like(term).items():
                for id_ in self._by_meaning.get(meaning, ()):
                    shared[id_] = shared.get(id_, 0.0) + weight
        return shared

    def _meanings_like(self, term: Term) -> dict[str, float]:
        """What the word, or one it may be a form or a slip of, means; and the weight of that."""
        weights = dict.fromkeys(lexicon.related(term.meaning), RELATED)
        weights[term.meaning] = term.weight
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

    def add(self, term: Term) -> None:
        self._texts[term] += 1
        self._words[term] = term.word
        self._stems[term] = term.stem

    def remove(self, term: Term) -> None:
        self._texts[term] -= 1
        if not self._texts[term]:
            del self._texts[term], self._words[term], self._stems[term]

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


def _discard(sets: dict[str, set[str]], key: str, id_: str) -> None:
    sets[key].discard(id_)
    if not sets[key]:
        del sets[key]
