"""When new voters are more than comes by chance.

A count of first votes in bins of 10 s is watched for the whole debate and for each question by a
CUSUM for Poisson counts: S = max(0, S + x - k), alarm when S > h, with k = λ(m-1)/ln m, the best
reference value for telling a rate of mλ from λ (Lucas, Counted data CUSUMs, Technometrics 27,
1985). λ is a slow average of the series, never below 1. With m = 3 and h = 12 nothing was told in
60 runs of 55 hours; three times a rate of 3 is found after four bins, six times after two.
"""

import math
from collections import deque
from collections.abc import Callable, Iterator

from server.debate.actors import Source
from server.debate.bursts import Burst, First, Gathered

BIN_S = 10.0
TIMES = 3.0  # m
THRESHOLD = 12.0  # h
FLOOR = 1.0  # of λ
LEARNS = 0.05  # of what a bin says, λ takes this much; in the beginning more
LEARNS_WHEN_EXPECTED = 0.3
EXPECTED_S = 90.0  # after voting was opened or a question taken, many may come at once
CALM_BINS = 3  # without an alarm, and a burst is over
IDLE_BINS = 60  # without a vote, and a question is no longer watched
FIRSTS_AT_MOST = 10_000  # first votes remembered
REMEMBERED_S = 600.0


def reference(average: float) -> float:
    """k: what a bin may hold without anything being odd."""
    return average * (TIMES - 1) / math.log(TIMES)


class Series:
    """First votes in bins, of the debate or of one question."""

    def __init__(self, question: str | None) -> None:
        self.question = question
        self.count = 0
        self.average = FLOOR
        self.sum = 0.0
        self.since = 0.0  # when `sum` was 0 for the last time
        self.votes = 0  # of all voters since then
        self.bins = 1
        self.idle = 0
        self.calm = 0
        self.gathered: Gathered | None = None
        self.told: str | None = None  # the id of its burst
        self.expected = False

    @property
    def alarms(self) -> bool:
        return self.sum + self.count - reference(self.average) > THRESHOLD

    def end_bin(self, now: float, expected: bool) -> None:
        x = self.count
        self.idle = 0 if x else self.idle + 1
        self.calm = self.calm + 1 if x <= reference(self.average) else 0
        self.sum = min(max(0.0, self.sum + x - reference(self.average)), 4 * THRESHOLD)
        self.count = 0
        if self.told is None:
            self.bins += 1
            learns = max(LEARNS_WHEN_EXPECTED if expected else LEARNS, 1 / self.bins)
            self.average = max(FLOOR, self.average + learns * (x - self.average))
        is_over = self.calm >= CALM_BINS or now - self.since >= REMEMBERED_S
        if self.sum == 0 or is_over:
            self.sum, self.since, self.votes = 0.0, now, 0
            self.gathered = self.told = None
            self.expected = False


class Watch:
    """Told of votes in their order; says which bursts there are. Times in s: `at` and `now` of a
    clock that only counts, `wall` since the epoch."""

    def __init__(self, now: float, new_id: Callable[[], str]) -> None:
        self._new_id = new_id
        self._whole = Series(None)
        self._questions: dict[str, Series] = {}
        self._firsts: deque[First] = deque(maxlen=FIRSTS_AT_MOST)
        self._bin_ends = now + BIN_S
        self._expected_until = -math.inf
        self._whole.since = now

    def expect(self, now: float) -> None:
        """Voting was opened or a question taken: many may come at once."""
        self._expected_until = now + EXPECTED_S

    def voted(self, at: float, wall: float, question: str, handle: str, source: Source) -> None:
        """Somebody's first vote."""
        self._advance(at)
        first = First(at, wall, handle, question, source)
        self._firsts.append(first)
        for series in (self._whole, self._series(question, at)):
            series.count += 1
            series.votes += 1
            if series.gathered is not None:
                series.gathered.add(first)

    def voted_again(self, at: float, question: str) -> None:
        """A vote of somebody who has voted before."""
        self._advance(at)
        for series in (self._whole, self._series(question, at)):
            series.votes += 1

    def look(
        self, now: float, wall: float, only: Callable[[list[str]], int]
    ) -> Iterator[tuple[Burst, Gathered]]:
        """The bursts that go on, as they are now. `only`: percent of these who have one vote."""
        self._advance(now)
        told_of_one = False
        for series in (*self._questions.values(), self._whole):
            if series is self._whole and told_of_one:
                return  # it is that of the question
            if not series.alarms and series.told is None:
                continue
            gathered = series.gathered = series.gathered or self._gather(series)
            if not gathered.voters:
                continue  # all of it is forgotten
            burst = self._burst(series, gathered, now, wall, only)
            if series.told is None and not burst.is_told:
                continue
            series.told = burst.id
            told_of_one = True
            yield burst, gathered

    def _burst(
        self,
        series: Series,
        gathered: Gathered,
        now: float,
        wall: float,
        only: Callable[[list[str]], int],
    ) -> Burst:
        expected = series.expected = series.expected or now < self._expected_until
        voters = gathered.voters
        areas = gathered.its_areas()
        began, last = min(one.began for one in areas), max(one.last for one in areas)
        newest = [handle for one in areas for handle in one.handles[-200:]][-200:]
        return Burst(
            id=series.told or self._new_id(),
            at=round((wall - (now - began)) * 1000),
            until=round((wall - (now - last)) * 1000),
            voters=sum(len(one.handles) for one in areas),
            usual=round(series.average * (last - began) / BIN_S),
            votes=series.votes,
            networks=gathered.networks,
            young=round(100 * gathered.young / voters),
            at_once=round(100 * gathered.at_once / voters),
            only=only(newest),
            no_line=round(100 * gathered.no_line / voters),
            regular=gathered.regular,
            question=series.question or _most_of(self._firsts, began),
            expected=expected,
        )

    def _gather(self, series: Series) -> Gathered:
        mine = [
            first
            for first in self._firsts
            if first.at >= series.since and series.question in (None, first.question)
        ]
        gathered = Gathered()
        for first in mine:
            gathered.add(first)
        return gathered

    def _series(self, question: str, at: float) -> Series:
        series = self._questions.get(question)
        if series is None:
            series = self._questions[question] = Series(question)
            series.since = at - BIN_S
        return series

    def _advance(self, now: float) -> None:
        if now < self._bin_ends:
            return
        bins = 0
        while self._bin_ends <= now and bins <= IDLE_BINS:
            expected = self._bin_ends < self._expected_until + BIN_S
            for series in (self._whole, *self._questions.values()):
                series.end_bin(self._bin_ends, expected)
            self._bin_ends += BIN_S
            bins += 1
        self._bin_ends = max(self._bin_ends, now)
        gone = [one for one, series in self._questions.items() if series.idle >= IDLE_BINS]
        for question in gone:
            del self._questions[question]
        while self._firsts and self._firsts[0].at < now - REMEMBERED_S:
            self._firsts.popleft()


def _most_of(firsts: deque[First], since: float) -> str | None:
    """The question that more than half of these are for; None: no one question. (Boyer and Moore's
    vote finds the only candidate.)"""
    candidate, lead, count, voters = None, 0, 0, 0
    for first in firsts:
        if first.at >= since:
            if not lead:
                candidate = first.question
            lead += 1 if first.question == candidate else -1
    for first in firsts:
        if first.at >= since:
            voters += 1
            count += first.question == candidate
    return candidate if 2 * count > voters else None
