"""Deleting a debate that is over, with all that was asked and voted in it."""

import asyncio
import logging
from collections.abc import Callable

from quart import Blueprint, Response, request
from werkzeug.exceptions import Conflict

from server.debate.actors import Actor, Scope
from server.debate.rules import allowed
from server.debate.state import Debate
from server.store.logs.house_log import digest_of
from server.web.admin.access import require_for
from server.web.admin.entering import entering
from server.web.dependencies import dependencies
from server.web.login.accounts import private_page
from server.web.pages.home import read_code
from server.web.pages.screens import redirect_to
from server.web.requests import addresses

log = logging.getLogger(__name__)


def delete_blueprint(forget: Callable[[str], None]) -> Blueprint:
    """`{code}/delete`, below `/admin/debates`."""
    routes = Blueprint("delete", __name__, url_prefix="/debates")
    desk = _Desk(forget)
    routes.get("/<code:code>/delete")(desk.ask)
    routes.post("/<code:code>/delete")(desk.delete)
    return routes


class _Desk:
    def __init__(self, forget: Callable[[str], None]) -> None:
        self._forget = forget

    async def ask(self, code: str) -> Response:
        """What would go, in numbers, and what would stay."""
        actor = await require_for("delete", code)
        return await _page(actor, await _closed(actor, code))

    async def delete(self, code: str) -> Response:
        """Once its code was typed: what a slip of the finger does is not undone here."""
        actor = await require_for("delete", code)
        debate = await _closed(actor, code)
        typed = (await request.form).get("typed", "")
        if read_code(typed) != code:
            return await _page(actor, debate, 422, typed)
        known = dependencies()
        lines = await known.store.journal.some_lines(code)
        async with entering(actor, "debate_deleted", Scope("debate", code), about=code):
            if not await known.store.debates.delete(code, actor.name, known.clock.now()):
                raise Conflict
        await asyncio.to_thread(known.rooms.signing.end, code)
        first = digest_of(lines[0].body) if lines else ""
        await known.store.house_log.add("debate_deleted", known.clock.now(), first=first)
        await known.rooms.forget(code)
        self._forget(code)
        log.info("a closed debate was deleted", extra={"by": actor.name, "debate": code})
        return redirect_to("/admin?done=deleted")


async def _closed(actor: Actor, code: str) -> Debate:
    """A debate that can be deleted: of an open one people expect an archive, and a rehearsal is
    wiped. Raises Conflict."""
    debate = (await dependencies().rooms.get(code)).debate
    if not allowed("delete", actor.role, debate):
        raise Conflict
    return debate


async def _page(actor: Actor, debate: Debate, status: int = 200, typed: str = "") -> Response:
    sealed = debate.sealed
    return await private_page(
        "admin/delete.html",
        status,
        me=actor,
        debate=debate,
        votes=sealed.ballots + (sealed.apart_ballots or 0) if sealed else debate.ballots,
        archive=f"{addresses.shared_url(dependencies().settings)}/archive/{debate.code}",
        errors={"typed": "admin.delete_code_wrong"} if status != 200 else {},
        typed=typed[:20],
    )
