"""When more wait than can be read, questions are taken slowly: each person's first goes first."""

import pytest

from server.debate import state
from server.debate.deciding import waiting
from server.debate.refusals import Rejected
from server.debate.showing.heads import audience_debate
from tests.given.debates import Drive, control_head


@pytest.fixture(autouse=True)
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(state, "SLOW_FROM", 4)
    monkeypatch.setattr(state, "SLOW_UNTIL", 2)
    monkeypatch.setattr(waiting, "AT_MOST", 8)


def test_with_many_waiting_one_of_each_may_wait_and_votes_count_as_always() -> None:
    drive = Drive()
    shown = drive.ask_openly("Kada?", by="ana")
    for at in range(4):
        assert "slow" not in audience_debate(drive.debate, drive.around)
        assert "waiting" not in control_head(drive.debate, drive.around)
        drive.ask(f"Zašto {at}?", by="besa")

    assert control_head(drive.debate, drive.around)["waiting"] == {
        "number": 4,
        "ends_at": 2,
        "at_most": 8,
    }
    assert "waiting" not in audience_debate(drive.debate, drive.around)
    assert audience_debate(drive.debate, drive.around)["slow"] is True
    assert control_head(drive.debate, drive.around)["slow"] is True, "moderators are told, too"
    with pytest.raises(Rejected, match="one_waiting") as refusal:
        drive.ask("Zašto peti put?", by="besa")
    assert refusal.value.status == 429
    drive.ask("Prvo pitanje?", by="ana")
    drive.vote(shown, "besa")
    assert drive.debate.tally(shown) == 1


def test_it_ends_by_itself_when_half_is_read_and_not_before() -> None:
    drive = Drive()
    asked = [drive.ask(f"Zašto {at}?", by="besa") for at in range(4)]

    drive.moderate("dismiss", asked[0], reason="spam")
    assert audience_debate(drive.debate, drive.around)["slow"] is True
    drive.moderate("approve", asked[1])

    assert "slow" not in audience_debate(drive.debate, drive.around)
    drive.ask("Zašto sada?", by="besa")


def test_beyond_what_anybody_reads_nothing_is_taken() -> None:
    drive = Drive()
    for at in range(8):
        drive.ask("Zašto?", by=f"person-{at}")

    with pytest.raises(Rejected, match="inbox_full"):
        drive.ask("Kada?", by="somebody new")


def test_cards_of_moderators_do_not_count_and_are_taken_always() -> None:
    drive = Drive()
    for at in range(9):
        drive.moderate("card", text=f"Sa papira {at}?")

    assert "slow" not in audience_debate(drive.debate, drive.around)
    drive.ask("Kada?", by="ana")
