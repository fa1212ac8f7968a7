"""What closing seals of how long things took."""

from server.debate import commands as c
from server.debate.events import LengthsSealed
from server.debate.minutes import MINUTE_MS, SECOND_MS
from tests.given.debates import PRODUCER, Drive, command


def sealed(drive: Drive) -> LengthsSealed:
    drive.do(PRODUCER, c.ChangePhase(id=drive.id(), to="closed"))
    lengths = drive.debate.lengths
    assert lengths is not None
    return lengths


def later(drive: Drive, seconds: float) -> None:
    drive.now += round(seconds * SECOND_MS)


def test_each_time_on_air_is_known_to_the_second() -> None:
    drive = Drive()
    first, second = drive.ask_openly("Kada?"), drive.ask_openly("Gde?")
    drive.moderate("take", first)
    later(drive, 61.9)
    drive.moderate("take", second)
    later(drive, 5)
    drive.moderate("take", first)
    later(drive, 7)

    assert sealed(drive).on_air == {first: (61, 7), second: (5,)}


def test_what_was_taken_by_mistake_was_never_on_air_and_what_left_it_never_left() -> None:
    drive = Drive()
    first, second = drive.ask_openly("Kada?"), drive.ask_openly("Gde?")
    drive.moderate("take", first)
    later(drive, 10)
    drive.moderate("take", second)
    later(drive, 2)
    drive.moderate("undo", None)
    later(drive, 30)
    drive.moderate("answered", first, how="answered")

    assert sealed(drive).on_air == {first: (42,)}


def test_a_question_that_is_not_shown_at_the_end_tells_no_length() -> None:
    drive = Drive()
    question = drive.ask_openly("Kada?")
    drive.moderate("take", question)
    later(drive, 10)
    drive.moderate("clear", None)
    drive.moderate("dismiss", question, reason="spam")

    assert sealed(drive).on_air == {}


def test_whoever_speaks_at_closing_has_spoken_until_then() -> None:
    drive = Drive()
    drive.do(PRODUCER, command("clock", guest="g1", run=True))
    later(drive, 90.5)
    drive.do(PRODUCER, command("clock", guest="g2", run=True))
    later(drive, 0.4)

    assert sealed(drive).spoken == {"g1": 90}


def test_the_first_decision_counts_from_the_middle_of_the_minute_of_asking() -> None:
    drive = Drive()
    drive.now += MINUTE_MS - drive.now % MINUTE_MS
    question = drive.ask("Kada?")
    later(drive, 100)
    drive.moderate("dismiss", question, reason="spam")
    later(drive, 100)
    drive.moderate("restore", question)
    drive.moderate("approve", question)
    later(drive, 20)
    drive.moderate("take", question)

    lengths = sealed(drive)

    assert (lengths.decision, lengths.wait) == (70, 20)


def test_where_nothing_was_decided_or_asked_there_is_no_median() -> None:
    drive = Drive()
    drive.ask("Kada?")

    lengths = sealed(drive)

    assert (lengths.decision, lengths.wait) == (None, None)
