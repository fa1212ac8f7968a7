"""What a house that signs everything anew can still not tell: each rule of docs/archive.md that its
own lines would break is named."""

import json
from collections.abc import Callable
from hashlib import sha256
from typing import Any

import pytest

from server.archive.checking.main import check
from server.store.chain import canonical
from tests.archive.evenings import close, complete_evening, looked_at
from tests.archive.made import KEYS, Json, archive_of
from tests.archive.mutations import headed
from tests.given.debates import Drive

Lines = list[Json]


@pytest.fixture(scope="module")
def archive() -> Json:
    return archive_of(complete_evening())


def with_an_older_line() -> Json:
    """An archive in which the line of a question seals its text and its name together, and the text
    is another since."""
    drive = Drive()
    question = drive.ask_openly("Street and number?", "ana", name="Ana")
    drive.moderate("edit", question, text="Where?")
    close(drive)
    archive = archive_of(drive)
    lines = [json.loads(line) for line in archive["journal"]]
    old = next(line for line in lines if line["event"]["event"] == "QuestionSubmitted")
    part = canonical({"salt": "s", "text": "Street and number?", "name": "Ana"})
    del old["nonce"]
    old["sealed"] = sha256(part).hexdigest()
    archive["opened"].pop(str(old["seq"]))
    return headed(archive, [canonical(line).decode() for line in lines], "signed")


def test_a_name_that_no_line_opens_is_told_to_be_unproved() -> None:
    report = check(with_an_older_line(), KEYS)

    assert report.wrong == []
    assert "the names, or that there is none, of q1: not opened" in report.cannot


def event(lines: Lines, kind: str) -> Json:
    found: Json = next(line["event"] for line in lines if line["event"]["event"] == kind)
    return found


def told(kind: str, **fields: Any) -> Callable[[Lines], Any]:
    return lambda lines: event(lines, kind).update(fields)


def behind(kind: str, **fields: Any) -> Callable[[Lines], Any]:
    """One line more, as an action of its own."""

    def append(lines: Lines) -> None:
        number = len(lines) + 1
        new = {"seq": number, "action": number, "event": {"event": kind, **fields}}
        lines.append({k: v for k, v in lines[-1].items() if k != "sealed"} | new)

    return append


def misnumbered(lines: Lines) -> None:
    """A question has the number of another that might follow."""
    for line in lines:
        if line["event"].get("question") == "q5":
            line["event"]["question"] = "q7"


def fewer(lines: Lines) -> None:
    """Ballots than the journal said before."""
    for ballots in (8, 7):
        behind("BallotsCommitted", ballots=ballots, root="0" * 64, mark=1)(lines)


RULES: dict[str, Callable[[Lines], Any]] = {
    "lines stand behind the closing": behind("QuestionTagged", question="q1", pile="city"),
    "not closed in these lines, once": behind("PhaseChanged", to="closed"),
    "not all is sealed": behind("BallotsSealed", ballots=0, root="0" * 64),
    "cut off": lambda lines: lines.__delitem__(slice(-4, None)),
    "cannot be taken back": told("ActionUndone", action=1),
    "what never happened was taken back": told("ActionUndone", action=10_000),
    "merged in a circle": told("QuestionMerged", into="q2"),
    "is of something that is not there": told("QuestionMerged", into="q99"),
    "of something that is not there": misnumbered,
    "something else sealed the debate": lambda lines: lines[-1].update(action=lines[-1]["seq"]),
    "on air for longer": told("LengthsSealed", on_air={"q1": [400], "q5": [65]}),
    "the times on air are not": told("LengthsSealed", on_air={"q1": [95]}),
    "spoke longer": told("LengthsSealed", spoken={"g1": 400}),
    "decisions took another time": told("LengthsSealed", decision=4_000),
    "questions waited another time": told("LengthsSealed", wait=4_000),
    "TalliesSealed.participants": told("TalliesSealed", participants=99),
    "TalliesSealed.tallies": told("TalliesSealed", tallies={"q1": 99}),
    "BallotsSealed.ballots": told("BallotsSealed", ballots=99),
    "ballots were taken out": fewer,
    "no burst was set apart": told("BallotsSetApart", event="Unheard"),
    "the checkpoint is of another debate": told("DebateDescribed", code="000000"),
}


@pytest.mark.parametrize("problem", RULES)
def test_lines_that_break_a_rule_are_named_though_they_are_signed(
    archive: Json, problem: str
) -> None:
    lines = [json.loads(line) for line in archive["journal"]]

    RULES[problem](lines)

    changed = headed(archive, [canonical(line).decode() for line in lines], "signed")
    if problem == "the checkpoint is of another debate":
        changed["debate"] = archive["debate"] | {"code": "000000"}
    assert any(problem in one for one in check(changed, KEYS).wrong), check(changed, KEYS).wrong


def test_votes_of_one_person_are_apart_together(archive: Json) -> None:
    """q2 was merged into q1."""
    of_part = {row.split()[1] for row in archive["ballots"] if row.startswith("q2 ")}
    whole = (row.split()[1] for row in archive["ballots"] if row.startswith("q1 "))
    handle = next(one for one in whole if one not in of_part)

    changed = archive | {"ballots": sorted([*archive["ballots"], f"q2 {handle} apart"])}

    assert any("apart, and others are not" in one for one in check(changed, KEYS).wrong)


@pytest.mark.parametrize(
    ("kept", "is_right"), [((5, 5, 7), True), ((0,), True), ((5, 7, 6), False)]
)
def test_the_ballots_that_the_journal_speaks_of_never_fall(
    kept: tuple[int, ...], is_right: bool
) -> None:
    assert (check(archive_of(looked_at(*kept)), KEYS).wrong == []) == is_right
