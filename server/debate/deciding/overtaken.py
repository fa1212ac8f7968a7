"""Refusing what was asked for on the ground of something that a colleague has changed meanwhile."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NoReturn

from server.debate.refusals import Rejected

if TYPE_CHECKING:  # which imports what refuses
    from server.debate.state import Debate, Question


def refuse_change(
    debate: "Debate",
    question: "Question",
    seen: Callable[["Question"], object],
    did: str | None = None,
) -> NoReturn:
    """`seen` of the question is no longer as the asker saw it: says who changed it, and what they
    `did` where the question's state does not tell."""
    now = seen(question)
    earlier = ((undo.by, undo.questions.get(question.id)) for undo in reversed(debate.undoable))
    by = next((by for by, was in earlier if was is not None and seen(was) != now), "")
    told: dict[str, Any] = {} if did is None else {"did": did}
    raise Rejected("wrong_state", state=question.state, by=by, **told)


def refuse_unseen(debate: "Debate", question: "Question", was: str | None) -> None:
    """Unless the question stands as it `was` when the asker saw it, or they do not say.

    Raises Rejected `wrong_state`."""
    now = standing(question)
    if was is None or was == now:
        return
    did = {("in_review", "held"): "hold", ("held", "in_review"): "unhold"}.get((was, now))
    refuse_change(debate, question, standing, did)


def standing(question: "Question") -> str:
    """Its state, with what moderators tell apart within it: `held`, `aired` (it waits for an
    outcome), and how it was answered."""
    if question.held is not None:
        return "held"
    if question.state == "open" and question.is_aside:
        return "aired"
    return question.how or question.state if question.state == "answered" else question.state
