"""Which questions may be the same in other words. Hints for people; nothing is merged by them."""

from collections.abc import Iterable
from typing import TypeVar

from server.debate.almost import But
from server.debate.index import Index
from server.debate.patches import Json
from server.debate.state import Debate, Question

THRESHOLD = 0.5  # as likely the same as not
SHOWN_AT_MOST = 5
SUGGESTED_AT_MOST = 3

T = TypeVar("T")

_COMPARED = frozenset({"in_review", "open", "next", "on_air", "answered"})


class Likely:
    """For each question in review, the others that may be the same, and those that nearly are.

    Depends on the debate as it is, not on the order of events: pairs are kept on both sides."""

    def __init__(self) -> None:
        self._index = Index()
        self._texts: dict[str, str] = {}
        self._pairs: dict[str, dict[str, float]] = {}
        self._almost: dict[str, dict[str, list[But]]] = {}
        self._searched: set[str] = set()
        self._in_review: set[str] = set()

    def follow(self, debate: Debate, touched: Iterable[str]) -> set[str]:
        """Take in what changed; returns the questions whose hints may have changed with it."""
        affected: set[str] = set()
        arrived: list[Question] = []
        first = not self._texts
        for id_ in touched:
            question = debate.questions[id_]
            (self._in_review.add if question.state == "in_review" else self._in_review.discard)(id_)
            text = question.text if question.state in _COMPARED else None
            if text != self._texts.get(id_):
                affected |= self._forget(id_)
                if text is not None:
                    self._texts[id_] = text
                    self._index.add(id_, text)
                    arrived.append(question)
            elif question.state == "in_review" and id_ not in self._searched:
                arrived.append(question)
        for question in arrived:
            # On the first look only what is in review needs an answer.
            if not first or question.state == "in_review":
                affected |= self._search(question)
        return affected & self._in_review

    def of(self, id_: str) -> Json:
        """Likely-same questions with likeness 0…1, the likeliest first; empty unless in review."""
        if id_ not in self._in_review:
            return {}
        pairs = sorted(self._pairs.get(id_, {}).items(), key=lambda pair: (-pair[1], pair[0]))
        return {other: round(likeness, 2) for other, likeness in pairs[:SHOWN_AT_MOST]}

    def almost(self, id_: str) -> Json:
        """Questions that would be the same, were it not for what is said of each; empty unless in
        review."""
        if id_ not in self._in_review:
            return {}
        return dict(sorted(self._almost.get(id_, {}).items())[:SHOWN_AT_MOST])

    def _search(self, question: Question) -> set[str]:
        self._searched.add(question.id)
        similar, almost = self._index.similar_or_almost(question.text, THRESHOLD)
        _keep(question.id, similar, self._pairs)
        _keep(question.id, almost, self._almost)
        return {question.id, *similar, *almost}

    def _forget(self, id_: str) -> set[str]:
        if self._texts.pop(id_, None) is None:
            return set()
        self._index.remove(id_)
        self._searched.discard(id_)
        return _drop(id_, self._pairs) | _drop(id_, self._almost)


def _keep(id_: str, found: dict[str, T], pairs: dict[str, dict[str, T]]) -> None:
    """On both sides."""
    mine = pairs.setdefault(id_, {})
    for other, value in found.items():
        if other != id_:
            mine[other] = value
            pairs.setdefault(other, {})[id_] = value


def _drop(id_: str, pairs: dict[str, dict[str, T]]) -> set[str]:
    others = pairs.pop(id_, {})
    for other in others:
        pairs[other].pop(id_, None)
    return set(others)


class Suggestions:
    """Shown questions that look like what somebody is typing."""

    def __init__(self) -> None:
        self._index = Index()
        self._texts: dict[str, str] = {}

    def follow(self, debate: Debate, touched: Iterable[str]) -> None:
        for id_ in touched:
            question = debate.questions[id_]
            text = question.text if question.state in ("open", "next", "on_air") else None
            if text == self._texts.get(id_):
                continue
            if self._texts.pop(id_, None) is not None:
                self._index.remove(id_)
            if text is not None:
                self._texts[id_] = text
                self._index.add(id_, text)

    def similar(self, text: str) -> list[str]:
        """Ids of at most three, the likeliest first."""
        found = self._index.similar(text, THRESHOLD)
        found.sort(key=lambda pair: (-pair[1], pair[0]))
        return [id_ for id_, _ in found[:SUGGESTED_AT_MOST]]
