"""What it means that an author takes a question back."""

from server.debate.deciding.touching import touch_tree
from server.debate.state import Debate, Touched


def withdraw(debate: Debate, id_: str) -> Touched:
    """From wherever it is. An author can ask for it only where it is in review, open or next; but
    a moderator's action that brought it there may be taken back afterwards."""
    touched = touch_tree(debate, id_)
    question = debate.questions[id_]
    if question.merged_into is not None:
        debate.tallies.unmerge(id_)
    if debate.on_air == id_:
        debate.on_air = None
    debate.order = tuple(other for other in debate.order if other != id_)
    debate.change(
        id_,
        state="withdrawn",
        merged_into=None,
        held=None,
        reason=None,
        aired_at=None,
    )
    return touched
