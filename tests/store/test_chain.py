"""The chain: what is written comes back, and any change to it is noticed."""

import json
from collections.abc import Callable
from itertools import count
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from server.archive.lines import line_problems
from server.debate import events as e
from server.debate.deciding import blocking, labelling
from server.debate.deciding.subjects import JournalEvent
from server.debate.described import Chance, Guest, Limits, Pile
from server.debate.events import Entry
from server.store import chain
from server.store.chain import START, Line
from tests.given.examples import example
from tests.store.older_lines import older

BURST: dict[str, Any] = {
    "burst": "b1",
    "rule": "new voters, cusum 3/12",
    "seconds": 40,
    "voters": 9,
    "usual": 1,
    "ballots": 9,
    "questions": {"q1": 9},
    "signs": {"networks": 1},
}
EVENTS: list[e.Event] = [
    e.DebateDescribed(
        code="482915",
        programme="sporazum",
        title={"sr-Cyrl": "Струја", "sq": "Rryma"},
        guests={"g1": Guest("Ana", {"en": "director"}, "party")},
        piles={"jobs": Pile({"en": "Jobs"})},
        limits=Limits(200, 3),
        starts_at=1,
        chance=Chance("fair", hidden_counts=True),
        rehearsal=True,
        opens_at=2,
        closes_at=3,
        languages=("sr-Latn", "sq"),
        voters_a_minute=60,
    ),
    e.PhaseChanged(to="live"),
    e.DoorOpened(what="voting"),
    e.DoorShut(what="submissions"),
    e.QuestionSubmitted(question="q1", text="Када?", author="h", lang="sr-Cyrl", name="Ана"),
    e.QuestionSubmitted(question="q2", text="Kada?", author="card:q2", lang="sr", via="card"),
    e.QuestionWithdrawn(question="q1"),
    e.QuestionApproved(question="q1"),
    e.QuestionDismissed(question="q1", reason="spam", note="не"),
    e.QuestionDismissed(question="q1", reason="spam"),
    e.QuestionHeld(question="q1", why="facts", note="Чекати"),
    e.QuestionHeld(question="q1", why="facts"),
    e.QuestionUnheld(question="q1"),
    e.QuestionRestored(question="q1"),
    e.QuestionEdited(question="q1", text="Kada?"),
    e.QuestionTranslated(question="q1", lang="sq", text="Kur?"),
    e.QuestionTranslated(question="q1", lang="sq"),
    e.QuestionMerged(question="q1", into="q2"),
    e.QuestionUnmerged(question="q1"),
    labelling.QuestionTagged(question="q1", pile=None),
    labelling.QuestionAssigned(question="q1", to="g1"),
    labelling.QuestionNoted(question="q1", note="Питати"),
    labelling.QuestionNoted(question="q1"),
    blocking.AuthorBlocked(question="q1"),
    blocking.AuthorUnblocked(question="q1"),
    e.QuestionCued(question="q1"),
    e.QuestionUncued(question="q1"),
    e.QuestionPlaced(question="q1", before=None),
    e.QuestionTaken(question="q1"),
    e.AirCleared(question="q1"),
    e.QuestionAnswered(question="q1", how="evaded"),
    e.ClockStarted(guest="g1"),
    e.ClockStopped(guest=None),
    e.CountdownStarted(preset="90", length=90, warning=30, danger=10),
    e.CountdownStopped(),
    e.CountdownPaused(on=True),
    e.CountdownShown(on=True),
    e.BallotsSetApart(**BURST),
    e.BallotsLetIn(burst="b1"),
    e.BurstPassed(**BURST),
    e.ActionUndone(action=3),
    e.TalliesSealed(tallies={"q1": 2}, own={"q1": 2}, participants=2, ballots=2),
    e.TalliesSealed(
        tallies={"q1": 2},
        own={"q1": 2},
        participants=2,
        ballots=2,
        apart={"q1": 9},
        with_apart={"q1": 11},
        apart_participants=9,
        apart_ballots=9,
    ),
]
_KNOWN = {type(event) for event in EVENTS}
EVENTS += [example(kind) for kind in get_args(JournalEvent) if kind not in _KNOWN]
ENTRIES = [
    Entry(seq, 1_000 + seq, seq, "producer", event, "mira")
    if seq % 3
    else Entry(seq, 1_000 + seq, seq, "participant", event)
    for seq, event in enumerate(EVENTS, 1)
]


