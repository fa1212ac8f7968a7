"""What was answered in writing once a debate was over, as it is told: under each question, with
name, office and date, and who did not answer in the time that they had. Pure.

It stands beside the results and is no part of what is proven of them: a debate ends with its
journal. What proves it is a chain of its own (`store/answers/written.py`).
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec
from msgspec import Struct

from server.archive.results import Results
from server.debate.described import Guest
from server.debate.showing.becoming import Outcome, outcome_of
from server.debate.state import Debate, Question
from server.store import AnswerLink, WrittenAnswer

# What is still to be answered: it was not reached, or not answered in full.
DUE: frozenset[Outcome] = frozenset({"not_asked", "not_reached", "unanswered", "partly", "evaded"})
FORMAT = "tribina.answers.1"
DUE_AT_MOST = 200  # questions that one office is shown, its own and those with the most votes first


class State(Struct, frozen=True):
    """All that the telling depends on besides the results. `head`: the hash of the last answer;
    `over`: guests whose time is over."""

    head: str = ""
    over: tuple[str, ...] = ()


class Told(Struct, frozen=True):
    """Of one question: what was answered, in the order in which it was published, and which guests
    had the time for it and did not."""

    answers: tuple[WrittenAnswer, ...] = ()
    missing: tuple[str, ...] = ()


def due(debate: Debate, guest: str) -> list[Question]:
    """What this guest can answer in writing: what was put to them or to all; the most votes first,
    and those to them before those to all."""
    found = [
        question
        for question in map(debate.questions.__getitem__, debate.shown)
        if question.to in (None, guest) and outcome_of(question) in DUE
    ]
    found.sort(key=lambda one: (one.to is None, -debate.tally(one.id), int(one.id[1:])))
    return found[:DUE_AT_MOST]


def over_guests(links: Iterable[AnswerLink], now: int) -> tuple[str, ...]:
    """The guests who had a link and have none any more; one that was taken back is none. What its
    maker may do by now says nothing of the guest."""
    kept = [link for link in links if link.ended_at is None]
    writing = {link.guest for link in kept if link.in_time(now)}
    return tuple(sorted({link.guest for link in kept} - writing))


def told(
    results: Results, answers: Sequence[WrittenAnswer], over: Sequence[str]
) -> dict[str, Told]:
    """By question; only where there is something to tell."""
    found: dict[str, list[WrittenAnswer]] = {}
    for answer in answers:
        found.setdefault(answer.question, []).append(answer)
    missing: dict[str, list[str]] = {}
    for guest in over:
        if guest in results.debate.guests:
            for question in _due_of(results, guest):
                if all(one.guest != guest for one in found.get(question, ())):
                    missing.setdefault(question, []).append(guest)
    return {
        id_: Told(tuple(found.get(id_, ())), tuple(missing.get(id_, ())))
        for id_ in sorted({*found, *missing}, key=lambda id_: int(id_[1:]))
    }


def export_answers(
    code: str, guests: Mapping[str, Guest], tellings: Mapping[str, Told], lines: Sequence[str]
) -> bytes:
    """A file of its own, since that of the results holds what is proven and nothing else. `lines`:
    as they are hashed (docs/archive.md)."""
    whole = {
        "format": FORMAT,
        "debate": code,
        "questions": _as_fields(tellings, guests),
        "lines": list(lines),
    }
    return msgspec.json.format(msgspec.json.encode(whole), indent=1) + b"\n"


def _as_fields(tellings: Mapping[str, Told], guests: Mapping[str, Guest]) -> list[dict[str, Any]]:
    return [
        {
            "question": question,
            "answers": [
                msgspec.to_builtins(one) | {"name": _name(guests, one.guest)}
                for one in one_told.answers
            ],
            "no_answer_by": list(one_told.missing),
        }
        for question, one_told in tellings.items()
    ]


def _due_of(results: Results, guest: str) -> list[str]:
    """As `due`, of results."""
    found = [one for one in results.questions if one.to in (None, guest) and one.outcome in DUE]
    found.sort(key=lambda one: (one.to is None, -one.votes, int(one.id[1:])))
    return [one.id for one in found[:DUE_AT_MOST]]


def _name(guests: Mapping[str, Guest], key: str) -> str:
    return guests[key].name if key in guests else key
