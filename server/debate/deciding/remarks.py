"""What moderators say to each other, and to the host. None of it is an event: it stands beside the
journal, so that the journal can be published whole.
"""

from collections.abc import Iterable

from server.debate import commands as c
from server.debate.actors import Actor
from server.debate.deciding.submitting import checked_text
from server.debate.refusals import Rejected
from server.debate.rules import permit
from server.debate.state import Debate, Touched
from server.debate.surroundings import Remark, Surroundings
from server.language.guessing import guess_language

REMARK_LIMIT = 500  # code points
KEPT_AT_MOST = 100  # the newest; older ones are forgotten


def say(
    debate: Debate, around: Surroundings, command: c.SayRemark, actor: Actor, now: int
) -> Remark:
    """The remark, numbered as if nobody else said one meanwhile.

    Raises Rejected `not_allowed`, `wrong_phase`, `malformed` for a text and a preset in one or
    neither of them, `empty`, `too_long`."""
    permit(debate, command, actor)
    if (command.text is None) == (command.preset is None):
        raise Rejected("malformed", why="a text or a preset")
    text = "" if command.text is None else checked_text(command.text, REMARK_LIMIT)
    return Remark(
        number=max(around.remarks, default=0) + 1,
        at=now,
        by=actor.name,
        to=command.to,
        preset=command.preset,
        text=text,
        lang=guess_language(text) or "und",
    )


def hear(debate: Debate, around: Surroundings, command: c.HearRemark, actor: Actor) -> Remark:
    """The remark that is heard, as it stood. Raises Rejected `not_allowed`, `wrong_phase`,
    `unknown_remark`, or `wrong_state` for one that is not for the host."""
    permit(debate, command, actor)
    remark = around.remarks.get(command.remark)
    if remark is None:
        raise Rejected("unknown_remark")
    if remark.to != "host":
        raise Rejected("wrong_state")
    return remark


def take_in(around: Surroundings, remarks: Iterable[Remark]) -> Touched:
    """Put these beside the others, or in their place; the oldest of too many go."""
    known = around.remarks | {remark.number: remark for remark in remarks}
    newest = sorted(known)[-KEPT_AT_MOST:]
    around.remarks = {number: known[number] for number in newest}
    return Touched(debate=True)
