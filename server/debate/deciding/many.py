"""What moderators decide about many questions at once: single events of one action.

Whatever somebody has decided about one of them meanwhile stays as it is: it is left out, and the
rest is done.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import Any

from server.debate import commands as c
from server.debate import events as e
from server.debate.actors import Actor
from server.debate.deciding.labelling import QuestionTagged
from server.debate.deciding.overtaken import refuse_change
from server.debate.refusals import Rejected
from server.debate.state import Debate, Question
from server.language.cleaning import clean_text
from server.language.folding import fold
from server.language.index import number_of

Events = Sequence[e.Event]


def _approve(debate: Debate, command: c.ApproveMany, actor: Actor) -> Events:
    return [e.QuestionApproved(question=one.id) for one in _undecided(debate, command)]


def _dismiss(debate: Debate, command: c.DismissMany, actor: Actor) -> Events:
    note = clean_text(command.note or "") or None
    return [
        e.QuestionDismissed(question=one.id, reason=command.reason, note=note)
        for one in _undecided(debate, command)
    ]


def _restore(debate: Debate, command: c.RestoreMany, actor: Actor) -> Events:
    return [
        e.QuestionRestored(question=one.id)
        for one in _known(debate, command)
        if one.state == "dismissed"
    ]


def _tag(debate: Debate, command: c.TagMany, actor: Actor) -> Events:
    if command.pile is not None and command.pile not in debate.piles:
        raise Rejected("malformed", why="unknown pile - at `$.pile`")
    if command.was is not None and len(command.was) != len(command.questions):
        raise Rejected("malformed", why="not one for each question - at `$.was`")
    seen = dict(zip(command.questions, command.was or (), strict=False))
    undecided = _undecided(debate, command)
    as_seen = [one for one in undecided if seen.get(one.id, one.pile or "") == (one.pile or "")]
    if undecided and not as_seen:
        refuse_change(debate, undecided[0], lambda one: one.pile, "tag")
    return [
        QuestionTagged(question=one.id, pile=command.pile)
        for one in as_seen
        if one.pile != command.pile
    ]


def _merge(debate: Debate, command: c.MergeMany, actor: Actor) -> Events:
    folded = [(fold(one.text), one.id) for one in _undecided(debate, command)]
    groups = groupby(sorted(folded), lambda pair: pair[0])
    return [
        event
        for words, pairs in groups
        if words
        for event in _into_one(debate, [id_ for _, id_ in pairs])
    ]


def _into_one(debate: Debate, ids: list[str]) -> Iterator[e.Event]:
    first, *others = sorted(ids, key=lambda id_: (-debate.tallies.tally(id_), number_of(id_)))
    return (e.QuestionMerged(question=id_, into=first) for id_ in others)


def _undecided(debate: Debate, command: c.OnMany) -> list[Question]:
    """Those that nobody has decided about or put on hold."""
    return [one for one in _known(debate, command) if one.state == "in_review" and one.held is None]


def _known(debate: Debate, command: c.OnMany) -> list[Question]:
    """Each once. Raises Rejected `unknown_question`."""
    ids = dict.fromkeys(command.questions)
    if not ids.keys() <= debate.questions.keys():
        raise Rejected("unknown_question")
    return [debate.questions[id_] for id_ in ids]


DECISIONS: dict[type[c.Command], Callable[[Debate, Any, Actor], Events]] = {
    c.ApproveMany: _approve,
    c.DismissMany: _dismiss,
    c.RestoreMany: _restore,
    c.TagMany: _tag,
    c.MergeMany: _merge,
}
