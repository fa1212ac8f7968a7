"""Who signs as a guest is told from who does not, in every script and disguise."""

import time

import pytest

from server.debate.described import Guest
from server.debate.inner_commands import DescribeDebate
from server.debate.showing.documents import audience_question, control_question
from server.language.borrowed_names import is_borrowed
from tests.given.debates import OWNER, Drive

GUESTS = ("Ana Petrović", "Arben Krasniqi", "Đorđe Živković")


@pytest.mark.parametrize(
    "name",
    [
        "Ana Petrović",
        "ana petrovic",
        "АНА ПЕТРОВИЋ",
        "A. Petrović",
        "Petrović, Ana",
        "prof. dr Petrovic",
        "AnaPetrović",
        "Аnа Реtrоvić",  # a few letters are Cyrillic
        "P3trović",
        "Peeeetrović",
        "ＰＥＴＲＯＶＩＣ",
        "Ana",
        "Krasniqi",
        "Arben-Krasniqi",
        "Djordje Živković",
        "Zivkovic",
        "Ђорђе",
        "Social Club",
        "social-club",
    ],
)
def test_a_guests_name_is_borrowed_however_it_is_written(name: str) -> None:
    assert is_borrowed(name, GUESTS, "social-club")


@pytest.mark.parametrize(
    "name",
    ["Mira", "Ana Jovanović", "Ana K.", "Petar", "anonimno", "Agon", "", "…", "7", "a", "Klub",
     "studentkinja iz Zvečana"],
)  # fmt: skip
def test_other_names_are_ones_own(name: str) -> None:
    assert not is_borrowed(name, GUESTS, "social-club")


@pytest.mark.parametrize("name", ["ａ" * 40, "a " * 20, "@" * 40, "іl" * 20])
def test_the_longest_name_takes_no_time(name: str) -> None:
    start = time.process_time()
    is_borrowed.__wrapped__(name, GUESTS * 10, "social-club")
    assert time.process_time() - start < 0.02


def test_moderators_see_the_flag_and_nobody_else() -> None:
    drive = Drive()
    described = DescribeDebate(
        id="guests",
        code=drive.debate.code,
        programme="social-club",
        title={"sr-Latn": "Posao"},
        guests={"g1": Guest("Ana Petrović")},
    )
    id_ = drive.ask("Kada?", name="Ана Петровић")
    touched = drive.do(OWNER, described)
    question = drive.debate.questions[id_]

    assert control_question(drive.debate, drive.around, question)["flags"] == ["borrowed_name"]
    assert id_ in touched.questions, "who became a guest only now is told, too"
    drive.moderate("approve", id_)
    document = audience_question(drive.debate, drive.debate.questions[id_])
    assert document is not None and document["name"] == "Ана Петровић"
    assert "flags" not in document
