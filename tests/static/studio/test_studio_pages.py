"""The pages of display and host name all that they need, and all words that they say exist."""

import re
from pathlib import Path
from typing import get_args

import pytest

from server.debate.commands import Preset
from server.web.delivery.assets import house_assets
from server.web.words.i18n import LOCALES, house_words

ROOT = Path(__file__).parents[3]
STATIC = ROOT / "static"
TEMPLATES = ROOT / "server" / "web" / "templates"
SCREENS = ("display", "host")
PHASES = "common.phase_"

screens = pytest.mark.parametrize("screen", SCREENS)


def scripts(screen: str) -> str:
    return "\n".join(file.read_text("utf-8") for file in (STATIC / screen).rglob("*.js"))


def templates(screen: str) -> str:
    return "\n".join(
        file.read_text("utf-8")
        for file in sorted(TEMPLATES.rglob("*.html"))
        if screen in (file.stem, file.parent.name)
    )


@screens
def test_every_module_is_used(screen: str) -> None:
    needed = house_assets().imported_by(f"{screen}/main.js")

    assert {str(file.relative_to(STATIC)) for file in (STATIC / screen).rglob("*.js")} == {
        *(path for path in needed if path.startswith(f"{screen}/")),
        f"{screen}/main.js",
    }


@screens
def test_every_stylesheet_is_used(screen: str) -> None:
    named = set(re.findall(rf'"({screen}/[\w/-]+)"', templates(screen)))

    sheets = (STATIC / screen).rglob("*.css")
    assert {str(file.relative_to(STATIC).with_suffix("")) for file in sheets} == named


@screens
@pytest.mark.parametrize("locale", LOCALES)
def test_every_word_exists_and_none_is_there_for_nothing(screen: str, locale: str) -> None:
    words = house_words().strings(locale, [screen])
    said = set(re.findall(rf'["\']({screen}\.[a-z_]+)["\']', scripts(screen) + templates(screen)))
    if screen == "host":
        said |= {f"host.preset_{preset}" for preset in get_args(Preset)}

    assert said == words.keys()


@screens
def test_script_and_template_say_the_same_words(screen: str) -> None:
    said = [
        set(re.findall(rf'["\']({screen}\.[a-z_]+)["\']', text))
        for text in (templates(screen), scripts(screen))
    ]
    only_in_the_template = {f"{screen}.title"}

    assert said[0] - said[1] == only_in_the_template
    if screen == "display":
        assert said[1] <= said[0]


@pytest.mark.parametrize("sheet", sorted((STATIC / "display").rglob("*.css")), ids=lambda s: s.name)
def test_the_display_is_written_for_older_engines(sheet: Path) -> None:
    text = re.sub(r"/\*.*?\*/", "", sheet.read_text("utf-8"), flags=re.S)
    plain = re.sub(r"@(?:media|supports|keyframes)[^{]*\{((?:[^{}]*\{[^{}]*\})*)\s*\}", r"\1", text)

    assert not re.search(r"\{[^}]*\{", plain), "nested rules"
    assert not re.search(r":has\(|:is\(|@container|dvh|@starting-style|(?m:^\s*inset:)", text)


@screens
def test_raw_colours_are_tokens_only(screen: str) -> None:
    for sheet in (STATIC / screen).rglob("*.css"):
        if sheet.stem != "tokens":
            text = sheet.read_text("utf-8")
            assert not re.search(r"#[0-9a-f]{3,8}\b|rgb|hsl|\b(?:white|black)\b(?!-)", text), (
                sheet.name
            )


@screens
def test_no_script_writes_markup_from_text(screen: str) -> None:
    written = r"innerHTML|outerHTML|insertAdjacentHTML|dangerously"
    assert not re.search(written, scripts(screen))
