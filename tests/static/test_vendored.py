"""What we ship of others is what we took from them, and said where and under what licence."""

import hashlib
import json
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
STATIC = ROOT / "static"
VENDORED = tomllib.loads((STATIC / "vendored.toml").read_text("utf-8"))
OURS = {"graphics/fonts/fonts.css", "graphics/fonts/README.md"}
LICENCES = {
    "MIT": "MIT License",
    "Apache-2.0": "Apache License",
    "OFL-1.1": "SIL OPEN FONT LICENSE",
}


def test_all_that_lies_there_is_listed() -> None:
    there = {
        str(p.relative_to(STATIC))
        for f in ("vendor", "graphics/fonts")
        for p in (STATIC / f).rglob("*")
    }
    texts = {entry["text"] for entry in VENDORED.values()}

    assert there == VENDORED.keys() | texts | OURS


@pytest.mark.parametrize("name", VENDORED)
def test_it_is_what_was_taken(name: str) -> None:
    assert hashlib.sha256((STATIC / name).read_bytes()).hexdigest() == VENDORED[name]["sha256"]


@pytest.mark.parametrize("name", VENDORED)
def test_its_licence_lies_beside_it(name: str) -> None:
    entry = VENDORED[name]
    text = (STATIC / entry["text"]).read_text("utf-8")

    assert LICENCES[entry["licence"]] in text
    assert entry["package"].rpartition("/")[2].split("-")[0] in text.lower()


@pytest.mark.parametrize("name", [name for name in VENDORED if name.endswith(".js")])
def test_its_types_and_its_advisories_are_those_of_its_version(name: str) -> None:
    entry = VENDORED[name]
    locked = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    first = (STATIC / name).read_text("utf-8").partition("\n")[0]

    assert locked[f"node_modules/{entry['package']}"]["version"] == entry["version"]
    assert f"{entry['package']} {entry['version']} ({entry['licence']})" in first
