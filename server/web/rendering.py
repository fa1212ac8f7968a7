"""What every template is given, and in which language."""

from typing import Any

from markupsafe import Markup
from quart import Quart, current_app, g, request

from server.live.identity import LOCALE_COOKIE
from server.web.i18n import pick
from server.web.parts import parts
from server.web.translations import beside, lang_of, translation_for


def locale() -> str:
    """The reader's language: the one they chose, else the best of their browser's."""
    if "locale" not in g:
        g.locale = parts().catalogue.choose(
            request.cookies.get(LOCALE_COOKIE), request.headers.get("Accept-Language")
        )
    return str(g.locale)


def page_strings(*sections: str) -> dict[str, Any]:
    """The texts of these sections in the reader's language, for the page's scripts."""
    return parts().catalogue.strings(locale(), sections)


def init_app(app: Quart) -> None:
    app.context_processor(_variables)
    app.json.ensure_ascii = False  # type: ignore[attr-defined]  # half the size for Cyrillic
    app.json.sort_keys = False  # type: ignore[attr-defined]
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True


def _variables() -> dict[str, Any]:
    known = parts()
    tag = locale()

    def t(key: str, **args: Any) -> str:
        return known.catalogue.t(tag, key, **args)

    return {
        "locale": tag,
        "locales": known.catalogue.locales,
        "t": t,
        "best_text": pick,
        "beside": beside,
        "lang_of": lang_of,
        "translation_for": translation_for,
        "static": known.assets.url,
        "importmap": Markup(known.assets.importmap),
        "page": {},
        "here": _here(),
    }


def _here() -> str:
    """Where a reader comes back to who changes the language on this page. The answer to a form
    may have an address that cannot be asked for again."""
    if request.method in ("GET", "HEAD"):
        return request.full_path.rstrip("?")
    adapter = current_app.create_url_adapter(request)
    return request.path if adapter is not None and adapter.test(method="GET") else "/"
