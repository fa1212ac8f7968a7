"""The file that proves itself."""

import json
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from server.archive.checking.main import check
from server.archive.export_json import document, export_journal, export_json
from server.archive.load import load_record
from server.debate.deciding.sealing import BallotsSealed
from server.debate.events import LengthsSealed
from server.store import Store
from tests.archive.evenings import close, keep, random_evening
from tests.archive.test_verify import as_before
from tests.given.debates import PRODUCER, Drive

GOLDEN = Path(__file__).parent / "golden.json"
SECRETS = (
    *("Names a neighbour?", "names a neighbour", "Shown, in other words?", "064 123 456"),
    *("Përmend fqinjin?", "Më thirrni", "Komšija?", "Nikad u etru?"),
)


def evening_with_secrets() -> Drive:
    """One question shown, edited before that; others dismissed, merged, withdrawn, forgotten."""
    drive = Drive()
    shown = drive.ask("Kada? Zovite me na 064 123 456", "ana", name="Ana", to="g1", lang="sr-Latn")
    drive.moderate("translate", shown, lang="sq", text="Kur? Më thirrni në 064 123 456")
    drive.moderate("translate", shown, lang="en", text="When? Call 064 123 456")
    drive.moderate("edit", shown, text="Kada?")
    drive.moderate("translate", shown, lang="en", text="When?")
    drive.moderate("approve", shown)
    drive.vote(shown, "besa", "cveta")
    insult = drive.ask("Names a neighbour?", lang="en")
    drive.moderate("translate", insult, lang="sq", text="Përmend fqinjin?")
    drive.moderate("air_text", insult, text="Komšija?")
    drive.moderate("dismiss", insult, reason="insult", note="names a neighbour")
    drive.moderate("merge", drive.ask("Shown, in other words?"), into=shown)
    drive.moderate("air_text", shown, text="Nikad u etru?")
    drive.moderate("air_text", shown, text="Kad?")
    drive.moderate("take", shown)
    drive.now += 60_000
    drive.moderate("answered", shown, how="partly")
    close(drive)
    return drive


def without_chance(archive: dict[str, Any]) -> dict[str, Any]:
    """The export with what is different every time: nonces, salts, handles, and all that follows
    from them; lines and parts as objects, to be read."""
    lines = [json.loads(line) for line in archive["journal"]]
    for line in lines:
        line["nonce"] = "…"
        line |= {"sealed": sorted(line["sealed"])} if "sealed" in line else {}
        if line["event"]["event"] == "BallotsSealed":
            line["event"]["root"] = "…"
    opened = {
        number: {field: json.loads(part) | {"salt": "…"} for field, part in parts.items()}
        for number, parts in archive["opened"].items()
    }
    ballots = [row.split()[0] for row in archive["ballots"]]
    return archive | {"journal": lines, "opened": opened, "ballots": ballots}


async def test_the_format_is_as_it_was(store: Store) -> None:
    """Fields may be added to tribina.results.2; then golden.json changes with them."""
    archive = without_chance(document(await keep(store, evening_with_secrets())))

    assert archive == json.loads(GOLDEN.read_text())


async def test_what_was_not_shown_is_not_in_any_download(store: Store) -> None:
    drive = evening_with_secrets()
    record = await keep(store, drive)

    files = export_json(record) + export_journal(record)

    kept = [line.sealed or "" for line in record.lines]
    for secret in SECRETS:
        assert any(secret in sealed for sealed in kept), "there must be something to hide"
        assert secret.encode() not in files
    for question in drive.debate.questions.values():
        assert question.author.encode() not in files
    assert PRODUCER.name.encode() not in files


async def test_what_was_shown_can_be_proved(store: Store) -> None:
    record = await keep(store, evening_with_secrets())

    archive = document(record)

    said = [{**json.loads(part)} for parts in archive["opened"].values() for part in parts.values()]
    assert [part.get("text", part.get("name")) for part in said[:-1]] == ["Ana", "Kada?", "When?"]
    assert said[-1]["air_text"] == archive["questions"][0]["air_text"] == "Kad?"
    assert [one["translations"] for one in archive["questions"]] == [{"en": "When?"}]
    assert check(archive).wrong == []


async def test_the_same_debate_gives_the_same_bytes(store: Store) -> None:
    record = await keep(store, evening_with_secrets())

    assert export_json(record) == export_json(record)


async def test_the_journal_alone_is_its_lines_as_they_were_hashed(store: Store) -> None:
    record = await keep(store, evening_with_secrets())

    assert export_journal(record).split(b"\n") == [*(line.body for line in record.lines), b""]


async def test_what_an_older_program_closed_is_told_in_the_first_format(
    store: Store, tmp_path: Path
) -> None:
    """It sealed tallies alone, and its lines have a hash each."""
    drive = evening_with_secrets()
    unknown = (BallotsSealed, LengthsSealed)
    kept = [entry for entry in drive.journal if not isinstance(entry.event, unknown)]
    drive.journal = [replace(entry, seq=seq) for seq, entry in enumerate(kept, 1)]
    drive.journal = [replace(e, action=min(e.action, e.seq)) for e in drive.journal]
    await keep(store, drive)
    as_before(tmp_path, drive.journal)

    record = await load_record(store, drive.debate.code)

    assert record is not None
    archive = document(record)
    assert archive["format"] == "tribina.results.1"
    assert [row["seq"] for row in archive["journal"]] == list(range(1, len(kept) + 1))
    assert "ballots" not in archive
    assert check(archive).wrong == []
    rows = [json.loads(row) for row in export_journal(record).splitlines()]
    assert [row["opened"]["text"] for row in rows if "opened" in row] == ["Kada?", "When?"]


@pytest.mark.parametrize("seed", range(8))
async def test_any_debate_exports_and_checks(store: Store, seed: int) -> None:
    file = export_json(await keep(store, random_evening(seed)))

    assert check(json.loads(file)).wrong == []
