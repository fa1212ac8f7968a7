"""A file that proves that a question was asked, and what became of it."""

from typing import Any

import msgspec
import pytest

from server.archive.question_proof import chosen, proof_of, proven, shows
from server.debate.deciding.proving import decided_by
from server.debate.minutes import MINUTE_MS, minute
from server.store import Store
from server.store.chain import canonical
from server.transparency.base64s import encoded
from server.transparency.checkpoints import Checkpoint
from server.transparency.merkle import Tree
from server.transparency.notes import BadNote, parse_note, sign
from server.transparency.proofs import Proof
from server.transparency.vkeys import SigningKey
from tests.archive.evenings import keep
from tests.given.debates import PRODUCER, SCREENER, Drive

ORIGIN = "tribina.example/debate/482915"
KEY = SigningKey(bytes(32))


def head(note: bytes) -> Checkpoint:
    return Checkpoint.parse(parse_note(note).text)


async def saved(store: Store, drive: Drive, question: str) -> bytes:
    """The proof of a question, by a head that has all lines."""
    record = await keep(store, drive)
    decided = decided_by(drive.debate, drive.debate.questions[question])
    lines = await store.journal.lines_about(drive.debate.code, question)
    tree = Tree(line.body for line in record.lines)
    checkpoint = str(sign(Checkpoint(ORIGIN, tree.size, tree.root()).text, KEY, ORIGIN))
    return proof_of(*chosen(lines, question, decided), tree, checkpoint, tree.size)


def dismissed(reason: str = "off_topic") -> tuple[Drive, str]:
    drive = Drive()
    drive.ask("Neko drugi?", "besa")
    question = drive.ask("Kada će biti škola?", "ana", name="Ana")
    drive.now += 2 * MINUTE_MS
    drive.moderate("dismiss", question, reason=reason, note="moderators only")
    return drive, question


async def test_it_shows_what_was_asked_when_and_what_was_decided(store: Store) -> None:
    drive, question = dismissed()

    found = proven(await saved(store, drive, question), head)

    assert (found.house, found.code, found.question) == ("tribina.example", "482915", question)
    assert (found.text, found.name) == ("Kada će biti škola?", "Ana")
    assert found.at == minute(drive.debate.questions[question].at)
    assert found.decision is not None
    assert found.decision.event == "QuestionDismissed"
    assert found.decision.reason == "off_topic"
    assert found.decision.at == found.at + 2 * MINUTE_MS


async def test_it_says_nothing_of_moderators_others_or_votes(store: Store) -> None:
    drive, question = dismissed()
    shown = drive.ask_openly("Shown?", "ana")
    drive.vote(shown, "ana", "besa")

    file = await saved(store, drive, question)
    extra = Proof.parse(file).extra or b""

    for secret in (PRODUCER.name, SCREENER.name, "moderators only", "Neko drugi?", "Shown?"):
        assert secret.encode() not in extra
    assert {*msgspec.json.decode(extra)} == {"line", "opened", "decided"}
    assert {*msgspec.json.decode(extra)["opened"]} == {"text", "name"}


@pytest.mark.parametrize("taken_back", [False, True])
async def test_only_a_decision_that_stands_is_in_it(store: Store, taken_back: bool) -> None:
    drive = Drive()
    question = drive.ask("Kada?")
    drive.moderate("approve", question)
    drive.moderate("dismiss", question, reason="spam")
    if taken_back:
        drive.moderate("undo")

    decision = proven(await saved(store, drive, question), head).decision

    assert decision is not None
    assert decision.event == ("QuestionApproved" if taken_back else "QuestionDismissed")


async def test_what_waits_has_no_decision_nor_what_went_into_something_unseen(store: Store) -> None:
    drive = Drive()
    question, unseen = drive.ask("Kada?"), drive.ask("Kada, tačno?")
    drive.moderate("merge", question, into=unseen)

    assert proven(await saved(store, drive, question), head).decision is None

    drive.moderate("approve", unseen)
    decided = decided_by(drive.debate, drive.debate.questions[question])
    assert decided is not None
    assert decided.__name__ == "QuestionMerged"


