"""The same words fold to the same text, however they were typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.language.folding import fold


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("", ""),
        ("  ?! 🤷 ", ""),
        ("Kada će opština?", "kada ce opstina"),
        ("Када ће општина?", "kada ce opstina"),
        ("KADA ĆE OPŠTINA", "kada ce opstina"),
        ("kad\u00a0ce\topstina...", "kad ce opstina"),
        ("z\u030cena c\u0301uti", "zena cuti"),
        ("Đaci i ђаци, Đoković", "djaci i djaci djokovic"),
        ("Његош, NJEGOŠ, ЊЕГОШ, ǊEGOŠ, ǌegoš", "njegos njegos njegos njegos njegos"),
        ("Çfarë po bëhet në Mitrovicë?", "cfare po behet ne mitrovice"),
        ("molimmmm, kadaaaa???", "molim kada"),
        ("Anna, Aleksinac, oo", "anna aleksinac oo"),
        ("10000 evra, 2000.", "10000 evra 2000"),
        ("budžet_za-2025/26", "budzet za 2025 26"),
        ("ＫＦＯＲ ﬁrma ½", "kfor firma 1 2"),
        ("t'i paguajë", "t i paguaje"),
        ("Straße", "strasse"),
        ("שָׁלוֹם", "שלום"),
        ("сѐло ӂена", "selo zena"),  # marks that no letter of ours has
    ],
)
def test_words_fold_to_one_spelling(typed: str, folded: str) -> None:
    assert fold(typed) == folded


@given(st.text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_only_letters_and_digits_with_single_spaces_are_left(text: str) -> None:
    folded = fold(text)

    assert folded == " ".join(folded.split())
    assert all(word.isalnum() for word in folded.split())
