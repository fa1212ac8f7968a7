"""What one kind of screen may see of a debate and of a question, as JSON objects.

These functions decide what is shown to whom; there is no other filter. What the objects hold, and
what of it may be absent, stands in `shapes`.
"""

from collections.abc import Iterable
from typing import Any, Literal, get_args

from msgspec import to_builtins
from msgspec.structs import replace

from server.debate.commands import State
from server.debate.deciding.labelling import labels
from server.debate.deciding.waiting import told_waiting
from server.debate.minutes import minute
from server.debate.patches import Json
from server.debate.presets import PRESETS
from server.debate.showing.becoming import became, lacks_outcome
from server.debate.showing.fairness import Meters
from server.debate.showing.likely import NO_HINTS, Likely
from server.debate.showing.marks import Marks
from server.debate.showing.shapes import heads as h
from server.debate.showing.shapes import questions as q
from server.debate.showing.shapes.documents import YouDocument
from server.debate.showing.shapes.shape import plain
from server.debate.state import STOPPED, Before, Debate, Question, TakenBack, Undo
from server.debate.surroundings import Reading, Remark, Surroundings

View = Literal["audience", "control", "display", "host"]
VIEWS: tuple[View, ...] = ("audience", "control", "display", "host")


# Of the debate. What several views tell is given as fields, and each view's shape takes them.


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


def audience_debate(debate: Debate, around: Surroundings) -> Json:
    """Its head, as phones get it."""
    return plain(h.AudienceHead(**_audience_fields(debate, around), totals=_totals(debate)))


def display_debate(debate: Debate, around: Surroundings) -> Json:
    """Its head, with the countdown where that is shown."""
    head = h.DisplayHead(
        **_public_fields(debate, around),
        totals=_totals(debate),
        countdown=debate.countdown if debate.countdown_shown else None,
        aired_at=_on_air_since(debate),
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


# Of a question.


def audience_question(debate: Debate, question: Question) -> Json | None:
    """As everyone may see it; None while it is not to be seen. What is cued shows as before."""
    if not question.shown:
        return None
    state: Any = question.publicly
    tells = debate.tells_tally(question)
    return plain(
        q.AudienceQuestion(
            text=question.text,
            lang=question.lang,
            at=minute(question.at),
            votes=debate.tally(question.id) if tells else None,
            to=question.to,
            name=question.name,
            pile=question.pile,
            via=question.via,
            hands=question.hands,
            edited=question.original is not None,
            translations=question.translated,
            state=state,
            became=_end(debate, question, state),
            before=question.told_before if tells else _without_votes(question.told_before),
            joined=_joined(debate, question) if tells else [],
        )
    )


def _joined(debate: Debate, question: Question) -> list[int]:
    _, *parts = debate.tallies.tree(question.id)
    return list(map(debate.own_tally, parts))


def _without_votes(before: Before | None) -> Before | None:
    return before and replace(before, votes=None)


def display_question(debate: Debate, question: Question) -> Json | None:
    """Only what is on air; else None."""
    return _cued(debate, question, "on_air") if question.state == "on_air" else None


def host_question(debate: Debate, question: Question) -> Json | None:
    """Only what is on air or next; else None."""
    if question.state == "on_air" or question.state == "next":
        return _cued(debate, question, question.state)
    return None


def _cued(debate: Debate, question: Question, state: Literal["on_air", "next"]) -> Json:
    return plain(
        q.CuedQuestion(
            text=question.text,
            lang=question.lang,
            at=minute(question.at),
            votes=debate.tally(question.id),
            to=question.to,
            name=question.name,
            pile=question.pile,
            via=question.via,
            hands=question.hands,
            edited=question.original is not None,
            translations=question.translated,
            state=state,
        )
    )


def _end(debate: Debate, question: Question, state: State) -> Any:
    """What became of the question, where the state that is told does not say it."""
    end = became(question, debate.is_over)
    return None if end == state or end == "open" else end


def control_question(
    debate: Debate,
    around: Surroundings,
    question: Question,
    marks: Marks | None = None,
    likely: Likely | None = None,
) -> Json:
    """Everything a moderator works with, with the moment it was asked at. The author is named after
    the number of their first question in this debate, which says nothing of the handle. `likely`:
    who has looked for what may be the same."""
    translated = question.translated
    made = question.translations
    found = (marks or Marks()).of(debate, around.words, question)
    hints = NO_HINTS if likely is None else likely.hints(question.id)
    return plain(
        q.ControlQuestion(
            text=question.text,
            lang=question.lang,
            at=question.at,
            votes=debate.tally(question.id),
            **labels(question),
            name=question.name,
            via=question.via,
            edited=question.original is not None,
            translations={lang: one.text for lang, one in made.items()},
            outdated=[lang for lang in made if lang not in translated],
            state=question.state,
            became=_end(debate, question, question.state),
            original=question.original,
            before=question.told_before,
            author="a" + debate.asked[question.author][0][1:],
            flags=found.flags,
            words=found.words,
            blocked=question.author in debate.blocked,
            reason=question.reason,
            challenged=debate.is_challenged(question),
            held=question.held,
            merged_into=question.merged_into,
            parts=debate.tallies.parts(question.id),
            apart=debate.tally_apart(question.id),
            how=question.how,
            no_outcome=not debate.is_over and lacks_outcome(question),
            by=question.by or None,
            decided_at=question.decided_at,
            aired_at=question.aired_at,
            answered_at=question.answered_at,
            open_by=_readers(around, question.id, False),
            editing=_readers(around, question.id, True),
            likely=hints.likely,
            likely_more=hints.more,
            almost=hints.almost,
        )
    )


def _readers(around: Surroundings, id_: str, editing: bool) -> list[str]:
    """The moderators who have the question open, or are editing it."""
    wanted = Reading(id_, editing)
    return sorted(name for name, reading in around.reading.items() if reading == wanted)


def you_document(debate: Debate, handle: str) -> Json:
    """What one participant may see of themselves: their questions, and where their votes stand."""
    voted = sorted(debate.tallies.voted(handle))
    mine = {id_: _mine(debate, debate.questions[id_]) for id_ in debate.asked.get(handle, ())}
    parts = sorted(debate.tallies.ballots_of(handle))
    roots = {part: _shown_root(debate, part) for part in parts}
    return plain(
        YouDocument(
            mine=mine,
            votes={id_: True for id_ in voted if id_ in debate.shown},
            joined={part: root for part, root in roots.items() if root not in (None, part)},
        )
    )


def _mine(debate: Debate, question: Question) -> q.MyQuestion:
    state: Any = question.publicly
    return q.MyQuestion(
        text=question.text,
        lang=question.lang,
        at=minute(question.at),
        to=question.to,
        edited=question.original is not None,
        reason=question.reason if question.state == "dismissed" else None,
        challenged=debate.is_challenged(question),
        into=_shown_root(debate, question.id) if question.state == "merged" else None,
        state=state,
        became=_end(debate, question, state),
    )


def _shown_root(debate: Debate, id_: str) -> str | None:
    """What it was merged into, if everybody may see that."""
    root = debate.tallies.root(id_)
    return root if debate.questions[root].shown else None
