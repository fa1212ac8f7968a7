"""When questions are collected ahead: what the clock brings about in a debate. Pure.

A time counts once. Whoever turns the phase or the door by hand after it has passed is right, and
the clock does not turn it back; a time that is set anew counts anew.
"""

from server.debate import events as e
from server.debate.state import Debate


def due(debate: Debate, now: int) -> list[e.Event]:
    """What should have happened by now (ms) and has not: collecting opens, the door for questions
    is shut. The vote stays open until the debate."""
    events: list[e.Event] = []
    opens = debate.phase == "draft" and _has_come(debate, debate.opens_at, now)
    if opens:
        events.append(e.PhaseChanged(to="collecting"))
    is_taking = opens or (debate.phase == "collecting" and debate.submissions)
    if is_taking and _has_come(debate, debate.closes_at, now):
        events.append(e.DoorShut(what="submissions"))
    return events


def _has_come(debate: Debate, at: int | None, now: int) -> bool:
    return at is not None and debate.turned_at < at <= now
