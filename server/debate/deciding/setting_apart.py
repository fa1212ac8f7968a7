"""Ballots of a burst's voters: set apart, let in again, and taken back like everything else.

Nothing is deleted, and nobody is blocked: who is set apart sees their votes as before, votes on,
and counts again with all of it once they are let in. Who belongs to a burst stands with the ballots
(`BallotChange.burst`), whether a burst counts in the journal: in whichever order a process learns
of the two, it comes to the same.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from server.debate import commands as c
from server.debate import events as e
from server.debate.actors import Actor
from server.debate.bursts import Burst
from server.debate.refusals import Rejected
from server.debate.state import Apart, Debate, Touched


def set_apart(
    debate: Debate, bursts: Mapping[str, Burst], command: c.SetApart
) -> Sequence[e.Event]:
    """By what was watched of it; one that was let in is set apart by what was told then. Raises
    Rejected `unknown_burst`."""
    known = debate.apart.get(command.burst)
    if known is not None:
        return [] if known.held else [known.was]
    burst = bursts.get(command.burst)
    if burst is None:
        raise Rejected("unknown_burst")
    return [e.BallotsSetApart(**_numbers(burst))]


def passed(debate: Debate, bursts: Mapping[str, Burst]) -> list[e.Event]:
    """What is watched and was never decided about, when the debate is closed."""
    undecided = (burst for id_, burst in bursts.items() if id_ not in debate.apart)
    return [e.BurstPassed(**_numbers(burst)) for burst in undecided]


def _numbers(burst: Burst) -> dict[str, Any]:
    return {
        "burst": burst.id,
        "rule": burst.rule,
        "seconds": max(1, round((burst.until - burst.at) / 1000)),
        "voters": burst.voters,
        "usual": burst.usual,
        "ballots": sum(burst.ballots.values()),
        "questions": burst.ballots,
        "signs": burst.shares,
    }


def let_in(debate: Debate, command: c.LetIn, actor: Actor) -> Sequence[e.Event]:
    """Nothing where it is not held. Raises Rejected `unknown_burst` for one never set apart."""
    known = debate.apart.get(command.burst)
    if known is None:
        raise Rejected("unknown_burst")
    return [e.BallotsLetIn(burst=command.burst)] if known.held else []


def was_set_apart(debate: Debate, event: e.BallotsSetApart, entry: e.Entry) -> Touched:
    """Its ballots no longer count."""
    return put(debate, debate.apart | {event.burst: Apart(event, entry.by)})


def was_let_in(debate: Debate, event: e.BallotsLetIn, entry: e.Entry) -> Touched:
    """Its ballots count again; that it was set apart stays known."""
    was = debate.apart[event.burst].was
    return put(debate, debate.apart | {event.burst: Apart(was, entry.by, held=False)})


def has_passed(debate: Debate, event: e.BurstPassed, entry: e.Entry) -> Touched:
    """Documents do not change by it."""
    debate.passed = (*debate.passed, event)
    return Touched()


def put(debate: Debate, apart: dict[str, Apart]) -> Touched:
    """Have exactly these bursts set apart."""
    debate.apart = apart
    held = frozenset(burst for burst, one in apart.items() if one.held)
    return Touched(questions=debate.tallies.hold(held) & debate.questions.keys(), debate=True)


def sealed(debate: Debate) -> e.TalliesSealed:
    """The final tallies, and those with all that is set apart."""
    tallies, ids = debate.tallies, debate.questions
    apart = {id_: count for id_ in ids if (count := tallies.own_apart(id_))}
    with_apart = {
        id_: tallies.tally(id_) + count for id_ in ids if (count := tallies.tally_apart(id_))
    }
    return e.TalliesSealed(
        tallies={id_: tallies.tally(id_) for id_ in ids},
        own={id_: tallies.own(id_) for id_ in ids},
        participants=tallies.participants(),
        ballots=tallies.ballots,
        apart=apart or None,
        with_apart=with_apart or None,
        apart_participants=tallies.participants_apart() or None,
        apart_ballots=tallies.ballots_apart or None,
    )
