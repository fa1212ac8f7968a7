"""An archive is the same as one file, as a zip, and as the folder that it unpacks to."""

import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from server.archive.checking import reading
from server.archive.checking.main import main
from tests.archive.evenings import complete_evening
from tests.archive.made import HOUSE, VKEY, Json, archive_of

SEPARATE = ("journal", "opened", "ballots", "checkpoint")


@pytest.fixture(scope="module")
def archive() -> Json:
    return archive_of(complete_evening())


def parts_of(archive: Json) -> dict[str, str]:
    """As docs/archive.md puts them into files."""
    opened = [
        {"field": field, "line": int(number), "part": part}
        for number, parts in archive["opened"].items()
        for field, part in parts.items()
    ]
    results = {name: value for name, value in archive.items() if name not in SEPARATE}
    return {
        "results.json": json.dumps(results),
        "journal.ndjson": "".join(f"{line}\n" for line in archive["journal"]),
        "opened.ndjson": "".join(f"{json.dumps(row)}\n" for row in opened),
        "ballots.txt": "".join(f"{row}\n" for row in archive["ballots"]),
        "checkpoint": archive["checkpoint"],
        "policy": f"log {VKEY}\nquorum none\n",
    }


def zipped(parts: dict[str, str], path: Path) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, text in parts.items():
            file.writestr(name, text)
    return path


def test_all_three_are_ok(
    archive: Json, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    parts, folder = parts_of(archive), tmp_path / "unpacked"
    folder.mkdir()
    for name, text in parts.items():
        (folder / name).write_text(text, "utf-8")
    file = tmp_path / "archive.json"
    file.write_text(json.dumps(archive), "utf-8")

    for path in (file, folder, zipped(parts, tmp_path / "archive.zip")):
        assert main(str(path), VKEY) == 0, capsys.readouterr().out
    assert "PROVED signed by" in capsys.readouterr().out
    assert main(str(folder)) == 0
    said = capsys.readouterr().out
    assert "PROVED signed by" not in said
    assert f"CANNOT whose key it is: signed by {HOUSE}/debate/482915" in said
    assert VKEY[-44:] in said


@pytest.mark.parametrize("name", ["results.json", "journal.ndjson", "opened.ndjson", "ballots.txt"])
def test_a_part_that_is_missing_or_cut_off_is_wrong(
    archive: Json, tmp_path: Path, name: str
) -> None:
    parts = parts_of(archive)
    cut = zipped(parts | {name: parts[name][:-2]}, tmp_path / "cut.zip")
    missing = zipped({n: text for n, text in parts.items() if n != name}, tmp_path / "less.zip")

    assert main(str(cut)) == 1
    assert main(str(missing)) == 1


def test_a_zip_in_which_a_file_stands_twice_is_wrong(archive: Json, tmp_path: Path) -> None:
    path = zipped(parts_of(archive), tmp_path / "twice.zip")
    with zipfile.ZipFile(path, "a") as file, pytest.warns(UserWarning, match="Duplicate"):
        file.writestr("results.json", "{}")

    assert main(str(path)) == 1


def test_what_unpacks_to_too_much_is_not_unpacked(
    archive: Json, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = zipped(parts_of(archive), tmp_path / "archive.zip")

    monkeypatch.setattr(reading, "BYTES_AT_MOST", sum(map(len, parts_of(archive).values())) - 1)

    assert main(str(path)) == 1


@pytest.mark.parametrize(
    ("name", "more"),
    [
        ("ballots.txt", "q1 ffffffffffffffff"),
        ("journal.ndjson", '{"event":{"event":"QuestionAnswered"},"seq":99}'),
        ("opened.ndjson", '{"field":"text","line":1,"part":"{}"}'),
    ],
)
def test_what_stands_behind_the_last_line_feed_is_wrong(
    archive: Json, tmp_path: Path, name: str, more: str
) -> None:
    parts = parts_of(archive)

    assert main(str(zipped(parts | {name: parts[name] + more}, tmp_path / "more.zip"))) == 1


def test_a_part_opened_twice_or_with_more_fields_is_wrong(archive: Json, tmp_path: Path) -> None:
    parts = parts_of(archive)
    first, *rows = parts["opened.ndjson"].splitlines()
    forged = json.dumps(json.loads(first) | {"part": "forged"})
    told = json.dumps(json.loads(first) | {"said by": "a minister"})
    as_text = json.dumps(json.loads(first) | {"line": str(json.loads(first)["line"])})

    for number, lines in enumerate([[forged, first], [told], [as_text]]):
        changed = parts | {"opened.ndjson": "".join(f"{row}\n" for row in [*lines, *rows])}
        assert main(str(zipped(changed, tmp_path / f"{number}.zip"))) == 1


@pytest.mark.parametrize("name", SEPARATE)
def test_results_with_a_part_of_their_own_that_stands_in_another_file_are_wrong(
    archive: Json, tmp_path: Path, name: str
) -> None:
    parts = parts_of(archive)
    results = json.dumps(json.loads(parts["results.json"]) | {name: ["forged"]})

    assert main(str(zipped(parts | {"results.json": results}, tmp_path / "own.zip"))) == 1


def test_files_that_nothing_looks_at_are_named(
    archive: Json, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    parts = parts_of(archive) | {"questions.csv": "forged", "README.txt": "annulled"}

    assert main(str(zipped(parts, tmp_path / "more.zip")), VKEY) == 0

    assert "what stands in README.txt, questions.csv" in capsys.readouterr().out


@pytest.mark.parametrize(
    "change",
    [
        lambda text: "\ufeff" + text,
        lambda text: text.replace('"shown": ', '"shown": 0, "shown": ', 1),
        lambda text: '{"questions": [], ' + text.removeprefix("{"),
        lambda text: text.replace('"shown": 1', '"shown": 1.0', 1),
    ],
)
def test_what_another_reader_would_read_in_another_way_is_wrong(
    archive: Json, tmp_path: Path, change: Callable[[str], str]
) -> None:
    text = json.dumps(archive)
    (tmp_path / "changed.json").write_text(change(text), "utf-8")

    assert change(text) != text
    assert main(str(tmp_path / "changed.json")) == 1
