"""When new voters are more than comes by chance, or voters for one question.

A count of first votes in bins of 10 s is watched for the whole debate and for each question, and
one of all votes for each question, by a CUSUM for Poisson counts: S = max(0, S + x - k), alarm when
S > h, with k = λ(m-1)/ln m, the best reference value for telling a rate of mλ from λ (Lucas,
Counted data CUSUMs, Technometrics 27, 1985). λ is a slow average of the series, never below 1. With
m = 3 and h = 12 there was no alarm in 60 simulated runs of 55 hours; three times a rate of 3 is
found after four bins, six times after two. What of the alarms is told stands in `bursts`.
"""

import math
from bisect import bisect_left
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Iterator, Sequence
from itertools import chain

from msgspec.structs import replace

from server.debate.bursts import Burst, Gathered, Vote

BIN_S = 10.0
TIMES = 3.0  # m
THRESHOLD = 12.0  # h
FLOOR = 1.0  # of λ
LEARNS = 0.05  # of what a bin says, λ takes this much; in the beginning more
LEARNS_WHEN_EXPECTED = 0.3
EXPECTED_S = 90.0  # after voting was opened or a question taken, many may come at once
CALM_BINS = 3  # without an alarm, and a burst is over
IDLE_BINS = 60  # without a vote, and a question is no longer watched
REMEMBERED_AT_MOST = 10_000  # votes
REMEMBERED_S = 600.0


def reference(average: float) -> float:
    """k: what a bin may hold without anything being odd."""
    return average * (TIMES - 1) / math.log(TIMES)


