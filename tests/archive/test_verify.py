"""What `tribina verify` notices in a database."""

import json
import sqlite3
from pathlib import Path

import pytest
from msgspec.structs import replace

from server.archive.checking.main import check
from server.archive.export_json import document
from server.archive.load import load_record
from server.archive.verify import verify
from server.debate.events import Entry
from server.debate.minutes import MINUTE_MS
from server.store import Store
from server.store.chain import START, link
from tests.archive.evenings import (
    append,
    challenged_afterwards,
    close,
    keep,
    random_evening,
    recorded_evening,
)
from tests.given.debates import Drive
from tests.store.older_lines import older


def changed(folder: Path, *statements: str) -> None:
    """Somebody with access to the file."""
    with sqlite3.connect(folder / "tribina.db") as database:
        for statement in statements:
            assert database.execute(statement).rowcount > 0, statement
    database.close()


def evening() -> Drive:
    drive = Drive()
    whole, part = drive.ask_openly("Jobs?"), drive.ask_openly("Any jobs?")
    drive.vote(whole, "ana", "besa")
    drive.vote(part, "besa", "cveta")
    drive.moderate("merge", part, into=whole)
    return drive


async def test_an_unknown_debate_has_no_report(store: Store) -> None:
    assert await verify(store, "000000") is None


async def test_a_running_debate_verifies(store: Store) -> None:
    drive = evening()
    await keep(store, drive)

    report = await verify(store, drive.debate.code)

    assert report is not None
    assert report.problems == []
    assert (report.entries, report.ballots) == (len(drive.journal), 4)


async def test_a_closed_debate_verifies_and_tells_its_last_hash(store: Store) -> None:
    drive = evening()
    close(drive)
    record = await keep(store, drive)

    report = await verify(store, drive.debate.code)

    assert report is not None and report.ok
    assert report.head == record.lines[-1].hash


@pytest.mark.parametrize("seed", range(8))
async def test_any_debate_verifies(store: Store, seed: int) -> None:
    drive = random_evening(seed)
    await keep(store, drive)

    report = await verify(store, drive.debate.code)

    assert report is not None and report.problems == []


async def test_a_debate_verifies_in_which_a_dismissal_was_challenged_afterwards(
    store: Store,
) -> None:
    drive = challenged_afterwards()
    await keep(store, drive)

    report = await verify(store, drive.debate.code)

    assert report is not None and report.problems == []


async def test_a_recorded_debate_verifies(store: Store) -> None:
    drive = recorded_evening("sporazum-energy")
    await keep(store, drive)

    report = await verify(store, drive.debate.code)

    assert report is not None and report.problems == []
    assert report.ballots == drive.debate.ballots


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE journal SET body = replace(body, '\"at\":', '\"at\": ') WHERE seq = 3",
        "UPDATE journal SET body = replace(body, 'q1', 'q2') WHERE seq = 4",
        "UPDATE journal SET sealed = replace(sealed, 'Jobs', 'Joys') WHERE seq = 3",
        "UPDATE journal SET sealed = NULL WHERE seq = 3",
        "UPDATE journal SET hash = substr(hash, 2) || substr(hash, 1, 1) WHERE seq = 5",
        "DELETE FROM journal WHERE seq = 5",
        "DELETE FROM journal WHERE seq = (SELECT max(seq) FROM journal)",
        'UPDATE ballots SET "on" = 0 WHERE handle = (SELECT min(handle) FROM ballots)',
        "DELETE FROM ballots WHERE handle = (SELECT min(handle) FROM ballots)",
        "INSERT INTO ballots VALUES ('482915', 'q1', 'stuffed', 1, '', 0, 0, '', '')",
        "INSERT INTO ballots VALUES ('482915', 'q9', 'stuffed', 1, '', 0, 0, '', '')",
        "UPDATE tallies SET votes = votes + 1 WHERE question = 'q1'",
        "UPDATE journal SET at = at + 60000 WHERE seq = 4",
        "UPDATE debates SET phase = 'live'",
        "UPDATE debates SET unlinked = 0",
    ],
)
async def test_a_change_in_the_database_is_noticed(
    store: Store, tmp_path: Path, statement: str
) -> None:
    drive = evening()
    close(drive)
    await keep(store, drive)

    changed(tmp_path, statement)

    report = await verify(store, drive.debate.code)
    assert report is not None and not report.ok
    assert all("Jobs" not in problem for problem in report.problems)


async def test_lines_from_before_times_were_by_the_minute_verify(
    store: Store, tmp_path: Path
) -> None:
    """A debate that was open meanwhile has both kinds."""
    drive = evening()
    for entry in drive.journal:
        assert entry.at % MINUTE_MS == 0
    drive.journal = [replace(entry, at=entry.at + 12_345) for entry in drive.journal]
    await keep(store, drive)
    as_before(tmp_path, drive.journal)
    drive.now += 75_000
    drive.ask("Later?")
    written = len(drive.journal) - 1
    close(drive)
    await append(store, drive, drive.journal[written:])
    await store.debates.unlink(drive.debate.code)

    report = await verify(store, drive.debate.code)
    record = await load_record(store, drive.debate.code)

    assert report is not None and report.problems == []
    assert record is not None
    archive = document(record)
    lines = [json.loads(line) for line in archive["journal"]]
    assert {line["at"] % MINUTE_MS for line in lines} == {0, 12_345}
    assert {line.get("nonce") is None for line in lines} == {True, False}
    assert {one["at"] % MINUTE_MS for one in archive["questions"]} == {0}
    assert check(archive).wrong == []


def as_before(folder: Path, entries: list[Entry]) -> None:
    """Write all these lines with their moments in table and body, as earlier versions did."""
    with sqlite3.connect(folder / "tribina.db") as database:
        previous = START
        for entry in entries:
            body, sealed = older(entry, entry.at)
            previous = link(previous, body)
            database.execute(
                "UPDATE journal SET body = ?, sealed = ?, hash = ?, at = ?, moment = NULL"
                " WHERE seq = ?",
                (body.decode(), sealed, previous.hex(), entry.at, entry.seq),
            )
    database.close()


async def test_ballots_stuffed_with_their_tally_miss_the_seal(store: Store, tmp_path: Path) -> None:
    drive = evening()
    close(drive)
    await keep(store, drive)

    changed(
        tmp_path,
        "INSERT INTO ballots VALUES ('482915', 'q1', 'a', 1, '', 0, 0, '', '')",
        "INSERT INTO ballots VALUES ('482915', 'q1', 'b', 1, '', 0, 0, '', '')",
        "UPDATE tallies SET votes = votes + 2 WHERE question = 'q1'",
    )

    report = await verify(store, drive.debate.code)
    assert report is not None
    assert any("ballots sealed" in problem for problem in report.problems)
