"""How a debate stands, as one flat object: what buttons light up by. Pure."""

from server.debate.patches import Json
from server.debate.state import Debate
from server.studio.rows import left_phase, left_text


def standing(debate: Debate, now: int) -> Json:
    """At `now` (ms): `on_air`, `strap` and `next`: ids, empty for none; `queue`: how many are in
    the rundown; `votes`: of what is on air; `tally`: `program` while anything is on air."""
    on_air = debate.questions[debate.on_air] if debate.on_air else None
    coming = debate.questions[debate.order[0]] if debate.order else None
    graphics = debate.graphics
    is_on = on_air is not None or graphics.strap is not None
    return {
        "on_air": on_air.id if on_air else "",
        "text": (on_air.air_text or on_air.text) if on_air else "",
        "asker": (on_air.name or "") if on_air else "",
        "votes": debate.tally(on_air.id) if on_air else 0,
        "next": coming.id if coming else "",
        "next_text": (coming.air_text or coming.text) if coming else "",
        "queue": len(debate.order),
        "strap": graphics.strap or "",
        "picture": graphics.picture or "",
        "cut": graphics.cut_at is not None,
        "timer": left_text(debate.countdown, now),
        "timer_phase": left_phase(debate.countdown, now),
        "timer_shown": debate.countdown_shown,
        "speaking": debate.speaking or "",
        "phase": debate.phase,
        "submissions": debate.takes_questions,
        "voting": debate.voting,
        "recording": sorted(
            name for name, state in debate.recordings.states.items() if state != "stopped"
        ),
        "tally": "program" if is_on else "",
    }
