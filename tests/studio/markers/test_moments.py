"""What of a debate is marked, and what never is."""

import pytest

from server.studio.markers.moments import Moment, moments
from tests.given.debates import Drive
from tests.studio.markers.evening import SECOND, evening, files_of, report, until


def found(drive: Drive, kind: str, votes: dict[str, int] | None = None) -> list[Moment]:
    return [one for one in moments(drive.journal, votes or {}, drive.now) if one.kind == kind]


def test_a_question_is_marked_as_long_as_it_was_on_air() -> None:
    drive = Drive()
    question = drive.ask_openly("Kada?", name="Ana", to="g2")
    began = drive.now
    drive.moderate("take", question)
    drive.now += 7 * SECOND
    drive.moderate("answered", question, how="partly")

    (aired,) = found(drive, "question", {question: 34})
    (outcome,) = found(drive, "outcome")

    assert (aired.at, aired.end) == (began, began + 7 * SECOND)
    assert (aired.text, aired.asker, aired.votes, aired.guest) == (
        "Kada?",
        "Ana",
        34,
        "Arben Krasniqi",
    )
    assert (outcome.at, outcome.how) == (began + 7 * SECOND, "partly")


def test_what_is_on_air_now_goes_on() -> None:
    drive = Drive()
    drive.moderate("take", drive.ask_openly("Kada?"))

    assert [one.end for one in found(drive, "question")] == [None]


def test_the_shorter_text_stands_beside_the_one_that_was_asked() -> None:
    drive = Drive()
    question = drive.ask_openly("Kada će biti novog posla?")
    drive.moderate("air_text", question, text="Kada posao?")
    drive.moderate("take", question)

    (aired,) = found(drive, "question")

    assert (aired.air_text, aired.text) == (
        "Kada posao?",
        "Kada će biti novog posla?",
    )


@pytest.mark.parametrize("deed", ["dismiss", "undo"])
def test_what_was_dismissed_afterwards_or_taken_back_was_never_there(deed: str) -> None:
    drive = Drive()
    question = drive.ask_openly("Pogrešno?")
    drive.moderate("take", question)
    if deed == "undo":
        drive.moderate("undo")
    else:
        drive.moderate("clear")
        drive.moderate("dismiss", question, reason="insult")

    assert found(drive, "question") == found(drive, "outcome") == []


def test_an_outcome_of_what_was_never_on_air_is_no_moment() -> None:
    drive = Drive()
    drive.moderate("answered", drive.ask_openly("Kada?"), how="not_reached")

    assert found(drive, "outcome") == []


def test_one_guest_speaks_after_the_other_and_nobody_once_it_is_over() -> None:
    drive = Drive()
    began = drive.now
    drive.moderate("clock", guest="g1", run=True)
    drive.now += 10 * SECOND
    drive.moderate("clock", guest="g2", run=True)
    drive.now += 20 * SECOND
    drive.close()

    speeches = [
        (one.guest, one.at - began, (one.end or 0) - began) for one in found(drive, "speech")
    ]

    assert speeches == [
        ("Ana Petrović", 0, 10 * SECOND),
        ("Arben Krasniqi", 10 * SECOND, 30 * SECOND),
    ]


def test_phases_follow_each_other() -> None:
    drive = Drive("collecting")
    drive.now += SECOND
    drive.moderate("phase", to="live")
    drive.now += SECOND
    drive.close()

    phases = found(drive, "phase")

    assert [one.phase for one in phases] == ["collecting", "live", "closed"]
    assert [one.end for one in phases] == [*(one.at for one in phases[1:]), None]


def test_a_countdown_is_marked_where_it_ran_out_and_only_if_it_did() -> None:
    drive = Drive()
    began = drive.now
    drive.moderate("countdown", preset="30")
    drive.now += 10 * SECOND
    drive.moderate("pause_countdown", on=True)
    drive.now += 100 * SECOND
    drive.moderate("pause_countdown", on=False)
    drive.now += 25 * SECOND
    drive.moderate("countdown", preset="60")  # 5 s too late
    drive.now += 20 * SECOND
    drive.moderate("countdown")

    (up,) = found(drive, "countdown")

    assert (up.at - began, up.end, up.seconds) == (130 * SECOND, up.at, 30)


def test_a_countdown_that_runs_out_now_is_marked_once() -> None:
    drive = Drive()
    drive.moderate("countdown", preset="30")
    drive.now += 31 * SECOND
    drive.moderate("mark")
    drive.now += SECOND

    assert len(found(drive, "countdown")) == 1


def test_a_mark_has_its_text_and_its_moment() -> None:
    drive = Drive()
    drive.now += 1_234
    drive.moderate("mark", text="iseći")
    drive.moderate("mark")

    assert [(one.at, one.text) for one in found(drive, "mark")] == [
        (drive.now, "iseći"),
        (drive.now, None),
    ]


def test_recordings_are_marked_when_they_did_it() -> None:
    drive = Drive()
    report(drive, "OBS", "started", moment=drive.now - 500)

    (one,) = found(drive, "recording")

    assert (one.at, one.recording, one.state) == (drive.now - 500, "OBS", "started")


def test_no_file_tells_what_the_audience_was_never_shown() -> None:
    drive = evening()
    hidden = [one for one in drive.debate.questions.values() if one.state == "dismissed"]
    assert [(one.text, one.note) for one in hidden] == [
        ("Tajna: ovo niko ne sme da vidi", "tajna beleška")
    ]
    authors = {one.author for one in drive.debate.questions.values()}

    for form in ("resolve", "premiere", "finalcut", "cmx3600", "metadata", "subtitles", "table"):
        (text,) = files_of(drive, form, "")
        assert "ajna" not in text
        assert not [author for author in authors if author in text]
        assert "mira" not in text  # who did it
    assert until(drive)