LINES = pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: type(entry.event).__name__)


def nonces() -> Callable[[], str]:
    numbers = count(1)
    return lambda: f"{next(numbers):032x}"


def come_back(entry: Entry, body: bytes, sealed: str | None) -> e.Event:
    return chain.event_of(json.loads(body), sealed, getattr(entry.event, "author", None))


@LINES
def test_an_event_comes_back_as_it_was(entry: Entry) -> None:
    assert come_back(entry, *chain.write(entry, nonces())) == entry.event


@LINES
def test_an_event_of_an_older_line_comes_back_as_it_was(entry: Entry) -> None:
    assert come_back(entry, *older(entry)) == entry.event


@LINES
def test_what_is_private_is_in_no_public_part(entry: Entry) -> None:
    body, _ = chain.write(entry, nonces())
    said = json.loads(body)["event"]
    for name in type(entry.event).sealed | type(entry.event).unlinked:
        assert name not in said
    assert b"mira" not in body


@LINES
def test_every_line_has_a_nonce_and_every_part_a_salt_of_its_own(entry: Entry) -> None:
    body, sealed = chain.write(entry, nonces())
    line = json.loads(body)
    parts = chain.parts_of(line, sealed)
    random = [line["nonce"], *(json.loads(part)["salt"] for part in parts.values())]
    assert len(set(random)) == len(random)
    assert {field: chain.digest(part) for field, part in parts.items()} == chain.digests_of(line)


def test_one_part_can_be_shown_without_the_others() -> None:
    asked = e.QuestionSubmitted(question="q1", text="Kada?", author="h", lang="sr", name="Ana")
    body, sealed = chain.write(Entry(1, 61_000, 1, "participant", asked), nonces())
    parts = chain.parts_of(json.loads(body), sealed)
    assert {field: set(json.loads(part)) for field, part in parts.items()} == {
        "name": {"name", "salt"},
        "text": {"text", "salt"},
    }


def test_who_of_the_house_did_it_and_when_exactly_is_bound_and_not_said() -> None:
    entry = Entry(1, 61_234, 1, "producer", e.QuestionApproved(question="q1"), "mira")
    body, sealed = chain.write(entry, nonces())
    line = json.loads(body)
    assert (line["at"], set(line["sealed"])) == (60_000, {"by"})
    by = json.loads(chain.parts_of(line, sealed)["by"])
    assert (by["by"], by["at"]) == ("mira", 61_234)


def lines() -> list[Line]:
    """Of every kind, every other one older."""
    previous, made = START, []
    random = nonces()
    for entry in ENTRIES:
        body, sealed = older(entry) if entry.seq % 2 else chain.write(entry, random)
        previous = chain.link(previous, body)
        columns = (entry.at, entry.action, entry.role, entry.by)
        made.append(Line(entry.seq, body, sealed, previous.hex(), *columns))
    return made


def numbers(problems: list[str]) -> list[str]:
    """Of the lines that are named."""
    return [problem.split(":")[0].split(" is ")[0].split(" cannot ")[0] for problem in problems]


def test_an_untouched_chain_has_no_problems() -> None:
    assert line_problems(lines()) == []
    assert line_problems([]) == []


@given(st.integers(0, len(EVENTS) - 1), st.data())
def test_any_changed_byte_is_noticed(at: int, data: st.DataObject) -> None:
    chained = lines()
    body = bytearray(chained[at].body)
    position = data.draw(st.integers(0, len(body) - 1))
    body[position] ^= data.draw(st.integers(1, 255))
    chained[at] = replace(chained[at], body=bytes(body))
    assert f"line {at + 1}" in numbers(line_problems(chained))


