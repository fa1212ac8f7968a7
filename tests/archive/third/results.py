"""The results, made again from the lines."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from tests.archive.third.bytes import Json
from tests.archive.third.debate import Debate
from tests.archive.third.lines import History
from tests.archive.third.questions import Before, Question, same
from tests.archive.third.report import report_of, some
from tests.archive.third.words import air_text, translations

SAID = ("code", "programme", "title", "starts_at")
LANGUAGES = ("sr-Latn", "sr-Cyrl", "sq", "en")


def results_of(debate: Debate, history: History) -> Json:
    """`debate`, `totals`, `moderation` and `questions` as they must stand in the archive."""
    said = debate.described
    about = {name: said[name] for name in SAID if name in said}
    about |= {"guests": said.get("guests", {}), "piles": said.get("piles", {})}
    about["phase"] = debate.phase
    for field, phase in (("live_at", "live"), ("closed_at", "closed")):
        if phase in debate.since:
            about[field] = debate.since[phase]
    most_first = sorted(
        debate.shown, key=lambda q: -debate.sealed["TalliesSealed"]["tallies"][q.id]
    )
    return {
        "debate": about,
        "totals": _totals(debate),
        "moderation": _moderation(debate) | report_of(debate, history),
        "questions": [_question(question, debate) for question in most_first],
    }


def _totals(debate: Debate) -> Json:
    outcomes = Counter(question.outcome for question in debate.shown)
    sealed = debate.sealed["TalliesSealed"]
    numbers = ("ballots", "participants", "apart_ballots", "apart_participants")
    return {
        "questions": len(debate.questions),
        "shown": len(debate.shown),
        "asked": sum(question.asked for question in debate.shown),
        "answered": outcomes["answered"],
        "outcomes": dict(outcomes),
        **{number: sealed[number] for number in numbers if number in sealed},
    }


def _moderation(debate: Debate) -> Json:
    everyone = list(debate.questions.values())
    states = Counter(question.state for question in everyone)
    lengths = debate.sealed["LengthsSealed"]
    reasons = Counter(q.reason for q in everyone if q.state == "dismissed")
    on_air: Counter[str] = Counter()
    for question, seconds in lengths["on_air"].items():
        if debate.questions[question].to in debate.described.get("guests", {}):
            on_air[debate.questions[question].to] += 1000 * sum(seconds)
    told: Json = {
        "shown": len(debate.shown),
        **{state: states[state] for state in ("merged", "dismissed", "withdrawn")},
        "unreviewed": states["in_review"],
        "edited": sum(not same(q.wording, q.submitted) for q in debate.shown),
        "reasons": dict(reasons),
        "languages": _kinds([(q, _language(q)) for q in everyone]),
        "guests": _kinds([(q, q.to) for q in everyone if q.to in debate.described["guests"]]),
        "piles": _kinds([(q, q.pile) for q in everyone if q.pile in debate.described["piles"]]),
        "spoken_ms": {guest: 1000 * length for guest, length in lengths["spoken"].items()},
        "on_air_ms": some(on_air),
    }
    for length in ("decision", "wait"):
        if length in lengths:
            told[f"{length}_ms"] = 1000 * lengths[length]
    bursts = [*debate.bursts.values(), *debate.passed.values()]
    names = ("voters", "seconds", "usual", "ballots", "outcome")
    entered = sum("via" in question.submitted.event for question in everyone)
    shown = [{name: burst[name] for name in names} for burst in bursts]
    return told | some({"entered": entered, "bursts": shown})


def _language(question: Question) -> str:
    tag = str(question.submitted.event.get("lang", ""))
    if tag == "sr":
        return "sr-Latn"
    return next((one for one in LANGUAGES if f"{tag}-".startswith(f"{one}-")), "other")


def _kinds(questions: list[tuple[Question, Any]]) -> Json:
    kinds: dict[str, Counter[str]] = {}
    for question, kind in questions:
        count = kinds.setdefault(kind, Counter(submitted=0, shown=0, asked=0))
        count.update(submitted=1, shown=question.shown, asked=question.asked)
    return {kind: dict(count) for kind, count in kinds.items()}


def _question(question: Question, debate: Debate) -> Json:
    sealed, submitted = debate.sealed["TalliesSealed"], question.submitted
    votes = sealed["tallies"][question.id]
    told = {
        "id": question.id,
        "text": question.wording.parts["text"],
        "at": submitted.at,
        "edited": not same(question.wording, submitted),
        "votes": votes,
        "own_votes": sealed["own"][question.id],
        "merged": len(debate.inside(question.id)) - 1,
        "outcome": question.outcome,
        "on_air": [
            {"start": start, "end": end, "seconds": seconds}
            for (start, end), seconds in zip(
                question.times,
                debate.sealed["LengthsSealed"]["on_air"].get(question.id, []),
                strict=True,
            )
        ],
    }
    words = {lang: line.parts["text"] for lang, line in translations(question).items()}
    read = air_text(question)
    maybe = {
        "lang": submitted.event.get("lang"),
        "to": question.to,
        "name": submitted.parts.get("name"),
        "pile": question.pile,
        "via": submitted.event.get("via"),
        "hands": question.hands,
        "before": next(iter(_reworded(question, question.reworded[:1])), None),
        "between": _reworded(question, question.reworded[1:]) or None,
        "air_text": read and read.parts["air_text"],
        "translations": words or None,
        "apart": (sealed.get("with_apart", {}).get(question.id, votes) - votes) or None,
        "answered_at": question.answered if question.how else None,
    }
    return told | {name: value for name, value in maybe.items() if value is not None}


def _reworded(question: Question, some: Sequence[Before]) -> list[Json]:
    return [
        {"votes": before.votes} | ({"text": before.wording.parts["text"]} if before.wording else {})
        for before in some
        if before.wording is None or not same(before.wording, question.wording)
    ]
