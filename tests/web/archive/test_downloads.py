"""What is in the files of an archive: the zip, and the page that checks itself."""

import io
import json
import re
import subprocess
import sys
import zipfile
from hashlib import sha256
from pathlib import Path

import pytest

from server.archive.load import Record
from server.web.archive.downloads import Download, download
from server.web.archive.offline import embedded, verifier_file
from tests.archive.evenings import close, recorded_evening
from tests.archive.made import HOUSE, KEY, archive_of, record_of
from tests.given.debates import Drive

POLICY = f"log {KEY.vkey(f'{HOUSE}/debate/482915')}\nquorum none\n"
WORST = (
    "</script><script>document.title = 'taken'</script>",
    "<!-- <script> \u2028 \u2029 ]]> & &amp; </textarea>",
    "</SCRIPT \u202e\u200b'\"`${1}\\u003c",
    "{{ 7 * 7 }} {% raw %} \\",
)


def record() -> Record:
    return record_of(recorded_evening("sporazum-energy"))


def hostile() -> Record:
    """An evening of people who want to break out of the page."""
    drive = Drive()
    for text in WORST:
        question = drive.ask_openly(text)
        drive.vote(question, "ana")
        drive.moderate("edit", question, text=f"{text}!")
    close(drive)
    return record_of(drive)


def unpacked(body: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.parametrize("kind", ["html", "zip"])
def test_the_same_debate_gives_the_same_bytes(kind: Download) -> None:
    assert download(kind, record(), POLICY) == download(kind, record(), POLICY)


def test_the_zip_holds_the_very_bytes_that_were_hashed() -> None:
    one = record()
    whole = json.loads(download("json", one))

    parts = unpacked(download("zip", one, POLICY))

    assert list(parts) == [
        *("README.txt", "results.json", "journal.ndjson", "opened.ndjson", "ballots.txt"),
        *("checkpoint", "policy", "check.py", "verify.html"),
    ]
    assert parts["journal.ndjson"] == b"".join(line.body + b"\n" for line in one.lines)
    assert parts["ballots.txt"].decode().splitlines() == whole["ballots"]
    assert parts["checkpoint"].decode() == whole["checkpoint"] == one.checkpoint
    assert parts["policy"].decode() == POLICY
    opened = [json.loads(row) for row in parts["opened.ndjson"].decode().splitlines()]
    assert all(whole["opened"][str(row["line"])][row["field"]] == row["part"] for row in opened)
    assert len(opened) == sum(map(len, whole["opened"].values()))
    for name in ("journal", "opened", "ballots", "checkpoint"):
        del whole[name]
    assert json.loads(parts["results.json"]) == whole


def test_its_readme_says_in_four_languages_what_each_file_is() -> None:
    parts = unpacked(download("zip", record(), POLICY))

    readme = parts["README.txt"].decode()

    for name in parts.keys() - {"README.txt"}:
        assert len(re.findall(rf"^{re.escape(name)} +\S", readme, re.MULTILINE)) == 4, name
    assert "verifier." not in readme


def test_the_program_in_it_calls_it_right(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(download("zip", record(), POLICY))
    (tmp_path / "check.py").write_bytes(unpacked((tmp_path / "a.zip").read_bytes())["check.py"])

    done = subprocess.run(
        [sys.executable, "check.py", "a.zip"],
        cwd=tmp_path,
        check=False,
        capture_output=True,
        text=True,
    )

    assert (done.returncode, done.stderr) == (0, ""), done.stdout


def test_a_house_with_another_key_since_does_not_name_it_for_old_debates() -> None:
    other = f"log {type(KEY)(bytes([9]) * 32).vkey(f'{HOUSE}/debate/482915')}\nquorum none\n"

    assert "policy" not in unpacked(download("zip", record(), other))


def test_a_debate_of_the_first_format_goes_into_a_zip_as_the_file_that_it_is() -> None:
    drive = Drive()
    close(drive)
    one = record_of(drive)
    one.debate.lengths, one.checkpoint = None, None

    parts = unpacked(download("zip", one))

    assert parts["tribina-482915.json"] == download("json", one)
    assert "journal.ndjson" not in parts


def test_nothing_that_anybody_wrote_ends_the_element_that_it_stands_in() -> None:
    page = download("html", hostile()).decode()

    assert page.count("<script") == page.count("</script>") == 4
    assert "<!--" not in page and "\u2028" not in embedded(WORST)
    data = re.search(r'<script type="application/json" id="archive">(.*?)</script>', page)
    assert data is not None
    assert json.loads(data[1]) == json.loads(download("json", hostile()))


def test_the_page_may_do_nothing_but_run_its_own_script() -> None:
    page = download("html", record()).decode()

    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page)

    assert policy is not None
    assert policy[1].replace("&#39;", "'").startswith("default-src 'none'; script-src 'sha256-")
    assert not re.search(r'(?:src|href|action)="', page)


def test_the_page_and_the_verifier_alone_run_the_same_program() -> None:
    scripts = [
        re.findall(r"<script>(.*?)</script>", body.decode(), re.DOTALL)
        for body in (download("html", record()), verifier_file())
    ]

    assert scripts[0] == scripts[1]
    fingerprint = sha256(scripts[0][0].encode()).hexdigest()
    assert fingerprint in verifier_file().decode()


def test_results_are_read_without_any_script() -> None:
    drive = Drive()
    question = drive.ask_openly("Kada će biti posla?")
    drive.vote(question, "ana", "besa")
    drive.moderate("take", question)
    drive.moderate("answered", question, how="evaded")
    close(drive)

    page = re.sub(
        r"<script.*?</script>", "", download("html", record_of(drive)).decode(), flags=re.S
    )

    assert '<td class="number">2</td>' in page and "Kada će biti posla?" in page
    for words in ("Izbegnut odgovor", "Избегнут одговор", "Iu shmang", "Evaded", "Checking needs"):
        assert words in page
    assert archive_of(drive)["debate"]["code"] in page
