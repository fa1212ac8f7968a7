"""The house as a witness of the logs of others (C2SP tlog-witness)."""

import asyncio
import logging
import re

from quart import Blueprint, Response, request

from server.clock import Clock
from server.debate.refusals import Rejected
from server.limits.newcomers import ByNetwork
from server.limits.table import WITNESSING
from server.transparency.notes import BadNote, Signature, cosign
from server.transparency.witnessing import SIZE_TYPE, Asked
from server.web.api.answers import as_text
from server.web.api.log import taking
from server.web.dependencies import dependencies

_DIGEST = re.compile(r"[0-9a-f]{64}")

log = logging.getLogger(__name__)


def witness_blueprint(clock: Clock) -> Blueprint:
    """The routes, for anybody."""
    routes = Blueprint("witness", __name__, url_prefix="/witness")
    routes.before_request(taking(ByNetwork(WITNESSING, clock)))

    @routes.post("/add-checkpoint")
    async def add_checkpoint() -> Response:
        """Cosign the head of a log that this house witnesses, if it follows the last one."""
        known = dependencies()
        try:
            asked = Asked.parse(await _body())
        except BadNote:
            return as_text("not what is asked of a witness\n", 400)
        own = await asyncio.to_thread(known.rooms.signing.own)

        def signed(text: str) -> Signature:
            return cosign(text, own.key, own.witness, known.clock.now() // 1000)

        verdict, signature = await known.store.witnessed.answer(asked, signed)
        if verdict.forked:
            log.error("a log does not follow what it was", extra={"origin": asked.origin})
        if verdict.size is not None:
            return as_text(f"{verdict.size}\n", verdict.status, SIZE_TYPE)
        return as_text("" if signature is None else str(signature), verdict.status)

    @routes.get("/<digest>/checkpoint")
    async def witnessed(digest: str) -> Response:
        """The head that was cosigned last of the log with this SHA-256 of its origin."""
        if not _DIGEST.fullmatch(digest):
            raise Rejected("unknown_head")
        note = await dependencies().store.witnessed.last(digest)
        if note is None:
            raise Rejected("unknown_head")
        return as_text(note)

    return routes


async def _body() -> bytes:
    return await request.get_data(cache=False, as_text=False, parse_form_data=False)
