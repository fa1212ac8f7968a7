"""`make locales`: the words in Serbian Cyrillic, made from those in Serbian Latin.

What is made is read over by people and committed, so a running server needs nothing of this.
"""

import json
import re
from pathlib import Path

import click

from server.language.scripts import to_cyrillic
from server.web.delivery.assets import STATIC

LOCALES = STATIC / "locales"
SOURCE, MADE = "sr-Latn", "sr-Cyrl"

# What stays Latin in Cyrillic text, too: names of keys, programmes and standards.
_KEPT = frozenset(
    {"GiB", "MiB", "PostgreSQL", "Redis", "SQLite"}
    | {"Alt", "Ctrl", "Enter", "Esc", "Shift", "LibreOffice", "NDI", "SHA", "SVG", "Stream", "Deck"}
    | {"social", "club", "Social", "Club"}
    | {"UTF", "sr", "Latn", "Cyrl", "sq", "en"}
)

# One capital consonant alone names a key (`tasterom C`); with a point and a name it is an initial.
_KEY = re.compile(r"(?<![\w.])[B-DF-HJLMNPQRTV-Z](?!\w|\. [A-ZČĆĐŠŽ])")

# Serbian endings of such names are set off by a hyphen: JavaScript-а.
_ENDING = re.compile(r"\b(Excel|JavaScript|LibreOffice|Python)(a|e|om|u)\b")


def to_cyrillic_words(text: str) -> str:
    """A text of the pages in Cyrillic. Places in braces, addresses and names of keys stay."""
    text = _ENDING.sub(r"\1-\2", text)
    words, at = [], 0
    for key in _KEY.finditer(text):
        words += [to_cyrillic(text[at : key.start()], _KEPT), key[0]]
        at = key.end()
    return "".join([*words, to_cyrillic(text[at:], _KEPT)])


def made_files(folder: Path = LOCALES) -> dict[Path, str]:
    """Every file in Cyrillic as it has to be, by its path."""
    return {
        folder / MADE / source.name: _made(source.read_text("utf-8"))
        for source in sorted((folder / SOURCE).glob("*.json"))
    }


def stale_files(folder: Path = LOCALES) -> list[Path]:
    """Files in Cyrillic that are missing, not as they have to be, or without a source."""
    made = made_files(folder)
    stale = [path for path, text in made.items() if not _has(path, text)]
    return stale + sorted(set((folder / MADE).glob("*.json")) - made.keys())


def _has(path: Path, text: str) -> bool:
    return path.exists() and path.read_text("utf-8") == text


def _made(source: str) -> str:
    texts = {key: _cyrillic(text) for key, text in json.loads(source).items()}
    return json.dumps(texts, ensure_ascii=False, indent=2) + "\n"


def _cyrillic(text: str | dict[str, str]) -> str | dict[str, str]:
    if isinstance(text, str):
        return to_cyrillic_words(text)
    return {category: to_cyrillic_words(form) for category, form in text.items()}


@click.command()
@click.option("--check", is_flag=True, help="Write nothing; exit 1 when a file is stale.")
@click.option("--folder", type=click.Path(path_type=Path), default=LOCALES, help="Of all locales.")
def main(check: bool, folder: Path) -> None:
    """Write the words in Serbian Cyrillic from those in Serbian Latin."""
    stale = stale_files(folder)
    for path in stale:
        click.echo(f"{'stale' if check else 'made anew'}: {path.relative_to(folder)}")
    if check:
        raise SystemExit(1 if stale else 0)
    made = made_files(folder)
    for path in stale:
        if path in made:
            path.parent.mkdir(exist_ok=True)
            path.write_text(made[path], "utf-8")
        else:
            path.unlink()


if __name__ == "__main__":
    main()
