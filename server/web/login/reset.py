"""Whoever comes by an address that another password can be set at. It counts once; they then log
in as always."""

import logging
from typing import Any

from quart import Blueprint, Response, request
from werkzeug.exceptions import Gone as NotThereAnyMore

from server.cluster.relay import ACCOUNTS
from server.identity.passwords import Passwords, known_names, password_problem
from server.identity.resets import ResetLinks
from server.store import Account, Gone
from server.web.admin.entering import entering
from server.web.dependencies import dependencies
from server.web.errors import error_page
from server.web.login.accounts import private_page
from server.web.login.login_cookie import forget_login
from server.web.pages.screens import redirect_to
from server.web.requests.own_forms import require_own_form

log = logging.getLogger(__name__)


def reset_blueprint(passwords: Passwords) -> Blueprint:
    """`/reset/{secret}`."""
    routes = Blueprint("reset", __name__)
    routes.before_request(require_own_form)
    desk = _ResetDesk(passwords)
    routes.get("/reset/<secret>")(desk.show)
    routes.post("/reset/<secret>")(desk.use)
    return routes


class _ResetDesk:
    def __init__(self, passwords: Passwords) -> None:
        self._passwords = passwords

    async def show(self, secret: str) -> Response:
        return await _page(await _account(secret))

    async def use(self, secret: str) -> Response:
        account, password = await _account(secret), (await request.form).get("password", "")
        known = dependencies()
        problem = password_problem(password, await known_names(known.store, account.name))
        if problem is not None:
            return await _page(account, 422, error=problem)
        hashed = await self._passwords.hash(password)
        try:
            async with entering(account, "password_changed"):
                await ResetLinks(known.store, known.clock).use(secret, hashed)
        except Gone:
            raise await _over() from None
        known.rooms.relay.hint(ACCOUNTS)
        log.info("a password was reset by an address", extra={"account": account.name})
        response = redirect_to("/login")
        forget_login(response)
        return response


async def _account(secret: str) -> Account:
    """Whose password can be set with it. Raises Gone, with a page that says what to do."""
    known = dependencies()
    found = await ResetLinks(known.store, known.clock).find(secret)
    account = await known.store.accounts.by_id(found.account) if found else None
    if account is None:
        raise await _over()
    return account


async def _over() -> NotThereAnyMore:
    return NotThereAnyMore(response=await error_page(410, "reset_over", login="/login"))


async def _page(account: Account, status: int = 200, **values: Any) -> Response:
    given: dict[str, Any] = {"account": account, "error": ""}
    return await private_page("login/reset.html", status, **(given | values))
