"""What one kind of screen may see of the debate itself, as JSON objects. What several views tell is
given as fields, and each view's shape takes them.
"""

from collections.abc import Iterable
from typing import Any, get_args

from msgspec import structs, to_builtins

from server.debate.air.timing import STOPPED
from server.debate.commands import State
from server.debate.deciding.waiting import told_waiting
from server.debate.patches import Json
from server.debate.presets import PRESETS
from server.debate.showing.beginnings import log_beginnings
from server.debate.showing.fairness import Meters
from server.debate.showing.shapes import heads as h
from server.debate.showing.shapes.shape import plain
from server.debate.state import Debate, TakenBack, Undo
from server.debate.surroundings import Remark, Surroundings


def _fields(debate: Debate, around: Surroundings) -> dict[str, Any]:
    return {
        "code": debate.code,
        "title": debate.title,
        "programme": debate.programme,
        "phase": debate.phase,
        "on_air": debate.on_air,
        "starts_at": debate.starts_at,
        "guests": debate.guests,
        "rehearsal": debate.rehearsal,
        "languages": list(debate.languages),
        "log": around.log,
        "disputed": list(around.disputed),
        "beginnings": log_beginnings(debate),
    }


def _public_fields(debate: Debate, around: Surroundings) -> dict[str, Any]:
    return _fields(debate, around) | {
        "submissions": debate.takes_questions,
        "voting": debate.voting,
        "online": around.online,
    }


def _audience_fields(debate: Debate, around: Surroundings) -> dict[str, Any]:
    return _public_fields(debate, around) | {
        "max_length": debate.limits.max_length,
        "piles": debate.piles,
        "sort": debate.chance.shown_sort,
        "questions_each": debate.limits.questions_each,
        "opens_at": debate.opens_at,
        "closes_at": debate.closes_at,
        "outcomes": debate.outcomes,
        "hidden_counts": debate.chance.hidden_counts,
        "vote_only": debate.chance.vote_only,
        "slow": debate.waiting.slow and debate.takes_questions,
    }


def _all_totals(debate: Debate) -> h.Totals:
    return h.Totals(
        questions=len(debate.shown), votes=debate.ballots, apart=debate.ballots_apart or None
    )


def _totals(debate: Debate) -> h.Totals:
    """All votes together are a tally, too, as long as there is one question."""
    if debate.chance.hidden_counts and debate.sealed is None:
        return h.Totals(questions=len(debate.shown))
    return _all_totals(debate)


def _on_air_since(debate: Debate) -> int | None:
    return None if debate.on_air is None else debate.questions[debate.on_air].aired_at


def _clocks(debate: Debate) -> h.Clocks:
    guests = {id_: debate.spoken.get(id_, STOPPED) for id_ in debate.guests}
    return h.Clocks(debate=debate.clock, guests=guests)


def _graphics(debate: Debate) -> dict[str, Any]:
    """A result only of what still is answered."""
    now = debate.graphics
    if now.result is not None and debate.questions[now.result].publicly != "answered":
        return {"strap": now.strap, "cut_at": now.cut_at}
    return structs.asdict(now)


def audience_debate(debate: Debate, around: Surroundings) -> Json:
    """Its head, as phones get it."""
    return plain(h.AudienceHead(**_audience_fields(debate, around), totals=_totals(debate)))


def _speaking(debate: Debate) -> h.Speaking | None:
    """Who is no guest any more does not speak."""
    guest = debate.speaking
    if guest is None or guest not in debate.guests:
        return None
    return h.Speaking(guest=guest, time=debate.spoken[guest])


def display_debate(debate: Debate, around: Surroundings) -> Json:
    """Its head, with the countdown and the clock of who speaks where time is shown."""
    head = h.DisplayHead(
        **_public_fields(debate, around),
        totals=_totals(debate),
        slate_at=debate.recordings.slate_at,
        countdown=debate.countdown if debate.countdown_shown else None,
        speaking=_speaking(debate) if debate.countdown_shown else None,
        aired_at=_on_air_since(debate),
        **_graphics(debate),
    )
    return plain(head)


