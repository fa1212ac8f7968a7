"""The home page: a field for the code, debates that are on, coming and over. And `/join`, where
the field leads.
"""

import re
from collections.abc import Sequence

from msgspec import Struct
from quart import Blueprint, Response, current_app, render_template, request

from server.store import DebateRow
from server.store.findable import WHOLE_HOUSE
from server.web.contrast import is_colour
from server.web.dependencies import dependencies
from server.web.login.accounts import concerns, logged_in
from server.web.pages.screens import redirect_to
from server.web.programmes import NEUTRAL_ACCENT, Look
from server.web.words.rendering import formats_for_templates

UPCOMING_AT_MOST = 12
ACCENT_KEPT_S = 60
LIVE_AT_MOST = 12
PAST_AT_MOST = 24  # the newest; older ones are on the pages of their organisations
ORGANISATIONS_AT_MOST = 100

_SEPARATORS = re.compile(r"[\s\u00a0\u2009.\-\u2010-\u2015_/]+")
_CODE = re.compile(r"[0-9]{6}")


class Programmed(Struct, frozen=True):
    """Past debates of one programme, the newest first; `path`: of its own page."""

    look: Look
    path: str
    debates: list[DebateRow]


def home_blueprint() -> Blueprint:
    """Also `/join` and the stylesheets with the colours of programmes."""
    routes = Blueprint("home", __name__)
    routes.context_processor(formats_for_templates)
    routes.get("/")(home)
    routes.get("/join")(join)
    routes.get("/accent/<programme>.css")(accent)
    return routes


async def home() -> Response:
    """The page of who has not typed anything yet."""
    return await _home_page()


async def join() -> Response:
    """To the debate with the typed code; spaces and dashes in it do not matter. What was typed
    stays in the field when there is no such debate."""
    typed = request.args.get("code", "")[:40]
    code = read_code(typed)
    if code is None:
        return await _home_page(422, typed=typed, problem="incomplete_code")
    row = await dependencies().store.debates.get(code)
    if row is None or not (row.is_announced or await concerns(code)):
        return await _home_page(404, typed=typed, code=code, problem="unknown_code")
    return redirect_to(f"/archive/{code}" if row.is_kept else f"/{code}")


async def accent(programme: str) -> Response:
    """The colour of a programme, for pages that show it without any script: their policy allows
    no style in the page itself."""
    look = await dependencies().looks.of(programme)
    colour = look.accent if is_colour(look.accent) else NEUTRAL_ACCENT
    css = f":root {{ --accent: {colour}; }}\n"
    response: Response = current_app.response_class(css, mimetype="text/css")
    response.headers["Cache-Control"] = f"public, max-age={ACCENT_KEPT_S}"
    return response


def read_code(typed: str) -> str | None:
    """The six digits in what somebody typed; None if it is anything else."""
    code = _SEPARATORS.sub("", typed)
    if not _CODE.fullmatch(code):
        return None
    return code


async def _home_page(
    status: int = 200, *, typed: str = "", code: str = "", problem: str = ""
) -> Response:
    known = dependencies()
    listed = known.store.findable
    live = await listed.live(WHOLE_HOUSE, LIVE_AT_MOST)
    upcoming = await listed.coming(WHOLE_HOUSE, UPCOMING_AT_MOST)
    over = await listed.over(WHOLE_HOUSE, PAST_AT_MOST)
    looks = await known.looks.of_all(row.programme for row in (*live, *upcoming, *over))
    html = await render_template(
        "home.html",
        typed=typed,
        code=code,
        problem=problem,
        live=live,
        upcoming=upcoming,
        past=_by_programme(over, looks),
        organisations=await listed.organisations(ORGANISATIONS_AT_MOST),
        looks=looks,
        me=await logged_in(),
    )
    response: Response = current_app.response_class(html, status=status, mimetype="text/html")
    response.headers["Cache-Control"] = "private, no-cache"
    return response


def _by_programme(over: Sequence[DebateRow], looks: dict[str, Look]) -> list[Programmed]:
    """The programme that was last on air comes first."""
    found: dict[str, list[DebateRow]] = {}
    for row in over:
        found.setdefault(row.programme, []).append(row)
    return [Programmed(looks[key], looks[key].path, debates) for key, debates in found.items()]
