"""What was chosen together is decided as one, and comes back as one."""

import json

import pytest

from server.debate.decoding import decode_command
from server.debate.refusals import Rejected
from tests.given.debates import HOST, SCREENER, Drive, command, participant
from tests.laws.machine import everything_seen


def test_a_flood_is_dismissed_in_one_action_and_taken_back_as_one() -> None:
    drive = Drive()
    asked = [drive.ask("Spam?", by=f"person-{at}") for at in range(50)]

    drive.moderate("dismiss_many", questions=asked, reason="spam", note="one flood")
    assert {drive.state(id_) for id_ in asked} == {"dismissed"}
    assert len(drive.debate.undoable) == 1

    drive.moderate("undo")
    assert {drive.state(id_) for id_ in asked} == {"in_review"}
    assert all(drive.debate.questions[id_].note is None for id_ in asked)


def test_what_a_colleague_has_decided_meanwhile_stays() -> None:
    drive = Drive()
    shown, asked = drive.ask_openly("Kada?"), drive.ask("Spam?", by="besa")

    drive.moderate("dismiss_many", questions=[shown, asked, asked], reason="spam")
    assert (drive.state(shown), drive.state(asked)) == ("open", "dismissed")
    drive.moderate("undo")
    assert (drive.state(shown), drive.state(asked)) == ("open", "in_review")


def test_what_a_colleague_has_put_on_hold_meanwhile_stays_there() -> None:
    drive = Drive()
    held, asked = drive.ask("Kada?"), drive.ask("Spam?", by="besa")
    drive.moderate("hold", question=held, why="facts")

    drive.moderate("dismiss_many", questions=[held, asked], reason="spam")

    assert (drive.state(held), drive.state(asked)) == ("in_review", "dismissed")


def test_a_flood_comes_back_though_colleagues_have_gone_on_working() -> None:
    """Undo takes back the last action of anybody, so it does not reach what was done before."""
    drive = Drive()
    asked = [drive.ask("Spam?", by=f"person-{at}") for at in range(4)]
    drive.moderate("dismiss_many", questions=asked[:2], reason="spam")
    drive.moderate("dismiss_many", questions=asked[2:], reason="spam")
    drive.moderate("restore", question=asked[0])
    drive.moderate("approve", question=asked[0])

    drive.moderate("restore_many", questions=[*asked, asked[1]])

    assert [drive.state(id_) for id_ in asked] == ["open", *["in_review"] * 3]
    drive.moderate("undo")
    assert [drive.state(id_) for id_ in asked] == ["open", *["dismissed"] * 3]
    with pytest.raises(Rejected, match="unknown_question"):
        drive.moderate("restore_many", questions=[*asked, "q99"])


def test_no_more_than_a_message_holds_and_only_what_is_there_by_who_may() -> None:
    drive = Drive()
    asked = drive.ask("Spam?")
    for number in (0, 201):
        message = {"id": "m", "do": "dismiss_many", "reason": "spam", "questions": [asked] * number}
        with pytest.raises(Rejected, match="malformed"):
            decode_command(json.dumps(message))
    with pytest.raises(Rejected, match="unknown_question"):
        drive.moderate("dismiss_many", reason="spam", questions=[asked, "q99"])
    with pytest.raises(Rejected, match="not_allowed"):
        drive.do(HOST, command("dismiss_many", "h", questions=[asked], reason="spam"))
    assert drive.state(asked) == "in_review"


# Approving, tagging, merging.


def test_many_are_approved_at_once_without_what_a_colleague_has_decided_meanwhile() -> None:
    drive = Drive()
    asked = [drive.ask(f"Kada {at}?", by=f"person-{at}") for at in range(5)]
    drive.moderate("dismiss", question=asked[0], reason="spam")
    drive.moderate("hold", question=asked[1], why="facts")

    drive.moderate("approve_many", questions=[*asked, asked[2]])
    assert [drive.state(id_) for id_ in asked] == ["dismissed", "in_review", *["open"] * 3]
    drive.do(SCREENER, command("undo", drive.id()))
    assert [drive.state(id_) for id_ in asked] == ["dismissed", *["in_review"] * 4]


