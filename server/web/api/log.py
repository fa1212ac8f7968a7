"""The log of a debate: its signed head, and proofs that it has only grown, for whoever kept an
earlier one.
"""

from collections.abc import Callable

from quart import Blueprint, Response, request

from server.clock import Clock
from server.debate.refusals import Rejected
from server.limits.newcomers import ByNetwork
from server.limits.table import PROOFS
from server.transparency.base64s import encoded
from server.web.api.answers import answer, as_text
from server.web.dependencies import dependencies
from server.web.requests.asking import room_of
from server.web.requests.numbers import whole_number
from server.wire.answers import ConsistencyAnswer

KEPT_S = (
    60  # by proxies, for a whole hall that comes back; a log that is begun anew has other proofs
)


def log_blueprint(clock: Clock) -> Blueprint:
    """The routes, each for anybody who may see the debate's document."""
    log = Blueprint("log", __name__, url_prefix="/api")
    log.before_request(taking(ByNetwork(PROOFS, clock)))

    @log.get("/debates/<code>/checkpoint")
    async def checkpoint(code: str) -> Response:
        """The head that was signed last, a signed note."""
        await room_of(code)
        kept = await dependencies().store.checkpoints.last(code)
        if kept is None:
            raise Rejected("unknown_head")
        return as_text(kept.note)

    @log.get("/debates/<code>/consistency")
    async def consistency(code: str) -> Response:
        """The proof that the log of `to` lines begins with that of `from`. Of what is in the
        database now, even where nobody signs that."""
        before, size = size_asked("from"), size_asked("to")
        room = await room_of(code)
        tree = await room.attesting.tree()
        if not 1 <= before <= size <= tree.size:
            raise Rejected("unknown_head")
        proof = tree.consistency(before, size)
        response = answer(ConsistencyAnswer(before, size, [encoded(step) for step in proof]))
        if room.debate.is_announced and room.attesting.has_signed(size):
            response.headers["Cache-Control"] = f"public, max-age={KEPT_S}"
        return response

    return log


def taking(pace: ByNetwork) -> Callable[[], None]:
    """What counts each request against what its network may ask. Raises Rejected `too_fast`."""

    def take() -> None:
        known = dependencies()
        pace.take(known.identity.minting.source(known.newcomers.caller))

    return take


def size_asked(name: str) -> int:
    """A number in the question. Raises Rejected `malformed`."""
    size = whole_number(request.args.get(name, ""), 9)
    if size is None:
        raise Rejected("malformed", why=name)
    return size
