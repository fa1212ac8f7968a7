"""What administration offers as the languages of a screen: one, or two in an order. Pure."""

from typing import Final

from server.language.languages import LANGUAGES, TAGS, spoken_of

OF_PROGRAMME: Final = "programme"  # of a debate: those of its programme, when it is saved
_PAIRS = tuple(
    f"{one},{other}" for one in TAGS for other in TAGS if spoken_of(one) != spoken_of(other)
)
CHOICES: Final = (*TAGS, *_PAIRS)


def language_choices(none: str, programme: str = "") -> list[tuple[str, str]]:
    """For a form: value and words of each choice; `none`: the words for no choice, `programme`: for
    that of the programme, where it may be chosen."""
    native = {one.tag: one.name for one in LANGUAGES}
    named = [(one, " + ".join(native[tag] for tag in chosen(one))) for one in CHOICES]
    before = [(OF_PROGRAMME, programme)] if programme else []
    return [*before, ("", none), *named]


def chosen(languages: str) -> tuple[str, ...]:
    """What stands in a form of these choices, one by one."""
    return tuple(filter(None, languages.split(",")))
