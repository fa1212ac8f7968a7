"""Shown questions as a list with their ids: what a phone asks for beside its document."""

from collections.abc import Generator, Iterable

from server.debate.patches import Json
from server.debate.showing.documents import audience_question
from server.debate.showing.ranking import Ranking
from server.debate.state import Debate, Question
from server.language.folding import fold

LISTED_AT_MOST = 100
PIECE = 50  # questions looked through between two pauses

Listed = tuple[list[Json], bool]


class Listing:
    """All shown questions in their order, with their words folded once. `follow` must be told of
    every question that was shown, hidden, or got or lost votes."""

    def __init__(self) -> None:
        self._ranking = Ranking()
        self._moved: set[str] = set()  # since somebody last asked: votes move them all the time
        self._folded: dict[str, tuple[str, str]] = {}  # by id: the text, and how it is compared

    def follow(self, debate: Debate, touched: Iterable[str]) -> None:
        """These are looked at again when somebody asks."""
        for id_ in touched:
            self._moved.add(id_)
            if id_ not in debate.shown:
                self._folded.pop(id_, None)

    def search(
        self, debate: Debate, after: str | None, q: str | None, limit: int = LISTED_AT_MOST
    ) -> Generator[None, None, Listed]:
        """Shown questions, most votes first (where counts are hidden, the newest), from behind the
        question `after`, holding the words `q` however they are written, or in their translations;
        and whether there are more behind them. A piece at a time."""
        while self._moved:
            some = [self._moved.pop() for _ in range(min(PIECE, len(self._moved)))]
            self._ranking.follow(debate, some)
            yield
        words = fold(q or "").split()
        hidden = debate.chance.hidden_counts and debate.sealed is None
        found: list[str] = []
        for at, id_ in enumerate(self._ranking.behind(after, newest_first=hidden), 1):
            if at % PIECE == 0:
                yield
            question = debate.questions[id_]
            if not question.shown or not self._holds(question, words):
                continue
            if len(found) == limit:
                return [listed(debate, one) for one in found if one in debate.shown], True
            found.append(id_)
        return [listed(debate, one) for one in found if one in debate.shown], False

    def _holds(self, question: Question, words: list[str]) -> bool:
        if not words:
            return True
        written = "\n".join((question.text, *question.translated.values()))
        text, folded = self._folded.get(question.id, ("", ""))
        if text != written:
            folded = fold(written)
            self._folded[question.id] = (written, folded)
        return all(word in folded for word in words)


def listed(debate: Debate, id_: str) -> Json:
    """A shown question as the audience may see it."""
    document = audience_question(debate, debate.questions[id_])
    if document is None:
        raise AssertionError(f"{id_} is not shown")
    return {"id": id_} | document
