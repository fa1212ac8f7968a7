"""What binds the house to the ballots (docs/archive.md, "Ballots"): what the journal says of them
while they are cast, the list that closing a debate seals, and what anybody counts from that. Pure.

A row is a question, a handle, and `apart` where the ballot was set apart. A handle stands for one
person within one tree of merged questions, and for nobody anywhere else.
"""

from collections import defaultdict
from collections.abc import Callable, Generator, Iterable, Mapping
from heapq import merge
from itertools import islice
from typing import NamedTuple

from server.debate.events import Event
from server.debate.tallies import Tallies

APART = "apart"
HANDLE_DIGITS = 16  # hexadecimal
STEP = 200  # rows: less than a millisecond
SORTED_AT_ONCE = 2_000


class BallotsCommitted(Event, frozen=True, kw_only=True):
    """What the database kept when the groups of ballots up to `mark` were written: how many
    `ballots`, those taken back as well, and the root of the Merkle tree over them, sealed and
    sorted as they are there (`server.live.voting.committing`). `disputed`: at least so many were
    found that this house did not write, or that were gone or others than it knew; None: none."""

    unseen = True

    ballots: int
    root: str
    mark: int
    disputed: int | None = None

    def lacking(self, ballots: int, mark: int) -> int:
        """At least so many are not as they were where there are `ballots` now, up to `mark`: while
        people vote no row is ever deleted, and marks only grow."""
        return max(self.ballots - ballots, int(mark < self.mark), 0)


class BallotsSealed(Event, frozen=True, kw_only=True):
    """How many rows the list of ballots has, and the root of the Merkle tree over them
    (`sealed_rows`). Who is who in it nobody knows from here on."""

    ballots: int
    root: str


SealEvent = BallotsCommitted | BallotsSealed


def kept_row(question: str, handle: str, on: bool) -> str:
    """A ballot of an open debate as it is hashed, by its sealed handle."""
    return f"{question} {handle} {on:d}"


def row_of(question: str, handle: str, apart: bool) -> str:
    """A ballot of the sealed list as it is hashed."""
    return f"{question} {handle} {APART}" if apart else f"{question} {handle}"


class SealedList(NamedTuple):
    """Its rows, and the root of the Merkle tree over them, in hex."""

    rows: list[str]
    root: str

    @property
    def event(self) -> BallotsSealed:
        """What the journal says of it."""
        return BallotsSealed(ballots=len(self.rows), root=self.root)


def sealed_rows(tallies: Tallies, draw: Callable[[], str]) -> Generator[None, None, list[str]]:
    """All ballots as rows, sorted by their bytes; a step takes less than a millisecond. `draw`: a
    new random handle each time. What is cast meanwhile is in it or not."""
    trees: dict[str, list[str]] = defaultdict(list)
    for question in tallies.voted_for():
        trees[tallies.root(question)].append(question)
    rows: dict[str, list[str]] = {}
    for questions in trees.values():
        handles: dict[str, str] = {}
        for question in questions:
            rows[question] = yield from _rows(tallies, question, handles, draw)
    return [row for question in sorted(rows, key=lambda id_: f"{id_} ") for row in rows[question]]


def _rows(
    tallies: Tallies, question: str, handles: dict[str, str], draw: Callable[[], str]
) -> Generator[None, None, list[str]]:
    pieces, voters = [], iter(tallies.voters(question).copy())
    while some := list(islice(voters, SORTED_AT_ONCE)):
        piece = []
        for number, handle in enumerate(some):
            fresh = handles.get(handle)
            if fresh is None:
                fresh = handles[handle] = draw()
            piece.append(row_of(question, fresh, tallies.is_apart(handle)))
            if not number % STEP:
                yield
        piece.sort()
        pieces.append(piece)
        yield
    whole, left = [], merge(*pieces)
    while some := list(islice(left, STEP)):
        whole += some
        yield
    return whole


class Counts(NamedTuple):
    """What follows from the rows, as in `TalliesSealed`: by question `own` ballots and the
    `tallies` of different people, without what is set apart; `apart`, the ballots for that very
    question that are, and `with_apart`, what the tally would be if they counted: only where there
    are any. `people`, `people_apart`: at least and at most so many voted."""

    own: dict[str, int]
    tallies: dict[str, int]
    apart: dict[str, int]
    with_apart: dict[str, int]
    people: tuple[int, int]
    people_apart: tuple[int, int]

    @property
    def ballots(self) -> int:
        """How many count."""
        return sum(self.own.values())

    @property
    def ballots_apart(self) -> int:
        """How many do not."""
        return sum(self.apart.values())


def recount(rows: Iterable[str], into: Mapping[str, str | None]) -> Counts:
    """`into`: of each question, what it is merged into. Raises ValueError for a row that is none,
    or of another question."""
    counted: dict[str, set[str]] = {question: set() for question in into}
    apart: dict[str, set[str]] = {question: set() for question in into}
    own, own_apart = dict.fromkeys(into, 0), dict.fromkeys(into, 0)
    for row in rows:
        question, handle, is_apart = parts_of(row)
        if question not in into:
            raise ValueError(f"a ballot for {question!r}")
        (own_apart if is_apart else own)[question] += 1
        voters = apart if is_apart else counted
        whole: str | None = question
        while whole is not None:
            voters[whole].add(handle)
            whole = into[whole]
    roots = [question for question, whole in into.items() if whole is None]
    return Counts(
        own=own,
        tallies={question: len(voters) for question, voters in counted.items()},
        apart={question: count for question, count in own_apart.items() if count},
        with_apart={
            question: len(counted[question] | voters)
            for question, voters in apart.items()
            if voters
        },
        people=_bounds([len(counted[root]) for root in roots]),
        people_apart=_bounds([len(apart[root]) for root in roots]),
    )


def _bounds(trees: list[int]) -> tuple[int, int]:
    return max(trees, default=0), sum(trees)


def parts_of(row: str) -> tuple[str, str, bool]:
    """Its question and handle, and whether it is set apart. Raises ValueError."""
    question, handle, *rest = row.split(" ")
    if rest not in ([], [APART]):
        raise ValueError("not a row of a list of ballots")
    return question, handle, bool(rest)
