"""Who voted for what: ballots and the tallies that follow from them.

Merging makes trees of questions. The tally of a question is the number of distinct participants
who voted for it or for any question merged into it, however deep: never a sum. Who is set apart is
in no tally, and counted beside it.
"""

from bisect import insort
from collections import Counter
from collections.abc import Iterator

from msgspec import Struct


class BallotChange(Struct, frozen=True, gc=False):
    """`handle` votes for `question` (`on`), or takes that vote back. `burst`: the one in which it
    came, once that was set apart for the first time."""

    question: str
    handle: str
    on: bool
    burst: str = ""


class Tallies:
    """Ballots by question and by handle, with merged trees and counts kept as they change. Ids of
    questions are a letter and their number."""

    def __init__(self) -> None:
        self.ballots = 0
        self.ballots_apart = 0
        self._voters: dict[str, set[str]] = {}
        self._voted: dict[str, set[str]] = {}
        self._parts: dict[str, list[str]] = {}
        self._whole: dict[str, str] = {}
        self._tally: dict[str, int] = {}
        self._tally_apart: dict[str, int] = {}
        self._own_apart: dict[str, int] = {}
        self._burst: dict[str, str] = {}  # by handle
        self._members: dict[str, set[str]] = {}  # by burst
        self._held: frozenset[str] = frozenset()  # bursts that are set apart

    def tally(self, question: str) -> int:
        """Distinct participants over the question and its parts; 0 for an unknown one. Of one that
        was merged itself it is what it brings along."""
        return self._tally.get(question, 0)

    def own(self, question: str) -> int:
        """Ballots for this very question, whatever was merged into it."""
        return len(self._voters.get(question, ())) - self.own_apart(question)

    def tally_apart(self, question: str) -> int:
        """How many more `tally` would be if nobody was set apart."""
        return self._tally_apart.get(question, 0)

    def own_apart(self, question: str) -> int:
        """Ballots for this very question of those who are set apart."""
        return self._own_apart.get(question, 0)

    def parts(self, question: str) -> list[str]:
        """What was merged into the question directly, in the order in which it was asked."""
        return self._parts.get(question, [])

    def root(self, question: str) -> str:
        """The question that this one ended up in; itself when it was not merged."""
        *_, root = self.path(question)
        return root

    def path(self, question: str) -> Iterator[str]:
        """The question and what it was merged into, up to the root."""
        yield question
        while question in self._whole:
            question = self._whole[question]
            yield question

    def tree(self, question: str) -> Iterator[str]:
        """The question and everything merged into it."""
        yield question
        for part in self._parts.get(question, ()):
            yield from self.tree(part)

    def has_voted(self, question: str, handle: str) -> bool:
        """Whether they did, for it or for one that is merged into it."""
        if question not in self._parts:
            return handle in self._voters.get(question, ())
        return any(handle in self._voters.get(part, ()) for part in self.tree(question))

    def voted(self, handle: str) -> set[str]:
        """Where this participant's votes count now: roots, not parts."""
        voted = self._voted.get(handle, set())
        return {self.root(question) for question in voted} if self._whole else voted.copy()

    def voters(self, question: str) -> set[str]:
        """Handles with a ballot for this very question. Not to be changed by the caller."""
        return self._voters.get(question, set())

    def voted_for(self) -> list[str]:
        """The very questions that ever had a ballot."""
        return list(self._voters)

    def cast_by_question(self) -> Counter[str]:
        """How many ballots there are for each very question, those set apart as well."""
        return Counter({question: len(voters) for question, voters in self._voters.items()})

    def has_voters(self, question: str) -> bool:
        """Whether there is a ballot for it or for anything merged into it."""
        return any(part in self._voters for part in self.tree(question))

    def is_voter(self, handle: str) -> bool:
        """Whether this participant has a ballot."""
        return handle in self._voted

    def ballots_of(self, handle: str) -> set[str]:
        """The very questions this participant has a ballot for. Not to be changed."""
        return self._voted.get(handle, set())

    def participants(self) -> int:
        """How many have at least one ballot that counts."""
        return len(self._voted) - self.participants_apart()

    def participants_apart(self) -> int:
        """How many have ballots and are set apart."""
        return sum(
            handle in self._voted for burst in self._held for handle in self._members.get(burst, ())
        )

    def changes(self, question: str, handle: str, on: bool) -> list[BallotChange]:
        """The ballots to write so that the participant has (`on`) or has not voted for it.

        Taking a vote back takes it back from the parts as well. Nothing to change: empty."""
        if on:
            return (
                [] if self.has_voted(question, handle) else [BallotChange(question, handle, True)]
            )
        return [
            BallotChange(part, handle, False)
            for part in self.tree(question)
            if handle in self._voters.get(part, ())
        ]

    def certain_changes(self, question: str, handle: str, on: bool) -> list[BallotChange]:
        """Like `changes`, right whatever ballots of this participant are counted meanwhile."""
        if on or question not in self._parts:
            return [BallotChange(question, handle, on)]
        return [BallotChange(part, handle, False) for part in self.tree(question)]

    def cast(self, change: BallotChange) -> list[str]:
        """Count one change. Returns the questions whose tally may have moved; none if it stood."""
        question, handle, on = change.question, change.handle, change.on
        voters = self._voters.get(question)
        if voters is None:
            voters = self._voters[question] = set()
        if on == (handle in voters):
            return []
        path = moved = [question]
        if question in self._whole or question in self._parts:
            path = list(self.path(question))
            moved = [whole for whole in path if not self._counts_anyway(whole, change)]
        if on:
            step = 1
            voters.add(handle)
            voted = self._voted.get(handle)
            if voted is None:
                self._voted[handle] = {question}
            else:
                voted.add(question)
        else:
            step = -1
            voters.discard(handle)
            self._forget(handle, question)
        tally = self._tally
        if self._held and self.is_apart(handle):
            tally = self._tally_apart
            _add(self._own_apart, question, step)
            self.ballots_apart += step
        else:
            self.ballots += step
        for whole in moved:
            _add(tally, whole, step)
        return path

    def belong(self, handle: str, burst: str) -> list[str]:
        """This participant came in a burst; who did in two stays with the first. Returns the
        questions whose tally moved."""
        if handle in self._burst:
            return []
        self._burst[handle] = burst
        self._members.setdefault(burst, set()).add(handle)
        return self._move(handle, apart=True) if burst in self._held else []

    def is_apart(self, handle: str) -> bool:
        """Whether this participant's ballots do not count."""
        return self._burst.get(handle) in self._held

    def burst_of(self, handle: str) -> str | None:
        """None for who came in none."""
        return self._burst.get(handle)

    def hold(self, bursts: frozenset[str]) -> set[str]:
        """Set these bursts apart and no others. Returns the questions whose tally moved."""
        before, self._held = self._held, bursts
        return {
            question
            for burst in before ^ bursts
            for handle in self._members.get(burst, ())
            for question in self._move(handle, apart=burst in bursts)
        }

    def merge(self, question: str, into: str) -> None:
        """Whoever voted for both counts once from now on."""
        self._whole[question] = into
        insort(self._parts.setdefault(into, []), question, key=_number)
        if self.has_voters(question):
            self._recount(into)

    def unmerge(self, question: str) -> None:
        """Its ballots and those of what was merged into it before go with it."""
        whole = self._whole.pop(question)
        self._parts[whole].remove(question)
        if self.has_voters(question):
            self._recount(whole)

    def _counts_anyway(self, question: str, change: BallotChange) -> bool:
        """Whether it has this participant's vote by another question than the change is of."""
        others = (part for part in self.tree(question) if part != change.question)
        return any(change.handle in self.voters(part) for part in others)

    def _forget(self, handle: str, question: str) -> None:
        voted = self._voted[handle]
        voted.discard(question)
        if not voted:
            del self._voted[handle]

    def _recount(self, question: str) -> None:
        """Of the question and of what it was merged into."""
        for whole in self.path(question):
            voters: set[str] = set()
            for part in self.tree(whole):
                voters |= self.voters(part)
            apart = sum(map(self.is_apart, voters)) if self._held else 0
            self._tally[whole] = len(voters) - apart
            self._tally_apart[whole] = apart

    def _move(self, handle: str, apart: bool) -> list[str]:
        """All that this participant has voted for, from one count to the other."""
        voted = self.ballots_of(handle)
        step = 1 if apart else -1
        self.ballots -= step * len(voted)
        self.ballots_apart += step * len(voted)
        for question in voted:
            _add(self._own_apart, question, step)
        moved = list({whole for question in voted for whole in self.path(question)})
        for question in moved:
            _add(self._tally, question, -step)
            _add(self._tally_apart, question, step)
        return moved


def _add(counts: dict[str, int], question: str, step: int) -> None:
    counts[question] = counts.get(question, 0) + step


def _number(question: str) -> int:
    return int(question[1:])