@given(st.integers(0, len(EVENTS) - 2))
def test_a_line_left_out_swapped_or_put_in_is_noticed(at: int) -> None:
    chained = lines()
    for changed, where in (
        (chained[:at] + chained[at + 1 :], at + 1),
        ([*chained[:at], chained[at + 1], chained[at], *chained[at + 2 :]], at + 1),
        ([*chained[: at + 1], chained[at], *chained[at + 1 :]], at + 2),
    ):
        assert f"line {where}" in numbers(line_problems(changed))


@pytest.mark.parametrize("change", ["sealed", "at", "action", "role", "by"])
def test_what_the_table_has_besides_is_compared(change: str) -> None:
    for at, line in enumerate(lines()):
        if change == "by" and "by" not in chain.digests_of(json.loads(line.body)):
            continue  # older lines say nothing of it
        if change == "sealed" and line.sealed is None:
            continue
        others: dict[str, Any] = {"at": line.at + 60_000, "action": line.action + 1}
        others |= {"role": "host", "by": line.by + "x", "sealed": "{}"}
        chained = lines()
        chained[at] = replace(line, **{change: others[change]})
        assert f"line {at + 1}" in numbers(line_problems(chained)), line


def test_a_sealed_part_that_is_not_the_one_that_was_sealed_is_noticed() -> None:
    for at, line in enumerate(lines()):
        if line.sealed is None:
            continue
        chained = lines()
        chained[at] = replace(line, sealed=line.sealed.replace("salt", "Salt"))
        assert f"line {at + 1}" in numbers(line_problems(chained))


@pytest.mark.parametrize(
    "other",
    [
        {"at": "x"},
        {"at": None},
        {"at": [1]},
        {"sealed": "ab"},
        {"sealed": 5},
        {"event": {"event": ["X"], "to": "closed"}},
    ],
    ids=str,
)
def test_a_line_of_other_types_is_a_problem_of_its_own(other: dict[str, Any]) -> None:
    body = {"seq": 1, "at": 0, "action": 1, "role": "host", "event": {}, "nonce": "0"} | other
    assert line_problems([alone(body, None)]) != []


@pytest.mark.parametrize("part", ['{"salt":"x"}', "[1]", '{"at":"x","by":"ana"}', "x"])
def test_a_moderator_who_is_none_is_a_problem_of_its_own(part: str) -> None:
    body = {"seq": 1, "at": 0, "action": 1, "role": "host", "event": {}, "nonce": "0"}
    body["sealed"] = {chain.BY: chain.digest(part)}
    sealed = chain.canonical({chain.BY: part}).decode()
    assert line_problems([alone(body, sealed)]) == ["line 1: the sealed part cannot be read"]


def alone(body: dict[str, Any], sealed: str | None) -> Line:
    """The only line of a journal, whose hash follows."""
    written = chain.canonical(body)
    return Line(1, written, sealed, chain.link(chain.START, written).hex(), 0, 1, "host", "")


@pytest.mark.parametrize(
    ("title", "languages", "now"),
    [
        ({"sr-Latn": "Posao", "sq": "Puna"}, None, ("sr-Latn", "sq")),
        ({"sr-Cyrl": "Посао"}, None, ("sr-Cyrl", "sq")),
        ({"sq": "Puna", "en": "Jobs"}, None, ("sq", "sr-Latn")),
        ({"en": "Jobs"}, None, ("sr-Latn", "sq")),
        ({"sr-Cyrl": "Посао"}, ["sq"], ("sq", "sr-Cyrl")),
        ({"sr-Latn": "Posao"}, ["en"], ("sr-Latn", "sq")),
        ({"sr-Latn": "Posao"}, ["en", "sq"], ("en", "sq")),
    ],
)
def test_what_older_journals_called_bilingual_is_two_languages(
    title: dict[str, str], languages: list[str] | None, now: tuple[str, ...]
) -> None:
    said: dict[str, Any] = {"event": "DebateDescribed", "code": "482915"}
    said |= {"programme": "sporazum", "title": title, "bilingual": True}
    said |= {"languages": languages} if languages else {}

    event = chain.event_of({"event": said}, None, None)

    assert isinstance(event, e.DebateDescribed)
    assert event.languages == now
    assert b"bilingual" not in chain.write(Entry(1, 1, 1, "owner", event), nonces())[0]
