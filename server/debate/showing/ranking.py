"""The shown questions by votes and by age, kept in order as they change: what the audience is sent
of thousands costs no more than of dozens.
"""

from bisect import bisect_left, insort
from collections.abc import Iterable

from server.debate.state import Debate

_Place = tuple[int, int]  # votes as a negative number, number of the question


class Ranking:
    """`follow` must be told of every question that was shown, hidden, or got or lost votes."""

    def __init__(self) -> None:
        self._places: dict[str, _Place] = {}
        self._by_votes: list[_Place] = []
        self._by_age: list[int] = []

    def follow(self, debate: Debate, touched: Iterable[str]) -> None:
        """Puts these where they belong now; what is not shown has no place."""
        for id_ in touched:
            number = int(id_[1:])
            place = (-debate.tally(id_), number) if id_ in debate.shown else None
            before = self._places.get(id_)
            if place == before:
                continue
            if before is not None:
                del self._by_votes[bisect_left(self._by_votes, before)]
            if place is not None:
                insort(self._by_votes, place)
                self._places[id_] = place
            else:
                del self._places[id_]
            self._age(number, before is not None, place is not None)

    def most_voted(self, count: int) -> list[str]:
        """The oldest first among those with as many votes."""
        return [f"q{number}" for _, number in self._by_votes[:count]]

    def newest(self, count: int) -> list[str]:
        """The ids of so many, the newest last."""
        return [f"q{number}" for number in self._by_age[-count:]]

    def behind(self, after: str | None, newest_first: bool) -> list[str]:
        """All behind this one, by votes or the newest first; without it, or if it is not there,
        all."""
        place = self._places.get(after or "")
        if newest_first:
            end = len(self._by_age) if place is None else bisect_left(self._by_age, place[1])
            return [f"q{number}" for number in reversed(self._by_age[:end])]
        start = 0 if place is None else bisect_left(self._by_votes, place) + 1
        return [f"q{number}" for _, number in self._by_votes[start:]]

    def _age(self, number: int, was: bool, is_: bool) -> None:
        if is_ and not was:
            insort(self._by_age, number)
        elif was and not is_:
            del self._by_age[bisect_left(self._by_age, number)]
