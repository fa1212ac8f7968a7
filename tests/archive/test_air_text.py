"""What the archive tells of the words in which a question stood on air, and of what else a gallery
does. That the page says the same is in tests/static/archive/test_verifier.py."""

import json

import pytest

from server.archive.checking.main import check
from server.archive.export_csv import export_csv
from server.archive.export_json import export_json
from server.archive.verify import verify as verify_database
from server.store import Store
from server.store.chain import canonical
from tests.archive.evenings import complete_evening, keep, results_of
from tests.archive.gallery import (
    AIR_TEXTS,
    LONG,
    MARK,
    SHORT,
    closed_again,
    gallery_evening,
    of_air_text,
)
from tests.archive.made import KEYS, archive_of, record_of
from tests.archive.mutations import headed
from tests.archive.test_export_csv import table
from tests.archive.third.verify import verify

GALLERY = {
    *("StrapShown", "PictureShown", "EverythingCut", "MomentMarked", "RecordingReported"),
    *("CountdownExtended", "AirTextWritten"),
}


@pytest.mark.parametrize("case", AIR_TEXTS)
def test_told_is_the_last_one_that_stood_on_air_for_words_that_are_told(case: str) -> None:
    _, is_told = AIR_TEXTS[case]
    drive = of_air_text(case)

    told = [one.air_text for one in results_of(drive).questions]

    assert [text for text in told if text] == [SHORT] * is_told
    file = export_json(record_of(drive)).decode()
    opened = [part for parts in json.loads(file)["opened"].values() for part in parts]
    assert ("air_text" in opened, SHORT in file) == (is_told, is_told)
    assert "064 123 456" not in file and "Never shown" not in file
    assert check(json.loads(file), KEYS).wrong == []
    assert verify(json.loads(file), KEYS) == []


async def test_it_stands_in_the_table(store: Store) -> None:
    (row,) = table(export_csv(await keep(store, of_air_text("stood on air"))))

    assert (row["text"], row["air_text"]) == (LONG, SHORT)


async def test_all_that_a_gallery_does_is_known_to_whoever_verifies(store: Store) -> None:
    drive = gallery_evening()
    record = await keep(store, drive)
    archive = archive_of(drive)

    kinds = {json.loads(line)["event"]["event"] for line in archive["journal"]}
    assert kinds >= GALLERY
    assert check(archive, KEYS).wrong == []
    assert verify(archive, KEYS) == []
    report = await verify_database(store, drive.debate.code)
    assert report is not None and report.problems == []
    assert record.results.moderation.undone == {
        "AirTextWritten": 1,
        "EverythingCut": 1,
        "PictureShown": 1,
        "StrapShown": 1,
    }


async def test_what_is_typed_to_a_mark_is_in_no_download(store: Store) -> None:
    record = await keep(store, gallery_evening())

    file = export_json(record).decode()

    assert any(MARK in (line.sealed or "") for line in record.lines)
    assert MARK not in file and "Vozovi?" not in file
    assert "camera A" not in file, "nor how a recording is called"


@pytest.mark.parametrize("words", ["another", "of a line that says another"])
def test_other_words_than_were_sealed_are_named_though_they_are_signed(words: str) -> None:
    archive = archive_of(complete_evening())
    (question,) = (one for one in archive["questions"] if "air_text" in one)
    changed = archive | {
        "questions": [
            one | {"air_text": "Other?"} if one is question else one for one in archive["questions"]
        ]
    }
    if words == "of a line that says another":
        number = next(no for no, parts in archive["opened"].items() if "air_text" in parts)
        part = canonical({"air_text": "Other?", "salt": "s"}).decode()
        changed["opened"] = archive["opened"] | {number: {"air_text": part}}
        changed = headed(changed, archive["journal"], "signed")

    assert check(changed, KEYS).wrong
    assert verify(changed, KEYS)


def test_one_that_is_not_opened_is_asked_for() -> None:
    changed, number = closed_again(archive_of(complete_evening()))

    assert check(changed, KEYS).wrong == [f"line {number}: its air_text is not opened"]
    assert verify(changed, KEYS) == ["an air text of q1 is closed"]