def host_debate(debate: Debate, around: Surroundings) -> Json:
    """Its head, with the rundown, the clocks, and what was said to the host and not heard yet."""
    head = h.HostHead(
        **_fields(debate, around),
        clocks=_clocks(debate),
        countdown=debate.countdown,
        order=list(debate.order),
        remarks=_numbered(one for one in around.remarks.values() if one.awaits_host),
        aired_at=_on_air_since(debate),
    )
    return plain(head)


def _numbered(remarks: Iterable[Remark]) -> dict[str, h.SaidRemark]:
    """Remarks by their numbers; what was said is either a text or a preset."""
    return {
        str(remark.number): h.SaidRemark(
            at=remark.at,
            by=remark.by,
            to=remark.to,
            preset=remark.preset,
            text=remark.text or None,
            lang=remark.lang if remark.text else None,
            heard_at=remark.heard_at,
        )
        for remark in remarks
    }


_LENGTHS = {name: preset.length for name, preset in PRESETS.items()}


def control_debate(debate: Debate, around: Surroundings, meters: Meters) -> Json:
    """The audience's head, with counts of all questions and what moderators can do, did and
    know."""
    head = h.ControlHead(
        **_audience_fields(debate, around),
        totals=_all_totals(debate),
        waiting=told_waiting(debate),
        bursts=_bursts(debate, around),
        clocks=_clocks(debate),
        countdown=debate.countdown,
        countdown_shown=debate.countdown_shown,
        presets=_LENGTHS,
        order=list(debate.order),
        moderators=list(around.moderators),
        counts={state: debate.counts.get(state, 0) for state in get_args(State)},
        blocked=len(debate.blocked),
        undoable=len(debate.undoable),
        taken_back=_taken_back(debate),
        fairness=meters.told(debate),
        suggested_next=meters.suggestion(debate),
        remarks=_numbered(around.remarks.values()),
        last=_last_action(debate),
        recordings=debate.recordings.states,
        outputs={id_: h.ShownBy(**structs.asdict(one)) for id_, one in around.outputs.items()},
        **_graphics(debate),
        aired_at=_on_air_since(debate),
    )
    return plain(head)


def _bursts(debate: Debate, around: Surroundings) -> dict[str, h.WatchedBurst]:
    """Those that are watched or were set apart, by id; `apart`: whether they are, and `by` whom."""
    bursts: dict[str, Json] = {id_: to_builtins(burst) for id_, burst in around.bursts.items()}
    for id_, one in debate.apart.items():
        was = one.was
        known = {
            "voters": was.voters,
            "usual": was.usual,
            "seconds": was.seconds,
            "ballots": was.questions,
            **was.signs,
        }
        bursts[id_] = known | bursts.get(id_, {}) | {"apart": one.held, "by": one.by}
    for burst in bursts.values():
        burst.pop("id", None)
        if "at" in burst:
            burst["seconds"] = max(1, round((burst["until"] - burst["at"]) / 1000))
    return {id_: h.WatchedBurst(**burst) for id_, burst in bursts.items()}


def _last_action(debate: Debate) -> h.LastAction | None:
    """What `undo` would take back, and whose it was."""
    if not debate.undoable:
        return None
    last = debate.undoable[-1]
    return h.LastAction(
        action=last.action, by=last.by, at=last.at, screening=last.screening, **_deed(last)
    )


def _deed(one: Undo | TakenBack) -> dict[str, Any]:
    """What was done, to which question, or to how many."""
    of = {"question": one.question} if one.count == 1 else {"count": one.count}
    return {"deed": one.deed, **of}


def _taken_back(debate: Debate) -> dict[str, h.TakenBack]:
    """What was taken back by another than who had done it, for them to be told; the newest."""
    return {
        str(seq): h.TakenBack(whose=one.whose, by=one.by, at=one.at, **_deed(one))
        for seq, one in debate.taken_back.items()
    }
