"""What producers put on air beside the question: a guest's strap, the display's picture, and
everything off at once."""

from typing import Any

import pytest
from msgspec.structs import replace

from server.debate.refusals import Rejected
from server.debate.showing.documents import display_question
from server.debate.showing.heads import display_debate
from tests.given.debates import OWNER, SETTINGS, Drive

KINDS = ("strap", "picture", "result", "cut_at", "on_air")


def told(drive: Drive) -> dict[str, Any]:
    """Of the display's head, what is on air."""
    head = display_debate(drive.debate, drive.around)
    return {name: head[name] for name in KINDS if name in head}


def answered() -> tuple[Drive, str]:
    drive = Drive()
    question = drive.ask_openly("Kada?")
    drive.moderate("take", question)
    drive.moderate("answered", question, how="partly")
    return drive, question


def test_a_strap_stays_until_another_guest_s_or_nobody_s_is_shown() -> None:
    drive = Drive()
    drive.moderate("strap", guest="g1")
    drive.moderate("take", drive.ask_openly("Kada?"))
    assert told(drive)["strap"] == "g1"

    drive.moderate("strap", guest="g2")
    assert told(drive)["strap"] == "g2"
    drive.moderate("strap")
    assert "strap" not in told(drive)


def test_who_is_no_guest_has_no_strap_nor_does_undo_bring_it() -> None:
    drive = Drive()
    with pytest.raises(Rejected):
        drive.moderate("strap", guest="g3")
    drive.moderate("strap", guest="g2")
    drive.moderate("strap", guest="g1")

    drive.do(OWNER, replace(SETTINGS, guests={"g1": SETTINGS.guests["g1"]}))
    assert told(drive) == {"strap": "g1"}
    drive.moderate("undo")
    assert told(drive) == {}


def test_a_result_is_shown_of_what_is_answered_with_how() -> None:
    drive, question = answered()

    drive.moderate("picture", picture="result", question=question)

    assert told(drive) == {"picture": "result", "result": question}
    shown = display_question(drive.debate, drive.debate.questions[question])
    assert shown is not None
    assert (shown["state"], shown["became"]) == ("answered", "partly")


def test_a_result_that_is_asked_again_is_none_and_cuing_it_tells_nobody() -> None:
    drive, question = answered()
    drive.moderate("picture", picture="result", question=question)

    drive.moderate("cue", question)
    assert told(drive) == {"picture": "result", "result": question}
    drive.moderate("take", question)

    assert told(drive) == {"on_air": question}
    drive.moderate("answered", question)
    assert told(drive) == {}


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"picture": "result"}, "malformed"),
        ({"picture": "break", "question": "q1"}, "malformed"),
        ({"question": "q1"}, "malformed"),
        ({"picture": "result", "question": "q9"}, "unknown_question"),
        ({"picture": "result", "question": "q2"}, "wrong_state"),
    ],
)
def test_nothing_else_is_a_picture(fields: dict[str, str], code: str) -> None:
    drive, _ = answered()
    drive.ask("Ko?")

    with pytest.raises(Rejected) as refused:
        drive.moderate("picture", **fields)
    assert refused.value.code == code
    assert told(drive) == {}


def test_a_question_taken_on_air_ends_a_picture_and_a_cut() -> None:
    for do, fields in (("picture", {"picture": "break"}), ("panic", {})):
        drive = Drive()
        drive.moderate(do, **fields)
        question = drive.ask_openly("Kada?")

        drive.moderate("take", question)

        assert told(drive) == {"on_air": question}


def test_panic_takes_everything_off_and_what_was_on_air_waits_for_its_outcome() -> None:
    drive = Drive()
    question = drive.ask_openly("Kada?")
    drive.moderate("take", question)
    drive.moderate("strap", guest="g1")

    drive.now += 1_000
    drive.moderate("panic")

    assert told(drive) == {"cut_at": drive.now}
    assert drive.debate.questions[question].is_aside


def test_panic_is_taken_back_as_one() -> None:
    drive = Drive()
    question = drive.ask_openly("Kada?")
    drive.moderate("take", question)
    drive.moderate("strap", guest="g1")
    before = told(drive)

    drive.moderate("panic")
    drive.moderate("undo")

    assert told(drive) == before


def test_what_always_stands_on_air_comes_back_when_panic_is_ended_or_something_is_shown() -> None:
    drive = Drive()
    drive.moderate("panic")
    drive.moderate("panic", on=False)
    assert told(drive) == {}

    drive.moderate("panic")
    drive.moderate("strap")
    assert "cut_at" not in told(drive) or told(drive) == {"cut_at": drive.now}
    drive.moderate("strap", guest="g1")
    assert told(drive) == {"strap": "g1"}


def test_nothing_stays_on_air_when_the_debate_is_closed() -> None:
    drive = Drive()
    drive.moderate("strap", guest="g1")
    drive.moderate("phase", to="closed")

    assert told(drive) == {}
