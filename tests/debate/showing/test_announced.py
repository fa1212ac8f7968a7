"""What others are told: what everybody sees, and nothing besides."""

from typing import Any

import msgspec
from msgspec.structs import replace

from server.debate import commands as c
from server.debate.actors import Actor
from server.debate.decide import decide
from server.debate.showing.announced import NOTHING, WHAT, Announcement, announced
from server.outgoing.messages import body
from tests.given.debates import OWNER, PRODUCER, SCREENER, SETTINGS, Drive, participant

ANA = participant("ana")


def told(drive: Drive, actor: Actor, command: Any) -> Announcement:
    """What is said of a command, which is then carried out."""
    events = decide(drive.debate, drive.around, command, actor, drive.now)
    said = announced(drive.debate, events)
    drive.write(actor, events)
    return said


def asked(drive: Drive, text: str = "Kada će opština?") -> str:
    before = set(drive.debate.questions)
    submit = c.SubmitQuestion(id=drive.id(), text=text, to="g1", name="Vesna")
    assert told(drive, ANA, submit) is NOTHING
    (id_,) = set(drive.debate.questions) - before
    return id_


def test_a_debate_and_its_questions_are_told_as_they_go() -> None:
    drive = Drive("draft")
    heard = [told(drive, OWNER, c.ChangePhase(id=drive.id(), to="collecting"))]
    id_ = asked(drive)
    heard += [
        told(drive, SCREENER, c.ApproveQuestion(id=drive.id(), question=id_)),
        told(drive, OWNER, c.ChangePhase(id=drive.id(), to="live")),
        told(drive, PRODUCER, c.TakeQuestion(id=drive.id(), question=id_)),
        told(drive, PRODUCER, c.AnswerQuestion(id=drive.id(), question=id_, how="partly")),
        told(drive, OWNER, c.ChangePhase(id=drive.id(), to="closed")),
    ]
    said = [one.said[0] for one in heard]
    assert [one.what for one in said] == [
        "debate.opened",
        "question.shown",
        "debate.live",
        "question.taken",
        "question.answered",
        "debate.closed",
    ]
    assert {one.what for one in said} == set(WHAT)
    answered = said[4]
    assert answered.text == "Kada će opština?"
    assert answered.data["how"] == "partly"
    assert answered.data["question"] == {"id": id_, "lang": "sr-Latn", "to": "Ana Petrović"}
    assert answered.data["debate"]["code"] == "482915"
    written = msgspec.json.encode([one.data for one in said]).decode()
    assert "Vesna" not in written  # who asked stays in the house
    assert ANA.handle not in written


def test_of_rehearsals_and_what_is_unlisted_nothing_is_told() -> None:
    for other in (replace(SETTINGS, rehearsal=True), replace(SETTINGS, unlisted=True)):
        drive = Drive("live", other)
        id_ = asked(drive)
        for actor, command in (
            (SCREENER, c.ApproveQuestion(id=drive.id(), question=id_)),
            (PRODUCER, c.TakeQuestion(id=drive.id(), question=id_)),
            (OWNER, c.ChangePhase(id=drive.id(), to="closed")),
        ):
            assert told(drive, actor, command).said == ()


def test_of_a_draft_nothing_is_told() -> None:
    drive = Drive("collecting")
    assert told(drive, OWNER, c.ChangePhase(id=drive.id(), to="draft")) is NOTHING
    described = replace(SETTINGS, title={"en": "Another"})
    assert told(drive, OWNER, described) is NOTHING


def test_what_is_no_longer_to_be_seen_is_taken_back() -> None:
    drive = Drive("live")
    id_, other = asked(drive), asked(drive, "A gde?")
    for one in (id_, other):
        told(drive, SCREENER, c.ApproveQuestion(id=drive.id(), question=one))
    action = drive.debate.undoable[-1].action
    undo = c.UndoAction(id=drive.id(), action=action)
    assert told(drive, SCREENER, undo).taken_back == {other}
    edit = c.EditQuestion(id=drive.id(), question=id_, text="Kad?", private=True)
    assert told(drive, SCREENER, edit).taken_back == {id_}
    dismiss = c.DismissQuestion(id=drive.id(), question=id_, reason="personal_data")
    assert told(drive, SCREENER, dismiss).taken_back == {id_}


def test_the_longest_is_below_what_a_message_may_have() -> None:
    """20 kB, whatever is written in it."""
    title = dict.fromkeys(("sr-Latn", "sr-Cyrl", "sq", "en"), "Џ́" * 150)
    guests = {"g1": replace(SETTINGS.guests["g1"], name="Ђ" * 300)}
    drive = Drive("live", replace(SETTINGS, title=title, guests=guests))
    id_ = asked(drive, "😀" * 300)
    (said,) = told(drive, SCREENER, c.ApproveQuestion(id=drive.id(), question=id_)).said
    data = said.data | {"question": said.data["question"] | {"text": said.text}}
    assert len(body(said.what, drive.now, data)) < 20_000
