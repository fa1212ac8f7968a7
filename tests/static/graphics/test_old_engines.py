"""Graphics and overlay keep to Chromium 117, the engine of CasparCG 2.4; OBS 31 and 32 have 127.

What CSS they use is in lists of what that engine knows, with the version that brought it (MDN's
compatibility data, read by hand): whatever is new has to be looked up and added. Of JavaScript the
language and its library are held to ES2023 by the compiler's settings (tsconfig.json), all of which
Chromium 117 has; of what came later, and of the web's own objects, the names are forbidden."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from server.web.delivery.assets import house_assets
from tests.static.modules import STATIC

ROOT = STATIC.parent
SHEETS = [*(STATIC / "graphics").rglob("*.css"), *(STATIC / "overlay").glob("*.css")]
ENGINE = 117

# At-rules, pseudo-classes, functions and units: a feature by itself wherever it stands.
FEATURES = {
    "@charset": 2, "@import": 1, "@media": 1, "@supports": 28, "@font-face": 1,
    "@container": 105,  # and the units of its size
    ":host": 54, ":lang": 2, ":first-child": 4, "::before": 1, "::after": 1,
    "attr": 2, "calc": 26, "min": 79, "max": 79, "var": 49, "url": 1, "format": 4, "translateY": 1,
    "color-mix": 111,
    "%": 1, "px": 1, "em": 1, "vmin": 26, "cqw": 105, "cqh": 105, "ms": 1,
}  # fmt: skip

PLAIN = re.findall(
    r"\S+",
    """
    background background-color border border-radius bottom box-sizing color content display flex
    font font-family font-size font-variant-numeric font-weight height left letter-spacing
    line-height margin max-width min-height min-width overflow overflow-wrap padding pointer-events
    position quotes right src text-align text-indent top unicode-range visibility white-space width
    fill align-items flex-direction justify-content
    """,
)
# Properties; of those that have learnt words later, with the words that are known.
PROPERTIES = {
    **dict.fromkeys(PLAIN, 52),
    "font-display": 60, "gap": 84, "inset": 87, "border-inline-start": 69,
    "border-start-start-radius": 89, "border-start-end-radius": 89, "padding-inline-start": 69,
    "padding-block": 87,
    "margin-inline-start": 69, "margin-block-start": 69, "margin-block-end": 69,
    "block-size": 57, "inline-size": 57, "max-block-size": 57, "max-inline-size": 57,
    "inset-block-start": 87, "inset-block-end": 87, "inset-inline-start": 87,
    "inset-inline-end": 87, "object-fit": 32, "object-position": 32,
    "container-type": 105, "text-wrap": 114,
}  # fmt: skip
WORDS = {"text-wrap": {"balance"}, "width": {"fit-content"}}

# Newer than the engine, or than the language that the compiler lets through.
NEWER = "|".join(
    (
        r"Promise\.(?:withResolvers|try)\b",
        r"Array\.fromAsync|(?:Object|Map)\.groupBy",
        r"\.(?:union|intersection|difference|symmetricDifference|is\w+Of)\(",  # of sets
        r"Iterator\.(?:from|concat)|\.(?:getOrInsert)",
        r"RegExp\.escape|Error\.isError|Math\.f16|Temporal\.|Intl\.DurationFormat",
        r"fromBase64|\.toBase64\(|\.toHex\(",
        r"\bwith \{ ?type:|import defer|\busing [a-z]",
        r"URL\.(?:canParse|parse)\(",
        r"setHTML|parseHTMLUnsafe|getHTML\(|moveBefore|caretPositionFrom|currentCSSZoom",
        r"scheduler\.|ViewTransition|CloseWatcher|requestClose|commandForElement|ariaNotify",
        r"new (?:Sanitizer|Observable)\(",
    )
)


FORMS = (
    r"@[a-z-]+",
    r"(?<=[\w\s\])*>])::?[a-z-]+(?=[^;]*\{)",
    r"(?<![-:\w])([a-zA-Z][a-zA-Z-]*)\(",
    r"(?<![\w#+-])\d+(?:\.\d+)?(%|[a-z]+)",
)


def uses(sheet: str) -> Iterator[tuple[str, str]]:
    """Of a stylesheet: ("property", its name), ("word", "name: value"), ("feature", its name)."""
    text = re.sub(r"/\*.*?\*/", " ", sheet, flags=re.S)
    text = re.sub(r'"[^"]*"', '""', text)
    for form in FORMS:
        yield from (("feature", found) for found in re.findall(form, text))
    for name, value in re.findall(r"[{;]\s*([a-z-]+)\s*:\s*([^;{}]+)(?=[;}])", text):
        if not name.startswith("--"):
            yield "property", name
            yield "word", f"{name}: {value.strip()}"


def newer_in(sheet: str) -> list[str]:
    """What a stylesheet uses that is in no list."""
    found = set()
    for kind, name in uses(sheet):
        if kind == "feature":
            known = FEATURES.get(name, ENGINE + 1) <= ENGINE
        elif kind == "property":
            known = PROPERTIES.get(name, ENGINE + 1) <= ENGINE
        else:
            key, _, value = name.partition(": ")
            words = WORDS.get(key)
            known = words is None or value in words or bool(re.match(r"(?:calc|min|\d)", value))
        if not known:
            found.add(name)
    return sorted(found)


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_a_stylesheet_uses_nothing_newer(sheet: Path) -> None:
    text = sheet.read_text("utf-8")

    assert newer_in(text) == []
    assert not re.search(r"\{[^{}]*&", text)


@pytest.mark.parametrize(
    "newer",
    [
        "a { field-sizing: content }",
        "a { text-wrap: pretty }",
        "a { color: light-dark(red, blue) }",
        "a:has(b):user-valid { color: red }",
        "@starting-style { a { color: red } }",
        "a { width: 3rcap; }",
        "a { interpolate-size: allow-keywords; }",
        "@position-try --x { a { top: 0 } }",
    ],
)
def test_what_is_newer_is_found(newer: str) -> None:
    assert newer_in(newer)


def modules() -> list[Path]:
    needed = {"overlay/main.js", *house_assets().imported_by("overlay/main.js")}
    own = [file.relative_to(STATIC).as_posix() for file in (STATIC / "graphics").rglob("*.js")]
    return [STATIC / name for name in sorted({*needed, *own}) if not name.startswith("vendor/")]


@pytest.mark.parametrize("module", modules(), ids=lambda file: file.name)
def test_a_module_uses_nothing_newer(module: Path) -> None:
    code = re.sub(r"/\*.*?\*/|//[^\n]*", "", module.read_text("utf-8"), flags=re.S)

    assert re.findall(NEWER, code) == []


def test_the_compiler_lets_nothing_newer_of_the_language_through() -> None:
    options = json.loads((ROOT / "tsconfig.json").read_text("utf-8"))["compilerOptions"]

    assert options["target"] == "es2022" and options["checkJs"]
    assert options["lib"] == ["es2023", "dom", "dom.iterable"]


def test_the_lists_hold_nothing_newer() -> None:
    assert max([*FEATURES.values(), *PROPERTIES.values()]) <= ENGINE
