"""Refusing what was asked for on the ground of something that a colleague has changed meanwhile."""

from collections.abc import Callable
from typing import NoReturn

from server.debate.refusals import Rejected
from server.debate.state import Debate, Question


def refuse_change(
    debate: Debate, question: Question, seen: Callable[[Question], object], did: str
) -> NoReturn:
    """`seen` of the question is no longer as the asker saw it: says who changed it."""
    now = seen(question)
    earlier = ((undo.by, undo.questions.get(question.id)) for undo in reversed(debate.undoable))
    by = next((by for by, was in earlier if was is not None and seen(was) != now), "")
    raise Rejected("wrong_state", state=question.state, did=did, by=by)
