"""Bursts of new voters: what is told of them, and what speaks for a machine.

A hall makes honest bursts, too. So what is told has to be many, or to look like a machine; the
signs are told one by one, never as a score, and nothing follows from them by itself.
"""

import math
from collections.abc import Iterable

from msgspec import Struct, field

from server.debate.actors import Source

RULE = "new voters, cusum 3/12"  # and what stands below; another number, another name
RULE_AGAIN = "voters, cusum 3/12"
MANY = 50  # new voters more than usual are told, whatever they look like
SOME = 20  # more are told with two signs of a machine, or three while many are expected
SIGNS, SIGNS_WHEN_EXPECTED = 2, 3  # for those who voted before as well: many, and as many signs

YOUNG_S = 120  # age of a token
AT_ONCE_S = 2  # the same: nobody reads a question and taps in less
OF_ONE_NETWORK = 10  # voters of one area, and it is one of the networks of a burst
COVERED = 0.8  # of a burst by such networks, and others who voted meanwhile are none of it
VOTERS_AT_MOST = 20_000  # in one burst


class Burst(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What is told of a burst: numbers. `at` and `until` in ms; `usual`: how many voters would have
    come in that time; `votes`: of all voters, for its question meanwhile; `networks`: how many it
    would be if all brought as many (1/Σp²), 0 where that is not known. Shares in percent of its
    voters: `young`: with a token made less than two minutes before; `at_once`: less than two
    seconds; `only`: who have no other vote; `no_line`: who voted over HTTP, without the live door.
    `regular`: 0 for gaps as of people or less even, 100 for all alike. `expected`: voting was
    opened or a question taken before. `again`: not of new voters alone, but of all who vote for its
    question. `ballots`: all of its voters by question, as far as they were counted."""

    id: str
    at: int
    until: int
    voters: int
    usual: int
    votes: int
    networks: int
    young: int
    at_once: int
    only: int
    no_line: int
    regular: int
    question: str | None = None
    expected: bool = False
    again: bool = False
    ballots: dict[str, int] = {}

    @property
    def shares(self) -> dict[str, int]:
        """What speaks for or against a machine, as numbers."""
        names = ("networks", "young", "at_once", "only", "no_line", "regular")
        return {name: getattr(self, name) for name in names}

    @property
    def signs(self) -> int:
        """How many things speak for a machine."""
        told = (self.networks == 1, self.regular >= 50, self.at_once >= 50, self.no_line >= 80)
        return sum(told)

    @property
    def is_told(self) -> bool:
        """Whether moderators hear of it: many more than usual, or some more and signs enough. Of
        what is expected, or comes again, signs are asked for in any case."""
        more = self.voters - self.usual
        looks_like_one = self.signs >= (SIGNS_WHEN_EXPECTED if self.expected else SIGNS)
        if self.again or self.expected:
            return more >= (MANY if self.again else SOME) and looks_like_one
        return more >= MANY or (more >= SOME and looks_like_one)

    @property
    def rule(self) -> str:
        """By which rule it was told, as the journal names it."""
        return RULE_AGAIN if self.again else RULE


class Vote(Struct, frozen=True, gc=False):
    """Somebody's vote, perhaps their `first`; `at`: s, of a clock that only counts; `wall`: s since
    the epoch."""

    at: float
    wall: float
    handle: str
    question: str
    source: Source
    first: bool = True


class Area(Struct):
    """Those of one area, by their handles, and when the first and the last of them came, s."""

    began: float
    last: float = 0.0
    handles: list[str] = field(default_factory=list)


class Gathered(Struct):
    """The voters of a burst, counted as they come."""

    last: float = 0.0
    voters: int = 0
    young: int = 0
    at_once: int = 0
    no_line: int = 0
    areas: dict[str, Area] = field(default_factory=dict)
    known: set[str] = field(default_factory=set)
    mean: float = 0.0  # of the gaps, and the sum of their squared distances from it
    squares: float = 0.0

    def add(self, votes: Iterable[Vote]) -> None:
        """In the order in which they came. Whoever voted before is left out, and so is who comes
        after the most that are looked at."""
        known, areas, voters = self.known, self.areas, self.voters
        for vote in votes:
            handle, at, source = vote.handle, vote.at, vote.source
            if handle in known or voters >= VOTERS_AT_MOST:
                continue
            known.add(handle)
            if voters:  # Welford, Technometrics 4, 1962
                off = at - self.last - self.mean
                self.mean += off / voters
                self.squares += off * off * (voters - 1) / voters
            self.last = at
            voters += 1
            age = vote.wall - source.token_at
            self.young += age < YOUNG_S
            self.at_once += age < AT_ONCE_S
            self.no_line += not source.live
            area = areas.get(source.area)
            if area is None:
                area = areas[source.area] = Area(at)
            area.last = at
            area.handles.append(handle)
        self.voters = voters

    @property
    def networks(self) -> int:
        """0: not known, as behind a proxy that does not tell."""
        sizes = [len(one.handles) for area, one in self.areas.items() if area]
        return round(sum(sizes) ** 2 / sum(size**2 for size in sizes)) if sizes else 0

    @property
    def regular(self) -> int:
        """100 for gaps all alike, 0 for those of independent arrivals, whose deviation is their
        mean, and for less even ones."""
        if self.voters < 3 or not self.mean:
            return 0
        deviation = math.sqrt(self.squares / (self.voters - 2))
        return round(100 * max(0.0, 1 - deviation / self.mean))

    def its_areas(self) -> list[Area]:
        """Those that bring many, where these are nearly all; else all from which somebody came."""
        big = [one for one in self.areas.values() if len(one.handles) >= OF_ONE_NETWORK]
        covered = sum(len(one.handles) for one in big) >= COVERED * self.voters
        return big if covered else list(self.areas.values())

    def members(self) -> list[str]:
        """The handles of its voters."""
        return [handle for one in self.its_areas() for handle in one.handles]
