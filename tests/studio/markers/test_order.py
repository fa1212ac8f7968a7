"""What a file of markers can be for."""

from server.debate.air.takes import Take
from server.studio.markers.order import NO_TAKE, choices, ordered
from tests.given.debates import Drive
from tests.studio.markers.evening import SECOND, files_of, report

WANTED = {"title": "Debata", "rate": "25", "start": "day", "form": "table"}


def test_without_any_recording_it_is_the_debate_since_it_went_live() -> None:
    drive = Drive("collecting")
    assert choices(drive.debate) == []

    drive.now += SECOND
    drive.moderate("phase", to="live")

    assert choices(drive.debate) == [Take(NO_TAKE, "", drive.now)]


def test_recordings_come_first() -> None:
    drive = Drive()
    report(drive, "OBS", "started")

    assert [take.recording for take in choices(drive.debate)] == ["OBS", ""]


def test_votes_are_told_of_what_was_on_air() -> None:
    drive = Drive()
    aired, waits = drive.ask_openly("Kada?"), drive.ask_openly("Zašto?", by="besa")
    for question in (aired, waits):
        drive.vote(question, "cveta", "dren")
    drive.moderate("take", aired)

    order = ordered(drive.debate, choices(drive.debate)[0], drive.now, **WANTED)

    assert order.votes == {aired: 2}


def test_an_open_debate_stands_where_it_is_now_and_a_closed_one_where_it_ended() -> None:
    drive = Drive()
    (live,) = choices(drive.debate)
    assert ordered(drive.debate, live, 7, **WANTED).until == 7

    drive.now += SECOND
    closed_at = drive.now
    drive.close()
    drive.moderate("phase", to="archived")

    assert ordered(drive.debate, live, 7, **WANTED).until == closed_at


def test_a_take_that_nobody_stopped_ends_with_the_debate() -> None:
    drive = Drive()
    report(drive, "OBS", "started")
    drive.moderate("clock", guest="g1", run=True)
    drive.now += 90 * SECOND
    drive.close()
    drive.now += 90 * SECOND

    (text,) = files_of(drive, "table")

    assert '"01:00:00:00";"01:01:30:00"' in text
    assert "01:03" not in text
