"""Whom the views tell when something was asked, and how exactly."""

from server.debate.minutes import day, hour, minute, whole_seconds
from server.debate.showing.documents import (
    audience_question,
    control_question,
    display_question,
    you_document,
)
from server.debate.showing.likely import Likely
from server.debate.showing.views import project
from server.debate.state import Touched
from tests.given.debates import Drive, command
from tests.given.handles import handle


def test_a_minute_begins_at_its_beginning() -> None:
    assert [minute(at) for at in (0, 59_999, 60_000, 60_001)] == [0, 0, 60_000, 60_000]
    assert [hour(at) for at in (3_599_999, 3_600_000)] == [0, 3_600_000]
    assert [day(at) for at in (86_399_999, 86_400_000)] == [0, 86_400_000]
    assert [whole_seconds(length) for length in (0, 999, 1_000, 61_999)] == [0, 0, 1, 61]


def test_phones_and_displays_know_the_minute_and_moderators_the_moment() -> None:
    drive = Drive()
    start, drive.now = drive.now, drive.now + 12_345
    id_ = drive.ask_openly("Kada?", "ana")
    drive.moderate("take", id_)
    debate, question = drive.debate, drive.debate.questions["q1"]

    seen = [audience_question(debate, question), display_question(debate, question)]
    mine = you_document(debate, handle("ana"))["mine"][id_]

    assert [document["at"] for document in (*seen, mine) if document] == [start] * 3
    assert control_question(debate, drive.around, question)["at"] == start + 12_345


def test_a_number_moves_with_what_its_view_shows() -> None:
    drive = Drive()
    views = [
        project(name, drive.debate, drive.around, Likely(), drive.now)
        for name in ("audience", "control")
    ]

    def numbers() -> list[int]:
        for view in views:
            view.update(Touched(questions=set(drive.debate.questions), debate=True), drive.now)
        return [view.seq for view in views]

    assert numbers() == [2, 2]
    first, _ = drive.ask("Kada?"), drive.ask("Gde?")
    assert numbers() == [2, 4], "what is asked is not shown to all"
    drive.moderate("dismiss", "q2", reason="spam")
    assert numbers() == [2, 5], "nor what is dismissed"
    drive.moderate("approve", first)
    assert numbers() == [6, 6]
    drive.vote(first, "besa")
    drive.ask("Zašto?")
    drive.around.online = 3
    assert numbers() == [6, 7], "and it does not move with who is here and votes"
    drive.do(drive.author(first), command("withdraw", question=first))
    assert numbers() == [8, 8]
