"""What a change touches: the questions and participants whose documents may differ now."""

from server.debate.state import Debate, Touched


def touch(debate: Debate, *ids: str) -> Touched:
    authors = {debate.questions[id_].author for id_ in ids}
    return Touched(questions=set(ids), participants=authors, debate=True)


def touch_tree(debate: Debate, id_: str) -> Touched:
    """All whose tally, place of votes or notice of a merge may change with this question's."""
    root = debate.tallies.root(id_)
    touched = Touched(debate=True)
    for part in debate.tallies.tree(root):
        touched |= touch(debate, part)
        touched.participants |= debate.tallies.voters(part)
    return touched


def block(debate: Debate, blocked: frozenset[str]) -> Touched:
    touched = Touched(debate=True, participants=set(debate.blocked ^ blocked))
    for handle in touched.participants:
        touched.questions |= set(debate.asked.get(handle, ()))
    debate.blocked = blocked
    return touched
