"""Which translations of a question a page shows: as static/common/translations.js and the cards of
the audience choose them.
"""

from collections.abc import Sequence
from typing import NamedTuple

from server.debate.patches import Json
from server.language.languages import FIRST_TAGS, TAGS, spoken_of
from server.language.scripts import is_cyrillic
from server.web.words.i18n import LOCALES, pick


class Translated(NamedTuple):
    """A text and its language: Serbian with its script."""

    text: str
    lang: str


def translation_for(question: Json, locale: str) -> Translated | None:
    """The translation into the reader's language, if there is one."""
    return _words(question.get("translations", {}), spoken_of(locale))


def beside(question: Json, languages: Sequence[str]) -> list[Translated]:
    """What a screen shows for a hall of two languages: the translations into these that there are,
    in this order; the English one if there is none."""
    translations = question.get("translations", {})
    ours = [words for language in languages if (words := _words(translations, language))]
    english = _words(translations, "en")
    return ours or ([english] if english else [])


def beside_on(page: Json, question: Json) -> list[Translated]:
    """The same on a page: in the two languages of its address, else of the debate."""
    debate = page["state"]["doc"]["debate"]
    tags = debate.get("languages", ()) if page["follows"] else page["languages"]
    languages = list(dict.fromkeys(map(spoken_of, tags)))
    return beside(question, languages) if len(languages) > 1 else []


def other_titles(page: Json, locale: str) -> list[Translated]:
    """The title in the other languages of the screen; where it has none of its own, in all."""
    title = page["state"]["doc"]["debate"]["title"]
    languages = page.get("languages")
    tags = [_tag_of(title, one) for one in languages[1:]] if languages else FIRST_TAGS.values()
    own = spoken_of(pick(title, locale)[1])
    # The same words in the other script of one language say nothing new.
    return [Translated(title[tag], tag) for tag in tags if title.get(tag) and spoken_of(tag) != own]


def lang_of(language: str, text: str) -> str:
    """The `lang` of a translation into this language."""
    if language != "sr":
        return language
    return "sr-Cyrl" if is_cyrillic(text) else "sr-Latn"


def _tag_of(title: dict[str, str], locale: str) -> str:
    """In the locale's language, whichever script it has."""
    own = spoken_of(locale)
    tags = (LOCALES[locale].tag, *(tag for tag in TAGS if spoken_of(tag) == own))
    return next((tag for tag in tags if title.get(tag)), tags[0])


def _words(translations: dict[str, str], language: str) -> Translated | None:
    text = translations.get(language)
    return Translated(text, lang_of(language, text)) if text else None
