"""The overlay: graphics over a camera's picture, for OBS, vMix and CasparCG, which load this page
as a source. It is a renderer of static/graphics/, of what the display's document says.

What cannot be shown is an empty, transparent picture, never an error on air: what is missing says
the page's title, and its guides say it to whoever sets it up. What may be mended by itself is
asked for again.
"""

from base64 import b64encode
from contextlib import suppress

from quart import Blueprint, Response, current_app, render_template, request

from server.debate.refusals import Rejected
from server.identity.recognising import Who
from server.live.room import Room
from server.store import Unavailable
from server.web.delivery.embedding import page_with
from server.web.dependencies import dependencies
from server.web.overlay.options import Options, options_of
from server.web.pages import qr
from server.web.pages.page_data import page_data
from server.web.requests import addresses
from server.web.requests.asking import who_asks

RETRY_S = 5
_WORDS = {"not_allowed": "display_key", "unknown_debate": "unknown_debate"}

overlay_pages = Blueprint("overlay", __name__)


@overlay_pages.get("/overlay/<code:code>")
async def overlay(code: str) -> Response:
    """With a display token in the address (`?key=`), or logged in, as the display; and with the
    options of `options`."""
    options = options_of(request.args)
    refusal = Rejected("unavailable")
    with suppress(Unavailable):
        try:
            room = await dependencies().rooms.get(code)
            who = await who_asks(room, "control" if options.preview else "display")
            return await _filled(room, who, options)
        except Rejected as refused:
            refusal = refused
    return await _empty(refusal, options)


async def _filled(room: Room, who: Who, options: Options) -> Response:
    key = request.args.get("key")
    page, state = await page_data(room, "display", who, key, "overlay")
    page["overlay"] = options.as_page_data()
    # Inside the page: it must not be asked for when the server may be away.
    join = addresses.join_url(dependencies().settings, room.code)
    page["qr"] = f"data:image/svg+xml;base64,{b64encode(qr.svg(join)).decode()}"
    clock = dependencies().clock
    return _answer(await page_with("overlay.html", page, state, clock, options=options), 200)


async def _empty(refusal: Rejected, options: Options) -> Response:
    words = _WORDS.get(refusal.code, "unavailable")
    if words == "display_key" and "key" not in request.args:
        words = "display"
    retry_s = RETRY_S if refusal.status in (429, 503) else 0
    html = await render_template(
        "overlay.html", page=None, options=options, words=words, retry_s=retry_s
    )
    return _answer(html, refusal.status)


def _answer(html: str | bytes, status: int) -> Response:
    response: Response = current_app.response_class(html, status=status, mimetype="text/html")
    response.headers["Cache-Control"] = "no-store"
    return response
