"""The house's own log, for whoever audits it."""

from quart import Blueprint, Response

from server.clock import Clock
from server.debate.refusals import Rejected
from server.limits.newcomers import ByNetwork
from server.limits.table import PROOFS
from server.store.logs.house_log import LINES_AT_ONCE, ORIGIN_KEY
from server.transparency.base64s import encoded
from server.web.api.answers import answer, as_text
from server.web.api.log import size_asked, taking
from server.web.dependencies import dependencies
from server.wire.answers import ConsistencyAnswer


def house_log_blueprint(clock: Clock) -> Blueprint:
    """The routes, for anybody."""
    routes = Blueprint("house_log", __name__)
    routes.before_request(taking(ByNetwork(PROOFS, clock)))

    @routes.get("/log/checkpoint")
    async def checkpoint() -> Response:
        """The head that was signed last, with what witnesses have signed of it."""
        store = dependencies().store
        kept = await store.checkpoints.last(ORIGIN_KEY)
        if kept is None:
            raise Rejected("unknown_head")
        return as_text(kept.note + "".join(await store.anchors.cosignatures(kept.head.size)))

    @routes.get("/log/entries")
    async def entries() -> Response:
        """The lines from `from` to `to`, the very bytes that are the leaves, an end of line behind
        each; as many as are given at once."""
        first, last = size_asked("from"), size_asked("to")
        if not 1 <= first <= last:
            raise Rejected("unknown_head")
        most = min(last - first + 1, LINES_AT_ONCE)
        lines = await dependencies().store.house_log.read(first - 1, most)
        return as_text("".join(f"{line.body.decode()}\n" for line in lines))

    @routes.get("/log/consistency")
    async def consistency() -> Response:
        """The proof that the log of `to` lines begins with that of `from`."""
        before, size = size_asked("from"), size_asked("to")
        tree = dependencies().rooms.house.tree
        if not 1 <= before <= size <= tree.size:
            raise Rejected("unknown_head")
        proof = tree.consistency(before, size)
        return answer(ConsistencyAnswer(before, size, [encoded(step) for step in proof]))

    return routes
