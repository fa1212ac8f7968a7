"""Which translations of a question a page shows: as static/common/translations.js and the cards of
the audience choose them.
"""

from typing import NamedTuple

from server.debate.patches import Json
from server.debate.scripts import is_cyrillic


class Words(NamedTuple):
    """A text and its language: Serbian with its script."""

    text: str
    lang: str


def translation_for(question: Json, locale: str) -> Words | None:
    """The translation into the reader's language, if there is one."""
    return _words(question.get("translations", {}), locale.partition("-")[0])


def beside(question: Json) -> list[Words]:
    """What a screen shows for a hall of two languages: of a Serbian question the Albanian
    translation, of an Albanian one the Serbian, of any other both; the English one if there is
    neither."""
    translations = question.get("translations", {})
    ours = [words for language in ("sr", "sq") if (words := _words(translations, language))]
    english = _words(translations, "en")
    return ours or ([english] if english else [])


def lang_of(language: str, text: str) -> str:
    """The `lang` of a translation into this language."""
    if language != "sr":
        return language
    return "sr-Cyrl" if is_cyrillic(text) else "sr-Latn"


def _words(translations: dict[str, str], language: str) -> Words | None:
    text = translations.get(language)
    return Words(text, lang_of(language, text)) if text else None
