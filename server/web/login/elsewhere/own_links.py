"""One's own account reached by an organisation's provider: only its holder, with a login for all of
it, has it so, and ends it."""

import logging

from quart import Blueprint, Response, request
from werkzeug.exceptions import BadRequest, NotFound

from server.cluster.relay import ACCOUNTS
from server.debate.actors import Scope
from server.identity.logins import Login
from server.store import OnlyWay, Way
from server.web.admin.entering import entering
from server.web.dependencies import dependencies
from server.web.login.elsewhere.providers import provider_of, sent_there
from server.web.login.own_account import account_page, own_login, whole_login
from server.web.pages.screens import redirect_to
from server.web.requests.own_forms import require_own_form
from server.web.words.rendering import formats_for_templates

log = logging.getLogger(__name__)


def own_links_blueprint() -> Blueprint:
    """`/account/elsewhere`."""
    routes = Blueprint("own_links", __name__)
    routes.context_processor(formats_for_templates)
    routes.before_request(require_own_form)
    routes.post("/account/elsewhere")(act)
    return routes


async def act() -> Response:
    """`do`: `link`, which leads to the provider, or `unlink`."""
    form = await request.form
    match form.get("do", ""):
        case "link":
            login = await whole_login()
            way = await _way(login, form.get("organisation", ""))
            if not way.offered or way.linked:
                raise BadRequest
            provider = await provider_of(way.organisation)
            return await sent_there(provider, "/account", login.session.id)
        case "unlink":
            login = await own_login()
            return await _unlink(login, await _way(login, form.get("organisation", "")))
    raise BadRequest


async def _unlink(login: Login, way: Way) -> Response:
    known, scope = dependencies(), Scope("organisation", way.organisation)
    try:
        async with entering(login.account, "account_unlinked", scope):
            await known.store.providers.unlink(way.organisation, login.account.id)
    except OnlyWay:
        errors = {f"elsewhere:{way.organisation}": "elsewhere.only_way"}
        return await account_page(login, 422, errors=errors)
    known.rooms.relay.hint(ACCOUNTS)
    log.info("unlinked their account", extra={"account": login.account.name})
    return redirect_to("/account?done=unlinked")


async def _way(login: Login, organisation: str) -> Way:
    """Raises NotFound where they have nothing to do with it."""
    for way in await dependencies().store.providers.of(login.account):
        if way.organisation == organisation:
            return way
    raise NotFound
