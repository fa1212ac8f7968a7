"""A view of a debate, kept as one document; what was touched becomes a patch of it.

Law: merge(document before, update(...)) == document after, for every view and every event.
Patches are differences to the very document that was sent, so they cannot drift from it.
"""

from collections.abc import Callable, Generator, Iterable
from typing import ClassVar

from server.debate.patches import Json, diff
from server.debate.showing import documents, heads
from server.debate.showing.documents import View
from server.debate.showing.fairness import Meters
from server.debate.showing.likely import Likely
from server.debate.showing.marks import Marks
from server.debate.showing.ranking import Ranking
from server.debate.showing.shapes.documents import (
    AudienceDocument,
    ControlDocument,
    DisplayDocument,
    HostDocument,
)
from server.debate.showing.shapes.shape import Shape, inside, lacking
from server.debate.state import Debate, Question, Touched
from server.debate.surroundings import Surroundings

OVERLAP_MS = 2_000  # a returning client gets what changed from this long before its last frame

_COUNTS = frozenset({"online", "totals", "votes"})


class Projection:
    """One view of one debate. Times in ms. Made in one go, or, with `whole` not, by `fill`."""

    shape: ClassVar[type[Shape]]

    def __init__(self, debate: Debate, around: Surroundings, now: int, whole: bool = True) -> None:
        self._debate = debate
        self._around = around
        self._head: Json = {}
        self._questions: dict[str, Json] = {}
        self._changed: dict[str, int] = {}  # also of questions that are no longer seen
        self._whole_since = now  # who was last here before this gets the whole document
        self.seq = 0
        if whole:
            for _ in self.fill(now):
                pass

    def fill(self, now: int) -> Generator[None, None, None]:
        """Make the document, a question at a time. What is touched meanwhile is to be brought up to
        date at the end, before anybody sees it."""
        for id_ in list(self._debate.questions):
            self._bring(id_, now)
            yield
        self.update(Touched(debate=True), now)
        self._changed.clear()

    def document(self) -> Json:
        """The whole document. Not to be changed by the caller."""
        return self._head | {"questions": self._questions}

    def update(self, touched: Touched, now: int) -> Json:
        """Bring the document up to date; returns the patch that does the same, {} for nothing."""
        steps = self.updating(touched, now)
        while True:
            try:
                next(steps)
            except StopIteration as stop:
                patch: Json = stop.value
                return patch

    def updating(self, touched: Touched, now: int) -> Generator[None, None, Json]:
        """The same, a question at a time. What is touched meanwhile is for the next update."""
        seq, acted = self._debate.seq, self._debate.acted
        patch: Json = {}
        head = self._whole_head()
        change = diff(self._head, head)
        if change:
            self._note_loss(self._head.get("debate", {}), change.get("debate", {}), now)
            self._head = head
            patch |= change
        questions: Json = {}
        for id_ in self._concerned(touched.questions):
            questions.update(self._bring(id_, now))
            yield
        if questions:
            patch["questions"] = questions
        self._number(patch, seq, acted)
        return patch

    def _number(self, patch: Json, seq: int, acted: int) -> None:
        """How far in the journal the document is, as far as it shows. Else whoever looks all the
        time would know when each line was written, also those of what is asked."""
        if _is_of_journal(patch):
            self.seq = acted

    def since(self, since: int) -> Json | None:
        """A patch of all that changed from shortly before `since`; None if only the whole document
        will do.

        It does not know what the client has, so it is absolute: whole questions, with deletions
        for what they lack."""
        since -= OVERLAP_MS
        if since <= self._whole_since:
            return None
        lacking_question = lacking(inside(self.shape, "questions"))
        questions: Json = {}
        for id_, at in self._changed.items():
            if at >= since:
                document = self._questions.get(id_)
                questions[id_] = None if document is None else lacking_question | document
        patch = lacking(self.shape) | self._head
        patch["debate"] = lacking(inside(self.shape, "debate")) | self._head["debate"]
        return patch | ({"questions": questions} if questions else {})

    def _note_loss(self, before: Json, change: Json, now: int) -> None:
        # An absolute patch cannot name what is gone from an object inside an object; nor, once
        # there is such an object again, what was in the one that went.
        if any(
            _deletes(inner) if isinstance(inner, dict) else isinstance(before.get(name), dict)
            for name, inner in change.items()
        ):
            self._whole_since = now

    # What a kind of view says of itself.

    def _debate_document(self) -> Json:
        raise NotImplementedError

    def _question_document(self, question: Question) -> Json | None:
        raise NotImplementedError

    def _whole_head(self) -> Json:
        return {"debate": self._debate_document()}

    def _concerned(self, touched: Iterable[str]) -> Iterable[str]:
        """Which questions may have to change, appear or disappear."""
        return touched

    def _bring(self, id_: str, now: int) -> Json:
        before = self._questions.get(id_)
        after = self._question_document(self._debate.questions[id_])
        if after is None:
            if before is None:
                return {}
            del self._questions[id_]
            self._changed[id_] = now
            return {id_: None}
        change = diff(before, after) if before is not None else after
        if not change:
            return {}
        self._note_loss(before or {}, change, now)
        self._questions[id_] = after
        self._changed[id_] = now
        return {id_: change}


