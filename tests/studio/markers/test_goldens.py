"""Every form, of an evening that has all that puts programs out of step."""

from tests.studio.markers.evening import MARKS, QUESTIONS
from tests.studio.markers.goldens import FOLDER, made


def test_files_are_as_they_were_when_somebody_read_them() -> None:
    now = {file.name: text.encode() for file, text in made()}

    assert now == {file.name: file.read_bytes() for file in FOLDER.iterdir()}


def test_that_evening_has_what_they_stumble_over() -> None:
    said = "".join([*QUESTIONS.values(), *(mark or "" for mark in MARKS)])

    assert set("„“«»|*&<>čćžšđëçђљњџ😀;\"={'") - {"'"} <= set(said)
    assert "-->" in said
    assert any(text[0].isdigit() for text in QUESTIONS.values())
