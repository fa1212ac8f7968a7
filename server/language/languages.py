"""The languages of the house: ONE table. Whoever adds one adds its line here, and its folder of
words in `static/locales/`. What analysis knows of a language (its small words, its letters, its
word list) stands in files of its own, and does without where there are none.
"""

from typing import Annotated, Final, NamedTuple

from msgspec import Meta


class Language(NamedTuple):
    """`tag`: of texts, as BCP 47 writes it. `locale`: of its pages, and the folder of their words.
    `name`: in itself. `formats`: whose numbers and dates, as CLDR calls it. `weekday`: a date of
    this year in CLDR's letters. `reads`: in which languages its readers are shown a text, the best
    first. `alike`: languages, as browsers name them, whose readers understand it."""

    tag: str
    locale: str
    name: str
    formats: str
    weekday: str
    reads: tuple[str, ...]
    alike: tuple[str, ...] = ()


LANGUAGES: Final = (
    Language(
        *("sr-Latn", "sr-Latn", "Srpski (latinica)", "sr-Latn", "EEEE, d. MMMM"),
        ("sr-Latn", "sr-Cyrl", "en", "sq"),
        ("sh", "hr", "bs", "cnr"),
    ),
    Language(
        *("sr-Cyrl", "sr-Cyrl", "Српски (ћирилица)", "sr-Cyrl", "EEEE, d. MMMM"),
        ("sr-Cyrl", "sr-Latn", "en", "sq"),
        ("sh", "hr", "bs", "cnr"),
    ),
    # Kosovo's formats, since Albania's count hours to 12.
    Language(
        *("sq", "sq-XK", "Shqip", "sq-XK", "EEEE, d MMMM"), ("sq", "en", "sr-Latn", "sr-Cyrl")
    ),
    # British: days before months and a clock of 24 hours, as everyone here reads them.
    Language(*("en", "en", "English", "en-GB", "EEEE d MMMM"), ("en", "sr-Latn", "sq", "sr-Cyrl")),
)

TAGS: Final = tuple(one.tag for one in LANGUAGES)  # of texts


def spoken_of(tag: str) -> str:
    """A language without its script or region: `sr` of `sr-Cyrl`."""
    return tag.partition("-")[0]


SPOKEN: Final = tuple(dict.fromkeys(map(spoken_of, TAGS)))
FIRST_TAGS: Final = {
    language: next(tag for tag in TAGS if spoken_of(tag) == language) for language in SPOKEN
}

Spoken = Annotated[
    str, Meta(pattern=f"^({'|'.join(SPOKEN)})$(?!\\n)", extra_json_schema={"enum": list(SPOKEN)})
]
