"""A file that proves that a question was asked, and what became of it."""

from typing import Any

import msgspec
import pytest

from server.archive.question_proof import proof_of, proven, shows
from server.debate.deciding.proving import decided_by
from server.debate.minutes import MINUTE_MS, minute
from server.store import Store
from server.store.chain import canonical
from server.transparency.base64s import encoded
from server.transparency.checkpoints import Checkpoint
from server.transparency.merkle import Tree
from server.transparency.notes import BadNote, sign
from server.transparency.proofs import Proof
from tests.archive.evenings import keep
from tests.archive.question_proofs import CHANGES, KEY, ORIGIN, dismissed, head, lines_of, saved
from tests.given.debates import PRODUCER, SCREENER, Drive


def test_it_shows_what_was_asked_when_and_what_was_decided() -> None:
    drive, question = dismissed()

    found = proven(saved(drive, question), head)

    assert (found.house, found.code, found.question) == ("tribina.example", "482915", question)
    assert (found.text, found.name) == ("Kada će biti škola?", "Ana")
    assert found.at == minute(drive.debate.questions[question].at)
    assert found.decision is not None
    assert found.decision.event == "QuestionDismissed"
    assert found.decision.reason == "off_topic"
    assert found.decision.at == found.at + 2 * MINUTE_MS


def test_it_says_nothing_of_moderators_others_or_votes() -> None:
    drive, question = dismissed()
    shown = drive.ask_openly("Shown?", "ana")
    drive.vote(shown, "ana", "besa")

    file = saved(drive, question)
    extra = Proof.parse(file).extra or b""

    for secret in (PRODUCER.name, SCREENER.name, "moderators only", "Neko drugi?", "Shown?"):
        assert secret.encode() not in extra
    assert {*msgspec.json.decode(extra)} == {"line", "opened", "decided"}
    assert {*msgspec.json.decode(extra)["opened"]} == {"text", "name"}


@pytest.mark.parametrize("taken_back", [False, True])
def test_only_a_decision_that_stands_is_in_it(taken_back: bool) -> None:
    drive = Drive()
    question = drive.ask("Kada?")
    drive.moderate("approve", question)
    drive.moderate("dismiss", question, reason="spam")
    if taken_back:
        drive.moderate("undo")

    decision = proven(saved(drive, question), head).decision

    assert decision is not None
    assert decision.event == ("QuestionApproved" if taken_back else "QuestionDismissed")


def test_what_waits_has_no_decision_nor_what_went_into_something_unseen() -> None:
    drive = Drive()
    question, unseen = drive.ask("Kada?"), drive.ask("Kada, tačno?")
    drive.moderate("merge", question, into=unseen)

    assert proven(saved(drive, question), head).decision is None

    drive.moderate("approve", unseen)
    decided = decided_by(drive.debate, drive.debate.questions[question])
    assert decided is not None
    assert decided.__name__ == "QuestionMerged"


async def test_the_parts_in_it_are_those_of_the_line_and_of_no_other(store: Store) -> None:
    drive, question = dismissed()
    await keep(store, drive)
    mine, others = [await store.journal.lines_about("482915", id_) for id_ in (question, "q1")]
    tree = Tree(line.body for line in await store.journal.lines("482915"))
    checkpoint = sign(Checkpoint(ORIGIN, tree.size, tree.root()).text, KEY, ORIGIN)
    file = proof_of(mine[0], mine[-1], tree, str(checkpoint), tree.size)

    opened = proven(file, head).opened

    assert shows(opened, mine[0])
    assert not shows(opened, others[0])
    assert not shows({}, mine[0])


@pytest.mark.parametrize("change", CHANGES)
def test_whatever_is_changed_in_it_shows_nothing(change: Any) -> None:
    drive, question = dismissed()
    proof = Proof.parse(saved(drive, question))
    extra = msgspec.json.decode(proof.extra or b"")
    change(extra)

    changed = msgspec.structs.replace(proof, extra=canonical(extra))

    with pytest.raises(BadNote):
        proven(str(changed).encode(), head)


@pytest.mark.parametrize("extra", [None, b"", b"[]", b"\xff", b'{"line":1}', b'{"line":"[]"}'])
def test_another_proof_shows_nothing_of_a_question(extra: bytes) -> None:
    drive, question = dismissed()
    proof = Proof.parse(saved(drive, question))

    with pytest.raises(BadNote):
        proven(str(msgspec.structs.replace(proof, extra=extra)).encode(), head)


def test_a_proof_of_another_log_than_a_debates_shows_nothing() -> None:
    drive, question = dismissed()
    file = (saved(drive, question)).replace(b"/debate/482915", b"/log")

    with pytest.raises(BadNote):
        proven(file, head)


def test_the_line_of_another_question_is_no_decision_about_this_one() -> None:
    drive, question = dismissed()
    drive.moderate("dismiss", "q1", reason="spam")
    mine, lines = Proof.parse(saved(drive, question)), lines_of(drive)
    extra = msgspec.json.decode(mine.extra or b"")
    extra["decided"] = {
        "line": lines[-1].body.decode(),
        "index": lines[-1].seq - 1,
        "hashes": list(map(encoded, Tree(line.body for line in lines).inclusion(len(lines) - 1))),
    }

    with pytest.raises(BadNote, match="another question"):
        proven(str(msgspec.structs.replace(mine, extra=canonical(extra))).encode(), head)


def test_what_is_too_long_is_not_read() -> None:
    with pytest.raises(BadNote, match="too long"):
        proven(b"x" * 40_000, head)
