"""What every template is given, whoever renders it: a request, or the worker."""

from collections.abc import Callable
from typing import Any

from server.web.words.i18n import Catalogue, number, pick
from server.web.words.language_choices import language_choices
from server.web.words.translations import beside_on, lang_of, other_titles, translation_for


def given(
    catalogue: Catalogue, static: Callable[[str], str], tag: str, here: str
) -> dict[str, Any]:
    """`tag`: the reader's language; `here`: where who changes it comes back to; `static`: the
    address of a file."""

    def t(key: str, **args: Any) -> str:
        return catalogue.t(tag, key, **args)

    return {
        "locale": tag,
        "locales": catalogue.locales,
        "t": t,
        "t_in": catalogue.t,
        "best_text": pick,
        "number": number,
        "language_choices": language_choices,
        "beside_on": beside_on,
        "other_titles": other_titles,
        "lang_of": lang_of,
        "translation_for": translation_for,
        "static": static,
        "page": {},
        "here": here,
    }
