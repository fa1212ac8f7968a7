"""How evenly a debate has asked so far, and which open question would make it more even. Pure.

The meters count questions by guest, pile and language: all that were submitted, those fit to be
asked (shown or merged), and those asked (on air, also when nobody noted an answer yet, or
answered in any way, but not `not_reached` without having been on air). They
inform; nothing is enforced.

The suggestion is the open question with the most `(votes + 1) * (100 + guest + pile + language)`,
the oldest of equals. The last three say, in whole per cent, how far behind its guest, pile and
language are, 0 at least: a guest's even share less their share of the questions that were asked of
somebody in particular; a pile's and a language's share of what was fit to be asked less its share
of what was asked; what is in none of the house's languages is never behind. Before anything was
asked nobody is behind, and votes alone decide. Insults by the hundred move nothing, because what
was dismissed is not fit.
"""

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator

from msgspec import Struct, field

from server.debate.phases import ASKING
from server.debate.showing.becoming import ASKED, became
from server.debate.showing.shapes.heads import (
    Because,
    Counted,
    Dimension,
    Fairness,
    SuggestedNext,
)
from server.debate.state import SHOWN, Debate, Question
from server.language.languages import FIRST_TAGS, TAGS

Kind = tuple[Dimension, str]
_Place = tuple[int, int]  # votes as a negative number, number of the question
_Group = tuple[Kind, ...]  # what a question counts under

WHOLE = 100  # per cent
OTHER = "other"
_UNKNOWN: Kind = ("language", OTHER)  # nobody speaks it: it is no language, and never behind


def language_of(tag: str) -> str:
    """The language that a question is counted under: clients may send any tag they like."""
    if tag in FIRST_TAGS:
        return FIRST_TAGS[tag]
    return next((one for one in TAGS if tag == one or tag.startswith(f"{one}-")), OTHER)


def was_asked(question: Question) -> bool:
    """Whether the guests were asked it: what was not reached was not."""
    return became(question, over=False) in ASKED


def waited_ms(question: Question) -> int | None:
    """From when it was shown until it was on air, of one that was asked; 0 if it was decided about
    again since."""
    shown, aired = question.decided_at, question.aired_at
    if not was_asked(question) or shown is None or aired is None:
        return None
    return max(0, aired - shown)


class _Share(Struct):
    submitted: int = 0
    fit: int = 0
    asked: int = 0

    def count(self, part: "_Part", by: int) -> None:
        self.submitted += by
        self.fit += by * part.fit
        self.asked += by * part.asked


class _Part(Struct, frozen=True):
    """What one question adds to the meters. Times in ms."""

    group: _Group
    fit: bool
    asked: bool
    open_at: _Place | None
    wait_ms: int | None
    undecided_since: int | None


class Meters(Struct):
    """`follow` must be told of every question that changed, or got or lost votes; what it costs
    does not grow with the number of all questions."""

    _parts: dict[str, _Part] = field(default_factory=dict)
    _shares: dict[Kind, _Share] = field(default_factory=dict)
    _wholes: dict[Dimension, _Share] = field(default_factory=dict)
    _all: _Share = field(default_factory=_Share)
    _open: dict[_Group, list[_Place]] = field(default_factory=dict)
    _waits: list[int] = field(default_factory=list)
    _undecided: list[int] = field(default_factory=list)

    def follow(self, debate: Debate, touched: Iterable[str]) -> None:
        """Takes in how these questions stand now; the same twice changes nothing."""
        for id_ in touched:
            before, now = self._parts.get(id_), _part(debate, debate.questions[id_])
            if now == before:
                continue
            if before is not None:
                self._count(before, -1)
                self._forget(before)
            self._count(now, +1)
            self._keep(now)
            self._parts[id_] = now

    def told(self, debate: Debate) -> Fairness:
        """How the meters stand."""
        languages = [one for one in (*TAGS, OTHER) if self._share("language", one).submitted]
        return Fairness(
            guests={key: self._told("guest", key) for key in debate.guests},
            piles={key: self._told("pile", key) for key in debate.piles},
            languages={key: self._told("language", key) for key in languages},
            wait_ms=self._waits[(len(self._waits) - 1) // 2] if self._waits else None,
            undecided_since=self._undecided[0] if self._undecided else None,
        )

    def suggestion(self, debate: Debate) -> SuggestedNext | None:
        """The open question that would be asked next by the formula above."""
        if debate.phase not in ASKING:
            return None
        best: tuple[int, int] | None = None
        because: Because = "votes"
        for group, places in self._open.items():
            behind = {kind[0]: self._behind(debate, kind) for kind in group}
            votes, number = places[0]
            score = (1 - votes) * (WHOLE + sum(behind.values())), -number
            if best is None or score > best:
                best, because = score, _furthest(behind)
        if best is None:
            return None
        return SuggestedNext(question=f"q{-best[1]}", because=because)

    def _behind(self, debate: Debate, kind: Kind) -> int:
        """By how many per cent, 0 at least."""
        if not self._all.asked:
            return 0
        dimension, key = kind
        if kind == _UNKNOWN:
            return 0
        whole, share = self._wholes[dimension], self._shares[kind]
        asked = WHOLE * share.asked // max(1, whole.asked)
        if dimension != "guest":
            return max(0, WHOLE * share.fit // max(1, whole.fit) - asked)
        guests = len(debate.guests)
        return max(0, WHOLE // guests - asked) if key in debate.guests and guests > 1 else 0

    def _share(self, dimension: Dimension, key: str) -> _Share:
        return self._shares.get((dimension, key), _Share())

    def _told(self, dimension: Dimension, key: str) -> Counted:
        share = self._share(dimension, key)
        return Counted(submitted=share.submitted, asked=share.asked)

    def _count(self, part: _Part, by: int) -> None:
        self._all.count(part, by)
        for kind in part.group:
            self._shares.setdefault(kind, _Share()).count(part, by)
            self._wholes.setdefault(kind[0], _Share()).count(part, by)

    def _keep(self, part: _Part) -> None:
        if part.open_at is not None:
            insort(self._open.setdefault(part.group, []), part.open_at)
        if part.wait_ms is not None:
            insort(self._waits, part.wait_ms)
        if part.undecided_since is not None:
            insort(self._undecided, part.undecided_since)

    def _forget(self, part: _Part) -> None:
        if part.open_at is not None:
            places = self._open[part.group]
            del places[bisect_left(places, part.open_at)]
            if not places:
                del self._open[part.group]
        if part.wait_ms is not None:
            del self._waits[bisect_left(self._waits, part.wait_ms)]
        if part.undecided_since is not None:
            del self._undecided[bisect_left(self._undecided, part.undecided_since)]


def _part(debate: Debate, question: Question) -> _Part:
    return _Part(
        group=tuple(_kinds(question)),
        fit=question.state in SHOWN or question.state == "merged",
        asked=was_asked(question),
        open_at=(-debate.tally(question.id), int(question.id[1:]))
        if question.state == "open" and not question.is_aside
        else None,
        wait_ms=waited_ms(question),
        undecided_since=question.at if question.state == "in_review" else None,
    )


def _kinds(question: Question) -> Iterator[Kind]:
    if question.to is not None:
        yield "guest", question.to
    if question.pile is not None:
        yield "pile", question.pile
    yield "language", language_of(question.lang)


def _furthest(behind: dict[Dimension, int]) -> Because:
    dimension = max(behind, key=behind.__getitem__)
    return dimension if behind[dimension] else "votes"
