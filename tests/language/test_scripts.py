"""Serbian reads the same in both scripts."""

import json
from pathlib import Path

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from server.language.scripts import FOREIGN, is_cyrillic, to_cyrillic, to_latin

CASES = json.loads((Path(__file__).parents[1] / "data" / "cyrillic-latin.json").read_text("utf-8"))
AZBUKA = "абвгдђежзијклљмнњопрстћуфхцчџш"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["cyrillic"][:20])
def test_cyrillic_is_read_in_latin(case: dict[str, str]) -> None:
    assert to_latin(case["cyrillic"]) == case["latin"]


@given(st.text())
def test_latin_stays_as_it_is(text: str) -> None:
    if not is_cyrillic(text):
        assert to_latin(text) == text


@given(st.text(st.sampled_from(AZBUKA + AZBUKA.upper() + " .,-"), max_size=40))
def test_no_serbian_cyrillic_letter_is_left(text: str) -> None:
    assert not is_cyrillic(to_latin(text))


@given(st.text(st.sampled_from("абвгдђезикмопрстћуфхцчш ")))
@example("апи")  # an API in Latin, which stays so
def test_cyrillic_comes_back_where_nothing_is_ambiguous(text: str) -> None:
    assume(not FOREIGN & set(to_latin(text).split()))

    assert to_cyrillic(to_latin(text)) == text


@pytest.mark.parametrize(
    ("latin", "cyrillic"),
    [
        (
            "Kada će opština otvoriti nova radna mesta?",
            "Када ће општина отворити нова радна места?",
        ),
        ("NJEGOŠ Njegoš LJUBAV Ljubav DŽEP Džep", "ЊЕГОШ Његош ЉУБАВ Љубав ЏЕП Џеп"),
        ("injekcija Injekcije INJEKCIJA injicirati", "инјекција Инјекције ИНЈЕКЦИЈА инјицирати"),
        ("svinjica dinjica konj kanjon", "свињица дињица коњ кањон"),
        ("konjunkcija konjunktura konjugacija", "конјункција конјунктура конјугација"),
        ("vanjezički anjon Tanjug Tanjugov", "ванјезички анјон Танјуг Танјугов"),
        ("nadživeti nadžnjeti odžaliti odžvakati", "надживети наджњети оджалити оджвакати"),
        ("podžupan podžanr predželudac", "поджупан поджанр преджелудац"),
        ("odžak Odžaci hodža budžet menadžer džip", "оџак Оџаци хоџа буџет менаџер џип"),
        ("predjelo adjektiv odjek", "предјело адјектив одјек"),
        ("Imate {count} glasova od {total}", "Имате {count} гласова од {total}"),
        (
            "na www.aktiv.org i https://t.rs/482915?a=b",
            "на www.aktiv.org и https://t.rs/482915?a=b",
        ),
        ("Pišite na info@aktiv.org ili @aktiv", "Пишите на info@aktiv.org или @aktiv"),
        ("preuzmite tribina.csv i check.py", "преузмите tribina.csv и check.py"),
        ("XVIII vek, II runda, Petar II", "XVIII век, II рунда, Петар II"),
        ("I DA LI I VI", "И ДА ЛИ И VI"),
        ("QR-kod za OBS, JSON i Wi-Fi", "QR-код за OBS, JSON и Wi-Fi"),
        ("Facebook, YouTube, Excel, Thaçi", "Facebook, YouTube, Excel, Thaçi"),
        ("taster F9, MP3", "тастер F9, MP3"),
        ("KFOR i EULEKS", "КФОР и ЕУЛЕКС"),
        ("Već je ćirilica: ђак", "Већ је ћирилица: ђак"),
        ("\u0130stanbul \u212aosovo \u017f", "\u0130stanbul Косово \u017f"),
    ],
)
def test_latin_is_read_in_cyrillic(latin: str, cyrillic: str) -> None:
    assert to_cyrillic(latin) == cyrillic


def test_words_to_keep_stay() -> None:
    assert to_cyrillic("Social Club u studiju", keep={"Social", "Club"}) == "Social Club у студију"


@given(st.text())
def test_any_text_can_be_turned_to_cyrillic(text: str) -> None:
    to_cyrillic(text)
