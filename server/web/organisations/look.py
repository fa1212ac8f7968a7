"""How an organisation looks where its programmes say nothing of their own: its logo."""

import logging

from quart import Blueprint, Response, request

from server.debate.actors import Scope
from server.store.house.logos import GROUNDS
from server.web.admin.access import Moderator, require_in
from server.web.admin.checks import Errors
from server.web.dependencies import dependencies
from server.web.login.accounts import private_page
from server.web.logos.uploads import BOUNDS, keep_logos, read_logos
from server.web.organisations.known import known_organisation
from server.web.pages.screens import redirect_to

log = logging.getLogger(__name__)


def look_blueprint() -> Blueprint:
    """Below `/admin/o`."""
    routes = Blueprint("look", __name__)
    routes.get("/<organisation>/look")(show)
    routes.post("/<organisation>/look")(change)
    return routes


async def show(organisation: str) -> Response:
    """The logo as it is, and where to change it."""
    return await _page(await require_in("logo", organisation), organisation)


async def change(organisation: str) -> Response:
    """The form again where a file cannot be taken: then nothing has changed."""
    me = await require_in("logo", organisation)
    changes, errors = await read_logos(organisation)
    if errors:
        return await _page(me, organisation, 422, errors)
    known = dependencies()
    await known_organisation(organisation)
    await keep_logos(me, Scope("organisation", organisation), changes)
    known.looks.changed()
    log.info("a logo was changed", extra={"by": me.name, "organisation": organisation})
    return redirect_to(f"/admin/o/{organisation}/look?done=saved")


async def _page(
    me: Moderator, key: str, status: int = 200, errors: Errors | None = None
) -> Response:
    store = dependencies().store
    organisation = await known_organisation(key)
    return await private_page(
        "organisations/look.html",
        status,
        me=me,
        organisation=organisation,
        held=await store.logos.of("organisation", key),
        grounds=GROUNDS,
        bounds=BOUNDS,
        done=request.args.get("done", ""),
        errors=errors or {},
    )
