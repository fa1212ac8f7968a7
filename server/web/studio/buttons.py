"""Buttons of the gallery: each is an address that says a verb (`server.studio.verbs`). Who holds a
token of a producer, or one that is for buttons alone, presses them; cookies do not count, so that
no page anywhere can press one in somebody's name.
"""

from quart import Blueprint, Response, request

from server.web.api.answers import answer, as_json, as_text
from server.web.dependencies import dependencies
from server.web.pages.screens import redirect_to
from server.web.studio.asking import button_of
from server.wire.answers import ButtonAnswer

# What a browser says with what it loads before anybody wants it (the Fetch standard, and older).
AHEAD = ("Sec-Purpose", "Purpose", "X-Moz")

buttons = Blueprint("buttons", __name__)


@buttons.route("/studio/<code:code>/do/<path:verb>", methods=["GET", "POST"])
async def press(code: str, verb: str) -> Response:
    """`ok`, or `no` with the status of its code. By GET, too: what presses buttons can often do
    nothing else. `id=`: of the press, where two within a second are meant."""
    if request.method == "HEAD" or any("prefetch" in request.headers.get(h, "") for h in AHEAD):
        return as_json(b"", 204)
    told = await _press(code, verb)
    if request.method == "GET" and "text/html" in request.headers.get("Accept", ""):
        # A browser loads what it shows again when it likes: that must press nothing.
        return redirect_to(f"/studio/{code}/pressed?did={told.did}")
    return answer(told)


@buttons.get("/studio/<code:code>/pressed")
async def pressed(code: str) -> Response:
    """What a browser shows after it pressed a button."""
    did = request.args.get("did", "")
    return as_text(f"✓ {did}" if did.isascii() and did.isidentifier() else "✓")


async def _press(code: str, verb: str) -> ButtonAnswer:
    room = await dependencies().rooms.get(code)
    actor = await button_of(room)
    told = await room.pressing.press(actor, verb, request.args.get("id", ""))
    dependencies().metrics.command(told.did, "http", "ok")
    return told
