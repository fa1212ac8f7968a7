"""The page that checks a proof of a question (docs/archive.md): in the browser, so that nobody has
to hand it to anybody. Its words and the key of this house come with it.
"""

import asyncio

from quart import Blueprint, Response, current_app, render_template

from server.web.dependencies import dependencies
from server.web.words.local_time import ZONE_NAME
from server.web.words.rendering import locale, page_strings

proof_page = Blueprint("proof_page", __name__)


@proof_page.get("/archive/check")
async def check() -> Response:
    """For everybody, in four languages."""
    own = await asyncio.to_thread(dependencies().rooms.signing.own)
    page = {
        "locale": locale(),
        "zone": ZONE_NAME,
        "strings": page_strings("common", "proof"),
        "house": own.name,
        "vkey": str(own.vkey),
    }
    html = await render_template("archive/check.html", page=page)
    response: Response = current_app.response_class(html, mimetype="text/html")
    response.headers["Cache-Control"] = "private, no-cache"
    return response
