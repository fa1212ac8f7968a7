"""Whoever an organisation's provider vouches for is let in: to what they may there, and nothing
else. What an owner's provider says must open nothing of others', nor the house."""

import logging

from quart import Response

from server.cluster.relay import ACCOUNTS
from server.store import Account
from server.web.dependencies import dependencies
from server.web.login.accounts import login_sent
from server.web.login.login_cookie import keep_login

log = logging.getLogger(__name__)


async def let_in(response: Response, account: Account, organisation: str) -> bool:
    """A new login, instead of the one that this browser had. False if they are nothing in the
    organisation, or the account is not as it was."""
    known = dependencies()
    secret = await known.identity.logins.begin(account, organisation)
    login = await known.identity.logins.find(secret) if secret else None
    if secret is None or login is None:
        return False
    if not login.account.memberships:
        await known.store.sessions.end(account.id, login.session.id)
        return False
    before = await login_sent()
    if before is not None:
        await known.store.sessions.end(before.account.id, before.session.id)
        known.rooms.relay.hint(ACCOUNTS)
    keep_login(response, secret, stay=False)
    log.info("logged in by a provider", extra={"account": account.name})
    return True
