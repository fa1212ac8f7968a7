"""What stands in docs/archive.md is enough: a verifier written from it says the same as check.py.
That it names each change of an archive is in checking/test_mutations.py."""

import json
from typing import Any

import pytest
from msgspec.structs import replace

from server.archive.checking import heads
from server.archive.checking.main import check
from server.archive.export_json import export_json
from server.store.chain import START, link
from server.transparency.vkeys import NOTE, Vkey
from tests.archive.evenings import (
    NO_ROOTS,
    RECORDINGS,
    begun_anew,
    challenged_afterwards,
    complete_evening,
    decided_about_afterwards,
    random_evening,
    recorded_evening,
)
from tests.archive.made import HOUSE, KEY, KEYS, Json, Signed, archive_of, record_of
from tests.archive.mutations import mutations
from tests.archive.third.verify import verify
from tests.given.debates import Drive
from tests.store.older_lines import older


def verdicts(archive: Json) -> tuple[list[str], list[str]]:
    """Of check.py and of the third."""
    return check(archive, KEYS).wrong, verify(archive, KEYS)


@pytest.mark.parametrize("seed", range(24))
def test_any_evening_is_right(seed: int) -> None:
    assert verdicts(archive_of(random_evening(seed, 40 + 15 * (seed % 12)))) == ([], [])


@pytest.mark.parametrize("name", sorted(file.stem for file in RECORDINGS.glob("*.json")))
def test_a_recorded_evening_is_right(name: str) -> None:
    archive = archive_of(recorded_evening(name))

    assert len(archive["questions"]) > 10
    assert verdicts(archive) == ([], [])


def test_whoever_has_a_proof_may_challenge_a_dismissal_behind_the_closing() -> None:
    archive = archive_of(challenged_afterwards())

    assert json.loads(archive["journal"][-1])["event"]["event"] == "DismissalChallenged"
    assert [one["question"] for one in archive["moderation"]["challenged"]] == ["q3"]
    assert verdicts(archive) == ([], [])


def test_a_log_may_be_begun_anew_with_another_number_and_fewer_lines() -> None:
    assert verdicts(archive_of(begun_anew())) == ([], [])
    others: list[dict[str, Any]] = [{"log": 2}, {"kept": 99}, *({"root": one} for one in NO_ROOTS)]
    for archive in (archive_of(begun_anew(**other)) for other in others):
        check_says, third_says = verdicts(archive)
        assert check_says and third_says


def test_what_was_decided_about_again_since_it_was_on_air_has_not_waited() -> None:
    archive = archive_of(decided_about_afterwards())

    assert archive["moderation"]["wait_ms"] == 0
    assert verdicts(archive) == ([], [])


def test_lines_of_an_older_program_are_read() -> None:
    archive = half_older(complete_evening())

    assert "" in archive["opened"]["3"] and "text" in archive["opened"]["18"]
    assert verdicts(archive) == ([], [])


def half_older(drive: Drive) -> Json:
    """The archive of a debate that was open while the program became another."""
    record = record_of(drive)
    lines, previous = [], START
    for line, entry in zip(record.lines, drive.journal, strict=True):
        body, sealed = older(entry, entry.at) if line.seq < 12 else (line.body, line.sealed)
        previous = link(previous, body)
        lines.append(replace(line, body=body, sealed=sealed, hash=previous.hex()))
    note = str(Signed([line.body for line in lines], drive.debate.code))
    whole: Json = json.loads(export_json(replace(record, lines=lines, checkpoint=note)))
    return whole


def test_the_key_may_be_that_of_the_houses_log_or_of_another_house() -> None:
    archive = archive_of(complete_evening())

    assert verify(archive) == []
    assert verify(archive, [str(KEY.vkey(f"{HOUSE}/log"))]) == []
    assert verify(archive, [str(KEY.vkey("another.example.org/log"))])


@pytest.mark.slow
def test_what_a_house_changes_that_has_the_key_is_named_wherever_check_py_names_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def is_signed(key: bytes, message: bytes, signature: bytes) -> bool:
        return Vkey("any", NOTE, key).verifies(message, signature)

    monkeypatch.setattr(heads, "is_signed", is_signed)
    archive = archive_of(complete_evening())
    named = [
        change for change in mutations(archive, ("signed",)) if check(change.archive, KEYS).wrong
    ]

    assert len(named) > 1_000
    assert not [change.name for change in named if not verify(change.archive, KEYS)]
