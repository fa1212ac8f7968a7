"""The words of the pages, one for each thing in each language: `make terms` writes the table in
docs/terms.md from docs/terms.toml.

python -m tests.project.terms
"""

import re
import tomllib
from pathlib import Path

import msgspec
from msgspec import Struct

from server.web.words.cyrillic import to_cyrillic_words
from tests.given.generated import replace_part

DOCS = Path(__file__).parents[2] / "docs"
PAGE = DOCS / "terms.md"
PART = "terms"
LOCALES = {"sr": "sr-Latn", "sq": "sq-XK", "en": "en"}


class Term(Struct, kw_only=True, forbid_unknown_fields=True):
    """`stem`: the letters that every form of the word begins with, where they are not the word."""

    en: str
    sr: str
    sq: str
    means: str
    keys: list[str]
    code: str = ""
    stem: dict[str, str] = {}
    never: dict[str, list[str]] = {}

    def word(self, language: str) -> str:
        return str(getattr(self, language))

    def is_in(self, text: str, language: str) -> bool:
        stem = self.stem.get(language, self.word(language))
        return re.search(rf"\b{re.escape(stem)}", text, re.IGNORECASE) is not None


class Manner(Struct, kw_only=True, forbid_unknown_fields=True):
    rule: str
    never: dict[str, list[str]]


class Terms(Struct):
    term: list[Term]
    manner: list[Manner]

    def forbidden(self, language: str) -> dict[str, str]:
        """Regular expressions of what no page says, with what it should say."""
        terms = {never: t.word(language) for t in self.term for never in t.never.get(language, ())}
        manners = {never: m.rule for m in self.manner for never in m.never.get(language, ())}
        return terms | manners


def read_terms() -> Terms:
    return msgspec.convert(tomllib.loads((DOCS / "terms.toml").read_text("utf-8")), Terms)


def table(terms: Terms) -> list[str]:
    """Lines of Markdown, by the English word; then how the pages speak."""
    rows = [
        [
            t.en,
            t.sr,
            to_cyrillic_words(t.sr),
            t.sq,
            t.means + (f" (in code: `{t.code}`)" * bool(t.code)),
        ]
        for t in sorted(terms.term, key=lambda term: term.en)
    ]
    head = ["English", "srpski", "српски", "shqip", "is"]
    lines = [f"| {' | '.join(cells)} |" for cells in (head, ["---"] * len(head), *rows)]
    return [*lines, "", *(f"- {manner.rule}" for manner in terms.manner)]


if __name__ == "__main__":
    replace_part(PAGE, PART, table(read_terms()))
