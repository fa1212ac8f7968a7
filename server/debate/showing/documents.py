"""What one kind of screen may see of a debate and of a question, as JSON objects.

These functions decide what is shown to whom; there is no other filter. Absent is left out,
never null.
"""

from collections.abc import Iterable, Mapping
from typing import Any, Literal, get_args

from msgspec import to_builtins

from server.debate.clocks import (
    clock_settings_document,
    clocks_document,
    shown_countdown_document,
)
from server.debate.deciding.waiting import waiting_document
from server.debate.described import Guest
from server.debate.minutes import minute
from server.debate.patches import Json
from server.debate.showing.becoming import became, lacks_outcome
from server.debate.state import Debate, Question, State, TakenBack, Undo
from server.debate.surroundings import Reading, Remark, Surroundings
from server.language.borrowed_names import is_borrowed
from server.language.flags import Flag, flags_of
from server.language.listed_words import WordLists

View = Literal["audience", "control", "display", "host"]
VIEWS: tuple[View, ...] = ("audience", "control", "display", "host")


def _present(**fields: Any) -> Json:
    return {key: value for key, value in fields.items() if value is not None}


def _named(things: dict[str, Any]) -> Json:
    return {key: to_builtins(thing) for key, thing in things.items()}


def _head(debate: Debate) -> Json:
    return _present(
        code=debate.code,
        title=debate.title,
        programme=debate.programme,
        phase=debate.phase,
        on_air=debate.on_air,
        starts_at=debate.starts_at,
        guests=_named(debate.guests),
        rehearsal=debate.rehearsal or None,
        languages=list(debate.languages) or None,
    )


def _public_head(debate: Debate, around: Surroundings) -> Json:
    return _head(debate) | {
        "submissions": debate.takes_questions,
        "voting": debate.voting,
        "online": around.online,
        "totals": _totals(debate),
    }


def _totals(debate: Debate) -> Json:
    """All votes together are a tally, too, as long as there is one question."""
    told = not debate.chance.hidden_counts or debate.sealed is not None
    return {"questions": len(debate.shown)} | _present(
        votes=debate.ballots if told else None,
        apart=(debate.ballots_apart or None) if told else None,
    )


def _on_air_since(debate: Debate) -> Json:
    if debate.on_air is None:
        return {}
    return _present(aired_at=debate.questions[debate.on_air].aired_at)


def audience_debate(debate: Debate, around: Surroundings) -> Json:
    """Its head, as phones get it."""
    return (
        _public_head(debate, around)
        | {
            "max_length": debate.limits.max_length,
            "piles": _named(debate.piles),
            "sort": debate.chance.shown_sort,
            **_present(
                questions_each=debate.limits.questions_each or None,
                opens_at=debate.opens_at,
                closes_at=debate.closes_at,
                outcomes=debate.outcomes or None,
            ),
        }
        | _flags(
            hidden_counts=debate.chance.hidden_counts,
            vote_only=debate.chance.vote_only,
            slow=debate.waiting.slow and debate.takes_questions,
        )
    )


def _flags(**flags: bool) -> Json:
    """Those that stand."""
    return {name: True for name, stands in flags.items() if stands}


def display_debate(debate: Debate, around: Surroundings) -> Json:
    """Its head, with the countdown where that is shown."""
    return _public_head(debate, around) | _on_air_since(debate) | shown_countdown_document(debate)


def host_debate(debate: Debate, around: Surroundings) -> Json:
    """Its head, with the rundown, the clocks, and what was said to the host and not heard yet."""
    waiting = [remark for remark in around.remarks.values() if remark.awaits_host]
    return (
        _head(debate)
        | _on_air_since(debate)
        | {"order": list(debate.order), "remarks": _numbered(waiting)}
        | clocks_document(debate)
    )


