"""The studio's letters: all that the house writes, in the forms that its languages want."""

import re
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

FOLDER = Path(__file__).parents[2] / "static" / "graphics" / "fonts"
SHEET = (FOLDER / "fonts.css").read_text("utf-8")
MOST_BYTES = 60 * 1024
LETTERS = (
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
    "čćžšđČĆŽŠĐëçËÇ„“”«»–—‘’…·€%&()+,-./:;=?!"
    "абвгдђежзијклљмнњопрстћуфхцчџшАБВГДЂЕЖЗИЈКЛЉМНЊОПРСТЋУФХЦЧЏШ"
)


def fonts() -> dict[str, TTFont]:
    return {file.name: TTFont(file) for file in sorted(FOLDER.glob("*.woff2"))}


def ranges() -> dict[str, set[int]]:
    """What the stylesheet takes each file for."""
    found: dict[str, set[int]] = {}
    for name, listed in re.findall(r'url\("([^"]+)"\).*?unicode-range: ([^;]+);', SHEET, re.S):
        found[name] = set()
        for piece in re.findall(r"U\+([0-9A-F]+)(?:-([0-9A-F]+))?", listed):
            first, last = int(piece[0], 16), int(piece[1] or piece[0], 16)
            found[name] |= set(range(first, last + 1))
    return found


def test_every_letter_of_the_house_has_a_file_and_is_in_it() -> None:
    wanted = ranges()
    have = {name: set(font.getBestCmap()) for name, font in fonts().items()}

    assert set(wanted) == set(have)
    for name, letters in wanted.items():
        assert letters <= have[name], name
    assert {ord(letter) for letter in LETTERS} <= set().union(*wanted.values())


def test_serbian_has_its_own_forms() -> None:
    font = fonts()["source-sans-3-cyrillic.woff2"]
    table = font["GSUB"].table
    (cyrillic,) = [s.Script for s in table.ScriptList.ScriptRecord if s.ScriptTag == "cyrl"]
    (serbian,) = [r.LangSys for r in cyrillic.LangSysRecord if r.LangSysTag == "SRB "]
    features = [table.FeatureList.FeatureRecord[index] for index in serbian.FeatureIndex]
    lookups = [
        table.LookupList.Lookup[index]
        for record in features
        if record.FeatureTag == "locl"
        for index in record.Feature.LookupListIndex
    ]
    changed = {letter for lookup in lookups for part in lookup.SubTable for letter in part.mapping}

    assert font.getBestCmap()[ord("б")] in changed


@pytest.mark.parametrize("weight", [200, 600, 800])
def test_figures_are_tabular_in_every_weight(weight: int) -> None:
    font = instantiateVariableFont(fonts()["source-sans-3-latin.woff2"], {"wght": weight})
    figures = [font.getBestCmap()[ord(figure)] for figure in "0123456789"]

    assert len({font["hmtx"][figure][0] for figure in figures}) == 1


@pytest.mark.parametrize("name", [file.name for file in sorted(FOLDER.glob("*.woff2"))])
def test_letters_of_one_file_are_kerned_and_vary_in_weight(name: str) -> None:
    font = fonts()[name]
    features = {record.FeatureTag for record in font["GPOS"].table.FeatureList.FeatureRecord}

    assert "kern" in features
    assert [axis.axisTag for axis in font["fvar"].axes] == ["wght"]


def test_they_are_small_and_their_licence_lies_beside_them() -> None:
    assert sum(file.stat().st_size for file in FOLDER.glob("*.woff2")) < MOST_BYTES
    assert "SIL OPEN FONT LICENSE" in (FOLDER / "OFL.txt").read_text("utf-8").upper()