async def test_the_parts_in_it_are_those_of_the_line_and_of_no_other(store: Store) -> None:
    drive, question = dismissed()
    found = proven(await saved(store, drive, question), head)
    (line, *_), (other, *_) = [
        await store.journal.lines_about("482915", id_) for id_ in (question, "q1")
    ]

    assert shows(found.opened, line)
    assert not shows(found.opened, other)
    assert not shows({}, line)


Json = dict[str, Any]


def _other_word(extra: Json) -> None:
    extra["opened"]["text"] = extra["opened"]["text"].replace("škola", "bolnica")


def _other_name(extra: Json) -> None:
    extra["opened"]["name"] = extra["opened"]["name"].replace("Ana", "Eva")


def _no_words(extra: Json) -> None:
    extra["opened"] = {}


def _other_line(extra: Json) -> None:
    extra["line"] = extra["line"].replace('"lang":"sr-Latn"', '"lang":"sq"')


def _other_reason(extra: Json) -> None:
    extra["decided"]["line"] = extra["decided"]["line"].replace("off_topic", "insult")


def _other_place(extra: Json) -> None:
    extra["decided"]["index"] -= 1


def _other_hash(extra: Json) -> None:
    extra["decided"]["hashes"][0] = encoded(bytes(32))


def _line_in_place_of_the_decision(extra: Json) -> None:
    extra["decided"]["line"] = extra["line"]


def _more(extra: Json) -> None:
    extra["votes"] = ["q1"]


CHANGES = (
    _other_word,
    _other_name,
    _no_words,
    _other_line,
    _other_reason,
    _other_place,
    _other_hash,
    _line_in_place_of_the_decision,
    _more,
)


@pytest.mark.parametrize("change", CHANGES)
async def test_whatever_is_changed_in_it_shows_nothing(store: Store, change: Any) -> None:
    drive, question = dismissed()
    proof = Proof.parse(await saved(store, drive, question))
    extra = msgspec.json.decode(proof.extra or b"")
    change(extra)

    changed = msgspec.structs.replace(proof, extra=canonical(extra))

    with pytest.raises(BadNote):
        proven(str(changed).encode(), head)


@pytest.mark.parametrize("extra", [None, b"", b"[]", b"\xff", b'{"line":1}', b'{"line":"[]"}'])
async def test_another_proof_shows_nothing_of_a_question(store: Store, extra: bytes) -> None:
    drive, question = dismissed()
    proof = Proof.parse(await saved(store, drive, question))

    with pytest.raises(BadNote):
        proven(str(msgspec.structs.replace(proof, extra=extra)).encode(), head)


async def test_a_proof_of_another_log_than_a_debates_shows_nothing(store: Store) -> None:
    drive, question = dismissed()
    file = (await saved(store, drive, question)).replace(b"/debate/482915", b"/log")

    with pytest.raises(BadNote):
        proven(file, head)


async def test_the_line_of_another_question_is_no_decision_about_this_one(store: Store) -> None:
    drive, question = dismissed()
    drive.moderate("dismiss", "q1", reason="spam")
    mine = Proof.parse(await saved(store, drive, question))
    lines = await store.journal.lines_about("482915", "q1")
    tree = Tree(line.body for line in await store.journal.lines("482915"))
    extra = msgspec.json.decode(mine.extra or b"")
    extra["decided"] = {
        "line": lines[-1].body.decode(),
        "index": lines[-1].seq - 1,
        "hashes": [encoded(step) for step in tree.inclusion(lines[-1].seq - 1)],
    }

    with pytest.raises(BadNote, match="another question"):
        proven(str(msgspec.structs.replace(mine, extra=canonical(extra))).encode(), head)


def test_what_is_too_long_is_not_read() -> None:
    with pytest.raises(BadNote, match="too long"):
        proven(b"x" * 40_000, head)
