"""Hands that were raised in the hall, which the tally can be held against."""

from typing import Any

import pytest

from server.debate.refusals import Rejected
from server.debate.showing.documents import audience_question, control_question, display_question
from tests.given.debates import Drive


def taken() -> tuple[Drive, str]:
    drive = Drive()
    question = drive.ask_openly("Kada?")
    drive.moderate("take", question)
    return drive, question


def told(drive: Drive, id_: str) -> list[Any]:
    debate, question = drive.debate, drive.debate.questions[id_]
    documents = (
        audience_question(debate, question),
        display_question(debate, question),
        control_question(debate, drive.around, question),
    )
    return [(document or {}).get("hands") for document in documents]


def test_the_number_stands_beside_the_votes_on_all_screens() -> None:
    drive, question = taken()

    drive.moderate("hands", question, hands=0)
    assert told(drive, question) == [0] * 3
    drive.moderate("hands", question, hands=45, was=0)
    assert told(drive, question) == [45] * 3


def test_without_a_number_there_is_none_and_undo_brings_it_back() -> None:
    drive, question = taken()
    drive.moderate("hands", question, hands=45)

    drive.moderate("hands", question, was=45)
    assert told(drive, question) == [None] * 3
    drive.moderate("undo", None)
    assert told(drive, question) == [45] * 3


def test_two_who_count_at_once_do_not_overwrite_each_other() -> None:
    drive, question = taken()
    drive.moderate("hands", question, hands=45)

    with pytest.raises(Rejected) as refused:
        drive.moderate("hands", question, hands=54)
    assert refused.value.args_["did"] == "hands"


def test_hands_are_counted_for_what_is_shown() -> None:
    drive = Drive()
    question = drive.ask("Kada?")

    with pytest.raises(Rejected, match="wrong_state"):
        drive.moderate("hands", question, hands=3)
