"""The screens of a debate: audience, control, display, host; its QR code; the language switch."""

from typing import Any
from urllib.parse import quote

from quart import Blueprint, Response, current_app, redirect, request
from werkzeug.exceptions import BadRequest
from werkzeug.routing import BaseConverter

from server.debate.refusals import Rejected
from server.debate.showing.documents import View
from server.identity.recognising import Who
from server.live.room import Room
from server.web.admin.openings import note_opened
from server.web.delivery.embedding import page_with
from server.web.delivery.robots import keep_out, may_be_found
from server.web.dependencies import dependencies
from server.web.errors import error_page
from server.web.login.login_cookie import secret_sent
from server.web.pages import qr
from server.web.pages.page_data import page_data
from server.web.pages.sharing import shared
from server.web.requests import addresses, cookies
from server.web.requests.asking import room_of, who_acts, who_asks
from server.web.words.formats import Formats
from server.web.words.i18n import LOCALES
from server.web.words.rendering import locale

QR_KEPT_S = 300

pages = Blueprint("pages", __name__)


class CodeConverter(BaseConverter):
    """A debate's code in an address: six digits."""

    regex = "[0-9]{6}"


@pages.get("/<code:code>")
async def audience(code: str) -> Response:
    """Anybody's. Whoever has no token, or a forged one, gets one with the page."""
    room = await dependencies().rooms.get(code)
    who = await who_acts(room, "audience")
    response = await _screen(room, "audience", who)
    keep_out(response, room.debate)
    if who.fresh:
        cookies.keep_participant(response, who.token)
    return response


@pages.get("/control/<code:code>")
async def control(code: str) -> Response:
    """For whoever is logged in, or has a token that may see this view."""
    return await _for_moderators(code, "control")


@pages.get("/host/<code:code>")
async def host(code: str) -> Response:
    """For whoever is logged in, or has a token that may see this view."""
    return await _for_moderators(code, "host")


@pages.get("/display/<code:code>")
async def display(code: str) -> Response:
    """With a display token in the address (`?key=`), for machines without a login, or logged in.

    Without, or with one that does not hold: a quiet page that says what is missing, for whoever
    sets up the studio."""
    room = await dependencies().rooms.get(code)
    try:
        who = await who_asks(room, "display")
    except Rejected as refusal:
        if refusal.code != "not_allowed":
            raise
        return await error_page(403, "display_key" if "key" in request.args else "display")
    return await _screen(room, "display", who, request.args.get("key"))


@pages.get("/qr/<code:code>.svg")
async def code_image(code: str) -> Response:
    """The QR code of the address that phones join by; the display of a draft brings its key."""
    await room_of(code, "display" if "key" in request.args else "audience")
    image = qr.svg(addresses.join_url(dependencies().settings, code))
    response: Response = current_app.response_class(image, mimetype="image/svg+xml")
    # Without a public address it is made of the name in the request: another asker's is another.
    who = "public" if dependencies().settings.public_url else "private"
    response.headers["Cache-Control"] = f"{who}, max-age={QR_KEPT_S}"
    return response


@pages.post("/language")
async def language() -> Response:
    """Keep the reader's language and show them the page again that they were on."""
    form = await request.form
    chosen = form.get("locale", "")
    if chosen not in LOCALES:
        raise BadRequest
    response = redirect_to(_without_lang(local_path(form.get("back"))))
    cookies.keep_locale(response, chosen)
    return response


def _without_lang(path: str) -> str:
    """What an address says of the language no longer holds once another was chosen."""
    bare, _, query = path.partition("?")
    kept = [pair for pair in query.split("&") if pair and not pair.startswith("lang=")]
    return bare + ("?" + "&".join(kept) if kept else "")


def local_path(path: str | None) -> str:
    """A path on this server; the home page for anything that would lead elsewhere."""
    if not path or not path.startswith("/") or path.startswith(("//", "/\\")):
        return "/"
    return path if path.isprintable() else "/"


def redirect_to(path: str) -> Response:
    """See other: the next request is a GET."""
    response: Response = redirect(path, 303)  # type: ignore[assignment]
    response.headers["Cache-Control"] = "no-store"
    return response


async def _for_moderators(code: str, view: View) -> Response:
    room = await dependencies().rooms.get(code)
    try:
        who = await who_asks(room, view)
    except Rejected as refusal:
        if refusal.code != "not_allowed" or await _logged_in():
            raise
        lang = request.args.get("lang", "")
        asked = quote(f"?lang={lang}") if lang else ""
        return redirect_to(f"/login?back=/{view}/{code}{asked}")
    if view == "control" and who.actor is not None:
        await note_opened(who.actor, code)
    return await _screen(room, view, who)


async def _screen(room: Room, view: View, who: Who, key: str | None = None) -> Response:
    html = await _html(room, view, who, key)
    response: Response = current_app.response_class(html, mimetype="text/html")
    response.headers["Cache-Control"] = "no-store"
    return response


async def _html(room: Room, view: View, who: Who, key: str | None = None) -> str | bytes:
    template, (page, state) = f"{view}.html", await page_data(room, view, who, key)
    more: dict[str, Any] = {}
    if view == "audience":
        more["shared"] = shared(room.debate, locale())
        looks = dependencies().looks
        more["logo_inside"] = await looks.inside(await looks.of(room.debate.programme))
        more["findable"] = may_be_found(room.debate)
    elif view == "display":
        more["formats_in"] = Formats  # it speaks two languages
    return await page_with(template, page, state, dependencies().clock, **more)


async def _logged_in() -> bool:
    secret = secret_sent()
    return secret is not None and await dependencies().identity.account(secret) is not None