def _is_of_journal(patch: Json) -> bool:
    """Whether there is more in it than who is here and how they vote."""
    head: Json = patch.get("debate", {})
    questions: Json = patch.get("questions", {})
    return not (
        head.keys() <= _COUNTS and all(q and q.keys() <= _COUNTS for q in questions.values())
    )


def _deletes(patch: Json) -> bool:
    return any(v is None or (isinstance(v, dict) and _deletes(v)) for v in patch.values())


class AudienceProjection(Projection):
    """What is shown; past 300 questions the most voted, the newest and the one on air. Where
    counts are hidden, only the newest and the one on air."""

    shape = AudienceDocument
    most_voted = 200
    newest = 100

    def __init__(self, debate: Debate, around: Surroundings, now: int, whole: bool = True) -> None:
        self._selected: set[str] | None = None  # None: all that is shown
        self._ranking = Ranking()
        super().__init__(debate, around, now, whole)

    def fill(self, now: int) -> Generator[None, None, None]:
        """Ranks all questions first, a step for each; the document is made in the last step."""
        for id_ in list(self._debate.questions):
            self._ranking.follow(self._debate, (id_,))
            yield
        self.update(Touched(debate=True), now)
        self._changed.clear()

    def updating(self, touched: Touched, now: int) -> Generator[None, None, Json]:
        for id_ in touched.questions:
            self._ranking.follow(self._debate, (id_,))
            yield
        return (yield from super().updating(touched, now))

    def _whole_head(self) -> Json:
        shown = self._debate.shown
        head: Json = {"debate": self._debate_document()}
        if len(shown) > self.most_voted + self.newest:
            self._selected = self._select()
            head["more"] = len(shown) - len(self._selected)
        else:
            self._selected = None
        return head

    def _select(self) -> set[str]:
        debate = self._debate
        on_air = [debate.on_air] if debate.on_air else []
        if debate.chance.hidden_counts and debate.sealed is None:
            # To be here for one's votes would tell about them.
            return {*self._ranking.newest(self.most_voted + self.newest), *on_air}
        most = self._ranking.most_voted(self.most_voted)
        return {*most, *self._ranking.newest(self.newest), *on_air}

    def _concerned(self, touched: Iterable[str]) -> Iterable[str]:
        wanted = self._debate.shown.keys() if self._selected is None else self._selected
        have = self._questions.keys()
        return set(touched) | (wanted ^ have)

    def _debate_document(self) -> Json:
        return heads.audience_debate(self._debate, self._around)

    def _question_document(self, question: Question) -> Json | None:
        if self._selected is not None and question.id not in self._selected:
            return None
        return documents.audience_question(self._debate, question)


class DisplayProjection(Projection):
    """Of the question on air alone."""

    shape = DisplayDocument

    def _debate_document(self) -> Json:
        return heads.display_debate(self._debate, self._around)

    def _question_document(self, question: Question) -> Json | None:
        return documents.display_question(self._debate, question)


class HostProjection(Projection):
    """Of what is on air and next."""

    shape = HostDocument

    def _debate_document(self) -> Json:
        return heads.host_debate(self._debate, self._around)

    def _question_document(self, question: Question) -> Json | None:
        return documents.host_question(self._debate, question)


class ControlProjection(Projection):
    """Everything, with what may be the same question in other words beside what is in review, and
    how evenly was asked. Whoever changes the likely ones says so by touching them."""

    shape = ControlDocument

    def __init__(
        self,
        debate: Debate,
        around: Surroundings,
        likely: Likely,
        now: int,
        whole: bool = True,
        marks: Marks | None = None,
    ) -> None:
        self._likely = likely
        self._meters = Meters()
        self._marks = marks or Marks()
        super().__init__(debate, around, now, whole)

    def fill(self, now: int) -> Generator[None, None, None]:
        for id_ in list(self._debate.questions):
            self._meters.follow(self._debate, (id_,))
            yield
        yield from super().fill(now)

    def updating(self, touched: Touched, now: int) -> Generator[None, None, Json]:
        for id_ in touched.questions:
            self._meters.follow(self._debate, (id_,))
            yield
        return (yield from super().updating(touched, now))

    def _number(self, patch: Json, seq: int, acted: int) -> None:
        self.seq = seq

    def _debate_document(self) -> Json:
        return heads.control_debate(self._debate, self._around, self._meters)

    def _question_document(self, question: Question) -> Json:
        return documents.control_question(
            self._debate, self._around, question, self._marks, self._likely
        )


def project(
    view: View,
    debate: Debate,
    around: Surroundings,
    likely: Likely,
    now: int,
    whole: bool = True,
    marks: Marks | None = None,
) -> Projection:
    """The projection of a view: up to date with the debate, or still to be filled. `marks`: those
    that were made already."""
    if view == "control":
        return ControlProjection(debate, around, likely, now, whole, marks)
    kinds: dict[View, Callable[[Debate, Surroundings, int, bool], Projection]] = {
        "audience": AudienceProjection,
        "display": DisplayProjection,
        "host": HostProjection,
    }
    return kinds[view](debate, around, now, whole)
