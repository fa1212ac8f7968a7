"""What administration offers as the languages of a screen: one, or two in an order. Pure."""

from typing import Final

from server.web.words.i18n import LOCALES, locales_of

LANGUAGES: Final = ("sr-Latn", "sr-Cyrl", "sq", "en")
OF_PROGRAMME: Final = "programme"  # of a debate: those of its programme, when it is saved
_PAIRS = tuple(
    f"{one},{other}"
    for one in LANGUAGES
    for other in LANGUAGES
    if one.partition("-")[0] != other.partition("-")[0]
)
CHOICES: Final = (*LANGUAGES, *_PAIRS)


def language_choices(none: str, programme: str = "") -> list[tuple[str, str]]:
    """For a form: value and words of each choice; `none`: the words for no choice, `programme`: for
    that of the programme, where it may be chosen."""
    native = dict(LOCALES)
    named = [(one, " + ".join(native[tag] for tag in locales_of(one))) for one in CHOICES]
    before = [(OF_PROGRAMME, programme)] if programme else []
    return [*before, ("", none), *named]


def chosen(languages: str) -> tuple[str, ...]:
    """What stands in a form of these choices, one by one."""
    return tuple(filter(None, languages.split(",")))
