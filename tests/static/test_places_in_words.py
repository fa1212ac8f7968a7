"""Whoever asks for words gives what stands in their places: nobody reads or hears "{found}".

Keys and places are the same in all languages (tests/web/words/test_locales.py): one is looked at.
"""

import json
import re

from tests.static.modules import STATIC

TEMPLATES = STATIC.parent / "server/web/templates"
PLACE = re.compile(r"\{(\w+)\}")
IN_SCRIPT = re.compile(r'(?<!\w)t\(\s*"(\w+\.\w+)"\s*(?:\)|,\s*\{((?:[^{}]|\{[^{}]*\})*)\})')
IN_TEMPLATE = re.compile(r"""(?<!\w)t\(\s*["'](\w+\.\w+)["']((?:[^()]|\([^()]*\))*)\)""")

WORDS = {
    f"{file.stem}.{key}": text
    for file in (STATIC / "locales/en").glob("*.json")
    for key, text in json.loads(file.read_text("utf-8")).items()
}


def places(key: str) -> set[str]:
    text = WORDS[key]
    found = set(PLACE.findall(text if isinstance(text, str) else " ".join(text.values())))
    return found if isinstance(text, str) else found | {"count"}


def test_scripts_give_what_their_words_ask_for() -> None:
    calls = 0
    for file in STATIC.rglob("*.js"):
        for key, given in IN_SCRIPT.findall(file.read_text("utf-8")):
            if "..." not in given:
                missing = places(key) - set(re.findall(r"(\w+)\s*(?=[:,]|$)", given.strip()))
                assert not missing, (file.name, key, missing)
                calls += 1
    assert calls > 200


def test_so_do_templates() -> None:
    calls = 0
    for file in TEMPLATES.rglob("*.html"):
        for key, given in IN_TEMPLATE.findall(file.read_text("utf-8")):
            if key.endswith("_"):
                continue  # composed; what is rendered shows whether it is there
            missing = places(key) - set(re.findall(r"(\w+)\s*=", given))
            assert not missing, (file.name, key, missing)
            calls += 1
    assert calls > 200
