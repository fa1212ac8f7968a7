"""Whoever has shown who they are is let in: at once, or after a second factor."""

import logging

from quart import Response

from server.cluster.relay import ACCOUNTS
from server.identity.logins import Login
from server.store import Account
from server.web.dependencies import dependencies
from server.web.login.devices import device_of, remember_device
from server.web.login.half_login import forget_half, keep_half
from server.web.login.login_cookie import keep_login
from server.web.pages.screens import redirect_to

log = logging.getLogger(__name__)

SECOND_PAGE = "/login/second"


async def let_in(account: Account, before: Login | None, back: str, *, stay: bool) -> Response:
    """Who has typed the password, or has what stands for it. `before`: the login that this browser
    had. Leads to `back`, or to the page that asks for the second factor first."""
    factors = dependencies().identity.second_factors
    if factors.is_required_of(account) or await factors.of(account) is not None:
        response = redirect_to(SECOND_PAGE)
        keep_half(response, account, back, stay)
        return response
    response = redirect_to(back)
    return response if await begin(response, account, before, stay) else redirect_to("/login")


async def begin(
    response: Response,
    account: Account,
    before: Login | None,
    stay: bool,
    organisation: str = "",
) -> bool:
    """A new login, instead of the one that this browser had: a secret that was here before they
    showed who they are is never the one that opens the house after it. False if the account is
    gone or has another password by now. `organisation`: by whose provider, and so for what alone it
    is."""
    known = dependencies()
    if before is not None:
        await known.store.sessions.end(before.account.id, before.session.id)
        known.rooms.relay.hint(ACCOUNTS)
    secret = await known.identity.logins.begin(account, organisation)
    if secret is None:
        return False
    known_browser = bool(device_of(account.name))
    log.info("logged in", extra={"account": account.name, "known_browser": known_browser})
    keep_login(response, secret, stay)
    forget_half(response)
    remember_device(response, account.name)
    return True
