"""Whose pages may show the debates of an organisation, for its owners."""

import logging
from urllib.parse import urlsplit

from quart import Blueprint, Response, request

from server.debate.actors import Scope
from server.identity.origins import canonical
from server.store.administration.fields import Told
from server.web.admin.access import Moderator, require_in
from server.web.admin.entering import entering
from server.web.dependencies import dependencies
from server.web.login.accounts import private_page
from server.web.organisations.known import known_organisation
from server.web.pages.screens import redirect_to
from server.web.requests.addresses import HOST, shared_url

log = logging.getLogger(__name__)

ORIGINS_AT_MOST = 20
LONGEST = 253 + len("https://") + len(":65535")


def embedding_blueprint() -> Blueprint:
    """Below `/admin/o`."""
    routes = Blueprint("embedding", __name__)
    routes.get("/<organisation>/embedding")(embedding)
    routes.post("/<organisation>/embedding")(save)
    return routes


async def embedding(organisation: str) -> Response:
    """The list, and how a page shows a debate."""
    return await _page(await require_in("embedding", organisation), organisation)


async def save(organisation: str) -> Response:
    """The list in the place of the one before."""
    me = await require_in("embedding", organisation)
    typed = (await request.form).get("origins", "")[: ORIGINS_AT_MOST * (LONGEST + 2) * 2]
    origins = read_origins(typed)
    if origins is None:
        errors = {"origins": "organisations.origins_wrong"}
        return await _page(me, organisation, 422, errors=errors, typed=typed)
    await known_organisation(organisation)
    embedders = dependencies().store.embedders
    before: Told = {"origins": " ".join(await embedders.of(organisation))}
    after: Told = {"origins": " ".join(origins)}
    scope = Scope("organisation", organisation)
    async with entering(me, "embedders_changed", scope, before=before, after=after):
        await embedders.set(organisation, origins)
    log.info("embedding was changed", extra={"by": me.name, "organisation": organisation})
    return redirect_to(f"/admin/o/{organisation}/embedding?done=saved")


def read_origins(typed: str) -> list[str] | None:
    """One a line or word; None if one is no origin of a website, or they are too many. What could
    mean more than one website in a policy is none."""
    found: dict[str, None] = {}
    for word in typed.split():
        try:
            parts = urlsplit(word) if len(word) <= LONGEST and word.isascii() else None
        except ValueError:  # of brackets that are no address
            return None
        if parts is None or parts.scheme not in ("http", "https") or parts.path.strip("/"):
            return None
        if parts.query or parts.fragment or not HOST.fullmatch(parts.netloc):
            return None
        origin = f"{parts.scheme}://{parts.netloc}".lower()
        if canonical(origin) is None:
            return None
        found[origin] = None
    return list(found) if len(found) <= ORIGINS_AT_MOST else None


async def _page(
    me: Moderator,
    key: str,
    status: int = 200,
    errors: dict[str, str] | None = None,
    typed: str | None = None,
) -> Response:
    known = dependencies()
    organisation = await known_organisation(key)
    origins = await known.store.embedders.of(key)
    return await private_page(
        "organisations/embedding.html",
        status,
        me=me,
        organisation=organisation,
        typed="\n".join(origins) if typed is None else typed,
        errors=errors or {},
        most=ORIGINS_AT_MOST,
        example=f"{shared_url(known.settings)}/embed/482915",
        done=request.args.get("done", ""),
    )
