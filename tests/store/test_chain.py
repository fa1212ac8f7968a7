"""The chain: what is written comes back, and any change to it is noticed."""

import json
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from server.debate import events as e
from server.debate.described import Chance, Guest, Limits, Pile
from server.store import chain
from server.store.chain import START, Line
from tests.given.examples import example

SALT = "5a" * 16
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
EVENTS: list[e.JournalEvent] = [
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
    e.QuestionTagged(question="q1", pile=None),
    e.QuestionAssigned(question="q1", to="g1"),
    e.QuestionNoted(question="q1", note="Питати"),
    e.QuestionNoted(question="q1"),
    e.AuthorBlocked(question="q1"),
    e.AuthorUnblocked(question="q1"),
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
EVENTS += [example(kind) for kind in get_args(e.JournalEvent) if kind not in _KNOWN]


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: type(event).__name__)
def test_an_event_comes_back_as_it_was(event: e.JournalEvent) -> None:
    assert chain.unseal(*chain.seal(event, SALT)) == event


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: type(event).__name__)
def test_what_is_private_is_in_no_public_part(event: e.JournalEvent) -> None:
    public, _, _ = chain.seal(event, SALT)
    for name in type(event).sealed | type(event).unlinked:
        assert name not in public


def lines() -> list[Line]:
    previous, made = START, []
    for seq, event in enumerate(EVENTS, 1):
        public, sealed, _ = chain.seal(event, SALT)
        body = chain.body(seq, 1_000 + seq, seq, "producer", public, sealed)
        previous = chain.link(previous, body)
        made.append(Line(seq, body, sealed, previous.hex()))
    return made


def test_an_untouched_chain_verifies() -> None:
    assert chain.verify(lines()) is None
    assert chain.verify([]) is None


@given(st.integers(0, len(EVENTS) - 1), st.data())
def test_any_changed_byte_is_noticed(at: int, data: st.DataObject) -> None:
    chained = lines()
    body = bytearray(chained[at].body)
    position = data.draw(st.integers(0, len(body) - 1))
    body[position] ^= data.draw(st.integers(1, 255))
    chained[at] = replace(chained[at], body=bytes(body))
    assert chain.verify(chained) == at + 1


@given(st.integers(0, len(EVENTS) - 2))
def test_a_line_left_out_swapped_or_put_in_is_noticed(at: int) -> None:
    chained = lines()
    assert chain.verify(chained[:at] + chained[at + 1 :]) == at + 1
    swapped = [*chained[:at], chained[at + 1], chained[at], *chained[at + 2 :]]
    assert chain.verify(swapped) == at + 1
    assert chain.verify([*chained[: at + 1], chained[at], *chained[at + 1 :]]) == at + 2


def test_a_sealed_part_that_is_not_the_one_that_was_sealed_is_noticed() -> None:
    chained = lines()
    at = next(n for n, line in enumerate(chained) if line.sealed)
    forged = json.loads(chained[at].sealed or "") | {"text": "Nikad?"}
    chained[at] = replace(chained[at], sealed=chain.canonical(forged).decode())
    assert chain.verify(chained) == at + 1


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

    event = chain.unseal(said, None, None)

    assert isinstance(event, e.DebateDescribed)
    assert event.languages == now
    assert "bilingual" not in chain.seal(event, SALT)[0]
