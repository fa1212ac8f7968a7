"""The page about the house itself: its name in logs, and the key that signs them, to be kept by
whoever wants to check a debate later.
"""

import asyncio

from quart import Blueprint, Response, current_app, render_template

from server.web.api.answers import answer
from server.web.api.stamps import told
from server.web.dependencies import dependencies
from server.web.pages import qr
from server.wire.answers import HouseAnswer

KEPT_S = 60
STAMPS = 16  # as many as one head has


def about_blueprint() -> Blueprint:
    """Also what the page shows as JSON, and as a picture."""
    routes = Blueprint("about", __name__)
    routes.get("/about")(about)
    routes.get("/qr/house.svg")(picture)
    routes.get("/api/house")(house)
    return routes


async def about() -> Response:
    """For everybody, in four languages."""
    stamps = told(await dependencies().store.anchors.stamps(STAMPS))
    last = [stamp for stamp in stamps if stamp.size == stamps[0].size]
    html = await render_template("about.html", house=await _house(), stamps=last)
    response: Response = current_app.response_class(html, mimetype="text/html")
    response.headers["Cache-Control"] = "private, no-cache"
    return response


async def picture() -> Response:
    """The vkey of the house's log as a QR code."""
    image = qr.svg((await _house()).vkey)
    response: Response = current_app.response_class(image, mimetype="image/svg+xml")
    response.headers["Cache-Control"] = f"public, max-age={KEPT_S}"
    return response


async def house() -> Response:
    """The house's name and keys."""
    return answer(await _house())


async def _house() -> HouseAnswer:
    own = await asyncio.to_thread(dependencies().rooms.signing.own)
    return HouseAnswer(own.name, str(own.vkey), str(own.witness_vkey))
