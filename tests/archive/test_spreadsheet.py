"""The table, opened in LibreOffice with the separator it was written with and with the other; as it
is, and as a spreadsheet saves it again: with quotes only where its own separator needs them."""

import csv
import io
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from server.archive.export_csv import export_csv
from server.language.cells import as_written
from server.store import Store
from tests.archive.evenings import close, keep
from tests.given.debates import Drive

SOFFICE = shutil.which("soffice")
PATIENCE_S = 120

ATTACKS = (
    "=1+1",
    "＝1+1",
    "+1+1",
    "Kada,=1+1",
    "Kada, =HYPERLINK(A1)",
    "Kada,=1+1,Ko",
    'Kada,"=1+1"',
    'Kada,""=1+1',
    "Kada;=1+1;Ko",
    'Kada;"=1+1"',
    "Kada,\xa0=1+1,",
    "Kada,@SUM(A1)",
    "Kada,-1+1,",
    "'=1+1",
)


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed (scripts/spreadsheet.sh)")
@pytest.mark.parametrize("separator", [",", ";"])
async def test_no_text_calculates_whatever_the_separator(
    store: Store, tmp_path: Path, separator: str
) -> None:
    drive = Drive()
    for attack in ATTACKS:
        question = drive.ask_openly(attack, name=attack)
        drive.moderate("translate", question, lang="en", text=attack)
    close(drive)
    table = export_csv(await keep(store, drive)).decode()
    files = {"table": table, "saved": saved_again(table)}
    files |= {f"armed-{name}": as_written(text) for name, text in files.items()}
    for name, text in files.items():
        (tmp_path / f"{name}.csv").write_text(text, newline="")

    calculated = formulas(tmp_path, separator, *files)

    assert calculated["armed-saved"], "without the apostrophes something should calculate"
    assert calculated["table"] == calculated["saved"] == []


def saved_again(table: str) -> str:
    file = io.StringIO(newline="")
    rows = csv.reader(io.StringIO(table, newline=""), delimiter=";")
    csv.writer(file, delimiter=";", lineterminator="\r\n").writerows(rows)
    return file.getvalue()


def formulas(folder: Path, separator: str, *names: str) -> dict[str, list[str]]:
    """What LibreOffice calculates in these files, opened by the import dialog's options that take
    most for a formula: formulas evaluated, spaces at the ends taken off, UTF-8.

    The options by their place: LibreOffice's help, "Filter Options for CSV Filter"."""
    options = f"{ord(separator)},34,76,1,,0,false,true,false,false,true,-1,true"
    subprocess.run(
        [
            str(SOFFICE),
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--headless",
            f"--infilter=Text - txt - csv (StarCalc):{options}",
            "--convert-to",
            "fods",
            *(f"{name}.csv" for name in names),
        ],
        cwd=folder,
        check=True,
        timeout=PATIENCE_S,
        capture_output=True,
    )
    return {
        name: re.findall(r'table:formula="([^"]*)"', read(folder / f"{name}.fods"))
        for name in names
    }


def read(document: Path) -> str:
    """The text of what was converted; that it is there at all is part of the test."""
    text = document.read_text()
    assert "Kada" in text
    return text
