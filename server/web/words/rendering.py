"""What every template is given, and in which language."""

import asyncio
from typing import Any

import msgspec
from markupsafe import Markup
from quart import Quart, current_app, g, request

from server.identity.recognising import LOCALE_COOKIE
from server.web.dependencies import dependencies
from server.web.words.formats import Formats
from server.web.words.given import given
from server.web.words.prepared import prepare

PIECES_AT_ONCE = 500  # of a template, a millisecond or two


def locale() -> str:
    """The reader's language: the one they chose, else the best of their browser's."""
    if "locale" not in g:
        g.locale = dependencies().catalogue.choose(
            request.cookies.get(LOCALE_COOKIE), request.headers.get("Accept-Language")
        )
    return str(g.locale)


def page_strings(*sections: str) -> dict[str, Any]:
    """The texts of these sections in the reader's language, for the page's scripts."""
    return dependencies().catalogue.strings(locale(), sections)


async def render_in_pieces(name: str, /, **values: Any) -> str:
    """As `render_template`, for a page so long that it would hold the loop."""
    await current_app.update_template_context(values)
    pieces = []
    template = current_app.jinja_env.get_template(name)
    async for piece in template.generate_async(values):
        pieces.append(piece)
        if len(pieces) % PIECES_AT_ONCE == 0:
            await asyncio.sleep(0)
    return "".join(pieces)


def init_app(app: Quart) -> None:
    """Templates leave no empty lines where their blocks were, and are kept compiled."""
    app.context_processor(_variables)
    app.json.ensure_ascii = False  # type: ignore[attr-defined]  # half the size for Cyrillic
    app.json.sort_keys = False  # type: ignore[attr-defined]
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.jinja_env.policies["json.dumps_function"] = _dumps
    prepare(app.jinja_env)


def _dumps(page: Any, **_: Any) -> str:
    """For a page's data, a tenth of what the standard library takes: a control screen's may hold
    thousands of questions."""
    return msgspec.json.encode(page).decode()


def formats_for_templates() -> dict[str, Any]:
    """A context processor: `formats`, in the reader's language."""
    return {"formats": Formats(locale())}


def _variables() -> dict[str, Any]:
    known = dependencies()
    return given(known.catalogue, known.assets.url, locale(), _here()) | {
        "importmap": Markup(known.assets.importmap),
        "imported_by": known.assets.imported_by,
    }


def _here() -> str:
    """Where a reader comes back to who changes the language on this page. The answer to a form
    may have an address that cannot be asked for again."""
    if request.method in ("GET", "HEAD"):
        return request.full_path.rstrip("?")
    adapter = current_app.create_url_adapter(request)
    return request.path if adapter is not None and adapter.test(method="GET") else "/"
