"""The file that proves itself."""

import json
from pathlib import Path
from typing import Any

import pytest

from server.archive.checking.main import check
from server.archive.export_json import document, export_journal, export_json
from server.store import Store
from tests.archive.evenings import close, keep, random_evening
from tests.given.debates import PRODUCER, Drive

GOLDEN = Path(__file__).parent / "golden.json"
SECRETS = (
    *("Names a neighbour?", "names a neighbour", "Shown, in other words?", "064 123 456"),
    *("Përmend fqinjin?", "Më thirrni"),
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
    drive.moderate("dismiss", insult, reason="insult", note="names a neighbour")
    drive.moderate("merge", drive.ask("Shown, in other words?"), into=shown)
    drive.moderate("take", shown)
    drive.now += 60_000
    drive.moderate("answered", shown, how="partly")
    close(drive)
    return drive


def without_hashes(archive: dict[str, Any]) -> dict[str, Any]:
    """The export with what is different every time: salts, and all that follows from them."""
    lines = [
        {k: "…" if k in ("hash", "sealed") else v for k, v in line.items()}
        for line in archive["journal"]
    ]
    opened = {number: part | {"salt": "…"} for number, part in archive["opened"].items()}
    return archive | {"journal": lines, "opened": opened}


async def test_the_format_is_as_it_was(store: Store) -> None:
    """Fields may be added to tribina.results.1; then golden.json changes with them."""
    archive = without_hashes(document(await keep(store, evening_with_secrets())))

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

    assert [part["text"] for part in archive["opened"].values()] == ["Kada?", "When?"]
    assert [one["translations"] for one in archive["questions"]] == [{"en": "When?"}]
    assert check(archive).wrong == []


async def test_the_same_debate_gives_the_same_bytes(store: Store) -> None:
    record = await keep(store, evening_with_secrets())

    assert export_json(record) == export_json(record)


async def test_the_journal_alone_is_one_object_a_line(store: Store) -> None:
    record = await keep(store, evening_with_secrets())

    rows = [json.loads(row) for row in export_journal(record).splitlines()]

    assert [row["seq"] for row in rows] == list(range(1, len(record.lines) + 1))
    assert [row["opened"]["text"] for row in rows if "opened" in row] == ["Kada?", "When?"]


@pytest.mark.parametrize("seed", range(8))
async def test_any_debate_exports_and_checks(store: Store, seed: int) -> None:
    file = export_json(await keep(store, random_evening(seed)))

    assert check(json.loads(file)).wrong == []
