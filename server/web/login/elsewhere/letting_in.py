"""Whoever an organisation's provider vouches for is let in: to what they may there, and nothing
else. What an owner's provider says must open nothing of others', nor the house."""

from collections.abc import Sequence

from quart import Response

from server.store import Account
from server.web.dependencies import dependencies
from server.web.login.accounts import login_sent
from server.web.login.half_login import keep_half
from server.web.login.letting_in import SECOND_PAGE, begin
from server.web.pages.screens import redirect_to

BOTH_FACTORS = "mfa"  # as a provider says that it asked for more than one (RFC 8176)


async def let_in(
    account: Account, organisation: str, back: str, factors: Sequence[str] = ()
) -> Response:
    """Leads to `back`; to the page that asks for the second factor, where the house wants one of
    them and the provider has not asked for one; or to what keeps them out. `factors`: how they
    logged in there."""
    known, here = dependencies(), f"/login/o/{organisation}"
    paths = [await known.store.memberships.path_of_scope(one.scope) for one in account.memberships]
    if organisation not in {path.organisation for path in paths}:
        return redirect_to(f"{here}?error=no_member")
    own = known.identity.second_factors
    if own.is_required_of(account) and BOTH_FACTORS not in factors:
        if await own.of(account) is None:  # only with a password is one set up
            return redirect_to(f"{here}?error=factor")
        response = redirect_to(SECOND_PAGE)
        keep_half(response, account, back, stay=False, organisation=organisation)
        return response
    response = redirect_to(back)
    begun = await begin(response, account, await login_sent(), False, organisation)
    return response if begun else redirect_to(f"{here}?error=stale")
