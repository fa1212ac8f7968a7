"""The file of answers in writing that lies beside an archive."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from server.archive.checking.answers import check_answers
from server.archive.checking.report import Report, canonical
from server.archive.written import export_answers, told
from server.store import WrittenAnswer
from server.store.answers.written import chained
from tests.archive.evenings import close, results_of
from tests.given.debates import Drive

Change = Callable[[dict[str, Any]], None]


def file() -> dict[str, Any]:
    """Of two answers to one question."""
    drive = Drive()
    drive.ask_openly("Koliko je potrošeno?")
    close(drive)
    results = results_of(drive)
    answers = [
        WrittenAnswer(n, f"{n:016x}", 60_000 * n, "q1", "g1", "sr-Latn", text)
        for n, text in enumerate(("Ništa.", "Ispravka: malo."), 1)
    ]
    lines = [body for body, _ in chained(answers)]
    telling = told(results, answers, ("g2",))
    said = export_answers(results.debate.code, results.debate.guests, telling, lines)
    return dict(json.loads(said)) | {"last": chained(answers)[-1][1]}


def checked(change: Change = lambda said: None) -> Report:
    said, report = file(), Report()
    del said["last"]
    change(said)
    check_answers(report, json.dumps(said).encode(), {"debate": {"code": "482915"}})
    return report


def test_their_last_hash_is_told_to_be_compared() -> None:
    report = checked()
    assert report.wrong == [] and report.proved == []
    (said,) = report.cannot
    assert "2 answers in writing" in said and file()["last"] in said


def _rewrite(said: dict[str, Any]) -> None:
    said["questions"][0]["answers"][0]["text"] = "Sve."


def _leave_out(said: dict[str, Any]) -> None:
    del said["lines"][0]


def _add(said: dict[str, Any]) -> None:
    said["questions"][0]["answers"].append(said["questions"][0]["answers"][0])


def _space(said: dict[str, Any]) -> None:
    said["lines"][1] += " "


def _more(said: dict[str, Any]) -> None:
    said["lines"][0] = said["lines"][0].replace('{"at"', '{"a":1,"at"')


def _name(said: dict[str, Any]) -> None:
    """Another id, of other digits, in both places."""
    line = json.loads(said["lines"][0]) | {"id": "A" * 16}
    said["lines"][0] = canonical(line).decode()
    said["questions"][0]["answers"][0]["id"] = "A" * 16


def _move(said: dict[str, Any]) -> None:
    said["questions"][0]["question"] = "q2"


@pytest.mark.parametrize(
    "change",
    [
        *(_rewrite, _leave_out, _add, _space, _more, _name, _move),
        lambda said: said.update(debate="482916"),
        lambda said: said.update(format="tribina.answers.2"),
        lambda said: said.update(lines=[1]),
        lambda said: said.update(questions=7),
        lambda said: said.pop("lines"),
    ],
)
def test_what_is_not_as_its_lines_say_is_wrong(change: Change) -> None:
    assert checked(change).wrong


@pytest.mark.parametrize("body", [b"", b"[]", b"\xff", b'{"lines": [], "lines": []}', b"[" * 9_999])
def test_what_is_no_such_file_is_wrong(body: bytes) -> None:
    report = Report()
    check_answers(report, body, {"debate": {"code": "482915"}})
    assert report.wrong == ["answers.json cannot be read"]
