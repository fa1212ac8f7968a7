"""The shorter words that graphics show in the place of a question's own."""

from typing import Any

import pytest

from server.debate.air.wording import AIR_TEXT_AT_MOST
from server.debate.refusals import Rejected
from server.debate.showing.documents import audience_question, display_question
from tests.given.debates import SCREENER, Drive, command

LONG = "Kada će opština otvoriti nova radna mesta za mlade koji su završili školu?"
SHORT = "Kada nova radna mesta za mlade?"


def on_air(*more: str) -> tuple[Drive, str]:
    drive = Drive()
    question = drive.ask_openly(LONG)
    drive.moderate("take", question)
    return drive, question


def told(drive: Drive, id_: str) -> Any:
    document = display_question(drive.debate, drive.debate.questions[id_])
    assert document is not None
    return document.get("air_text")


def test_the_display_is_told_it_beside_the_text_and_phones_are_not() -> None:
    drive, question = on_air()

    drive.moderate("air_text", question, text=f" {SHORT} ")

    assert told(drive, question) == SHORT
    seen = audience_question(drive.debate, drive.debate.questions[question])
    assert seen is not None
    assert (seen["text"], "air_text" in seen) == (LONG, False)


def test_it_is_of_one_wording() -> None:
    drive, question = on_air()
    drive.moderate("air_text", question, text=SHORT)

    drive.moderate("edit", question, text="Zašto nema vode?")
    assert told(drive, question) is None
    drive.moderate("undo")
    assert told(drive, question) == SHORT


def test_without_a_text_it_goes_and_undo_brings_it_back() -> None:
    drive, question = on_air()
    drive.moderate("air_text", question, text=SHORT)

    drive.moderate("air_text", question, was=SHORT)
    assert told(drive, question) is None
    drive.moderate("undo")
    assert told(drive, question) == SHORT


@pytest.mark.parametrize("field", ["was", "of"])
def test_what_another_has_changed_meanwhile_stays(field: str) -> None:
    drive, question = on_air()
    drive.moderate("air_text", question, text=SHORT)

    with pytest.raises(Rejected) as refused:
        drive.moderate("air_text", question, text="Kada posao?", **{field: "as it never was"})
    assert refused.value.code == "wrong_state"
    assert told(drive, question) == SHORT


def test_it_fits_three_lines_of_a_lower_third() -> None:
    drive, question = on_air()

    drive.moderate("air_text", question, text="š" * AIR_TEXT_AT_MOST)
    with pytest.raises(Rejected) as refused:
        drive.moderate("air_text", question, text="š" * (AIR_TEXT_AT_MOST + 1))

    assert (refused.value.code, refused.value.args_) == ("too_long", {"limit": AIR_TEXT_AT_MOST})


def test_screeners_do_not_write_it() -> None:
    drive, question = on_air()

    with pytest.raises(Rejected) as refused:
        drive.do(SCREENER, command("air_text", "a", question=question, text=SHORT))
    assert refused.value.code == "not_allowed"


def test_what_stood_on_air_is_remembered_when_it_is_gone() -> None:
    drive, question = on_air()
    drive.moderate("air_text", question, text="Kada posao?")
    drive.moderate("air_text", question, text=SHORT)

    drive.moderate("answered", question, how="partly")
    drive.moderate("air_text", question)

    assert drive.debate.questions[question].told_air_text == SHORT


def test_what_was_undone_on_air_never_stood_there() -> None:
    drive, question = on_air()
    drive.moderate("air_text", question, text="Kada posao?")
    drive.moderate("air_text", question, text=SHORT)

    drive.moderate("undo")

    assert drive.debate.questions[question].told_air_text == "Kada posao?"
