"""How a debate stands, as one flat object: what buttons light up by. Pure."""

from msgspec import Struct

from server.debate.state import Debate
from server.studio.rows import left_phase, left_text


class Standing(Struct, frozen=True, tag_field="t", tag="standing"):
    """`on_air`, `strap`, `next`, `speaking`: ids. `text`, `asker`, `votes`: of what is on air.
    `queue`: how many are in the rundown. `timer`: as screens show it. `cut`: everything is off.
    `recording`: what records. `tally`: `program` while a question or a name is on air. What there
    is not is empty."""

    on_air: str
    text: str
    asker: str
    votes: int
    next: str
    next_text: str
    queue: int
    strap: str
    picture: str
    cut: bool
    timer: str
    timer_phase: str
    timer_shown: bool
    speaking: str
    phase: str
    submissions: bool
    voting: bool
    recording: list[str]
    tally: str


def standing(debate: Debate, now: int) -> Standing:
    """At `now` (ms)."""
    on_air = debate.questions[debate.on_air] if debate.on_air else None
    coming = debate.questions[debate.order[0]] if debate.order else None
    graphics, recordings = debate.graphics, debate.recordings.states
    is_on = on_air is not None or graphics.strap is not None
    return Standing(
        on_air=on_air.id if on_air else "",
        text=(on_air.air_text or on_air.text) if on_air else "",
        asker=(on_air.name or "") if on_air else "",
        votes=debate.tally(on_air.id) if on_air else 0,
        next=coming.id if coming else "",
        next_text=(coming.air_text or coming.text) if coming else "",
        queue=len(debate.order),
        strap=graphics.strap or "",
        picture=graphics.picture or "",
        cut=graphics.cut_at is not None,
        timer=left_text(debate.countdown, now),
        timer_phase=left_phase(debate.countdown, now),
        timer_shown=debate.countdown_shown,
        speaking=debate.speaking or "",
        phase=debate.phase,
        submissions=debate.takes_questions,
        voting=debate.voting,
        recording=sorted(name for name, state in recordings.items() if state != "stopped"),
        tally="program" if is_on else "",
    )
