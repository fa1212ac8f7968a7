"""One's own account among others: how they read its name, the language in which it is written to,
and leaving where it belongs."""

import logging

from quart import Blueprint, Response, request
from werkzeug.exceptions import NotFound

from server.cluster.relay import ACCOUNTS
from server.store import LastOwner
from server.store.administration.fields import Told
from server.web.admin.checks import called_problem
from server.web.admin.entering import entering
from server.web.admin.forms import read_text
from server.web.dependencies import dependencies
from server.web.login.own_account import account_page, own_login, whole_login
from server.web.pages.screens import redirect_to
from server.web.requests.own_forms import require_own_form
from server.web.words.i18n import LOCALES
from server.web.words.rendering import formats_for_templates

log = logging.getLogger(__name__)


def own_particulars_blueprint() -> Blueprint:
    """Below `/account`."""
    routes = Blueprint("own_particulars", __name__, url_prefix="/account")
    routes.context_processor(formats_for_templates)
    routes.before_request(require_own_form)
    routes.post("/particulars")(describe)
    routes.post("/leave")(leave)
    return routes


async def describe() -> Response:
    """The form again where something is wrong with it."""
    login, form = await whole_login(), await request.form
    called, language = read_text(form, "called"), form.get("language", "")
    errors = {}
    if (problem := called_problem(called)) is not None:
        errors["called"] = problem
    if language not in LOCALES:
        errors["language"] = "admin.choose_language"
    if errors:
        return await account_page(login, 422, errors=errors, typed={"called": called})
    known = dependencies()
    account = login.account
    before: Told = {"called": account.called, "language": account.language}
    after: Told = {"called": called, "language": language}
    async with entering(account, "account_described", before=before, after=after):
        await known.store.accounts.describe(account.id, called, language)
    known.rooms.relay.hint(ACCOUNTS)
    return redirect_to("/account?done=described")


async def leave() -> Response:
    """From now on they are nothing in one of the scopes in which they are something."""
    login, written = await own_login(), (await request.form).get("scope", "")
    scopes = {f"{one.scope.kind}:{one.scope.key}": one.scope for one in login.account.memberships}
    if written not in scopes:
        raise NotFound
    known, scope = dependencies(), scopes[written]
    try:
        async with entering(login.account, "member_removed", scope, about=login.account.shown_as):
            await known.store.memberships.leave(login.account.id, scope, known.clock.now())
    except LastOwner:
        return await account_page(login, 422, errors={written: "signing.last_owner"})
    known.rooms.relay.hint(ACCOUNTS)
    log.info("left", extra={"account": login.account.name, "kind": scope.kind, "scope": scope.key})
    return redirect_to("/account?done=left")
