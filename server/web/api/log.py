"""The log of a debate: its signed head, and proofs that it has only grown, for whoever kept an
earlier one.
"""

from quart import Blueprint, Response, current_app, request

from server.clock import Clock
from server.debate.refusals import Rejected
from server.limits.newcomers import ByNetwork
from server.limits.table import PROOFS
from server.transparency.base64s import encoded
from server.web.api.answers import answer
from server.web.dependencies import dependencies
from server.web.requests.asking import room_of
from server.wire.answers import ConsistencyAnswer


def log_blueprint(clock: Clock) -> Blueprint:
    """The routes, each for anybody who may see the debate's document."""
    log = Blueprint("log", __name__, url_prefix="/api")
    pace = ByNetwork(PROOFS, clock)

    def take() -> None:
        known = dependencies()
        pace.take(known.identity.minting.source(known.newcomers.caller))

    @log.get("/debates/<code>/checkpoint")
    async def checkpoint(code: str) -> Response:
        """The head that was signed last, a signed note."""
        take()
        await room_of(code)
        kept = await dependencies().store.checkpoints.last(code)
        if kept is None:
            raise Rejected("unknown_head")
        return _note(kept.note)

    @log.get("/debates/<code>/consistency")
    async def consistency(code: str) -> Response:
        """The proof that the log of `to` lines begins with that of `from`. Of what is in the
        database now, even where nobody signs that."""
        take()
        before, size = _size("from"), _size("to")
        tree = await (await room_of(code)).attesting.tree()
        if not 1 <= before <= size <= tree.size:
            raise Rejected("unknown_head")
        proof = tree.consistency(before, size)
        return answer(ConsistencyAnswer(before, size, [encoded(step) for step in proof]))

    return log


def _note(text: str) -> Response:
    response: Response = current_app.response_class(text, content_type="text/plain; charset=utf-8")
    response.headers["Cache-Control"] = "no-store"
    return response


def _size(name: str) -> int:
    text = request.args.get(name, "")
    if not text.isascii() or not text.isdecimal() or len(text) > 9:
        raise Rejected("malformed", why=name)
    return int(text)
