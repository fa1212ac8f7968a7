"""An account of somebody else, for whoever answers for it: its logins, and an address for another
password. Owners answer for accounts that are of their organisation alone."""

import logging
from typing import Any

from quart import Blueprint, Response, request
from werkzeug.exceptions import BadRequest, Forbidden, NotFound

from server.cluster.relay import ACCOUNTS
from server.debate.actors import HOUSE, Path, Scope
from server.debate.rule import MODERATORS
from server.identity.resets import HOURS, ResetLinks, reset_address
from server.store import Account, NoOwner
from server.web.admin.access import Moderator, require
from server.web.admin.entering import entering
from server.web.dependencies import dependencies
from server.web.errors import error_page
from server.web.login.accounts import private_page
from server.web.pages import qr
from server.web.pages.screens import redirect_to
from server.web.requests.addresses import shared_url
from server.web.requests.own_forms import require_own_form
from server.web.words.rendering import formats_for_templates

log = logging.getLogger(__name__)


def others_account_blueprint() -> Blueprint:
    """`/admin/accounts/{name}`."""
    routes = Blueprint("others_account", __name__, url_prefix="/admin/accounts")
    routes.context_processor(formats_for_templates)
    routes.before_request(require_own_form)
    routes.get("/<name>")(show)
    routes.post("/<name>")(act)
    return routes


async def show(name: str) -> Response:
    """Its logins with their last use."""
    me, account, _ = await _theirs(name)
    return await _page(me, account)


async def act(name: str) -> Response:
    """`do` says which of the page's forms was sent."""
    me, account, scope = await _theirs(name)
    form, known = await request.form, dependencies()
    do = form.get("do", "")
    try:
        if do == "reset":
            links = ResetLinks(known.store, known.clock)
            everything, by = "everything" in form, me.account.id
            async with entering(me, "reset_made", scope, about=account.name):
                secret = await links.make(account, everything=everything, by=by)
            log.info("made an address for another password", extra={"account": account.name})
            return await _page(me, account, made=reset_address(shared_url(known.settings), secret))
        if do not in ("end", "end-all"):
            raise BadRequest
        one = form.get("login", "") if do == "end" else ""
        if do == "end" and not one:
            raise BadRequest
        async with entering(me, "logins_ended", scope, about=account.name):
            await known.store.resets.end_logins(account.id, one, me.account.id)
    except NoOwner:
        raise Forbidden from None
    known.rooms.relay.hint(ACCOUNTS)
    log.info("ended logins", extra={"by": me.name, "account": account.name})
    return redirect_to(f"/admin/accounts/{account.name}?done=ended")


async def _theirs(name: str) -> tuple[Moderator, Account, Scope]:
    """Who asks, the account, and where it is entered what they do. Raises NotFound, and Forbidden
    where others answer for it."""
    me, store = await require("logins of others"), dependencies().store
    account = await store.accounts.get(name)
    if account is None:
        raise NotFound
    there = await store.resets.organisations_of(account.id)
    own = [one for one in there if one and me.may("members", Path(one))]
    if me.account.id == account.id:
        raise Forbidden
    sees = any(one.role in MODERATORS for one in account.memberships)
    if not me.may("moderators of the house" if sees else "accounts"):
        if not own and not me.may("accounts"):
            raise NotFound
        if len(there) > 1 or not own:
            raise Forbidden(response=await error_page(403, "not_alone"))
    return me, account, Scope("organisation", own[0]) if own and len(there) == 1 else HOUSE


async def _page(me: Moderator, account: Account, made: str = "") -> Response:
    known = dependencies()
    given: dict[str, Any] = {
        "me": me,
        "account": account,
        "logins": await known.identity.logins.of(account),
        "factor": await known.identity.second_factors.of(account),
        "hours": HOURS,
        "done": request.args.get("done", "") == "ended",
        "made": made,
        "drawing": qr.draw(made).decode() if made else "",
    }
    return await private_page("login/others_account.html", **given)
