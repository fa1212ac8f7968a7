"""Flags say what a text holds, in all scripts, and leave ordinary questions alone."""

import json
import time
from pathlib import Path

import pytest

from server.debate.showing.documents import control_question
from server.language.flags import flags_of
from tests.given.debates import Drive


@pytest.mark.parametrize(
    ("text", "flags"),
    [
        ("Zovite me na 044/123-456, odmah?", ("phone",)),
        ("Moj broj je +383 44 123 456.", ("phone",)),
        ("Zovi 0038344123456", ("phone",)),
        ("Зовите на (038) 500-600 или 044 123 456", ("phone",)),
        ("Më thirrni ０４４ １２３ ４５６", ("phone",)),
        ("Pišite na ana.k@primer.rs", ("email",)),
        ("ana (at) primer [dot] com, a vi?", ("email",)),
        ("Shihni https://example.org/a?", ("link",)),
        ("Sve piše na WWW.primer.me", ("link",)),
        ("Pogledajte primer.com/vesti", ("link",)),
        ("KADA ĆETE KONAČNO POPRAVITI PUT?", ("shouting",)),
        ("ЗАШТО ЛАЖЕТЕ НАРОД ВЕЋ 20 ГОДИНА", ("shouting",)),
        ("Kur do të ketë ujë?!?!", ("shouting",)),
        ("PIŠITE ODMAH NA ANA@PRIMER.RS ILI 044 123 456", ("phone", "email", "shouting")),
    ],
)
def test_what_a_text_holds_is_flagged(text: str, flags: tuple[str, ...]) -> None:
    assert flags_of(text) == flags


@pytest.mark.parametrize(
    "text",
    [
        "Kada će 01.02.2027. biti gotov put M-25?",
        "Zašto je budžet 2026/2027 manji za 10.000.000 evra?",
        "Od 01. 02. 2027 do 05. 03. 2028 radi?",
        "Šta je sa zakonom 05/L-087 i članom 044?",
        "Da li EULEX, KFOR, UNMIK i OEBS ostaju?",
        "Popravite put.Me zanima kada.",
        "Ko je @gradonačelnik?",
        "Kako? Zašto? Kada?!",
        "",
    ],
)
def test_ordinary_questions_are_left_alone(text: str) -> None:
    assert flags_of(text) == ()


def test_of_the_recorded_debates_few_are_flagged() -> None:
    """They are real in kind: a flag on every third card would be read by nobody."""
    texts = [
        submission["text"]
        for path in Path("tests/data/debates").glob("*.json")
        for submission in json.loads(path.read_text())["submissions"]
    ]
    assert len(texts) > 100
    assert sum(bool(flags_of(text)) for text in texts) < len(texts) / 10


@pytest.mark.parametrize("char", ["0", "0 ", "a.", "a@", "!", "A", "+0", "(at)", "1."])
def test_the_longest_text_of_one_kind_takes_no_time(char: str) -> None:
    start = time.perf_counter()
    flags_of.__wrapped__((char * 300)[:300])
    assert time.perf_counter() - start < 0.05


def test_the_flag_is_of_the_wording_as_it_stands_and_for_moderators() -> None:
    drive = Drive()
    id_ = drive.ask("Zovite 044 123 456, kada?")
    assert control_question(drive.debate, drive.around, drive.debate.questions[id_])["flags"] == [
        "phone"
    ]

    drive.moderate("edit", id_, text="Kada?")
    assert "flags" not in control_question(drive.debate, drive.around, drive.debate.questions[id_])