class Series:
    """First votes in bins, of the debate or of one question; or all votes for it (`again`)."""

    def __init__(self, question: str | None, since: float, again: bool = False) -> None:
        self.question = question
        self.again = again
        self.count = 0
        self.average = FLOOR
        self.sum = 0.0
        self.since = since  # when `sum` was 0 for the last time
        self.votes = 0  # of all voters since then
        self.bins = 1
        self.idle = 0
        self.calm = 0
        self.gathered: Gathered | None = None
        self.told: str | None = None  # the id of its burst
        self.expected = False

    @property
    def alarms(self) -> bool:
        """Whether it would, if its bin ended now."""
        return self.sum + self.count - reference(self.average) > THRESHOLD

    def count_in(self, counted: Sequence[Vote], votes: int) -> None:
        """What is counted here, of so many votes."""
        self.count += len(counted)
        self.votes += votes
        if self.gathered is not None:
            self.gathered.add(counted)

    def end_bin(self, now: float, expected: bool) -> None:
        """`now`: s. Learns what is usual, quicker when more was `expected`, and not from a burst
        that was told."""
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
        self._whole = Series(None, now)
        self._series: dict[str, tuple[Series, Series]] = {}  # by question: of first votes, of all
        self._votes: deque[Vote] = deque()
        self._votes_for = defaultdict[str, deque[Vote]](deque)  # the same by question
        self._bin_ends = now + BIN_S
        self._expected_until = -math.inf

    def expect(self, now: float) -> None:
        """Voting was opened or a question taken: many may come at once."""
        self._expected_until = now + EXPECTED_S

    def voted(self, votes: Sequence[Vote]) -> None:
        """In their order."""
        while votes:
            self._advance(votes[0].at)
            end = bisect_left(votes, self._bin_ends, key=lambda vote: vote.at)
            self._take_in(votes[:end])
            votes = votes[end:]

    def look(
        self, now: float, wall: float, only: Callable[[list[str]], int]
    ) -> Iterator[tuple[Burst, Gathered]]:
        """The bursts that go on, as they are now. `only`: percent of these who have one vote."""
        self._advance(now)
        told: set[str | None] = set()
        firsts, all_ = zip(*self._series.values(), strict=True) if self._series else ((), ())
        for series in (*firsts, *all_, self._whole):
            if series.question in told or (series is self._whole and told):
                continue  # it is the same burst
            if not series.alarms and series.told is None:
                continue
            gathered = series.gathered = series.gathered or self._gather(series)
            if not gathered.voters:
                continue  # all of it is forgotten
            burst = self._numbers(series, gathered, now, wall)
            if series.told is None:
                if not burst.is_told:
                    continue
                series.told = self._new_id()
            told.add(series.question)
            areas = gathered.its_areas()
            newest = [handle for one in areas for handle in one.handles[-200:]][-200:]
            question = series.question or _most_of(self._votes, min(one.began for one in areas))
            yield replace(burst, id=series.told, only=only(newest), question=question), gathered

    def _numbers(self, series: Series, gathered: Gathered, now: float, wall: float) -> Burst:
        """What decides whether it is told. The rest costs more, and most series tell nothing."""
        expected = series.expected = series.expected or now < self._expected_until
        voters = gathered.voters
        areas = gathered.its_areas()
        began, last = min(one.began for one in areas), max(one.last for one in areas)
        return Burst(
            id="",
            at=round((wall - (now - began)) * 1000),
            until=round((wall - (now - last)) * 1000),
            voters=sum(len(one.handles) for one in areas),
            usual=round(series.average * (last - began) / BIN_S),
            votes=series.votes,
            networks=gathered.networks,
            young=round(100 * gathered.young / voters),
            at_once=round(100 * gathered.at_once / voters),
            only=0,
            no_line=round(100 * gathered.no_line / voters),
            regular=gathered.regular,
            expected=expected,
            again=series.again,
        )

    def _take_in(self, votes: Sequence[Vote]) -> None:
        """Of one bin; all of a question at once, which in a storm takes half as long."""
        by_question = defaultdict[str, list[Vote]](list)
        for vote in votes:
            by_question[vote.question].append(vote)
        for question, its in by_question.items():
            firsts, all_ = self._series.get(question) or self._begin(its[0])
            firsts.count_in([vote for vote in its if vote.first], len(its))
            all_.count_in(its, len(its))
            self._votes_for[question].extend(its)
        self._whole.count_in([vote for vote in votes if vote.first], len(votes))
        self._votes.extend(votes)
        while len(self._votes) > REMEMBERED_AT_MOST:
            self._forget_oldest()

    def _forget_oldest(self) -> None:
        question = self._votes.popleft().question
        votes = self._votes_for[question]
        votes.popleft()
        if not votes:
            del self._votes_for[question]

    def _gather(self, series: Series) -> Gathered:
        gathered = Gathered()
        question, again, since = series.question, series.again, series.since
        votes = self._votes if question is None else self._votes_for.get(question, ())
        gathered.add([vote for vote in votes if vote.at >= since and (again or vote.first)])
        return gathered

    def _begin(self, vote: Vote) -> tuple[Series, Series]:
        since = vote.at - BIN_S
        both = Series(vote.question, since), Series(vote.question, since, again=True)
        self._series[vote.question] = both
        return both

    def _advance(self, now: float) -> None:
        if now < self._bin_ends:
            return
        bins = 0
        while self._bin_ends <= now and bins <= IDLE_BINS:
            expected = self._bin_ends < self._expected_until + BIN_S
            for series in (self._whole, *chain.from_iterable(self._series.values())):
                series.end_bin(self._bin_ends, expected)
            self._bin_ends += BIN_S
            bins += 1
        self._bin_ends = max(self._bin_ends, now)
        idle = [question for question, (_, all_) in self._series.items() if all_.idle >= IDLE_BINS]
        for question in idle:
            del self._series[question]
        while self._votes and self._votes[0].at < now - REMEMBERED_S:
            self._forget_oldest()


def _most_of(votes: deque[Vote], since: float) -> str | None:
    """The question that more than half of the first ones are for; None: no one question."""
    counts = Counter(vote.question for vote in votes if vote.first and vote.at >= since)
    ((question, count),) = counts.most_common(1) or [("", 0)]
    return question if 2 * count > counts.total() else None
