"""Who voted for what: ballots and the tallies that follow from them.

Merging makes trees of questions. The tally of a question is the number of distinct participants
who voted for it or for any question merged into it, however deep: never a sum.
"""

from bisect import insort
from collections.abc import Iterator

from msgspec import Struct


class BallotChange(Struct, frozen=True, gc=False):
    """`handle` votes for `question` (`on`), or takes that vote back."""

    question: str
    handle: str
    on: bool


class Tallies:
    """Ballots by question and by handle, with merged trees and counts kept as they change. Ids of
    questions are a letter and their number."""

    def __init__(self) -> None:
        self.ballots = 0
        self._voters: dict[str, set[str]] = {}
        self._voted: dict[str, set[str]] = {}
        self._parts: dict[str, list[str]] = {}
        self._whole: dict[str, str] = {}
        self._tally: dict[str, int] = {}

    def tally(self, question: str) -> int:
        """Distinct participants over the question and its parts; 0 for an unknown one. Of one that
        was merged itself it is what it brings along."""
        return self._tally.get(question, 0)

    def own(self, question: str) -> int:
        """Ballots for this very question, whatever was merged into it."""
        return len(self._voters.get(question, ()))

    def parts(self, question: str) -> list[str]:
        """What was merged into the question directly, in the order in which it was asked."""
        return self._parts.get(question, [])

    def root(self, question: str) -> str:
        """The question that this one ended up in; itself when it was not merged."""
        *_, root = self._path(question)
        return root

    def tree(self, question: str) -> Iterator[str]:
        """The question and everything merged into it."""
        yield question
        for part in self._parts.get(question, ()):
            yield from self.tree(part)

    def has_voted(self, question: str, handle: str) -> bool:
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

    def is_voter(self, handle: str) -> bool:
        """Whether this participant has a ballot."""
        return handle in self._voted

    def participants(self) -> int:
        """How many have at least one ballot."""
        return len(self._voted)

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
        voters = self._voters.setdefault(change.question, set())
        if change.on == (change.handle in voters):
            return []
        path, others = [change.question], [False]
        if change.question in self._whole or change.question in self._parts:
            path = list(self._path(change.question))
            others = [
                any(change.handle in self.voters(p) for p in self._but(q, change)) for q in path
            ]
        if change.on:
            voters.add(change.handle)
            self._voted.setdefault(change.handle, set()).add(change.question)
        else:
            voters.discard(change.handle)
            self._forget(change.handle, change.question)
        step = 1 if change.on else -1
        self.ballots += step
        for question, counted_anyway in zip(path, others, strict=True):
            if not counted_anyway:
                self._tally[question] = self._tally.get(question, 0) + step
        return path

    def merge(self, question: str, into: str) -> None:
        self._whole[question] = into
        insort(self._parts.setdefault(into, []), question, key=_number)
        self._recount(into)

    def unmerge(self, question: str) -> None:
        whole = self._whole.pop(question)
        self._parts[whole].remove(question)
        self._recount(whole)

    def _path(self, question: str) -> Iterator[str]:
        """The question and what it was merged into, up to the root."""
        yield question
        while question in self._whole:
            question = self._whole[question]
            yield question

    def _but(self, question: str, change: BallotChange) -> Iterator[str]:
        return (part for part in self.tree(question) if part != change.question)

    def _forget(self, handle: str, question: str) -> None:
        voted = self._voted[handle]
        voted.discard(question)
        if not voted:
            del self._voted[handle]

    def _recount(self, question: str) -> None:
        """Of the question and of what it was merged into."""
        for whole in self._path(question):
            voters: set[str] = set()
            for part in self.tree(whole):
                voters |= self.voters(part)
            self._tally[whole] = len(voters)


def _number(question: str) -> int:
    return int(question[1:])
