"""Which questions may be the same in other words. Hints for people; nothing is merged by them.

Looking for them is work that must not hold up anything: it is kept with the questions, not with a
view, noted when they change and done later, a piece at a time (`steps`), by who has the time.
"""

from collections import defaultdict
from collections.abc import Generator, Iterable, Iterator
from typing import Generic, TypeVar

from msgspec import Struct

from server.debate.state import Debate
from server.language.almost import But
from server.language.index import Found, Index, likeliest, number_of

THRESHOLD = 0.5  # as likely the same as not
SHOWN_AT_MOST = 5
KEPT_AT_MOST = 10  # of one sort beside each question, the best
NAMED_AT_MOST = 40  # questions beside which one is kept: a decision about it changes all of these
SUGGESTED_AT_MOST = 3

T = TypeVar("T")

_COMPARED = frozenset({"in_review", "open", "next", "on_air", "answered"})


class Hints(Struct, frozen=True):
    """What may be the same as one question, with likeness 0…1, the likeliest first; whether there
    is `more` than that; and what would be the same, were it not for what is said of each."""

    likely: dict[str, float] = {}
    almost: dict[str, list[But]] = {}
    more: bool = False


NO_HINTS = Hints()


class Likely:
    """For each question in review, the others that may be the same, and those that nearly are.

    Once nothing waits, it depends on the debate as it is, not on the order of events, as long as
    there are not more alike than are kept."""

    def __init__(self) -> None:
        self._index = Index()
        self._texts: dict[str, str] = {}
        self._pairs = _Pairs[float]()
        self._almost = _Pairs[list[But]]()
        self._searched: set[str] = set()
        self._in_review: set[str] = set()
        self._to_add: dict[str, None] = {}
        self._to_search: dict[str, None] = {}  # the newest first: who waits now looks at those
        self._forgotten: set[str] = set()  # since the search that is on its way began

    def follow(self, debate: Debate, touched: Iterable[str], *, loading: bool = False) -> set[str]:
        """Forget what is no longer so and note what is to be looked for; returns the questions
        whose hints may have changed with it. `loading`: all are told of before any step is done,
        so only for what is in review something has to be looked for."""
        affected: set[str] = set()
        for id_ in touched:
            question = debate.questions[id_]
            in_review = question.state == "in_review"
            (self._in_review.add if in_review else self._in_review.discard)(id_)
            text = question.text if question.state in _COMPARED else None
            if text != self._texts.get(id_):
                affected |= self._forget(id_)
                if text is not None:
                    self._texts[id_] = text
                    self._to_add[id_] = None
                    if in_review or not loading:
                        self._to_search[id_] = None
            elif in_review and id_ not in self._searched:
                self._to_search[id_] = None
        return affected & self._in_review

    def steps(self) -> Iterator[set[str]]:
        """Do what waits, a piece of at most about a millisecond at a time; yields the questions
        whose hints have changed with it. `follow` may be called in between."""
        while self._to_add or self._to_search:
            if self._to_add:
                id_, _ = self._to_add.popitem()
                self._index.add(id_, self._texts[id_])
                yield set()
            else:
                id_, _ = self._to_search.popitem()
                self._searched.add(id_)
                self._forgotten.clear()
                searching = self._index.search(self._texts[id_], THRESHOLD, id_)
                while True:
                    try:
                        next(searching)
                    except StopIteration as stop:
                        yield self._keep(id_, stop.value) & self._in_review
                        break
                    yield set()

    def hints(self, id_: str) -> Hints:
        """All that a document says of it; nothing unless it is in review."""
        if id_ not in self._in_review:
            return NO_HINTS
        return Hints(
            likely={other: round(likeness, 2) for other, likeness in self._pairs.of(id_)},
            almost=dict(self._almost.of(id_)),
            more=self._pairs.has_more(id_),
        )

    def _keep(self, id_: str, found: Found) -> set[str]:
        if id_ in self._forgotten:
            return set()
        changed: set[str] = set()
        self._pairs.begin(id_)
        self._almost.begin(id_)
        for other, likeness in found.similar.items():
            if other not in self._forgotten:
                changed |= self._pairs.keep(id_, other, likeness, -likeness)
        for other, buts in found.almost.items():
            if other not in self._forgotten:
                changed |= self._almost.keep(id_, other, buts, 0.0)
        return changed

    def _forget(self, id_: str) -> set[str]:
        if self._texts.pop(id_, None) is None:
            return set()
        if id_ in self._index:
            self._index.remove(id_)
        self._forgotten.add(id_)
        self._searched.discard(id_)
        self._to_add.pop(id_, None)
        self._to_search.pop(id_, None)
        for pairs in (self._pairs, self._almost):
            self._to_search |= dict.fromkeys(pairs.missed_by(id_) & self._in_review)
        return self._pairs.drop(id_) | self._almost.drop(id_)


