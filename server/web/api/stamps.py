"""Stamps of the heads of the house's own log, as files that anybody can check without the house:
`openssl ts` (RFC 3161) and any client of OpenTimestamps read them.
"""

from collections.abc import Sequence
from urllib.parse import urlsplit

from quart import Blueprint, Response, current_app, request

from server.clock import Clock
from server.debate.refusals import Rejected
from server.limits.newcomers import ByNetwork
from server.limits.table import PROOFS
from server.store.logs.anchors import Anchor
from server.store.logs.house_log import ORIGIN_KEY, digest_of
from server.transparency.base64s import decoded
from server.web.api.answers import answer, as_text
from server.web.api.log import size_asked, taking
from server.web.dependencies import dependencies
from server.wire.answers import StampAnswer, StampsAnswer

AT_ONCE = 100
KEPT_S = 3600
DIGITS = 16  # of the digest of an address, which is no name of a file
ENDINGS = {"rfc3161": ".tsr", "opentimestamps": ".ots"}
TYPES = {
    "rfc3161": "application/timestamp-reply",
    "opentimestamps": "application/vnd.opentimestamps.ots",
}


def stamps_blueprint(clock: Clock) -> Blueprint:
    """The routes, for anybody."""
    routes = Blueprint("stamps", __name__, url_prefix="/log/stamps")
    routes.before_request(taking(ByNetwork(PROOFS, clock)))

    @routes.get("")
    async def stamps() -> Response:
        """What there is; with `to`, of heads of so many lines at most."""
        to = size_asked("to") if "to" in request.args else None
        found = await dependencies().store.anchors.stamps(AT_ONCE + 1, to)
        return answer(StampsAnswer(told(found[:AT_ONCE]), len(found) > AT_ONCE))

    @routes.get("/<int(max=999999999):size>/checkpoint")
    async def checkpoint(size: int) -> Response:
        """The very bytes that were stamped: the head as the house signed it, by nobody else."""
        kept = await dependencies().store.checkpoints.get(ORIGIN_KEY, size)
        if kept is None:
            raise Rejected("unknown_head")
        return as_text(kept.note)

    @routes.get("/<int(max=999999999):size>/<name>")
    async def file(size: int, name: str) -> Response:
        """A stamp of that."""
        anchors = dependencies().store.anchors
        for stamp in await anchors.stamps(AT_ONCE, size):
            if (stamp.size, _name(stamp)) == (size, name):
                content = decoded(await anchors.answer(stamp))
                response: Response = current_app.response_class(
                    content, content_type=TYPES[stamp.other.kind]
                )
                response.headers["Cache-Control"] = f"public, max-age={KEPT_S}"
                return response
        raise Rejected("unknown_head")

    return routes


def told(stamps: Sequence[Anchor]) -> list[StampAnswer]:
    """Where they are to be had."""
    return [
        StampAnswer(
            stamp.size,
            stamp.other.kind,
            urlsplit(stamp.other.whom).hostname or "",
            f"/log/stamps/{stamp.size}/{_name(stamp)}",
            f"/log/stamps/{stamp.size}/checkpoint",
        )
        for stamp in stamps
    ]


def _name(stamp: Anchor) -> str:
    return digest_of(stamp.other.whom.encode())[:DIGITS] + ENDINGS[stamp.other.kind]
