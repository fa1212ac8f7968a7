"""What one kind of screen may see of a debate and of a question, as JSON objects.

These functions decide what is shown to whom; there is no other filter. What the objects hold, and
what of it may be absent, stands in `shapes`.
"""

from typing import Any, Literal

from msgspec.structs import replace

from server.debate.commands import State
from server.debate.deciding.labelling import labels
from server.debate.minutes import minute
from server.debate.patches import Json
from server.debate.showing.becoming import became, lacks_outcome
from server.debate.showing.likely import NO_HINTS, Likely
from server.debate.showing.marks import Marks
from server.debate.showing.shapes import questions as q
from server.debate.showing.shapes.documents import YouDocument
from server.debate.showing.shapes.shape import plain
from server.debate.state import Before, Debate, Question
from server.debate.surroundings import Reading, Surroundings

View = Literal["audience", "control", "display", "host"]
VIEWS: tuple[View, ...] = ("audience", "control", "display", "host")


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
            carried=question.carried is not None,
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
    """Only what is on air, or whose result is to be shown; else None."""
    if question.state == "on_air":
        return _cued(debate, question, "on_air")
    if question.publicly == "answered" and question.id == debate.graphics.result:
        return _cued(debate, question, "answered")
    return None


def host_question(debate: Debate, question: Question) -> Json | None:
    """Only what is on air or next; else None."""
    if question.state == "on_air" or question.state == "next":
        return _cued(debate, question, question.state)
    return None


def _cued(debate: Debate, question: Question, state: Literal["on_air", "next", "answered"]) -> Json:
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
            air_text=question.air_text,
            became=_end(debate, question, state) if state == "answered" else None,
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
            carried=question.carried,
            edited=question.original is not None,
            translations={lang: one.text for lang, one in made.items()},
            outdated=[lang for lang in made if lang not in translated],
            state=question.state,
            became=_end(debate, question, question.state),
            air_text=question.air_text,
            original=question.original,
            before=question.told_before,
            between=list(question.told_between),
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
