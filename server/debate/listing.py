"""Shown questions as a list with their ids: what a phone asks for beside its document."""

from server.debate.documents import audience_question
from server.debate.patches import Json
from server.debate.state import Debate
from server.debate.wording import fold

LISTED_AT_MOST = 100


def more_shown(
    debate: Debate, after: str | None, q: str | None, limit: int = LISTED_AT_MOST
) -> tuple[list[Json], bool]:
    """Shown questions, most votes first (where counts are hidden, the newest), from behind the
    question `after`, holding the words `q` however they are written, or in their translations;
    and whether there are more behind them."""
    words = fold(q or "").split()
    hidden = debate.chance.hidden_counts and debate.sealed is None
    ranked = sorted(
        debate.shown,
        key=lambda id_: (0, -int(id_[1:])) if hidden else (-debate.tally(id_), int(id_[1:])),
    )
    if after in debate.shown:
        ranked = ranked[ranked.index(after) + 1 :]
    if words:
        ranked = [id_ for id_ in ranked if _holds(debate, id_, words)]
    return [listed(debate, id_) for id_ in ranked[:limit]], len(ranked) > limit


def listed(debate: Debate, id_: str) -> Json:
    """A shown question as the audience may see it."""
    document = audience_question(debate, debate.questions[id_])
    if document is None:
        raise AssertionError(f"{id_} is not shown")
    return {"id": id_} | document


def _holds(debate: Debate, id_: str, words: list[str]) -> bool:
    question = debate.questions[id_]
    text = fold("\n".join((question.text, *question.translated.values())))
    return all(word in text for word in words)
