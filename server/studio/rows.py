"""What is on air and who is there, as flat rows of texts: what vMix, CasparCG clients and
spreadsheets read. A key is never absent: where there is nothing, its text is empty. Pure.

Keys are of the form that vMix maps to a title's field by itself: `Question.Text`
(vmix.com/help28/DataSourcesTitleMapping.html).
"""

from collections.abc import Mapping, Sequence
from typing import Literal

from server.debate.air.timing import Countdown
from server.debate.described import Localised
from server.debate.state import Debate, Question
from server.language.languages import LANGUAGES

QUESTIONS_AT_MOST = 100

Row = dict[str, str]
TimerPhase = Literal["default", "warning", "danger", "overtime", "paused"]

_READS: Mapping[str, Sequence[str]] = {one.tag: one.reads for one in LANGUAGES}


def now_row(debate: Debate, now: int, lang: str = "", join: str = "") -> Row:
    """One row: what is on air, at `now` (ms), in this language where there are several. `join`:
    the address that phones type."""
    lang = lang or language_of(debate)
    on_air = debate.questions[debate.on_air] if debate.on_air else None
    strap = debate.guests.get(debate.graphics.strap or "")
    is_shown = debate.countdown_shown and debate.graphics.cut_at is None
    shown = debate.countdown if is_shown else None
    totals = "" if debate.chance.hidden_counts and debate.sealed is None else str(debate.ballots)
    return {
        **_question(debate, on_air, lang),
        "Strap.Name": strap.name if strap else "",
        "Strap.Office": picked(strap.office, lang) if strap else "",
        "Timer.Left": left_text(shown, now),
        "Timer.Phase": left_phase(shown, now),
        "Debate.Title": picked(debate.title, lang),
        "Debate.Code": debate.code,
        "Debate.Phase": debate.phase,
        "Debate.Join": join,
        "Debate.Questions": str(len(debate.shown)),
        "Debate.Votes": totals,
    }


def question_rows(debate: Debate, lang: str = "") -> list[Row]:
    """What the audience sees, those with most votes first; where it may not know votes, the newest
    first. At most QUESTIONS_AT_MOST."""
    lang = lang or language_of(debate)
    shown = [debate.questions[id_] for id_ in reversed(debate.shown)]
    told = sorted(
        shown,
        key=lambda one: debate.tally(one.id) if debate.tells_tally(one) else 0,
        reverse=True,
    )
    return [_question(debate, one, lang) for one in told[:QUESTIONS_AT_MOST]]


def guest_rows(debate: Debate, now: int, lang: str = "") -> list[Row]:
    """The guests in their order, each with the time that their clock shows at `now` (ms), where
    screens show times."""
    lang = lang or language_of(debate)
    return [
        {
            "Guest.Number": str(number),
            "Guest.Id": id_,
            "Guest.Name": guest.name,
            "Guest.Office": picked(guest.office, lang),
            "Guest.Party": guest.party,
            "Guest.Spoken": _minutes(
                debate.spoken[id_].at(now) // 1_000 if id_ in debate.spoken else 0
            )
            if debate.countdown_shown
            else "",
            "Guest.Speaks": "1" if debate.countdown_shown and debate.speaking == id_ else "",
        }
        for number, (id_, guest) in enumerate(debate.guests.items(), 1)
    ]


def _question(debate: Debate, question: Question | None, lang: str) -> Row:
    if question is None:
        keys = ("Id", "Text", "Full", "Asker", "To", "Office", "Votes", "State", "Language")
        return {f"Question.{key}": "" for key in keys}
    to = debate.guests.get(question.to or "")
    return {
        "Question.Id": question.id,
        "Question.Text": question.air_text or question.text,
        "Question.Full": question.text,
        "Question.Asker": question.name or "",
        "Question.To": to.name if to else "",
        "Question.Office": picked(to.office, lang) if to else "",
        "Question.Votes": str(debate.tally(question.id)) if debate.tells_tally(question) else "",
        "Question.State": question.publicly,
        "Question.Language": question.lang,
    }


def picked(texts: Localised, lang: str) -> str:
    """The text in this language, or in the one that its readers read best."""
    for tag in (lang, *_READS.get(lang, ()), *texts):
        if texts.get(tag):
            return texts[tag]
    return ""


def language_of(debate: Debate) -> str:
    """The first that its screens speak, or that its title is written in."""
    written = (tag for tag in _READS if debate.title.get(tag))
    return debate.languages[0] if debate.languages else next(written, LANGUAGES[0].tag)


def left_text(countdown: Countdown | None, now: int) -> str:
    """What screens show of it (static/graphics/parts/counting.js): `1:30`, in overtime `+0:12`."""
    if countdown is None:
        return ""
    left = countdown.left(now)
    return f"+{_minutes(-left // 1_000)}" if left <= 0 else _minutes(-(-left // 1_000))


def left_phase(countdown: Countdown | None, now: int) -> TimerPhase | Literal[""]:
    """Empty where there is none."""
    if countdown is None:
        return ""
    if countdown.paused_at is not None:
        return "paused"
    left = countdown.left(now)
    if left <= 0:
        return "overtime"
    return (
        "danger"
        if left <= countdown.danger_ms
        else ("warning" if left <= countdown.warning_ms else "default")
    )


def _minutes(seconds: int) -> str:
    return f"{seconds // 60}:{seconds % 60:02}"