def _numbered(remarks: Iterable[Remark]) -> Json:
    """Remarks by their numbers; what was said is either a text or a preset."""
    return {
        str(remark.number): _present(
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


def control_debate(debate: Debate, around: Surroundings) -> Json:
    """The audience's head, with counts of all questions and what moderators can do, did and
    know."""
    return (
        audience_debate(debate, around)
        | _on_air_since(debate)
        | {
            "totals": _present(
                questions=len(debate.shown),
                votes=debate.ballots,
                apart=debate.ballots_apart or None,
            ),
            "bursts": _bursts(debate, around),
            "order": list(debate.order),
            "moderators": list(around.moderators),
            "counts": dict.fromkeys(get_args(State), 0) | debate.counts,
            "blocked": len(debate.blocked),
            "undoable": len(debate.undoable),
            "taken_back": _taken_back(debate),
            "remarks": _numbered(around.remarks.values()),
            "countdown_shown": debate.countdown_shown,
        }
        | clocks_document(debate)
        | clock_settings_document()
        | _last_action(debate)
        | waiting_document(debate)
    )


def _bursts(debate: Debate, around: Surroundings) -> Json:
    """Those that are watched or were set apart, by id; `apart`: whether they are, and `by` whom."""
    bursts: Json = {id_: to_builtins(burst) for id_, burst in around.bursts.items()}
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
    return bursts


def _last_action(debate: Debate) -> Json:
    """What `undo` would take back, and whose it was."""
    if not debate.undoable:
        return {}
    last = debate.undoable[-1]
    document = {"action": last.action, "by": last.by, "at": last.at, "screening": last.screening}
    return {"last": document | _deed(last)}


def _deed(one: Undo | TakenBack) -> Json:
    """What was done, to which question, or to how many."""
    of = {"question": one.question} if one.count == 1 else {"count": one.count}
    return _present(deed=one.deed, **of)


def _taken_back(debate: Debate) -> Json:
    """What was taken back by another than who had done it, for them to be told; the newest."""
    return {
        str(seq): {"whose": one.whose, "by": one.by, "at": one.at} | _deed(one)
        for seq, one in debate.taken_back.items()
    }


def _public(debate: Debate, question: Question) -> Json:
    return _present(
        text=question.text,
        lang=question.lang,
        to=question.to,
        name=question.name,
        via=question.via,
        votes=debate.tally(question.id),
        state=question.state,
        pile=question.pile,
        at=minute(question.at),
        edited=True if question.original is not None else None,
        translations=question.translated or None,
    )


def audience_question(debate: Debate, question: Question) -> Json | None:
    """As everyone may see it; None while it is not to be seen. What is cued shows as before."""
    if not question.shown:
        return None
    document = _public(debate, question)
    document |= _what_became(debate, question, question.publicly)
    if not debate.tells_tally(question):
        del document["votes"]
    return document


def display_question(debate: Debate, question: Question) -> Json | None:
    """Only what is on air; else None."""
    return _public(debate, question) if question.state == "on_air" else None


def host_question(debate: Debate, question: Question) -> Json | None:
    """Only what is on air or next; else None."""
    return _public(debate, question) if question.state in ("on_air", "next") else None


def _what_became(debate: Debate, question: Question, state: State) -> Json:
    """The state that is told, and what became of the question where that does not say it."""
    end = became(question, debate.is_over)
    return {"state": state} | ({} if end in (state, "open") else {"became": end})


class Marks:
    """What is found in a question's words, kept as long as the words and the word lists stand: it
    is most of what its document for moderators costs."""

    def __init__(self) -> None:
        self._words = WordLists()
        self._guests: Mapping[str, Guest] = {}
        self._programme = ""
        self._of: dict[str, tuple[str, str | None, Json]] = {}

    def of(self, debate: Debate, words: WordLists, question: Question) -> Json:
        """`flags` and `words`, where there are any; found again only where text, name, guests or
        lists are others."""
        guests, programme = debate.guests, debate.programme
        if not (words is self._words and guests is self._guests and programme is self._programme):
            self._words, self._guests, self._programme = words, guests, programme
            self._of.clear()
        text, name, marks = self._of.get(question.id, ("", None, {}))
        if (text, name) != (question.text, question.name):
            marks = _present(
                flags=_signs(debate, question) or None,
                words=_words(words, question) or None,
            )
            self._of[question.id] = (question.text, question.name, marks)
        return marks


def control_question(
    debate: Debate, around: Surroundings, question: Question, marks: Marks | None = None
) -> Json:
    """Everything a moderator works with, with the moment it was asked at. The author is named after
    the number of their first question in this debate, which says nothing of the handle."""
    document = _public(debate, question) | _what_became(debate, question, question.state)
    return document | _present(
        at=question.at,
        original=question.original,
        **_all_translations(question),
        author="a" + debate.asked[question.author][0][1:],
        **(marks or Marks()).of(debate, around.words, question),
        blocked=True if question.author in debate.blocked else None,
        reason=question.reason,
        note=question.note,
        held=to_builtins(question.held),
        merged_into=question.merged_into,
        parts=list(debate.tallies.parts(question.id)) or None,
        apart=debate.tally_apart(question.id) or None,
        how=question.how,
        no_outcome=True if not debate.is_over and lacks_outcome(question) else None,
        by=question.by or None,
        decided_at=question.decided_at,
        aired_at=question.aired_at,
        answered_at=question.answered_at,
        open_by=_readers(around, question.id, False) or None,
        editing=_readers(around, question.id, True) or None,
    )


def _signs(debate: Debate, question: Question) -> list[Flag]:
    found = list(flags_of(question.text))
    guests = tuple(guest.name for guest in debate.guests.values())
    if question.name and is_borrowed(question.name, guests, debate.programme):
        found.append("borrowed_name")
    return found


def _words(words: WordLists, question: Question) -> list[str]:
    """The lines of the word lists that are found in what the author wrote."""
    found = words.found(question.text)
    if question.name:
        found = (*found, *words.found(question.name))
    return list(dict.fromkeys(found))


def _all_translations(question: Question) -> Json:
    """Also those `outdated`: of a wording that was edited since."""
    made = question.translations
    return {
        "translations": {lang: one.text for lang, one in made.items()} or None,
        "outdated": [lang for lang in made if lang not in question.translated] or None,
    }


def _readers(around: Surroundings, id_: str, editing: bool) -> list[str]:
    """The moderators who have the question open, or are editing it."""
    wanted = Reading(id_, editing)
    return sorted(name for name, reading in around.reading.items() if reading == wanted)


def you_document(debate: Debate, handle: str) -> Json:
    """What one participant may see of themselves: their questions, and where their votes stand."""
    return {
        "mine": {id_: _mine(debate, id_) for id_ in debate.asked.get(handle, ())},
        "votes": {id_: True for id_ in sorted(debate.tallies.voted(handle)) if id_ in debate.shown},
    }


def _mine(debate: Debate, id_: str) -> Json:
    question = debate.questions[id_]
    document = _present(
        text=question.text,
        lang=question.lang,
        at=minute(question.at),
        to=question.to,
        edited=True if question.original is not None else None,
    )
    document |= _what_became(debate, question, question.publicly)
    if question.state == "dismissed":
        document["reason"] = question.reason
    if question.state == "merged":
        root = debate.tallies.root(id_)
        if debate.questions[root].shown:
            document["into"] = root
    return document