def test_many_go_into_one_pile_or_out_of_all_and_back_where_each_of_them_was() -> None:
    drive = Drive()
    one, other, shown = drive.ask("Kada?"), drive.ask("Ko?", by="besa"), drive.ask_openly("Gde?")
    drive.moderate("tag", question=other, pile="city")

    def piles() -> list[str | None]:
        return [drive.debate.questions[id_].pile for id_ in (one, other, shown)]

    drive.moderate("tag_many", questions=[one, other, shown], pile="jobs")
    assert piles() == ["jobs", "jobs", None]
    drive.moderate("tag_many", questions=[one, other])
    assert piles() == [None, None, None]
    drive.moderate("undo")
    drive.moderate("undo")
    assert piles() == [None, "city", None]
    with pytest.raises(Rejected, match="malformed"):
        drive.moderate("tag_many", questions=[one], pile="nowhere")


def test_what_a_colleague_has_put_into_another_pile_meanwhile_stays_in_it() -> None:
    drive = Drive()
    one, other = drive.ask("Kada?"), drive.ask("Ko?", by="besa")
    drive.moderate("tag", question=one, pile="city")

    drive.moderate("tag_many", questions=[one, other], pile="jobs", was=["", ""])
    assert [drive.debate.questions[id_].pile for id_ in (one, other)] == ["city", "jobs"]

    with pytest.raises(Rejected, match="wrong_state") as refusal:
        drive.moderate("tag_many", questions=[one], was=[""])
    assert refusal.value.args_["did"] == "tag"
    assert refusal.value.args_["by"]
    with pytest.raises(Rejected, match="malformed"):
        drive.moderate("tag_many", questions=[one, other], was=[""])
    drive.moderate("tag_many", questions=[one, other], was=["city", "jobs"])
    assert [drive.debate.questions[id_].pile for id_ in (one, other)] == [None, None]


def test_only_what_says_the_same_in_whichever_script_is_merged_into_the_oldest_of_it() -> None:
    drive = Drive()
    texts = ("Ko?", "Kada će voda?", "КАДА ће вода!", "Kada neće voda?", "ko…", "???", "!!!")
    asked = [drive.ask(text, by=f"person-{at}") for at, text in enumerate(texts)]
    colleagues = drive.ask("Kada će voda?", by="besa")
    drive.moderate("approve", question=colleagues)

    drive.moderate("merge_many", questions=[*reversed(asked), colleagues])

    into = [drive.debate.questions[id_].merged_into for id_ in (*asked, colleagues)]
    assert into == [None, None, asked[1], None, asked[0], None, None, None]
    drive.moderate("undo")
    assert {drive.state(id_) for id_ in asked} == {"in_review"}


def test_what_says_the_same_is_merged_into_what_most_have_voted_for() -> None:
    drive = Drive()
    asked = [drive.ask("Kada će voda?", by=f"person-{at}") for at in range(3)]
    drive.moderate("approve", question=asked[1])
    drive.vote(asked[1], "ana", "besa")
    drive.moderate("undo")
    before = everything_seen(drive.debate, drive.around)

    drive.moderate("merge_many", questions=asked)
    assert [drive.state(id_) for id_ in asked] == ["merged", "in_review", "merged"]
    drive.moderate("undo")
    assert everything_seen(drive.debate, drive.around) == before


@pytest.mark.parametrize("do", ["approve_many", "tag_many", "merge_many"])
def test_of_many_only_what_is_there_and_by_who_may(do: str) -> None:
    drive = Drive()
    asked = drive.ask("Kada?")
    at_most = 50 if do == "merge_many" else 200
    decode_command(json.dumps({"id": "m", "do": do, "questions": [asked] * at_most}))
    with pytest.raises(Rejected, match="malformed"):
        decode_command(json.dumps({"id": "m", "do": do, "questions": [asked] * (at_most + 1)}))
    with pytest.raises(Rejected, match="unknown_question"):
        drive.moderate(do, questions=[asked, "q99"])
    for actor in (HOST, participant("ana")):
        with pytest.raises(Rejected, match="not_allowed"):
            drive.do(actor, command(do, "h", questions=[asked]))
