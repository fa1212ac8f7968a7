"""Questions that moderators enter for others: from paper cards, and many at once."""

import pytest

from server.debate.deciding.submitting import IMPORTED_AT_MOST
from server.debate.inner_commands import ImportQuestions, Written
from server.debate.refusals import Rejected
from server.debate.showing.documents import audience_question, control_question, you_document
from tests.given.debates import OWNER, PRODUCER, SCREENER, Drive, command, participant


def enter(drive: Drive, text: str = "Kada?", **fields: object) -> str:
    drive.do(SCREENER, command("card", drive.id(), text=text, **fields))
    return f"q{len(drive.debate.questions)}"


def import_(drive: Drive, *written: Written, id_: str = "i") -> None:
    drive.do(PRODUCER, ImportQuestions(id=id_, questions=written))


def test_a_card_waits_for_review_and_says_how_it_came() -> None:
    drive = Drive()

    card = enter(drive, name="Mira", to="g1")

    question = drive.debate.questions[card]
    assert (question.state, question.via, question.name) == ("in_review", "card", "Mira")
    drive.moderate("approve", card)
    document = audience_question(drive.debate, drive.debate.questions[card])
    assert document is not None and document["via"] == "card"


def test_a_card_is_no_ballot_and_not_the_moderators_own() -> None:
    drive = Drive()

    card = enter(drive)

    assert drive.debate.ballots == 0
    assert you_document(drive.debate, SCREENER.handle) == {"mine": {}, "votes": {}}
    assert SCREENER.handle not in drive.debate.asked
    assert drive.debate.questions[card].author != drive.debate.questions[enter(drive)].author


def test_limits_of_phones_do_not_hold_for_cards_but_those_of_texts_do() -> None:
    drive = Drive()
    drive.moderate("shut", what="submissions")

    enter(drive)

    for fields, code in (({"text": " "}, "empty"), ({"text": "a" * 301}, "too_long")):
        with pytest.raises(Rejected) as refusal:
            enter(drive, **fields)
        assert refusal.value.code == code


def test_undo_leaves_cards_alone() -> None:
    drive = Drive()
    asked = drive.ask_openly("Ko?")
    card = enter(drive)

    drive.moderate("undo")

    assert drive.state(asked) == "in_review"
    assert drive.state(card) == "in_review"


def test_an_import_takes_all_or_nothing() -> None:
    drive = Drive()

    import_(drive, Written("Kada?", "g1", "Ana"), Written("Ko?", lang="sq"))
    with pytest.raises(Rejected):
        import_(drive, Written("Gde?"), Written(""))

    found = drive.debate.questions.values()
    assert [(q.text, q.to, q.name, q.via) for q in found] == [
        ("Kada?", "g1", "Ana", "import"),
        ("Ko?", None, None, "import"),
    ]
    assert len({q.author for q in found}) == 2


def test_an_import_is_bounded_and_for_producers_before_the_closing() -> None:
    many = tuple(Written(f"Pitanje {n}?") for n in range(IMPORTED_AT_MOST + 1))
    closed = Drive("live")
    closed.do(OWNER, command("phase", "close", to="closed"))
    cases = (
        (Drive(), OWNER, many, "too_long"),
        (Drive(), SCREENER, many[:1], "not_allowed"),
        (closed, PRODUCER, many[:1], "wrong_phase"),
    )
    for drive, actor, written, code in cases:
        with pytest.raises(Rejected) as refusal:
            drive.do(actor, ImportQuestions(id="i", questions=written))
        assert refusal.value.code == code


def test_what_came_before_is_entered_while_the_debate_is_prepared_and_waits() -> None:
    drive = Drive("draft")

    card = enter(drive)
    import_(drive, Written("Ko?"))

    assert [drive.state(id_) for id_ in (card, "q2")] == ["in_review", "in_review"]
    with pytest.raises(Rejected) as refusal:
        drive.moderate("approve", card)
    assert refusal.value.code == "wrong_phase"


def test_moderators_see_authors_by_number_each_of_what_was_imported_another() -> None:
    drive = Drive("live")
    for number, by in enumerate(("ana", "besa", "ana")):
        drive.do(participant(by), command("submit", f"s{number}", text=f"Kada {number}?"))
    last = [enter(drive), enter(drive)]
    questions = drive.debate.questions.values()
    seen = [control_question(drive.debate, drive.around, q)["author"] for q in questions]
    assert seen == ["a1", "a2", "a1", *(f"a{id_[1:]}" for id_ in last)]


def test_who_sent_no_question_from_a_phone_cannot_be_blocked_and_it_says_so() -> None:
    drive = Drive()
    import_(drive, Written("Kada?"))
    card = enter(drive)

    for id_ in ("q1", card):
        with pytest.raises(Rejected, match="entered_for_others"):
            drive.moderate("block", id_)

    assert not drive.debate.blocked
