"""What is told of a question whose wording was changed after people had voted for it."""

from typing import Any

from server.debate.described import Chance
from server.debate.showing.documents import audience_question, control_question
from tests.given.debates import Drive


def before(drive: Drive, question: str) -> Any:
    document = audience_question(drive.debate, drive.debate.questions[question])
    assert document is not None
    return document.get("before")


def between(drive: Drive, question: str) -> Any:
    asked = drive.debate.questions[question]
    return control_question(drive.debate, drive.around, asked).get("between")


def voted(text: str = "Hoće li biti posla?") -> tuple[Drive, str]:
    drive = Drive()
    question = drive.ask_openly(text)
    drive.vote(question, "ana", "besa")
    return drive, question


def test_the_wording_that_had_votes_is_shown_to_all_with_their_number() -> None:
    drive, question = voted()

    drive.moderate("edit", question, text="Kada će biti posla?")

    assert before(drive, question) == {"text": "Hoće li biti posla?", "votes": 2}


def test_before_anybody_voted_a_former_wording_is_not_shown() -> None:
    drive = Drive()
    question = drive.ask_openly("Zovite me na 064 123 456")

    drive.moderate("edit", question, text="Kada?")
    drive.vote(question, "ana")

    assert before(drive, question) is None


def test_a_vote_that_was_taken_back_before_is_none() -> None:
    drive, question = voted()
    drive.vote(question, "ana", "besa", on=False)

    drive.moderate("edit", question, text="Kada?")

    assert before(drive, question) is None


def test_later_edits_leave_the_first_wording_that_had_votes() -> None:
    drive, question = voted()

    drive.moderate("edit", question, text="Kada će biti posla?")
    drive.vote(question, "cveta")
    drive.moderate("edit", question, text="Kada će biti više posla?")

    assert before(drive, question) == {"text": "Hoće li biti posla?", "votes": 2}


def test_an_edit_back_to_it_leaves_nothing_to_show() -> None:
    drive, question = voted()
    drive.moderate("edit", question, text="Kada?")

    drive.moderate("edit", question, text="Hoće li biti posla?")

    assert before(drive, question) is None


def test_an_edit_away_from_it_again_shows_it_again() -> None:
    """Nobody who reads the lines must know whether two texts that are not opened are the same."""
    drive, question = voted()
    drive.moderate("edit", question, text="Kada?")
    drive.moderate("edit", question, text="Hoće li biti posla?")
    drive.vote(question, "ana", "besa", on=False)

    drive.moderate("edit", question, text="Kada?")

    assert before(drive, question) == {"text": "Hoće li biti posla?", "votes": 2}


def test_personal_data_is_taken_out_for_good_and_that_it_was_is_told() -> None:
    drive, question = voted("Zovite me na 064 123 456: hoće li biti posla?")

    drive.moderate("edit", question, text="Hoće li biti posla?", private=True)
    drive.moderate("edit", question, text="Kada će biti posla?")

    assert before(drive, question) == {"votes": 2}


def test_personal_data_that_was_overlooked_is_taken_out_afterwards_with_the_same_words() -> None:
    drive, question = voted("Zovite me na 064 123 456: hoće li biti posla?")
    drive.moderate("edit", question, text="Hoće li biti posla?")

    drive.moderate("edit", question, text="Hoće li biti posla?", private=True)

    assert before(drive, question) == {"votes": 2}
    assert not drive.moderate("edit", question, text="Hoće li biti posla?", private=True)


def test_what_it_said_in_between_is_known_to_moderators_and_hidden_with_the_rest() -> None:
    drive, question = voted()
    drive.moderate("edit", question, text="Zovite me na 064 123 456", private=True)
    drive.moderate("edit", question, text="Kada će biti posla?")
    assert between(drive, question) == [{"text": "Zovite me na 064 123 456", "votes": 2}]

    drive.moderate("edit", question, text="Kada će biti posla?", private=True)

    assert between(drive, question) == [{"votes": 2}]


def test_an_edit_that_was_taken_back_never_was() -> None:
    drive, question = voted()
    drive.moderate("edit", question, text="Kada?")

    drive.moderate("undo", None)

    assert before(drive, question) is None


def test_hidden_counts_stay_hidden() -> None:
    drive, question = voted()
    drive.debate.chance = Chance("fair", hidden_counts=True)

    drive.moderate("edit", question, text="Kada?")

    assert before(drive, question) == {"text": "Hoće li biti posla?"}
