"""What a change touches: the questions and participants whose documents may differ now."""

from server.debate.state import Debate, Touched


def touch(debate: Debate, *ids: str) -> Touched:
    """These questions, with their authors and the head of the document."""
    authors = {debate.questions[id_].author for id_ in ids}
    return Touched(questions=set(ids), participants=authors, debate=True)


def touch_tree(debate: Debate, id_: str) -> Touched:
    """All whose tally, place of votes or notice of a merge may change with this question's.

    Without any ballot for it, what it is merged into counts the same with it as without, so that
    the other parts stay as they are: of a hundred that are merged at once each touches itself."""
    tallies = debate.tallies
    whole = tallies.root(id_) if tallies.has_voters(id_) else id_
    touched = touch(debate, *tallies.path(id_))
    for part in tallies.tree(whole):
        touched |= touch(debate, part)
        touched.participants |= tallies.voters(part)
    return touched


def block(debate: Debate, blocked: frozenset[str]) -> Touched:
    """Exactly these are blocked from now on. Whoever was or is touched by it with all they
    asked."""
    touched = Touched(debate=True, participants=set(debate.blocked ^ blocked))
    for handle in touched.participants:
        touched.questions |= set(debate.asked.get(handle, ()))
    debate.blocked = blocked
    return touched
