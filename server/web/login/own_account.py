"""One's own account: the password, and the logins that are open. What others see of it, and
where it belongs, is in `own_particulars`."""

import logging
from typing import Any

from quart import Blueprint, Response, abort, request
from werkzeug.exceptions import Forbidden

from server.cluster.relay import ACCOUNTS
from server.debate.refusals import Rejected
from server.identity.logins import LONGEST_S, Login
from server.identity.passwords import Passwords, known_names, password_problem
from server.identity.throttle import Throttle
from server.identity.turns import Busy
from server.store import NoOwner
from server.web.admin.access import moderator_of
from server.web.admin.entering import entering
from server.web.admin.memberships import placed
from server.web.dependencies import dependencies
from server.web.errors import error_page
from server.web.login.accounts import BUSY_S, login_sent, private_page, to_login
from server.web.login.login_cookie import forget_login
from server.web.login.passkey_party import party
from server.web.pages.screens import redirect_to
from server.web.requests.own_forms import require_own_form
from server.web.words.rendering import formats_for_templates

log = logging.getLogger(__name__)

DAY_S = 24 * 60 * 60
DONE = ("described", "left", "removed", "linked", "unlinked")  # what an address may say was done
# What an address may say was done.
DONE = ("described", "left", "removed", "passkey_added", "passkey_removed")


def own_account_blueprint(passwords: Passwords, throttle: Throttle) -> Blueprint:
    """`/account`, `/logout-everywhere`."""
    routes = Blueprint("own_account", __name__)
    routes.context_processor(formats_for_templates)
    routes.before_request(require_own_form)
    desk = _OwnDesk(passwords, throttle)
    routes.get("/account")(desk.show)
    routes.post("/account")(desk.change_password)
    routes.post("/account/logins/<id_>/end")(desk.end)
    routes.post("/logout-everywhere")(desk.log_out_everywhere)
    return routes


class _OwnDesk:
    def __init__(self, passwords: Passwords, throttle: Throttle) -> None:
        self._passwords = passwords
        self._throttle = throttle

    async def show(self) -> Response:
        return await account_page(await own_login())

    async def change_password(self) -> Response:
        login = await own_login()
        form = await request.form
        errors, wait = await self._change(login, form.get("current", ""), form.get("new", ""))
        status = (429 if wait else 422) if errors else 200
        return await account_page(
            login, status, errors=errors, wait=wait, done="" if errors else "password"
        )

    async def end(self, id_: str) -> Response:
        """End one of one's logins; the one that asks is ended by logging out."""
        login = await whole_login()
        theirs = {one.id for one in await dependencies().identity.logins.of(login.account)}
        if id_ in theirs - {login.session.id}:
            async with entering(login.account, "login_ended"):
                await dependencies().store.sessions.end(login.account.id, id_)
            log.info("ended a login of theirs", extra={"account": login.account.name})
            dependencies().rooms.relay.hint(ACCOUNTS)
        return redirect_to("/account")

    async def log_out_everywhere(self) -> Response:
        if await login_sent() is not None:
            login = await whole_login()
            async with entering(login.account, "logins_ended", about=login.account.name):
                await dependencies().store.sessions.end(login.account.id)
            log.info("logged out everywhere", extra={"account": login.account.name})
            dependencies().rooms.relay.hint(ACCOUNTS)
        response = redirect_to("/login")
        forget_login(response)
        return response

    async def _change(self, login: Login, current: str, new: str) -> tuple[dict[str, str], int]:
        names = await known_names(dependencies().store, login.account.name)
        problem = password_problem(new, names)
        if problem is not None:
            return {"new": problem}, 0
        if not login.account.password_hash:
            return await self._first(login, new), 0
        account, device = login.account, login.session.id
        try:
            await self._throttle.take(account.name, device)
        except Rejected as refusal:
            return {"current": "account.too_fast"}, refusal.retry_s
        try:
            right = await self._passwords.verify(account.password_hash, current)
        except Busy:
            return {"current": "account.too_fast"}, BUSY_S
        if not right:
            return {"current": "account.current_wrong"}, 0
        await self._throttle.succeeded(account.name, device)
        # Whoever else is logged in with the old password is not any more; this browser stays.
        hashed = await self._passwords.hash(new)
        async with entering(account, "password_changed"):
            await dependencies().store.accounts.set_password(
                account.id, hashed, keep=login.session.id
            )
        dependencies().rooms.relay.hint(ACCOUNTS)
        log.info("changed their password", extra={"account": account.name})
        return {}, 0

    async def _first(self, login: Login, new: str) -> dict[str, str]:
        """Of an account that has none, which is so reached by providers alone."""
        account, session, known = login.account, login.session, dependencies()
        hashed = await self._passwords.hash(new)
        try:
            async with entering(account, "password_changed"):
                await known.store.accounts.set_first_password(
                    account.id, hashed, session.id, session.organisation
                )
        except NoOwner:
            return {"new": "elsewhere.ask_keeper"}
        known.rooms.relay.hint(ACCOUNTS)
        log.info("set a first password", extra={"account": account.name})
        return {}


async def whole_login() -> Login:
    """As `own_login`, for what concerns all that the account may. Raises Forbidden, with a page
    that says what to do, for a login by the provider of one organisation."""
    login = await own_login()
    if login.session.organisation:
        raise Forbidden(response=await error_page(403, "only_here", login="/account"))
    return login


def done_of(said: str) -> str:
    """What an address says was done, if it is one of these."""
    return said if said in DONE else ""


async def own_login() -> Login:
    """The login of whoever sent this request. Sends strangers to the login page."""
    login = await login_sent()
    if login is None:
        abort(to_login())
    return login


async def account_page(login: Login, status: int = 200, **values: Any) -> Response:
    """The whole of it, after whichever form was sent."""
    known = dependencies()
    factors = known.identity.second_factors
    return await private_page(
        "login/account.html",
        status,
        me=moderator_of(login.account),
        account=login.account,
        only_here=login.session.organisation,
        ways=await known.store.providers.of(login.account),
        memberships=await placed(login.account),
        logins=await known.identity.logins.of(login.account),
        this=login.session.id,
        passkeys=await known.store.passkeys.of(login.account.id),
        passkeys_here=party() is not None,
        factor=await factors.of(login.account),
        factor_required=factors.is_required_of(login.account),
        idle_h=known.settings.login_idle_h,
        longest_days=LONGEST_S // DAY_S,
        **({"errors": {}, "wait": 0, "done": done_of(request.args.get("done", ""))} | values),
    )
