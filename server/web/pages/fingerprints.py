"""Where the fingerprint on a screen or on paper leads: whether the log of its debate began so.

`/S/{code}/{size}/{fingerprint}`, in capitals as the QR code has it: that takes 33 modules where the
host's name has up to 15 letters.
"""

from quart import Blueprint, Response, current_app, render_template
from werkzeug.exceptions import NotFound
from werkzeug.routing import BaseConverter

from server.transparency.checkpoints import head_of
from server.transparency.fingerprints import fingerprint_of, root_of
from server.web.delivery.robots import keep_out
from server.web.dependencies import dependencies
from server.web.pages import qr
from server.web.requests import addresses
from server.web.requests.asking import room_of

KEPT_S = 300

fingerprints = Blueprint("fingerprints", __name__)


class FingerprintConverter(BaseConverter):
    """A root, as it is scanned."""

    regex = "[A-Za-z2-7]{52}"

    def to_python(self, value: str) -> bytes:
        """Raises NotFound for another spelling."""
        try:
            return root_of(value)
        except ValueError:
            raise NotFound from None

    def to_url(self, value: bytes) -> str:
        return fingerprint_of(value)


def address(code: str, size: int, root: bytes) -> str:
    """What the QR code of a head says."""
    return f"{addresses.shared_url(dependencies().settings)}/S/{code}/{size}/{fingerprint_of(root)}"


@fingerprints.get("/s/<code:code>/<int:size>/<fingerprint:root>")
@fingerprints.get("/S/<code:code>/<int:size>/<fingerprint:root>")
async def show(code: str, size: int, root: bytes) -> Response:
    """By what the database has now; the page's script then has it proven to itself."""
    room = await room_of(code)
    tree = await room.attesting.tree()
    is_there = 0 < size <= tree.size
    html = await render_template(
        "fingerprint.html",
        debate=room.debate,
        code=code,
        size=size,
        fingerprint=fingerprint_of(root),
        head=head_of(size, root),
        log="" if room.debate.rehearsal or not tree.size else head_of(tree.size, tree.root()),
        found="unknown" if not is_there else "same" if tree.root(size) == root else "other",
        now=tree.size,
    )
    response: Response = current_app.response_class(html, mimetype="text/html")
    response.headers["Cache-Control"] = "no-store"
    keep_out(response, room.debate)
    return response


@fingerprints.get("/qr/<code:code>/<int:size>/<fingerprint:root>.svg")
async def image(code: str, size: int, root: bytes) -> Response:
    """The QR code of a head. It says nothing of whether there is such a one."""
    drawn = qr.svg(address(code, size, root))
    response: Response = current_app.response_class(drawn, mimetype="image/svg+xml")
    who = "public" if dependencies().settings.public_url else "private"
    response.headers["Cache-Control"] = f"{who}, max-age={KEPT_S}"
    return response