_Rank = tuple[float, int, int]  # the lower, the better


class _Kept(Struct, Generic[T], frozen=True):
    value: T
    rank: _Rank


class _Pairs(Generic[T]):
    """What was found of two questions, on both sides, the best of each; among equals the nearest,
    so that thousands of the same do not all point at one."""

    def __init__(self) -> None:
        self._of: defaultdict[str, dict[str, _Kept[T]]] = defaultdict(dict)
        self._named_in: defaultdict[str, set[str]] = defaultdict(set)
        self._cut: dict[str, _Rank] = {}  # of who has more than is kept: the best that is not

    def of(self, id_: str) -> list[tuple[str, T]]:
        """The best first."""
        kept = sorted(self._of.get(id_, {}).items(), key=lambda one: one[1].rank)
        return [(other, one.value) for other, one in kept[:SHOWN_AT_MOST]]

    def has_more(self, id_: str) -> bool:
        """Whether any is not among the best that are shown, kept or not."""
        return id_ in self._cut or len(self._of.get(id_, ())) > SHOWN_AT_MOST

    def begin(self, id_: str) -> None:
        """All of one are kept anew."""
        self._cut.pop(id_, None)

    def keep(self, one: str, other: str, value: T, rank: float) -> set[str]:
        """Returns those of the two beside which another is kept now."""
        a, b = number_of(one), number_of(other)
        mine, others = (_Kept(value, (rank, abs(a - b), number)) for number in (b, a))
        changed = {one} if self._keep(one, other, mine) else set()
        return changed | {other} if self._keep(other, one, others) else changed

    def _keep(self, one: str, other: str, kept: _Kept[T]) -> bool:
        mine, named_in = self._of[one], self._named_in[other]
        if mine.get(other) == kept or (one in self._cut and kept.rank > self._cut[one]):
            return False
        if other not in mine and len(named_in) >= NAMED_AT_MOST:
            return False
        mine[other] = kept
        named_in.add(one)
        if len(mine) > KEPT_AT_MOST:
            worst = max(mine, key=lambda id_: mine[id_].rank)
            self._cut[one] = mine.pop(worst).rank
            self._named_in[worst].discard(one)
        return other in mine

    def missed_by(self, id_: str) -> set[str]:
        """Who has to look again once this one is gone: they had more than is kept."""
        named_in = self._named_in.get(id_, set())
        return {o for o in named_in if o in self._cut and len(self._of[o]) <= SHOWN_AT_MOST}

    def drop(self, id_: str) -> set[str]:
        """Forget one; returns those beside which it was kept."""
        for other in self._of.pop(id_, {}):
            self._named_in[other].discard(id_)
        self._cut.pop(id_, None)
        named_in = self._named_in.pop(id_, set())
        for one in named_in:
            del self._of[one][id_]
        return named_in


class Suggestions:
    """Shown questions that look like what somebody is typing."""

    def __init__(self) -> None:
        self._index = Index()
        self._texts: dict[str, str] = {}
        self._to_add: dict[str, None] = {}

    def follow(self, debate: Debate, touched: Iterable[str]) -> None:
        """Forget what is no longer shown, and note what is new."""
        for id_ in touched:
            question = debate.questions[id_]
            text = question.text if question.publicly in ("open", "on_air") else None
            if text == self._texts.get(id_):
                continue
            if self._texts.pop(id_, None) is not None:
                self._to_add.pop(id_, None)
                if id_ in self._index:
                    self._index.remove(id_)
            if text is not None:
                self._texts[id_] = text
                self._to_add[id_] = None

    def steps(self) -> Generator[None, None, None]:
        """Take in what is new, a piece at a time. `follow` may be called in between."""
        while self._to_add:
            id_, _ = self._to_add.popitem()
            self._index.add(id_, self._texts[id_])
            yield

    def search(self, text: str) -> Generator[None, None, list[str]]:
        """Ids of at most three, the likeliest first, once all is taken in; a piece at a time."""
        yield from self.steps()
        found = yield from self._index.search(text, THRESHOLD, almost=False)
        likely = [id_ for id_, _ in likeliest(found.similar) if id_ in self._index]
        return likely[:SUGGESTED_AT_MOST]
