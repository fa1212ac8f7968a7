"""Blocking whoever asked a question: what they send from then on is not taken. The commands, what
happens, who may, what is decided, and what it changes.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from server.debate.actors import Actor
from server.debate.commands import Command, OnQuestion
from server.debate.deciding.touching import block
from server.debate.events import Entry, Event, ScreeningEvent
from server.debate.phases import ASKING
from server.debate.refusals import Rejected
from server.debate.rule import EVERY_STATE, SCREENERS, Rule
from server.debate.state import Debate, Question, Touched


class BlockAuthor(OnQuestion, frozen=True, kw_only=True, tag="block"):
    pass


class UnblockAuthor(OnQuestion, frozen=True, kw_only=True, tag="unblock"):
    pass


class AuthorBlocked(ScreeningEvent, frozen=True, kw_only=True):
    """The author of this question; the handle is not repeated here, so that it can be unlinked."""

    deed = "block"


class AuthorUnblocked(ScreeningEvent, frozen=True, kw_only=True):
    deed = "unblock"


BlockingCommand = BlockAuthor | UnblockAuthor
BlockingEvent = AuthorBlocked | AuthorUnblocked

RULES: Final[Mapping[type[Command], Rule]] = {
    BlockAuthor: Rule(SCREENERS, ASKING, EVERY_STATE),
    UnblockAuthor: Rule(SCREENERS, ASKING, EVERY_STATE),
}


def _block(
    debate: Debate, command: OnQuestion, question: Question, actor: Actor
) -> Sequence[Event]:
    if question.via is not None:  # each has an unknown author of its own, who sends nothing else
        raise Rejected("entered_for_others")
    if question.author in debate.blocked:
        return []
    return [AuthorBlocked(question=question.id)]


def _unblock(
    debate: Debate, command: OnQuestion, question: Question, actor: Actor
) -> Sequence[Event]:
    if question.author not in debate.blocked:
        return []
    return [AuthorUnblocked(question=question.id)]


def _blocked(debate: Debate, event: AuthorBlocked, entry: Entry) -> Touched:
    return block(debate, debate.blocked | {debate.questions[event.question].author})


def _unblocked(debate: Debate, event: AuthorUnblocked, entry: Entry) -> Touched:
    return block(debate, debate.blocked - {debate.questions[event.question].author})


DECISIONS: Final[Mapping[type[Command], Callable[..., Sequence[Event]]]] = {
    BlockAuthor: _block,
    UnblockAuthor: _unblock,
}
EFFECTS: Final[Mapping[type[Event], Callable[..., Touched]]] = {
    AuthorBlocked: _blocked,
    AuthorUnblocked: _unblocked,
}
