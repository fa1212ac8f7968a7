"""The clocks of a debate: started, paused and switched by producers, as facts that need no tick."""

from typing import Any

import pytest
from msgspec import UNSET
from msgspec.structs import replace

from server.debate import events as e
from server.debate.air.timing import STOPPED
from server.debate.presets import PRESETS
from server.debate.refusals import Rejected
from server.debate.showing.heads import audience_debate, display_debate, host_debate
from tests.given.debates import OWNER, SCREENER, SETTINGS, Drive, command, control_head

SECOND = 1_000  # ms


@pytest.fixture
def drive() -> Drive:
    return Drive("live")


def speak(drive: Drive, guest: str, seconds: int) -> None:
    drive.moderate("clock", guest=guest, run=True)
    drive.now += seconds * SECOND


def spoken(drive: Drive) -> dict[str, int]:
    """Whole seconds of each guest."""
    guests, now = drive.debate.guests, drive.now
    return {id_: drive.debate.spoken.get(id_, STOPPED).at(now) // SECOND for id_ in guests}


def test_the_clock_of_the_debate_runs_until_it_is_paused_and_goes_on_from_there(
    drive: Drive,
) -> None:
    drive.moderate("clock", run=True)
    drive.now += 10 * SECOND
    drive.moderate("clock", run=False)
    drive.now += 60 * SECOND
    drive.moderate("clock", run=True)
    drive.now += 5 * SECOND

    assert drive.debate.clock.at(drive.now) == 15 * SECOND


def test_starting_one_guests_clock_stops_the_other(drive: Drive) -> None:
    speak(drive, "g1", 30)
    speak(drive, "g2", 20)
    drive.moderate("clock", guest="g2", run=False)
    drive.now += 60 * SECOND

    assert spoken(drive) == {"g1": 30, "g2": 20}


def test_the_clock_of_the_debate_does_not_mind_who_speaks(drive: Drive) -> None:
    drive.moderate("clock", run=True)
    speak(drive, "g1", 30)
    speak(drive, "g2", 20)

    assert drive.debate.clock.at(drive.now) == 50 * SECOND


def test_who_asks_for_what_already_is_changes_nothing(drive: Drive) -> None:
    speak(drive, "g1", 30)
    lines = len(drive.journal)
    drive.moderate("clock", guest="g1", run=True)
    drive.moderate("clock", guest="g2", run=False)
    drive.moderate("countdown")
    drive.moderate("show_countdown", on=False)

    assert len(drive.journal) == lines
    assert spoken(drive) == {"g1": 30, "g2": 0}


def test_a_guest_nobody_invited_and_a_preset_nobody_made_are_refused(drive: Drive) -> None:
    for do, fields in (("clock", {"guest": "g9", "run": True}), ("countdown", {"preset": "61"})):
        with pytest.raises(Rejected) as caught:
            drive.moderate(do, **fields)
        assert caught.value.code == "malformed"


@pytest.mark.parametrize("do", ["clock", "countdown", "pause_countdown", "show_countdown"])
def test_screeners_turn_no_clock(drive: Drive, do: str) -> None:
    fields: dict[str, Any] = {"clock": {"run": True}, "countdown": {}}.get(do, {"on": True})
    with pytest.raises(Rejected) as caught:
        drive.do(SCREENER, command(do, **fields))
    assert caught.value.code == "not_allowed"


@pytest.mark.parametrize("phase", ["collecting", "closed"])
def test_leaving_the_live_phase_stops_all_clocks(drive: Drive, phase: str) -> None:
    drive.moderate("clock", run=True)
    speak(drive, "g1", 30)
    drive.moderate("countdown", preset="90")
    drive.moderate("phase", to=phase)
    drive.now += 60 * SECOND

    assert drive.debate.clock.at(drive.now) == 30 * SECOND
    assert spoken(drive)["g1"] == 30
    assert drive.debate.countdown is None


def test_a_guest_who_is_no_longer_one_is_stopped_and_keeps_the_time(drive: Drive) -> None:
    speak(drive, "g1", 30)
    drive.do(OWNER, replace(SETTINGS, guests={"g2": SETTINGS.guests["g2"]}, code=UNSET))
    drive.now += 60 * SECOND
    assert list(control_head(drive.debate, drive.around)["clocks"]["guests"]) == ["g2"]

    drive.do(OWNER, replace(SETTINGS, code=UNSET))
    assert spoken(drive)["g1"] == 30


def test_a_process_whose_clock_is_behind_takes_no_time_away(drive: Drive) -> None:
    speak(drive, "g1", 30)
    drive.moderate("clock", guest="g1", run=False)
    drive.moderate("clock", guest="g1", run=True)
    drive.now -= 5 * SECOND
    drive.moderate("clock", guest="g1", run=False)

    assert spoken(drive)["g1"] == 30


def test_a_countdown_says_when_it_began_and_when_its_phases_begin(drive: Drive) -> None:
    drive.moderate("countdown", preset="90")

    assert host_debate(drive.debate, drive.around)["countdown"] == {
        "preset": "90",
        "started_at": drive.now,
        "length_ms": 90_000,
        "warning_ms": 30_000,
        "danger_ms": 10_000,
    }


def test_a_countdown_asked_for_again_begins_anew(drive: Drive) -> None:
    drive.moderate("countdown", preset="90")
    drive.now += 40 * SECOND
    drive.moderate("countdown", preset="90")

    assert drive.debate.countdown is not None
    assert drive.debate.countdown.started_at == drive.now


def test_a_paused_countdown_stands_and_goes_on_with_what_was_left(drive: Drive) -> None:
    drive.moderate("countdown", preset="90")
    drive.now += 20_000
    drive.moderate("pause_countdown", on=True)
    paused = drive.debate.countdown
    assert paused is not None
    assert host_debate(drive.debate, drive.around)["countdown"]["paused_at"] == drive.now
    drive.now += 60_000
    drive.moderate("pause_countdown", on=True)
    assert drive.debate.countdown == paused
    assert paused.left(drive.now) == 70_000

    drive.moderate("pause_countdown", on=False)

    going = drive.debate.countdown
    assert going is not None
    assert "paused_at" not in host_debate(drive.debate, drive.around)["countdown"]
    assert going.left(drive.now + 5_000) == 65_000


def test_a_countdown_begun_anew_is_not_paused(drive: Drive) -> None:
    drive.moderate("countdown", preset="90")
    drive.moderate("pause_countdown", on=True)

    drive.moderate("countdown", preset="60")

    assert drive.debate.countdown is not None
    assert drive.debate.countdown.paused_at is None


def test_where_nothing_counts_down_there_is_nothing_to_pause(drive: Drive) -> None:
    with pytest.raises(Rejected, match="wrong_state"):
        drive.moderate("pause_countdown", on=True)


def test_a_countdown_runs_by_the_numbers_it_was_begun_with(drive: Drive) -> None:
    old = e.CountdownStarted(preset="45", length=45, warning=15, danger=5)
    drive.write(OWNER, [old])

    assert host_debate(drive.debate, drive.around)["countdown"]["length_ms"] == 45_000


@pytest.mark.parametrize("name", PRESETS)
def test_a_preset_warns_before_there_is_danger_before_the_time_is_over(name: str) -> None:
    preset = PRESETS[name]
    assert preset.length > preset.warning > preset.danger > 0


@pytest.mark.parametrize("do", ["take", "clear", "answered"])
def test_what_changes_the_air_ends_the_countdown_and_stops_nobody(drive: Drive, do: str) -> None:
    on_air, other = drive.ask_openly("Kada?"), drive.ask_openly("Gde?", by="besa")
    drive.moderate("take", on_air)
    speak(drive, "g1", 10)
    drive.moderate("countdown", preset="60")
    drive.moderate(do, {"take": other, "clear": None, "answered": on_air}[do])

    assert drive.debate.countdown is None
    assert drive.debate.speaking == "g1"


def test_an_answer_noted_for_another_question_leaves_the_countdown(drive: Drive) -> None:
    on_air, other = drive.ask_openly("Kada?"), drive.ask_openly("Gde?", by="besa")
    drive.moderate("take", on_air)
    drive.moderate("countdown", preset="60")
    drive.moderate("answered", other, how="not_reached")

    assert drive.debate.countdown is not None


def test_undo_takes_back_what_was_decided_and_leaves_the_clocks(drive: Drive) -> None:
    question = drive.ask_openly("Kada?")
    drive.moderate("take", question)
    speak(drive, "g1", 10)
    drive.moderate("countdown", preset="60")
    before = host_debate(drive.debate, drive.around)
    drive.moderate("undo")

    assert drive.state(question) == "open"
    after = host_debate(drive.debate, drive.around)
    assert after["clocks"] == before["clocks"]
    assert after["countdown"] == before["countdown"]


def test_the_display_shows_the_countdown_only_where_it_is_wanted(drive: Drive) -> None:
    drive.moderate("countdown", preset="60")
    assert "countdown" not in display_debate(drive.debate, drive.around)

    drive.moderate("show_countdown", on=True)
    assert (
        display_debate(drive.debate, drive.around)["countdown"]
        == host_debate(drive.debate, drive.around)["countdown"]
    )
    assert "clocks" not in display_debate(drive.debate, drive.around)


def test_the_display_shows_the_clock_of_who_speaks_where_time_is_wanted(drive: Drive) -> None:
    speak(drive, "g1", 10)
    drive.moderate("clock", guest="g1", run=True)
    assert "speaking" not in display_debate(drive.debate, drive.around)

    drive.moderate("show_countdown", on=True)
    clocks = host_debate(drive.debate, drive.around)["clocks"]["guests"]
    assert display_debate(drive.debate, drive.around)["speaking"] == {
        "guest": "g1",
        "time": clocks["g1"],
    }

    drive.moderate("clock", guest="g1", run=False)
    assert "speaking" not in display_debate(drive.debate, drive.around)


def test_phones_get_no_clock(drive: Drive) -> None:
    drive.moderate("countdown", preset="60")
    drive.moderate("show_countdown", on=True)

    assert not {"clocks", "countdown"} & audience_debate(drive.debate, drive.around).keys()


def test_every_guest_has_a_clock_before_anybody_spoke(drive: Drive) -> None:
    stopped = {"ran_ms": 0, "since": 0, "running": False}
    clocks = control_head(drive.debate, drive.around)["clocks"]
    assert clocks == {"debate": stopped, "guests": {"g1": stopped, "g2": stopped}}
