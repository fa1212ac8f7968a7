"""The words of the pages say the same in every language, and Serbian has both its scripts."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from server.web.delivery.assets import STATIC
from server.web.words.cyrillic import MADE, SOURCE, in_cyrillic, to_cyrillic_words
from server.web.words.i18n import BABEL, Catalogue, house_words
from server.web.words.i18n import LOCALES as TAGS

ROOT = STATIC.parent
LOCALES = STATIC / "locales"
SECTIONS = sorted(file.stem for file in (LOCALES / SOURCE).glob("*.json"))
WRITTEN = [tag for tag in TAGS if tag != MADE]
VIEWS = ("audience", "control", "display", "host")

Words = dict[str, str | dict[str, str]]


def read(tag: str, section: str) -> Words:
    words = house_words().strings(tag, [section])
    return {key.removeprefix(f"{section}."): text for key, text in words.items()}


def forms(text: str | dict[str, str]) -> dict[str, str]:
    return {"other": text} if isinstance(text, str) else text


def places(text: str | dict[str, str]) -> set[str]:
    return set(re.findall(r"\{(\w*)\}", "".join(forms(text).values())))


def test_there_is_something_to_compare() -> None:
    assert {"common", "audience", "control", "home", "archive", "error"} <= set(SECTIONS)


@pytest.mark.parametrize("tag", WRITTEN)
def test_every_language_has_every_section(tag: str) -> None:
    assert sorted(file.stem for file in (LOCALES / tag).glob("*.json")) == SECTIONS


def test_nobody_writes_what_is_made() -> None:
    assert sorted(folder.name for folder in LOCALES.iterdir()) == sorted(WRITTEN)


@pytest.mark.parametrize("section", SECTIONS)
@pytest.mark.parametrize("tag", TAGS)
def test_every_language_has_every_key_in_the_same_order(tag: str, section: str) -> None:
    assert list(read(tag, section)) == list(read("sr-Latn", section))


@pytest.mark.parametrize("section", SECTIONS)
@pytest.mark.parametrize("tag", TAGS)
def test_every_language_has_the_same_places(tag: str, section: str) -> None:
    source = read("sr-Latn", section)

    for key, text in read(tag, section).items():
        assert places(text) == places(source[key]), key


@pytest.mark.parametrize("section", SECTIONS)
@pytest.mark.parametrize("tag", TAGS)
def test_what_is_counted_has_all_plural_forms_of_the_language(tag: str, section: str) -> None:
    source = read("sr-Latn", section)
    categories = {*BABEL[tag].plural_form.tags, "other"}

    for key, text in read(tag, section).items():
        assert isinstance(text, str) == isinstance(source[key], str), key
        if not isinstance(text, str):
            assert text.keys() == categories, key


@pytest.mark.parametrize("section", SECTIONS)
@pytest.mark.parametrize("tag", TAGS)
def test_no_text_is_empty_or_carries_white_at_its_ends(tag: str, section: str) -> None:
    for key, text in read(tag, section).items():
        for form in forms(text).values():
            assert form and form == form.strip() and "  " not in form, key


# Keys that are named whole; those that are put together at run time are not seen here.
_NAMED = re.compile(r"""\bt\(\s*["']([a-z]+)\.([a-z0-9_]+)["']\s*[,)]""")


def named_keys() -> Iterator[tuple[Path, str, str]]:
    scripts = (path for path in (ROOT / "static").rglob("*.js") if path.parent.name != "vendor")
    for path in [*(ROOT / "server" / "web" / "templates").rglob("*.html"), *scripts]:
        for match in _NAMED.finditer(path.read_text("utf-8")):
            yield path, match[1], match[2]


def test_every_key_that_a_page_names_has_words() -> None:
    catalogue = Catalogue(strict=True)
    named = list(named_keys())

    for path, section, key in named:
        assert catalogue.strings("en", [section]).get(f"{section}.{key}"), (path.name, section, key)
    assert len(named) > 100


@pytest.mark.parametrize("view", VIEWS)
def test_scripts_of_a_screen_name_only_words_that_come_with_it(view: str) -> None:
    for path, section, _ in named_keys():
        if ROOT / "static" / view in path.parents:
            assert section in ("common", view), path.name


# Making Cyrillic.


@pytest.mark.parametrize(
    ("latin", "cyrillic"),
    [
        ("{count} glasova u {place_name}", "{count} гласова у {place_name}"),
        ("Dodajte pitanje tasterom C.", "Додајте питање тастером C."),
        ("Posle D, T i G bira se cifrom", "После D, T и G бира се цифром"),
        ("F9 ili Shift+T, Enter i Esc", "F9 или Shift+T, Enter и Esc"),
        ("M. Petrović, a za njim I. Đurić", "М. Петровић, а за њим И. Ђурић"),
        ("S leva, K tome, U etru, A onda", "С лева, К томе, У етру, А онда"),
        ("bez JavaScripta, iz Excela", "без JavaScript-а, из Excel-а"),
        ("u vMixu i CasparCG-u, iz CasparCGa", "у vMix-у и CasparCG-у, из CasparCG-а"),
        ("Postavite TRIBINA_ORIGINS.", "Поставите TRIBINA_ORIGINS."),
        ("Tribina, OBS, QR, JSON i CSV", "Трибина, OBS, QR, JSON и CSV"),
        ("Žig: {by} (RFC 3161), OpenTimestamps", "Жиг: {by} (RFC 3161), OpenTimestamps"),
        ("na https://tribina.rs/{code}", "на https://tribina.rs/{code}"),
        ("„Nadživeti injekciju“ – XX vek", "„Надживети инјекцију“ – XX век"),
    ],
)
def test_texts_of_pages_are_turned_to_cyrillic(latin: str, cyrillic: str) -> None:
    assert to_cyrillic_words(latin) == cyrillic
    assert "\u200c" not in to_cyrillic_words(latin)


# What English and Serbian both write with a capital names a product or a format; but for these.
SERBIAN_TOO = {"Disk", "Studio", "Token", "Tribina", "Video"}
_CAPITALISED = re.compile(r"(?<![\w/.{-])[A-Z]\w+")


@pytest.mark.parametrize("section", SECTIONS)
def test_names_of_products_and_formats_stay_latin(section: str) -> None:
    english = read("en", section)

    for key, text in read(SOURCE, section).items():
        written = " ".join(forms(text).values())
        both = capitalised(written) & capitalised(" ".join(forms(english[key]).values()))
        read_as = set(re.findall(r"\w+", to_cyrillic_words(written)))
        assert both - SERBIAN_TOO <= read_as, key


def capitalised(text: str) -> set[str]:
    return set(_CAPITALISED.findall(re.sub(r"\{\w*\}", " ", text)))


def test_plural_forms_are_turned_one_by_one() -> None:
    votes = {"one": "{count} glas", "other": "{count} glasova"}

    assert in_cyrillic(votes) == {"one": "{count} глас", "other": "{count} гласова"}
    assert in_cyrillic("Pitajte") == "Питајте"
