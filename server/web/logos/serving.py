"""Logos at addresses that say what is in them: whoever has one never asks again."""

from collections import OrderedDict

from quart import Blueprint, Response, current_app
from werkzeug.exceptions import NotFound
from werkzeug.routing import BaseConverter

from server.web.dependencies import dependencies

KEPT = 64  # the last ones asked for: a hall that comes all at once asks for the same
FOREVER = "public, max-age=31536000, immutable"
KIND = "image/webp"


class DigestConverter(BaseConverter):
    """A SHA-256 in hex."""

    regex = "[0-9a-f]{64}"


def logos_blueprint() -> Blueprint:
    """`/logo/DIGEST.webp`, and `/logo/DIGEST/small.webp` for phones."""
    routes = Blueprint("logos", __name__, url_prefix="/logo")
    shelf = _Shelf()
    routes.get("/<digest:digest>.webp")(shelf.large)
    routes.get("/<digest:digest>/small.webp")(shelf.small)
    return routes


class _Shelf:
    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[str, bool], bytes] = OrderedDict()

    async def large(self, digest: str) -> Response:
        return await self._handed_out(digest, small=False)

    async def small(self, digest: str) -> Response:
        return await self._handed_out(digest, small=True)

    async def _handed_out(self, digest: str, *, small: bool) -> Response:
        body = self._kept.get((digest, small))
        if body is None:
            body = await dependencies().store.logos.bytes_of(digest, small)
            if body is None:
                raise NotFound
            self._kept[digest, small] = body
            if len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        response: Response = current_app.response_class(body, mimetype=KIND)
        response.headers["Cache-Control"] = FOREVER
        return response
