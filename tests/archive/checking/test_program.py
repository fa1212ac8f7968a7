"""check.py as strangers run it: the file alone, with nothing but Python."""

import ast
import json
import subprocess
from pathlib import Path

import pytest

from server.archive.program import program
from tests.archive.checking.test_first_format import FILE

pytestmark = pytest.mark.outside


def run(check_py: list[str], *given: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*check_py, *given], check=False, capture_output=True, text=True)


def test_a_good_file_is_ok_and_what_it_cannot_prove_is_said(check_py: list[str]) -> None:
    done = run(check_py, FILE)

    assert (done.returncode, done.stderr) == (0, "")
    kinds = [line.split()[0] for line in done.stdout.splitlines()]
    assert kinds == sorted(kinds, key=["OK", "PROVED", "CANNOT"].index)
    assert kinds[0] == "OK" and kinds[-1] == "CANNOT"


@pytest.mark.parametrize("given", [[], ["--vkey"], ["--vkey", "k"], ["a", "b"], ["--help"]])
def test_whoever_asks_wrongly_is_told_how(check_py: list[str], given: list[str]) -> None:
    done = run(check_py, *given)

    assert done.returncode == 1
    assert "python3 check.py" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_file_that_is_not_there_is_wrong(check_py: list[str]) -> None:
    done = run(check_py, "no.json")

    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout.startswith("WRONG  the file cannot be read")


@pytest.mark.parametrize(
    "archive",
    [
        *(b"[" * 2_000, b"\xff", b"", b"[]", b"null", b"{}", b"PK\x03\x04", b"9" * 5_000),
        *(b'{"format":"tribina.results.1"}', b'{"format":"tribina.results.2"}'),
        b'{"format":"tribina.results.1","format":"tribina.results.1"}',
        b'{"format": "\x1b[1A\\nOK    9 lines, 9 questions"}',
    ],
)
def test_a_hostile_file_gets_lines_of_the_checker_alone(
    check_py: list[str], archive: bytes, tmp_path: Path
) -> None:
    file = tmp_path / "archive.json"
    file.write_bytes(archive)

    done = run(check_py, file)

    assert (done.returncode, done.stderr) == (1, "")
    assert all(line.startswith("WRONG ") for line in done.stdout.splitlines())


def test_what_stands_in_a_file_is_no_line_of_the_checker(
    check_py: list[str], tmp_path: Path
) -> None:
    archive = json.loads(FILE.read_text("utf-8"))
    archive["questions"][0]["text"] = "\x1b[2J\nOK     nothing is wrong\rOK"
    (tmp_path / "archive.json").write_text(json.dumps(archive))

    said = run(check_py, tmp_path / "archive.json").stdout

    assert all(line.startswith("WRONG") for line in said.split("\n")[:-1])
    assert said.isascii() and "\x1b" not in said and "\r" not in said


def test_it_is_one_file_that_imports_only_what_comes_with_python() -> None:
    tree = ast.parse(program())
    imported = {
        (node.module if isinstance(node, ast.ImportFrom) else node.names[0].name)
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
    }
    names = [node.name for node in tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef)]

    assert imported == {
        *("base64", "collections", "collections.abc", "dataclasses", "datetime", "hashlib", "json"),
        *("os", "re", "sys", "typing", "zipfile"),
    }
    assert len(names) == len(set(names)), "one would take the place of another"
