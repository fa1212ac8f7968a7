"""What administration offers as the languages of a screen: one, or two in an order. Pure."""

from typing import Final

from server.web.i18n import LOCALES, locales_of

LANGUAGES: Final = ("sr-Latn", "sr-Cyrl", "sq", "en")
_PAIRS = tuple(
    f"{one},{other}"
    for one in LANGUAGES
    for other in LANGUAGES
    if one.partition("-")[0] != other.partition("-")[0]
)
CHOICES: Final = (*LANGUAGES, *_PAIRS)


def language_choices(none: str) -> list[tuple[str, str]]:
    """For a form: value and words of each choice; `none`: the words for no choice."""
    native = dict(LOCALES)
    named = [(one, " + ".join(native[tag] for tag in locales_of(one))) for one in CHOICES]
    return [("", none), *named]
