"""What merging does to tallies, and what those who asked are told of it."""

from server.debate.described import Chance
from server.debate.showing.documents import audience_question, you_document
from tests.given.debates import Drive
from tests.given.handles import handle


def test_who_voted_for_several_parts_counts_once_over_all_of_them() -> None:
    drive = Drive()
    one, other, third = (drive.ask_openly(text) for text in ("Kada?", "A kada?", "Kad?"))
    drive.vote(one, "ana", "besa")
    drive.vote(other, "besa", "ceca")
    drive.vote(third, "ana", "besa", "dana")

    drive.moderate("merge", third, into=other)
    assert drive.debate.tally(other) == 4
    drive.moderate("merge", other, into=one)
    assert drive.debate.tally(one) == 4

    drive.moderate("unmerge", third)
    assert (drive.debate.tally(one), drive.debate.tally(third)) == (3, 3)


def test_an_author_is_told_where_the_question_went_and_that_it_is_back() -> None:
    drive = Drive()
    one, other, third = (drive.ask_openly(text) for text in ("Kada?", "A kada?", "Kad?"))

    drive.moderate("merge", third, into=other)
    drive.moderate("merge", other, into=one)
    assert (mine(drive, third)["state"], mine(drive, third)["into"]) == ("merged", one)

    drive.moderate("unmerge", other)
    assert mine(drive, third)["into"] == other
    drive.moderate("unmerge", third)
    assert mine(drive, third)["state"] == "open"
    assert "into" not in mine(drive, third)


def test_an_author_is_not_told_of_a_question_that_nobody_may_see_yet() -> None:
    drive = Drive()
    waiting, question = drive.ask("Kada?"), drive.ask_openly("A kada?")

    drive.moderate("merge", question, into=waiting)
    assert "into" not in mine(drive, question)
    drive.moderate("approve", waiting)
    assert mine(drive, question)["into"] == waiting


def mine(drive: Drive, question: str) -> dict[str, object]:
    author = drive.debate.questions[question].author
    told: dict[str, object] = you_document(drive.debate, author)["mine"][question]
    return told


def test_everybody_is_told_with_how_many_votes_a_question_was_merged() -> None:
    drive = Drive()
    whole, part = drive.ask_openly("Kada?"), drive.ask_openly("A kada?")
    drive.vote(whole, "ana")
    drive.vote(part, "ana", "besa")

    drive.moderate("merge", part, into=whole)

    document = audience_question(drive.debate, drive.debate.questions[whole])
    assert document is not None
    assert (document["votes"], document["joined"]) == (2, [2])
    drive.moderate("unmerge", part)
    document = audience_question(drive.debate, drive.debate.questions[whole])
    assert document is not None and "joined" not in document


def test_who_voted_for_what_was_merged_is_told_where_the_vote_counts_and_takes_it_back() -> None:
    drive = Drive()
    whole, part = drive.ask_openly("Kada?"), drive.ask_openly("A kada?")
    drive.vote(part, "ana")
    drive.vote(whole, "besa")

    drive.moderate("merge", part, into=whole)

    assert you_document(drive.debate, handle("ana"))["joined"] == {part: whole}
    assert "joined" not in you_document(drive.debate, handle("besa"))
    drive.vote(whole, "ana", on=False)
    assert drive.debate.tally(whole) == 1
    assert "joined" not in you_document(drive.debate, handle("ana"))


def test_where_counts_are_hidden_those_of_the_parts_are_too() -> None:
    drive = Drive()
    whole, part = drive.ask_openly("Kada?"), drive.ask_openly("A kada?")
    drive.debate.chance = Chance("fair", hidden_counts=True)

    drive.moderate("merge", part, into=whole)

    document = audience_question(drive.debate, drive.debate.questions[whole])
    assert document is not None and "joined" not in document
