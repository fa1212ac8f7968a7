"""Where producers get the markers of a debate for the editor: which recording, how it is counted,
for which program.
"""

import hashlib
import logging
from typing import Any

import msgspec
from msgspec.structs import asdict
from quart import Blueprint, Response, current_app, request
from werkzeug.exceptions import BadRequest

from server.debate.actors import Actor, Scope
from server.debate.air.marking import SLATE
from server.live.room import Room
from server.store.administration.fields import Told
from server.studio.markers.formats import FORMATS
from server.studio.markers.moments import KINDS
from server.studio.markers.order import Order, choices, ordered
from server.studio.markers.sheet import TIME_OF_DAY
from server.studio.markers.timebase import RATES, frame_of
from server.web.admin.access import require_for
from server.web.admin.entering import enter
from server.web.dependencies import dependencies
from server.web.login.accounts import private_page
from server.web.studio.markers_making import MadeMarkers, MakeMarkers
from server.web.words.i18n import pick
from server.web.words.rendering import locale

log = logging.getLogger(__name__)

STARTS = ("01:00:00:00", "10:00:00:00", "00:00:00:00", TIME_OF_DAY)


def markers_blueprint() -> Blueprint:
    """`{code}/markers` and the file, below `/admin/debates`."""
    routes = Blueprint("markers", __name__, url_prefix="/debates")
    routes.get("/<code:code>/markers")(ask)
    routes.get("/<code:code>/markers/file")(hand_out)
    return routes


async def ask(code: str) -> Response:
    """The form."""
    actor = await require_for("markers", code)
    return await _page(actor, await dependencies().rooms.get(code))


async def hand_out(code: str) -> Response:
    """The file. Raises BadRequest for what the form does not offer; the form comes back where
    there would be nothing in it."""
    actor = await require_for("markers", code)
    known = dependencies()
    room = await known.rooms.get(code)
    order = _order(room)
    job = MakeMarkers(known.settings.database, code, order, locale())
    key = f"markers-{hashlib.sha256(msgspec.json.encode(job)).hexdigest()}"
    made = msgspec.convert(await known.jobs.do("markers", job, key), MadeMarkers)
    if made.why:
        return await _page(actor, room, 422, errors={"": f"markers.{made.why}"}, chosen=order)
    after: Told = {"form": order.form}
    await enter(actor, "markers_downloaded", Scope("debate", code), about=code, after=after)
    log.info("markers were downloaded", extra={"by": actor.name, "debate": code})
    response: Response = current_app.response_class(made.body, mimetype=made.media_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{made.name}"'
    response.headers["Cache-Control"] = "no-store"
    return response


def _order(room: Room) -> Order:
    asked = request.args
    takes = {str(take.id): take for take in choices(room.debate)}
    take = takes.get(asked.get("take", ""))
    rate, start, form = (asked.get(name, "") for name in ("rate", "start", "form"))
    if take is None or rate not in RATES or form not in FORMATS:
        raise BadRequest
    if start != TIME_OF_DAY:
        try:
            frame_of(start, RATES[rate])
        except ValueError:
            raise BadRequest from None
    return ordered(
        room.debate,
        take,
        dependencies().clock.now(),
        title=pick(room.debate.title, locale())[0],
        rate=rate,
        start=start,
        form=form,
        kinds=tuple(kind for kind in KINDS if kind in asked.getlist("kind")),
    )


async def _page(
    actor: Actor, room: Room, status: int = 200, chosen: Order | None = None, **values: Any
) -> Response:
    return await private_page(
        "admin/markers.html",
        status,
        me=actor,
        debate=room.debate,
        takes=choices(room.debate),
        rates=tuple(RATES),
        starts=STARTS,
        forms=tuple(FORMATS),
        kinds=KINDS,
        SLATE=SLATE,
        chosen={} if chosen is None else asdict(chosen) | {"take": chosen.take.id},
        **({"errors": {}} | values),
    )
