"""Forgetting on a phone: its token, and all that its pages keep there.

Whoever has to show their phone to somebody shall have nothing on it that tells what they asked or
voted for. What they did stays, since the others have counted on it.
"""

from quart import Blueprint, Response, current_app, render_template

from server.web.delivery.robots import keep_out
from server.web.pages.screens import redirect_to
from server.web.requests import cookies
from server.web.requests.asking import room_of

forgetting = Blueprint("forgetting", __name__)


@forgetting.get("/<code:code>/forget")
async def ask(code: str) -> Response:
    """What it does, and the button that does it."""
    room = await room_of(code)
    html = await render_template("forget.html", debate=room.debate)
    response: Response = current_app.response_class(html, mimetype="text/html")
    response.headers["Cache-Control"] = "no-store"
    keep_out(response, room.debate)
    return response


@forgetting.post("/<code:code>/forget")
async def forget(code: str) -> Response:
    """Whoever then comes to the debate is somebody new. What scripts have kept goes by a script."""
    response = redirect_to(f"/{code}")
    cookies.forget_participant(response)
    return response
