"""Where the fingerprint on a screen or on paper leads: whether the log of its debate began so.

`/S/{code}/{size}/{fingerprint}`, in capitals as the QR code has it: that takes 33 modules where the
host's name has up to 15 letters.
"""

from functools import lru_cache

from msgspec.json import encode
from quart import Blueprint, Response, current_app, render_template
from werkzeug.exceptions import NotFound
from werkzeug.routing import BaseConverter

from server.clock import Clock
from server.debate.showing.beginnings import is_given_up, log_beginnings
from server.limits.newcomers import ByNetwork
from server.limits.table import PICTURES
from server.live.room import Room
from server.process.aside import aside
from server.transparency.checkpoints import head_of
from server.transparency.fingerprints import fingerprint_of, root_of
from server.transparency.merkle import Tree
from server.web.api.log import taking
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
    html = await render_template(
        "fingerprint.html",
        debate=room.debate,
        code=code,
        size=size,
        fingerprint=fingerprint_of(root),
        head=head_of(size, root),
        log="" if room.debate.rehearsal or not tree.size else head_of(tree.size, tree.root()),
        beginnings=encode(log_beginnings(room.debate)).decode(),
        found=_found(room, tree, size, root),
    )
    response: Response = current_app.response_class(html, mimetype="text/html")
    response.headers["Cache-Control"] = "no-store"
    keep_out(response, room.debate)
    return response


def _found(room: Room, tree: Tree, size: int, root: bytes) -> str:
    """What there are words for."""
    if 0 < size <= tree.size and tree.root(size) == root:
        return "same"
    if is_given_up(room.debate, size):
        return "lost"
    return "other" if 0 < size <= tree.size else "unknown"


def head_pictures_blueprint(clock: Clock) -> Blueprint:
    """The QR code of a head that its debate had: no other is drawn, and none on the loop."""
    pictures = Blueprint("head_pictures", __name__)
    pictures.before_request(taking(ByNetwork(PICTURES, clock)))

    @pictures.get("/qr/<code:code>/<int:size>/<fingerprint:root>.svg")
    async def image(code: str, size: int, root: bytes) -> Response:
        if not await _was_told(code, size, root):
            raise NotFound
        drawn = await aside(_drawn, address(code, size, root))
        response: Response = current_app.response_class(drawn, mimetype="image/svg+xml")
        who = "public" if dependencies().settings.public_url else "private"
        response.headers["Cache-Control"] = f"{who}, max-age={KEPT_S}"
        return response

    return pictures


_drawn = lru_cache(maxsize=64)(qr.draw)


async def _was_told(code: str, size: int, root: bytes) -> bool:
    """By this process, or as the head that another one signed last."""
    tree = await (await room_of(code)).attesting.tree()
    if size <= tree.size:
        return size > 0 and tree.root(size) == root
    signed = await dependencies().store.checkpoints.last(code)
    return signed is not None and (signed.head.size, signed.head.root) == (size, root)
