"""What every template is given, whoever renders it: a request, or the worker."""

from collections.abc import Callable
from typing import Any

from server.debate.phases import ASKING, BEFORE_CLOSING, OVER
from server.debate.rules import allowed
from server.web.words.i18n import LOCALES, Catalogue, number, pick
from server.web.words.language_choices import language_choices
from server.web.words.translations import beside_on, lang_of, other_titles, translation_for


def given(
    catalogue: Catalogue, static: Callable[[str], str], tag: str, here: str
) -> dict[str, Any]:
    """`tag`: the reader's language; `here`: where who changes it comes back to; `static`: the
    address of a file."""

    def t(key: str, **args: Any) -> str:
        return catalogue.t(tag, key, **args)

    def language_name(of: str) -> str:
        return catalogue.language(tag, of)

    return {
        "locale": tag,
        "locales": [(tag, one.name) for tag, one in LOCALES.items()],
        "t": t,
        "t_in": catalogue.t,
        "best_text": pick,
        "number": number,
        "language_choices": language_choices,
        "language_name": language_name,
        "beside_on": beside_on,
        "other_titles": other_titles,
        "lang_of": lang_of,
        "translation_for": translation_for,
        "static": static,
        "allowed": allowed,
        "ASKING": ASKING,
        "BEFORE_CLOSING": BEFORE_CLOSING,
        "OVER": OVER,
        "page": {},
        "here": here,
    }
